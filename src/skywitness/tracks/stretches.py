"""Stretches: runs of suspect positions, and whether their heights join up with the believed ones around them.

A barometer does not depend on satellites. While navigation is disturbed, the pressure altitude of the aircraft
that is really there goes on where the last good report left it; reports of an aircraft that is not there start
anywhere.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track

JOINED, APART, UNKNOWN = 1, -1, 0
"""Heights go on; heights do not; there is none to compare, or none soon enough."""


class Stretch(NamedTuple):
    """One stretch.

    Attributes:
        rows: its suspect positions, ascending.
        before: how its first height joins the last believed one: ``JOINED``, ``APART`` or ``UNKNOWN``.
        after: how its last height joins the next believed one.
    """

    rows: NDArray[np.int64]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Stretches:
    """Groups suspect positions into stretches.

    Attributes:
        max_pause_s: 5 min: suspect positions that near to one another are one stretch, with believed ones between
            them or without.
        max_wait_s: 120 s: heights join within
        tolerance_ft: 500 ft and
        rate_fpm: 3,000 ft/min for as long as it takes: what transport aircraft climb and descend.
        max_level_wait_s: 30 min: up to here,
        level_ft: 200 ft: the same level joins; another one says nothing.
        min_positions: 3: fewer are an error, no stretch.
    """

    max_pause_s: float = 300.0
    max_wait_s: float = 120.0
    tolerance_ft: float = 500.0
    rate_fpm: float = 3000.0
    max_level_wait_s: float = 1800.0
    level_ft: float = 200.0
    min_positions: int = 3

    def of(self, track: Track, suspect: NDArray[np.bool_], believed: NDArray[np.bool_]) -> list[Stretch]:
        """Stretches in order.

        Args:
            track: positions of one airframe.
            suspect: True for the positions to be grouped, shape (n,).
            believed: True for those to compare them with, shape (n,).
        """
        rows = np.flatnonzero(suspect)
        if not len(rows):
            return []
        starts = np.flatnonzero(np.diff(track.time_s[rows], prepend=-np.inf) > self.max_pause_s)
        heights = np.isfinite(track.baro_altitude_ft)
        witnesses = np.flatnonzero(believed & heights)
        found = []
        for first, end in zip(starts, [*starts[1:], len(rows)], strict=True):
            own = rows[first:end]
            if len(own) < self.min_positions:
                continue
            known = own[heights[own]]
            if not len(known):
                found.append(Stretch(own, UNKNOWN, UNKNOWN))
                continue
            before = int(np.searchsorted(witnesses, known[0])) - 1
            after = int(np.searchsorted(witnesses, known[-1]))
            found.append(
                Stretch(
                    own,
                    self._joins(track, witnesses[before], known[0]) if before >= 0 else UNKNOWN,
                    self._joins(track, known[-1], witnesses[after]) if after < len(witnesses) else UNKNOWN,
                )
            )
        return found

    def _joins(self, track: Track, earlier: int, later: int) -> int:
        seconds = track.time_s[later] - track.time_s[earlier]
        climb_ft = abs(track.baro_altitude_ft[later] - track.baro_altitude_ft[earlier])
        if seconds <= self.max_wait_s:
            return JOINED if climb_ft <= self.tolerance_ft + self.rate_fpm / 60 * seconds else APART
        return JOINED if seconds <= self.max_level_wait_s and climb_ft <= self.level_ft else UNKNOWN
