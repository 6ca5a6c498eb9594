"""Steps: way and time from each position to the next, worked out once for all detectors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import steps_nm
from skywitness.model import Track

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Steps:
    """Way and time between neighbours of a track, or of some of its rows; columns of length k - 1 for k rows.

    Attributes:
        seconds: from each position to the next, never negative.
        way_nm: nautical miles.
    """

    seconds: Floats
    way_nm: Floats

    @classmethod
    def of(cls, track: Track, rows: NDArray[np.int64] | None = None) -> "Steps":
        """Steps between neighbouring rows of a track; between these rows of it only, where given."""
        time_s, lat, lon = track.time_s, track.lat_deg, track.lon_deg
        if rows is not None:
            time_s, lat, lon = time_s[rows], lat[rows], lon[rows]
        return cls(np.diff(time_s), steps_nm(lat, lon))

    def fastest_kt(self, tolerance_nm: float) -> float:
        """The highest speed that a step needs when its way may be wrong by so much; 0 without steps, or inf."""
        beyond = np.flatnonzero(self.way_nm > tolerance_nm)
        if not len(beyond):
            return 0.0
        with np.errstate(divide="ignore"):
            return float(np.max((self.way_nm[beyond] - tolerance_nm) / self.seconds[beyond])) * 3600
