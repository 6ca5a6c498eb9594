"""The shape of every parser: bytes in by any split, messages, state vectors, statements and rejects out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from skywitness.feeds.arrival_clock import ArrivalClock
from skywitness.model import Message, Reject, Statement, StateVector

Item = Message | StateVector | Statement | Reject
"""What a parser gives for each line, record or frame."""


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """What the user may say about a source that its bytes do not.

    Attributes:
        at: time of the first frame of a recording that carries only relative times, UTC.
        columns: column map of a generic CSV file, target field (with its unit) to heading.
        icao24: address of the aircraft in a file that names none.
        clock: of a live stream, told of arrivals by who reads it; None for a recording.
        document_lines: every document is one line, as who reads a live source lays them out.
    """

    at: datetime | None = None
    columns: dict[str, str] = field(default_factory=dict)
    icao24: str | None = None
    clock: ArrivalClock | None = None
    document_lines: bool = False


class Parser(Protocol):
    """Reads one source. The items do not depend on how the bytes are cut, and no bytes make it raise.

    Attributes:
        rows: lines, records or frames seen so far, taken or not.
        notes: what it had to assume, in sentences for the user (units of a CSV file, an assumed zone).
    """

    rows: int
    notes: list[str]

    def push(self, chunk: bytes) -> Iterable[Item]:
        """Items completed by these bytes."""

    def finish(self) -> Iterable[Item]:
        """Items that only the end of the source completes; a cut-off rest is a Reject ``truncated``."""


class Format(NamedTuple):
    """One feed format.

    Attributes:
        name: as in ``--format`` and in the table of sources, for example ``beast``.
        title: for people.
        sniff: tells from the first bytes (up to 64 KiB, decompressed) whether this is the format; never raises.
        parser: makes a parser for one source.
        needs_at: True when the bytes hold no absolute time, so that ``at`` must be given.
    """

    name: str
    title: str
    sniff: Callable[[bytes], bool]
    parser: Callable[[ParseOptions], Parser]
    needs_at: bool = False
