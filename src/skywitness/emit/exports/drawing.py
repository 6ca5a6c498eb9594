"""Drawing: positions of one aircraft cut into what was seen and what was not, ready for any format."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

SILENCE = timedelta(minutes=5)
"""Without a position for longer than this, the way between is no longer drawn as seen."""
RECONSTRUCTION = "RECONSTRUCTION (simulated, not recorded)"


class Fix(NamedTuple):
    """One position; fields as in StateVector, and what is known of it beside.

    Attributes:
        doubt: why the position is not believed, in words; None when nothing speaks against it.
        flight_id: the flight in whose time it lies, None between flights.
    """

    observed_at: datetime
    lat_deg: float
    lon_deg: float
    baro_altitude_ft: int | None
    geo_altitude_ft: int | None
    ground_speed_kt: float | None
    track_deg: float | None
    vertical_rate_fpm: int | None
    on_ground: bool | None
    callsign: str | None
    squawk: str | None
    position_source: str | None
    doubt: str | None
    source_sha256: str
    source_row: int
    reconstruction: bool
    flight_id: str | None


class Segment(NamedTuple):
    """A line: fixes without a silence between them (seen), or the last before and first after one (unseen)."""

    seen: bool
    flight_id: str | None
    fixes: tuple[Fix, ...]

    @property
    def reconstruction(self) -> bool:
        """Whether any of its fixes was simulated."""
        return any(fix.reconstruction for fix in self.fixes)

    @property
    def silence_s(self) -> float:
        """Time from its first to its last fix, seconds."""
        return (self.fixes[-1].observed_at - self.fixes[0].observed_at).total_seconds()


class Drawing(NamedTuple):
    """What is exported.

    Attributes:
        icao24: as in StateVector.
        registration: label of its flights, None when there is none.
        flights: by flight_id, the fields of each flight drawn.
        segments: in order of time.
        doubted: fixes that are not believed; they are points and part of no line.
    """

    icao24: str
    registration: str | None
    flights: dict[str, dict[str, Any]]
    segments: list[Segment]
    doubted: list[Fix]

    @property
    def reconstruction(self) -> bool:
        """Whether anything in it was simulated."""
        return any(s.reconstruction for s in self.segments) or any(fix.reconstruction for fix in self.doubted)

    @property
    def title(self) -> str:
        """Name of the whole, which says when it is a reconstruction."""
        name = f"{self.registration} ({self.icao24})" if self.registration else self.icao24
        return f"{name} {RECONSTRUCTION}" if self.reconstruction else name

    def name(self, segment: Segment) -> str:
        """Name of one line: callsign or flight, what it is, and whether it is a reconstruction."""
        flight = self.flights.get(segment.flight_id or "", {})
        what = flight.get("callsign") or segment.flight_id or "between flights"
        part = "" if segment.seen else f" unseen for {segment.silence_s / 60:.0f} min"
        return f"{what}{part} {RECONSTRUCTION}" if segment.reconstruction else f"{what}{part}"


def draw(icao24: str, fixes: Sequence[Fix], flights: Sequence[dict[str, Any]]) -> Drawing:
    """Cut fixes into segments.

    A line ends where the flight does and at every silence. A silence within a flight, or between flights on the
    ground, becomes an unseen segment; between one flight and the next nothing is drawn.

    Args:
        icao24: whose fixes they are.
        fixes: in order of time.
        flights: the fields of its flights.
    """
    believed = [fix for fix in fixes if fix.doubt is None]
    return Drawing(
        icao24=icao24,
        registration=next((flight["registration"] for flight in flights if flight["registration"]), None),
        flights={flight["flight_id"]: flight for flight in flights},
        segments=list(_segments(believed)),
        doubted=[fix for fix in fixes if fix.doubt is not None],
    )


def _segments(fixes: Sequence[Fix]) -> Iterator[Segment]:
    run: list[Fix] = list(fixes[:1])
    for before, after in pairwise(fixes):
        same_flight = before.flight_id == after.flight_id
        silent = after.observed_at - before.observed_at > SILENCE
        if same_flight and not silent:
            run.append(after)
            continue
        yield Segment(seen=True, flight_id=before.flight_id, fixes=tuple(run))
        if same_flight:
            yield Segment(seen=False, flight_id=before.flight_id, fixes=(before, after))
        run = [after]
    if run:
        yield Segment(seen=True, flight_id=run[-1].flight_id, fixes=tuple(run))
