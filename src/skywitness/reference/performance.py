"""Performance of types: what aircraft can do, as the range over sources with a citation for every figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from skywitness.reference.aircraft_types import AircraftType

JUDGEMENT: Final = "judgement"
DOCUMENT: Final = "ICAO document 8643"
"""Source of wake category and engines."""

UNITS: Final[Mapping[str, str]] = {
    "cruise_kt": "kt",
    "cruise_mach": "Mach",
    "ceiling_ft": "ft",
    "range_nm": "NM",
    "range_max_payload_nm": "NM",
    "ferry_range_nm": "NM",
    "endurance_h": "h",
    "seats_typical": "seats",
    "seats_max": "seats",
    "troops": "troops",
    "payload_planning_t": "t",
    "payload_typical_t": "t",
    "payload_max_t": "t",
    "max_takeoff_mass_t": "t",
}
"""Every quantity and its unit, in the order in which they are shown.

``cruise_kt`` is true airspeed. ``range_nm`` is with the load that the note names, often none; ``ferry_range_nm``
is without load. ``payload_planning_t`` is what a planning pamphlet has for a mean sortie, ``payload_typical_t``
what sorties are reported to have carried. Tonnes are metric.
"""


class Figure(NamedTuple):
    """One figure of one source.

    Attributes:
        quantity: one of ``UNITS``.
        low: lowest value that the source gives.
        high: highest; the same where it gives one value.
        unit: of both.
        source: what says so, ``judgement`` when nothing that can be cited does.
        source_date: of the source, or when it was read; EDTF, with ``read `` before it in the second case.
        note: variant, load, and the figure as printed where it was converted; empty for none.
    """

    quantity: str
    low: float
    high: float
    unit: str
    source: str
    source_date: str
    note: str

    @property
    def cited(self) -> bool:
        """Whether a source says so."""
        return self.source != JUDGEMENT


class Spread(NamedTuple):
    """A quantity over all sources that give it.

    Attributes:
        quantity: one of ``UNITS``.
        low: lowest of the figures, judgement included.
        high: highest.
        unit: of both.
        figures: those with a source first.
    """

    quantity: str
    low: float
    high: float
    unit: str
    figures: tuple[Figure, ...]

    @property
    def basis(self) -> str:
        """Number of sources and whether judgement is among them, in words."""
        sources = len({figure.source for figure in self.figures if figure.cited})
        cited = f"{sources} source{'s' * (sources > 1)}" if sources else ""
        judged = JUDGEMENT if any(not figure.cited for figure in self.figures) else ""
        return " and ".join(filter(None, (cited, judged)))


class Performance(NamedTuple):
    """What aircraft of one type can do.

    Attributes:
        typecode: designator; it can stand for variants that differ.
        wake: wake turbulence category of document 8643, empty for a type that it does not have.
        engines: number of engines there as written, empty likewise.
        engine: kind of engine there, empty likewise.
        spreads: in the order of ``UNITS``; only quantities that a source or judgement gives.
    """

    typecode: str
    wake: str
    engines: str
    engine: str
    spreads: tuple[Spread, ...]

    def spread(self, quantity: str) -> Spread | None:
        """One quantity, None when nothing is known of it."""
        return next((one for one in self.spreads if one.quantity == quantity), None)


@dataclass(frozen=True)
class PerformanceTable:
    """Figures by designator.

    How it is fooled: a designator that stands for variants has the range over all of them, wider than any one's;
    where there is one source, the range is its figure, which is no measure of how sure it is.

    Attributes:
        by_typecode: figures of each type.
    """

    by_typecode: Mapping[str, tuple[Figure, ...]]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "PerformanceTable":
        """Figures from rows of ``type_performance.csv``.

        Raises:
            ValueError: a quantity is unknown, its unit is another, a value is no number or they are in no order.
        """
        found: dict[str, list[Figure]] = {}
        for row in rows:
            found.setdefault(row["typecode"], []).append(_figure(row))
        return cls({code: tuple(figures) for code, figures in found.items()})

    def of(self, typecode: str, known: AircraftType | None) -> Performance:
        """What is known of a type.

        Args:
            typecode: its designator.
            known: what document 8643 has under it, None for nothing.
        """
        listed = (known.wake, known.engines, known.engine) if known else ("", "", "")
        figures = self.by_typecode.get(typecode, ())
        spreads = (_spread(quantity, figures) for quantity in UNITS)
        return Performance(typecode, *listed, tuple(one for one in spreads if one))


def _figure(row: Mapping[str, str]) -> Figure:
    quantity, low, high = row["quantity"], float(row["value_low"]), float(row["value_high"])
    if UNITS.get(quantity) != row["unit"] or not low <= high:
        raise ValueError(f"{row['typecode']}: {quantity} from {low} to {high} {row['unit']} is no figure")
    return Figure(quantity, low, high, row["unit"], row["source"], row["source_date"], row["note"])


def _spread(quantity: str, figures: Iterable[Figure]) -> Spread | None:
    given = sorted((one for one in figures if one.quantity == quantity), key=lambda one: not one.cited)
    if not given:
        return None
    low, high = min(one.low for one in given), max(one.high for one in given)
    return Spread(quantity, low, high, UNITS[quantity], tuple(given))
