"""Frozen positions: one place again and again from an aircraft that reports speed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.spans import runs
from skywitness.model import Track
from skywitness.tracks.steps import Steps


@dataclass(frozen=True, slots=True)
class Frozen:
    """Finds repeated places of a moving aircraft, as a receiver or site gives that fills in the last one known.

    How it is fooled: noise in the last digit hides a frozen position; a helicopter that hovers while its speed is
    reported wrongly is doubted.

    Attributes:
        min_speed_kt: 60 kt: below it a hovering or parked aircraft may well repeat itself.
        min_span_s: 30 s: a fixed-wing aircraft at that speed has moved half a mile.
        min_lag_nm: 2 NM at the speed reported: a shorter span counts as well when the place is that far behind,
            before a catch-up can be taken for a teleport, for which 3 NM are enough.
        max_speed_kt: 1,000 kt, as in Teleport.
        max_gap_s: 5 min: after a longer silence an aircraft may have come back to the place.
    """

    min_speed_kt: float = 60.0
    min_span_s: float = 30.0
    min_lag_nm: float = 2.0
    max_speed_kt: float = 1000.0
    max_gap_s: float = 300.0

    def find(self, track: Track, steps: Steps) -> NDArray[np.bool_]:
        """True for each doubted position, the first of a run excepted; shape (n,)."""
        doubted = np.zeros(len(track), np.bool_)
        same = (steps.way_nm == 0) & (steps.seconds <= self.max_gap_s)
        starts, ends = runs(same)
        if not len(starts):
            return doubted
        span_s = track.time_s[ends] - track.time_s[starts]
        long = span_s * self.max_speed_kt >= self.min_lag_nm * 3600
        if not long.any():
            return doubted
        starts, ends, span_s = starts[long], ends[long], span_s[long]
        sizes = ends - starts + 1
        firsts = np.cumsum(sizes) - sizes
        inside = np.arange(sizes.sum()) + np.repeat(starts - firsts, sizes)
        speed_kt = np.fmax.reduceat(track.ground_speed_kt[inside], firsts)
        frozen = (span_s >= self.min_span_s) | (span_s * speed_kt >= self.min_lag_nm * 3600)
        frozen &= speed_kt > self.min_speed_kt
        frozen &= np.maximum.reduceat(track.on_ground[inside], firsts) != 1
        doubted[inside] = np.repeat(frozen, sizes)
        doubted[starts] = False
        return doubted
