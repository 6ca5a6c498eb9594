"""Teleports: positions that no aircraft could have flown to and on from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.model import Track
from skywitness.tracks.chain import Rows, eased, outside_chain
from skywitness.tracks.steps import Steps


@dataclass(frozen=True, slots=True)
class Teleport:
    """Finds the positions that do not belong to the longest flyable chain.

    The track is cut wherever two neighbours are further apart than the fastest aircraft flies; of the pieces, the
    chain of mutually flyable ones with the most positions is believed and the rest is doubted. Frozen positions
    are set aside first: the place is an old one under a new time, and the aircraft seems to leap when it is heard
    again.

    How it is fooled: a spoofed stretch longer than the true ones is believed, and the true ones doubted; a false
    place close to the true one, or reached after a long silence, passes.

    Attributes:
        max_speed_kt: 1,000 kt: the fastest jets cruise near 590 kt of true airspeed, and the strongest jet streams
            measured add some 250 kt; supersonic flight with ADS-B is rare enough to be shown as doubted.
        tolerance_nm: 3 NM, the way of 20 s at 540 kt: sites that merge receivers and satellites stamp neighbouring
            positions by clocks that far apart, and half a flight must not be doubted for it.
    """

    max_speed_kt: float = 1000.0
    tolerance_nm: float = 3.0

    def find(self, track: Track, steps: Steps, set_aside: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """True for each doubted position; shape (n,).

        Args:
            track: positions of one airframe.
            steps: its steps.
            set_aside: True for positions that are not to be believed or doubted here, shape (n,).
        """
        return unflyable(track, steps, set_aside, self.max_speed_kt, self.tolerance_nm)


def unflyable(
    track: Track, steps: Steps, set_aside: NDArray[np.bool_], max_speed_kt: float, tolerance_nm: float
) -> NDArray[np.bool_]:
    """True for each position outside the longest chain that can be flown at a speed; shape (n,)."""
    doubted = np.zeros(len(track), np.bool_)
    if steps.fastest_kt(tolerance_nm) <= max_speed_kt:
        return doubted
    rows = np.flatnonzero(~set_aside)
    if len(rows) < 2:
        return doubted
    if len(rows) < len(track):
        steps = Steps.of(track, rows)
    time_s, lat, lon = track.time_s[rows], track.lat_deg[rows], track.lon_deg[rows]

    def ease(before: Rows, after: Rows) -> NDArray[np.float64]:
        way_nm = distance_nm(lat[before], lon[before], lat[after], lon[after])
        return eased(way_nm / (tolerance_nm + max_speed_kt / 3600 * (time_s[after] - time_s[before])))

    used = steps.way_nm / (tolerance_nm + max_speed_kt / 3600 * steps.seconds)
    if (used > 1).any():
        doubted[rows[outside_chain(used, steps.seconds, ease)]] = True
    return doubted
