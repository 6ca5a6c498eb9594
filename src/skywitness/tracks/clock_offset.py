"""Clock offset: how far the clocks of two sources are apart that heard the same flying."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import wrap_lon

Floats = NDArray[np.float64]


class Path(NamedTuple):
    """Places of one source in order of time, columns of one length."""

    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats


@dataclass(frozen=True, slots=True)
class ClockOffset:
    """Tells the offset of one source's clock from another's by places that both report.

    Each place of the one is laid on the path of the other at the time stamped; what it is ahead or behind along
    the path, divided by the speed there, is the offset. The median over all places is taken, the places are laid
    on the path anew, and so on until it stands still.

    Told only when enough places match and agree; a parked aircraft tells nothing.

    Attributes:
        max_offset_s: 120 s: further ahead or behind, another part of the path is as likely.
        min_matches: 20 places.
        min_share: 0.8 of the places compared must match: two airframes under one address do so on a part only.
        max_cross_nm: 0.25 NM off the path is no match.
        max_spread_s: 1 s, the median of how far the places are from their median.
        max_step_s: 60 s between two places of the path; it bends in longer ones.
        min_speed_kt: 60 kt.
        max_speed_kt: 1,000 kt, as in Teleport.
        max_places: 2,000 compared at most, evenly spread.
    """

    max_offset_s: float = 120.0
    min_matches: int = 20
    min_share: float = 0.8
    max_cross_nm: float = 0.25
    max_spread_s: float = 1.0
    max_step_s: float = 60.0
    min_speed_kt: float = 60.0
    max_speed_kt: float = 1000.0
    max_places: int = 2000

    def ahead_s(self, reference: Path, other: Path) -> float | None:
        """Seconds by which the other's stamps are later than the reference's; None when it cannot be told."""
        heard = np.flatnonzero(
            (other.time_s >= reference.time_s[0] - self.max_offset_s)
            & (other.time_s <= reference.time_s[-1] + self.max_offset_s)
        )
        heard = heard[:: len(heard) // self.max_places + 1]
        if len(heard) < self.min_matches or len(reference.time_s) < 2:
            return None
        places = Path(*(column[heard] for column in other))
        ahead_s = 0.0
        for _ in range(8):
            behind_s, off_nm = self._laid(reference, places, ahead_s)
            match = (off_nm <= self.max_cross_nm) & (np.abs(behind_s) <= self.max_offset_s)
            if np.count_nonzero(match) < max(self.min_matches, self.min_share * len(behind_s)):
                return None
            step_s = float(np.median(behind_s[match]))
            ahead_s += step_s
            if abs(step_s) < 0.01:
                break
        spread_s = float(np.median(np.abs(behind_s[match] - step_s)))
        told = spread_s <= self.max_spread_s and abs(ahead_s) <= self.max_offset_s
        return round(ahead_s, 3) if told else None

    def _laid(self, path: Path, places: Path, ahead_s: float) -> tuple[Floats, Floats]:
        """How far places are behind the path at their times, seconds, and beside it, NM; comparable ones only."""
        time_s = places.time_s - ahead_s
        after = np.searchsorted(path.time_s, time_s, side="right")
        inside = (after > 0) & (after < len(path.time_s))
        after, time_s = after[inside], time_s[inside]
        before = after - 1
        seconds = path.time_s[after] - path.time_s[before]
        lat, lon = path.lat_deg[before], path.lon_deg[before]
        narrow = np.cos(np.radians(lat))
        step_north, step_east = 60 * (path.lat_deg[after] - lat), 60 * narrow * wrap_lon(path.lon_deg[after] - lon)
        north = 60 * (places.lat_deg[inside] - lat)
        east = 60 * narrow * wrap_lon(places.lon_deg[inside] - lon)
        way_nm = np.hypot(step_north, step_east)
        speed_kt = way_nm / np.maximum(seconds, 1e-3) * 3600
        fit = (seconds <= self.max_step_s) & (speed_kt >= self.min_speed_kt) & (speed_kt <= self.max_speed_kt)
        along_nm = (north * step_north + east * step_east)[fit] / way_nm[fit]
        beside_nm = np.abs(north * step_east - east * step_north)[fit] / way_nm[fit]
        flown_s = (time_s - path.time_s[before])[fit]
        return flown_s - along_nm / speed_kt[fit] * 3600, beside_nm
