"""Repeats: the same report again, by way of another source."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track


@dataclass(frozen=True, slots=True)
class Repeat:
    """Finds reports that another source has brought already, its clock being set right (see ``join``).

    The first of them in the order of the track is kept: the earlier one, and of one time that of the source whose
    SHA-256 comes first. A second report of its own within the tolerances passes for a repeat only from an aircraft
    that hardly moves, whose place is in the first one.

    How it is fooled: sources that round or smooth places differently bring a report twice.

    Attributes:
        tolerance_s: 1 s: what is left of the difference of two clocks, and of the networks' delays.
        tolerance_deg: 0.0001 degree or 11 m: places as four decimals keep them; an aircraft at 250 kt flies that
            far in a tenth of a second, a fifth of the time between two reports.
        tolerance_ft: 25 ft: one step of the altitude code.
        look_back: reports that lie between the two at most.
    """

    tolerance_s: float = 1.0
    tolerance_deg: float = 1.0e-4
    tolerance_ft: float = 25.0
    look_back: int = 6

    def find(self, track: Track) -> NDArray[np.bool_]:
        """True for each repeat; shape (n,)."""
        doubted = np.zeros(len(track), np.bool_)
        source = track.source
        if len(track) < 2 or source.min() == source.max():
            return doubted
        for back in range(1, min(self.look_back, len(track) - 1) + 1):
            near = track.time_s[back:] - track.time_s[:-back] <= self.tolerance_s
            near &= source[back:] != source[:-back]
            if not near.any():
                continue
            near &= np.abs(track.lat_deg[back:] - track.lat_deg[:-back]) <= self.tolerance_deg
            east = np.abs(track.lon_deg[back:] - track.lon_deg[:-back])
            near &= np.minimum(east, 360 - east) <= self.tolerance_deg
            climb = np.abs(track.baro_altitude_ft[back:] - track.baro_altitude_ft[:-back])
            near &= ~(climb > self.tolerance_ft)
            doubted[back:] |= near
        return doubted
