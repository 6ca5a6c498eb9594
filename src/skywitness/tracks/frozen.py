"""Frozen positions: one place again and again from an aircraft that reports speed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track


@dataclass(frozen=True, slots=True)
class Frozen:
    """Finds repeated places of a moving aircraft, as a receiver or site gives that fills in the last one known.

    How it is fooled: noise in the last digit hides a frozen position; a helicopter that hovers while its speed is
    reported wrongly is doubted.

    Attributes:
        min_speed_kt: 60 kt: below it a hovering or parked aircraft may well repeat itself.
        min_span_s: 30 s: a fixed-wing aircraft at that speed has moved half a mile.
        max_gap_s: 5 min: after a longer silence an aircraft may have come back to the place.
    """

    min_speed_kt: float = 60.0
    min_span_s: float = 30.0
    max_gap_s: float = 300.0

    def find(self, track: Track) -> NDArray[np.bool_]:
        """True for each doubted position, the first of a run excepted; shape (n,)."""
        same = (np.diff(track.lat_deg) == 0) & (np.diff(track.lon_deg) == 0)
        same &= np.diff(track.time_s) <= self.max_gap_s
        starts = np.flatnonzero(np.concatenate(([True], ~same)))
        ends = np.append(starts[1:], len(track)) - 1
        doubted = np.zeros(len(track), np.bool_)
        long_enough = track.time_s[ends] - track.time_s[starts] >= self.min_span_s
        for first, last in zip(starts[long_enough], ends[long_enough], strict=True):
            run = slice(first, last + 1)
            if np.any(track.ground_speed_kt[run] > self.min_speed_kt) and not np.any(track.on_ground[run] == 1):
                doubted[first + 1 : last + 1] = True
        return doubted
