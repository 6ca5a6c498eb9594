"""Teleports: positions that no aircraft could have flown to and on from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.model import Track


@dataclass(frozen=True, slots=True)
class Teleport:
    """Finds the positions that do not belong to the longest flyable chain.

    The track is cut wherever two neighbours are further apart than the fastest aircraft flies; of the pieces, the
    chain of mutually flyable ones with the most positions is believed and the rest is doubted.

    How it is fooled: a spoofed stretch longer than the true ones is believed, and the true ones doubted; a false
    place close to the true one, or reached after a long silence, passes.

    Attributes:
        max_speed_kt: 1,000 kt: the fastest jets cruise near 590 kt of true airspeed, and the strongest jet streams
            measured add some 250 kt; supersonic flight with ADS-B is rare enough to be shown as doubted.
        tolerance_nm: 3 NM, the way of 20 s at 540 kt: sites that merge receivers and satellites stamp neighbouring
            positions by clocks that far apart, and half a flight must not be doubted for it.
        look_back: pieces that a piece may be joined to across doubted ones.
    """

    max_speed_kt: float = 1000.0
    tolerance_nm: float = 3.0
    look_back: int = 64

    def find(self, track: Track) -> NDArray[np.bool_]:
        """True for each doubted position; shape (n,)."""
        starts = np.flatnonzero(np.concatenate(([True], ~self._flyable(track, *_neighbours(len(track))))))
        ends = np.append(starts[1:], len(track)) - 1
        doubted = np.ones(len(track), np.bool_)
        for piece in self._best_chain(track, starts, ends):
            doubted[starts[piece] : ends[piece] + 1] = False
        return doubted

    def _flyable(self, track: Track, before: NDArray[np.int64], after: NDArray[np.int64]) -> NDArray[np.bool_]:
        distance = distance_nm(
            track.lat_deg[before], track.lon_deg[before], track.lat_deg[after], track.lon_deg[after]
        )
        hours = np.abs(track.time_s[after] - track.time_s[before]) / 3600
        return np.asarray(distance <= self.tolerance_nm + self.max_speed_kt * hours)

    def _best_chain(self, track: Track, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[int]:
        best = (ends - starts + 1).astype(np.int64)
        previous = np.full(len(starts), -1, np.int64)
        for piece in range(1, len(starts)):
            earlier = np.arange(max(0, piece - self.look_back), piece)
            reachable = earlier[self._flyable(track, ends[earlier], np.full(len(earlier), starts[piece]))]
            if len(reachable):
                joined = reachable[np.argmax(best[reachable])]
                best[piece] += best[joined]
                previous[piece] = joined
        chain, piece = [], int(np.argmax(best))
        while piece >= 0:
            chain.append(piece)
            piece = int(previous[piece])
        return chain


def _neighbours(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return np.arange(count - 1), np.arange(1, count)
