"""On the ground or in the air: decided for each position, from what the aircraft says and from where it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.model import Track
from skywitness.reference.airports import Airports

_CELL_DEG = 0.005  # a third of a nautical mile: parked aircraft share one look-up
_PAUSE_S = 300.0  # over a longer time a mean speed tells nothing


@dataclass(frozen=True, slots=True)
class GroundState:
    """Tells ground from air where the source says it, and where it does not, from slowness at a field's height.

    How it is fooled: a transponder stuck on "airborne" is caught only below ``slow_kt`` at a known field; a
    helicopter hovering low over a field passes for a landed one; away from known fields nothing but the source's
    own word counts.

    Attributes:
        slow_kt: 40 kt: slower than any fixed-wing aircraft flies, faster than most taxi.
        near_field_nm: 3 NM: reference point to the far end of the largest fields.
        field_height_ft: 600 ft: pressure altitude and elevation differ by up to this at QNH 1034 or 992 hPa.
        too_fast_kt: 200 kt: the highest rotation speeds in service; a faster "ground" is a false report.
    """

    slow_kt: float = 40.0
    near_field_nm: float = 3.0
    field_height_ft: float = 600.0
    too_fast_kt: float = 200.0

    def find(self, track: Track, airports: Airports) -> NDArray[np.bool_]:
        """True where the aircraft was on the ground; shape (n,)."""
        ground: NDArray[np.bool_] = (track.on_ground == 1) & ~(track.ground_speed_kt > self.too_fast_kt)
        slow = np.flatnonzero((track.ground_speed_kt <= self.slow_kt) & (track.on_ground != 1))
        unknown = np.flatnonzero(np.isnan(track.ground_speed_kt) & (track.on_ground == -1))
        if len(unknown):
            slow = np.sort(np.concatenate((slow, unknown[_mean_speed_kt(track, unknown) <= self.slow_kt])))
        if len(slow):
            ground[slow] = self._at_field_height(track, slow, airports)
        return ground

    def _at_field_height(self, track: Track, rows: NDArray[np.int64], airports: Airports) -> NDArray[np.bool_]:
        cells = np.round(np.column_stack((track.lat_deg[rows], track.lon_deg[rows])) / _CELL_DEG).astype(np.int64)
        places, which = np.unique(cells[:, 0] * 100_000 + cells[:, 1], return_inverse=True)
        lat = np.floor_divide(places + 50_000, 100_000) * _CELL_DEG
        lon = ((places + 50_000) % 100_000 - 50_000) * _CELL_DEG
        elevation = airports.nearest_elevation_ft(lat, lon, self.near_field_nm)
        altitude = track.baro_altitude_ft[rows]
        height = altitude - elevation[which]
        # Some sources write altitude 0 for "on the ground" whatever the field's elevation.
        return np.asarray(np.isfinite(height) & ((np.abs(height) <= self.field_height_ft) | (altitude == 0)))


def _mean_speed_kt(track: Track, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Speed from the position before to the one after, knots; infinite where they are far apart in time."""
    before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, len(track) - 1)
    way = distance_nm(track.lat_deg[before], track.lon_deg[before], track.lat_deg[after], track.lon_deg[after])
    seconds = track.time_s[after] - track.time_s[before]
    usable = (seconds > 0) & (seconds <= _PAUSE_S)
    return np.where(usable, way / np.where(usable, seconds, 1.0) * 3600, np.inf)
