"""Airport of departure or destination: named from ground contact or a lined-up approach, or not at all."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg, turn_deg
from skywitness.model import Track
from skywitness.movements.trend import climb_fpm, direction_deg
from skywitness.reference.airports import Airports

OUTSIDE_COVERAGE = "outside_coverage"
UNDETERMINED = "undetermined"


class End(NamedTuple):
    """One end of a flight.

    Attributes:
        airport: ICAO code, None with a reason.
        reason: ``outside_coverage`` or ``undetermined`` where airport is None, else None.
        evidence: ``ground`` or ``approach`` where it is known, else None.
        elevation_ft: elevation of the airport, None where unknown.
    """

    airport: str | None
    reason: str | None
    evidence: str | None
    elevation_ft: float | None


@dataclass(frozen=True, slots=True)
class AirportFinder:
    """Names an airport only where the positions leave one answer; the nearest field alone is never enough.

    Ground contact: the field whose reference point is nearest to the place of contact, when it is within
    ``contact_nm`` and clearly nearer than the next. Approach (and, mirrored, climb-out): the last position is low,
    on or below a steep glide path to the field, descending and pointed at it, and no other field fits nearly as
    well. Fields for helicopters and seaplanes only are no candidates for a landing at aeroplane speed.

    How it is fooled: without runways, two fields with reference points nearly equally near cannot be told apart
    (``undetermined``); a low pass or a turn for another field nearby can look like an approach.

    Attributes:
        airports: the fields.
        contact_nm: 3 NM: reference point to the far end of the largest fields.
        clearly: the next field must be this many times as far, or ``clearly_nm`` further.
        clearly_nm: nautical miles.
        approach_nm: 8 NM: about where a three-degree path leaves 2,500 ft.
        approach_ft: height above the field under which an approach is committed.
        steepest_ft_per_nm: 480 ft/NM, 4.5 degrees, beside 700 ft for pressure and threshold.
        steepest_climb_ft_per_nm: 1,600 ft/NM, 15 degrees: a light airliner's climb-out.
        off_line_nm: how far beside the field's reference point the aircraft may be heading.
        lost_high_ft: an end higher than this above every field around is outside coverage.
    """

    airports: Airports
    contact_nm: float = 3.0
    clearly: float = 1.6
    clearly_nm: float = 1.0
    approach_nm: float = 8.0
    approach_ft: float = 3000.0
    steepest_ft_per_nm: float = 480.0
    steepest_climb_ft_per_nm: float = 1600.0
    off_line_nm: float = 1.2
    lost_high_ft: float = 3000.0

    def from_ground(self, track: Track, rows: NDArray[np.int64], *, fast: bool) -> End:
        """The airport of a stay on the ground.

        Args:
            track: undoubted positions of one airframe.
            rows: its rows on the ground during the stay, at least one.
            fast: True when it was heard to land or take off at aeroplane speed.
        """
        lat, lon = float(np.median(track.lat_deg[rows])), float(np.median(track.lon_deg[rows]))
        near = self.airports.near(lat, lon, self.contact_nm + self.clearly_nm)
        kept = [row for row, _ in zip(near.rows, near.distance_nm, strict=True) if self._possible(row, fast=fast)]
        misses = [float(near.distance_nm[near.rows.tolist().index(row)]) for row in kept]
        if not kept or misses[0] > self.contact_nm:
            return End(None, UNDETERMINED, None, None)
        return self._clearest(kept, misses, "ground")

    def from_air(self, track: Track, row: int, *, arriving: bool) -> End:
        """The airport that a flight was about to land at, or had just left, at its last or first position."""
        altitude = track.baro_altitude_ft[row]
        if not np.isfinite(altitude):
            return End(None, UNDETERMINED, None, None)
        if self._lost_high(track, row):
            return End(None, OUTSIDE_COVERAGE, None, None)
        near = self.airports.near(float(track.lat_deg[row]), float(track.lon_deg[row]), self.approach_nm)
        fits = [
            (self._off_line_nm(track, row, field, distance, arriving=arriving), field)
            for field, distance in zip(near.rows, near.distance_nm, strict=True)
            if self._possible(field, fast=True) and self._on_path(track, row, field, distance, arriving=arriving)
        ]
        fits = sorted((miss, field) for miss, field in fits if miss <= self.off_line_nm)
        if not fits:
            return End(None, UNDETERMINED, None, None)
        return self._clearest([field for _, field in fits], [miss for miss, _ in fits], "approach")

    def _clearest(self, fields: list[np.int64], misses: list[float], evidence: str) -> End:
        if len(fields) > 1 and misses[1] < self.clearly * misses[0] and misses[1] - misses[0] < self.clearly_nm:
            return End(None, UNDETERMINED, None, None)
        airport = self.airports.airports[fields[0]]
        return End(airport.icao, None, evidence, airport.elevation_ft)

    def _possible(self, field: np.int64, *, fast: bool) -> bool:
        return not (fast and self.airports.rotor_or_water[field])

    def _lost_high(self, track: Track, row: int) -> bool:
        near = self.airports.near(float(track.lat_deg[row]), float(track.lon_deg[row]), 2 * self.approach_nm)
        highest = float(np.max(self.airports.elevation_ft[near.rows])) if len(near.rows) else 0.0
        return bool(not len(near.rows) or track.baro_altitude_ft[row] > highest + self.lost_high_ft)

    def _on_path(self, track: Track, row: int, field: np.int64, distance: float, *, arriving: bool) -> bool:
        height = track.baro_altitude_ft[row] - self.airports.elevation_ft[field]
        slope = self.steepest_ft_per_nm if arriving else self.steepest_climb_ft_per_nm
        if not -700 <= height <= min(self.approach_ft, 700 + slope * distance):
            return False
        climb = climb_fpm(track, row, backwards=arriving)
        return bool(climb < -200 if arriving else climb > 200)

    def _off_line_nm(self, track: Track, row: int, field: np.int64, distance: float, *, arriving: bool) -> float:
        """Distance at which the line of flight passes the field; infinite when it points elsewhere."""
        direction = direction_deg(track, row, backwards=arriving)
        if direction is None:
            return np.inf
        lat, lon = self.airports.lat_deg[field], self.airports.lon_deg[field]
        to_field = bearing_deg(track.lat_deg[row], track.lon_deg[row], lat, lon)
        turn = float(turn_deg(direction, to_field if arriving else to_field + 180))
        if distance > self.contact_nm and abs(turn) > 60:
            return np.inf
        return float(distance * abs(np.sin(np.radians(turn))))
