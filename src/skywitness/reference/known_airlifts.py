"""Known airlifts: what sources say that airlifts of the past carried, to hold an estimate against."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class KnownAirlift(NamedTuple):
    """One airlift as one source has it.

    Attributes:
        name: by which it is known.
        began: EDTF date.
        ended: EDTF date.
        place: where the load went, or was taken from.
        flights: loaded ones.
        tonnes: metric; None where the source does not say.
        people: carried; None where the source does not say.
        types: as written, joined by spaces.
        source: what says so.
        source_date: of the source, or when it was read.
        note: the figures as printed, and what is doubtful.
    """

    name: str
    began: str
    ended: str
    place: str
    flights: int
    tonnes: float | None
    people: int | None
    types: str
    source: str
    source_date: str
    note: str

    @property
    def tonnes_a_flight(self) -> float | None:
        """Mean load; None where the tonnes are not known."""
        return None if self.tonnes is None else self.tonnes / self.flights


def known_airlifts(rows: Iterable[Mapping[str, str]]) -> list[KnownAirlift]:
    """The rows of ``known_airlifts.csv``, in their order.

    Raises:
        ValueError: a number is none.
    """
    return [
        KnownAirlift(
            **{name: row[name] for name in ("name", "began", "ended", "place")},
            flights=int(row["flights"]),
            tonnes=float(row["tonnes"]) if row["tonnes"] else None,
            people=int(row["people"]) if row["people"] else None,
            **{name: row[name] for name in ("types", "source", "source_date", "note")},
        )
        for row in rows
    ]
