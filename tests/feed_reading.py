"""Reading feeds in tests: a whole source through a parser, and the samples by format."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.model import Reject, Statement, StateVector

AT = datetime(2024, 3, 9, tzinfo=UTC)


class Reading(NamedTuple):
    """What a parser gave for one source."""

    items: list[Item]
    rows: int
    notes: list[str]

    @property
    def states(self) -> list[StateVector]:
        return [item for item in self.items if isinstance(item, StateVector)]

    @property
    def positions(self) -> list[StateVector]:
        return [state for state in self.states if state.lat_deg is not None]

    @property
    def statements(self) -> list[tuple[str, str]]:
        return [(item.attribute, item.value) for item in self.items if isinstance(item, Statement)]

    @property
    def rejects(self) -> list[tuple[str, str]]:
        return [(item.reason, item.where) for item in self.items if isinstance(item, Reject)]


def read(format_: Format, data: bytes, options: ParseOptions | None = None, cuts: Sequence[int] = ()) -> Reading:
    """All that the format's parser makes of these bytes, handed over in pieces cut at these places."""
    parser = format_.parser(options or ParseOptions(at=AT))
    items: list[Item] = []
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    for start, end in pairwise(edges):
        items += parser.push(data[start:end])
    items += parser.finish()
    return Reading(items, parser.rows, parser.notes)


def sample(format_: Format) -> bytes:
    """The format's sample."""
    [path] = Path(__file__).with_name("samples").glob(f"{format_.name}.*")
    return path.read_bytes()
