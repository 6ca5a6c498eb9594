"""Low approaches: where flights come down to a runway and climb away without having stopped."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl

from skywitness.findings.loiter_course import Floats, Rows
from skywitness.measure.geodesy import bearing_deg, distance_nm, turn_deg
from skywitness.reference.airports import Airports

NEEDED = (
    "flight_id",
    "icao24",
    "observed_at",
    "lat_deg",
    "lon_deg",
    "baro_altitude_ft",
    "on_ground",
    "source_sha256",
    "reconstruction",
)
"""Columns of the positions that low approaches are found in."""


class LowApproach(NamedTuple):
    """One descent to a runway and climb away from it.

    Attributes:
        first: row of the first low position.
        lowest: row of the lowest.
        last: row of the last low one.
        airport: code of the field.
        runway: designator of the end that it came in on.
        height_ft: lowest pressure altitude less the field's elevation; off by 27 ft for each hectopascal from
            1013.25.
        to_threshold_nm: from the lowest position to the landing threshold, negative behind it.
        level_s: time spent within 75 ft of the lowest.
        speed_kt: over the ground around the lowest.
        airborne: the aircraft itself said that it was in the air when lowest.
    """

    first: int
    lowest: int
    last: int
    airport: str
    runway: str
    height_ft: float
    to_threshold_nm: float
    level_s: float
    speed_kt: float
    airborne: bool


@dataclass(frozen=True, slots=True)
class LowApproachRule:
    """What counts as a low approach.

    Attributes:
        low_ft: 1,500 ft over the field: the height at which an approach is to be stable is 500 to 1,000 ft (ICAO
            Doc 4444, and operators' manuals), and the weather puts pressure altitude off by as much; judgement.
        lowest_ft: 1,000 ft below the field: at 1,050 hPa pressure altitude is 1,000 ft too low; what is lower is a
            height of 0 that stands for "on the ground".
        near_nm: 5 NM from the field's reference point; judgement.
        fall_ft: 500 ft down to it and up from it within ``around_s``; judgement: circuits are flown at 1,000 ft.
        around_s: 5 min; judgement.
        fewest: 5 positions that much higher on either side; judgement: one may be wrong.
        silence_s: 30 s: in a longer silence while low it may have been on the runway.
        slowest_kt: 60 kt; slower ones may be landing, or be helicopters.
        beside_nm: 0.3 NM from the runway's line: parallel runways are further apart as a rule.
        off_deg: 15 degrees from its direction; judgement.
        level_ft: 75 ft above the lowest is level; heights are sent in steps of 25 ft.
    """

    low_ft: float = 1500.0
    lowest_ft: float = -1000.0
    near_nm: float = 5.0
    fall_ft: float = 500.0
    around_s: float = 300.0
    fewest: int = 5
    silence_s: float = 30.0
    slowest_kt: float = 60.0
    beside_nm: float = 0.3
    off_deg: float = 15.0
    level_ft: float = 75.0

    def find(self, rows: pl.DataFrame, airports: Airports) -> Iterator[LowApproach]:
        """Low approaches in order of flight and time.

        Args:
            rows: the columns ``NEEDED``, sorted by flight and time, each with a place and a height.
            airports: with their runways.
        """
        flown = _Flown.of(rows)
        elevation = airports.nearest_elevation_ft(flown.lat_deg, flown.lon_deg, self.near_nm)
        low = flown.altitude_ft - elevation <= self.low_ft
        cut = np.flatnonzero(low[1:] & low[:-1] & (np.diff(flown.flight) != 0)) + 1
        edges = np.flatnonzero(np.diff(low.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
        for first, end in edges:
            inner = cut[(cut > first) & (cut < end)].tolist()
            starts = [int(first), *inner]
            for begin, stop in zip(starts, [*inner, int(end)], strict=True):
                found = self._one(flown, begin, stop - 1, airports)
                if found is not None:
                    yield found

    def _one(self, flown: "_Flown", first: int, last: int, airports: Airports) -> LowApproach | None:
        piece = slice(first, last + 1)
        lowest = first + int(np.argmin(flown.altitude_ft[piece]))
        if not self._comes_and_goes(flown, lowest) or (flown.ground[piece] == 1).any():
            return None
        if np.diff(flown.time_s[piece]).max(initial=0.0) > self.silence_s:
            return None
        speed_kt, heading = _motion(flown, lowest)
        runway = self._runway(flown, lowest, heading, airports)
        if runway is None or speed_kt < self.slowest_kt:
            return None
        field, designator, along = runway
        height_ft = float(flown.altitude_ft[lowest] - airports.elevation_ft[field])
        if height_ft < self.lowest_ft:
            return None
        level = np.flatnonzero(flown.altitude_ft[piece] <= flown.altitude_ft[lowest] + self.level_ft) + first
        return LowApproach(
            first=first,
            lowest=lowest,
            last=last,
            airport=airports.codes[field],
            runway=designator,
            height_ft=height_ft,
            to_threshold_nm=along,
            level_s=float(flown.time_s[level[-1]] - flown.time_s[level[0]]),
            speed_kt=speed_kt,
            airborne=bool(flown.ground[lowest] == 0),
        )

    def _comes_and_goes(self, flown: "_Flown", lowest: int) -> bool:
        """Whether the same flight was higher shortly before and is shortly after."""
        begin, end = flown.around(lowest, self.around_s)
        height = flown.altitude_ft - flown.altitude_ft[lowest]
        sides = height[begin:lowest], height[lowest:end]
        return all(np.count_nonzero(side >= self.fall_ft) >= self.fewest for side in sides)

    def _runway(
        self, flown: "_Flown", lowest: int, heading: float, airports: Airports
    ) -> tuple[int, str, float] | None:
        """Field, designator and distance to the threshold of the runway whose line it is on."""
        lat, lon = flown.lat_deg[lowest], flown.lon_deg[lowest]
        ends, found = airports.runway_ends, None
        for field in airports.near(float(lat), float(lon), self.near_nm).rows.tolist():
            for end in range(*airports.ends_of(field).indices(len(ends))):
                away = float(distance_nm(lat, lon, ends.lat_deg[end], ends.lon_deg[end]))
                towards = float(bearing_deg(lat, lon, ends.lat_deg[end], ends.lon_deg[end]))
                angle = np.radians(float(turn_deg(ends.heading_deg[end], towards)))
                along, beside = away * float(np.cos(angle)), abs(away * float(np.sin(angle)))
                aligned = abs(float(turn_deg(ends.heading_deg[end], heading))) <= self.off_deg
                if aligned and beside <= self.beside_nm and (found is None or beside < found[0]):
                    found = beside, field, str(ends.designator[end]), along
        return None if found is None else found[1:]


@dataclass(frozen=True, slots=True)
class _Flown:
    """Columns of positions, flight after flight, shape (n,)."""

    flight: Rows
    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    altitude_ft: Floats
    ground: Rows

    @classmethod
    def of(cls, rows: pl.DataFrame) -> "_Flown":
        return cls(
            rows["flight_id"].rle_id().cast(pl.Int64).to_numpy(),
            rows["observed_at"].dt.epoch("ms").to_numpy() / 1000,
            rows["lat_deg"].to_numpy(),
            rows["lon_deg"].to_numpy(),
            rows["baro_altitude_ft"].cast(pl.Float64).to_numpy(),
            rows["on_ground"].cast(pl.Int64).fill_null(-1).to_numpy(),
        )

    def around(self, row: int, seconds: float) -> tuple[int, int]:
        """Rows of the same flight within a time of one, end exclusive."""
        begin, end = (
            np.searchsorted(self.flight, self.flight[row], "left"),
            np.searchsorted(self.flight, self.flight[row], "right"),
        )
        times = self.time_s[begin:end]
        first = int(begin + np.searchsorted(times, self.time_s[row] - seconds, "left"))
        return first, int(begin + np.searchsorted(times, self.time_s[row] + seconds, "right"))


def _motion(flown: _Flown, row: int) -> tuple[float, float]:
    """Speed in knots and direction in degrees over the half minute before a row."""
    begin, _ = flown.around(row, 30.0)
    begin = min(begin, max(row - 1, 0))
    here = flown.lat_deg[begin], flown.lon_deg[begin], flown.lat_deg[row], flown.lon_deg[row]
    seconds = max(float(flown.time_s[row] - flown.time_s[begin]), 1.0)
    return float(distance_nm(*here)) / seconds * 3600, float(bearing_deg(*here))
