"""Track: the same fields as StateVector, as columns, for one airframe in order of time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Track:
    """Positions of one airframe, ascending in time; all columns have the same length n.

    Attributes:
        icao24: as in StateVector.
        time_s: Unix seconds, float64.
        lat_deg: degrees, never NaN.
        lon_deg: degrees, never NaN.
        baro_altitude_ft: feet, NaN where unknown, as in every following column of numbers.
        geo_altitude_ft: feet.
        ground_speed_kt: knots.
        track_deg: degrees.
        vertical_rate_fpm: feet per minute.
        on_ground: int8, 1 on ground, 0 airborne, -1 unknown.
        callsign: object array of str or None.
        nic: navigation integrity category.
        stale: bool.
        new_leg: bool.
        source: object array: source_sha256 of each position.
        reconstruction: bool, any position simulated.
    """

    icao24: str
    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    baro_altitude_ft: Floats
    geo_altitude_ft: Floats
    ground_speed_kt: Floats
    track_deg: Floats
    vertical_rate_fpm: Floats
    on_ground: NDArray[np.int8]
    callsign: NDArray[np.object_]
    nic: Floats
    stale: NDArray[np.bool_]
    new_leg: NDArray[np.bool_]
    source: NDArray[np.object_]
    reconstruction: bool

    def __len__(self) -> int:
        """Number of positions."""
        return len(self.time_s)

    def place(self, row: int) -> tuple[float, float]:
        """Latitude and longitude of one position, degrees."""
        return float(self.lat_deg[row]), float(self.lon_deg[row])

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> "Track":
        """The track of these rows only."""
        columns = {name: getattr(self, name)[rows] for name in _COLUMNS}
        return Track(icao24=self.icao24, reconstruction=self.reconstruction, **columns)


_COLUMNS = tuple(name for name in Track.__dataclass_fields__ if name not in {"icao24", "reconstruction"})
