"""Jammed: an aircraft that is there while its navigation is disturbed."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import way_nm
from skywitness.model import Track
from skywitness.tracks.stretches import APART, JOINED, Stretches


@dataclass(frozen=True, slots=True)
class Jammed:
    """Finds stretches of false positions, or of low integrity, that the real aircraft sent.

    False ones (teleported or impossible) count when their pressure altitudes go on from the believed ones before
    or after and nowhere contradict them, and when something besides a jump of a few miles speaks of navigation:
    the aircraft states low integrity, reports impossible speeds, or is ``min_jump_nm`` out of reach. Sites that
    extrapolate over a hole in reception are off by less. Positions of low integrity that the aircraft can have
    flown to count unless heights contradict it. Positions on the ground do not count: receivers start there
    without satellites.

    How it is fooled: a ghost that starts at the aircraft's own level; a failed receiver on board looks like a
    jammed one; without pressure altitudes a jammed aircraft stays merely teleported.

    Attributes:
        stretches: how suspect positions are grouped and their heights compared.
        min_jump_nm: 30 NM further than the fastest aircraft flies meanwhile: four minutes at a jet's speed.
        max_speed_kt: as in Teleport.
    """

    stretches: Stretches = field(default_factory=Stretches)
    min_jump_nm: float = 30.0
    max_speed_kt: float = 1000.0

    def find(
        self,
        track: Track,
        false: NDArray[np.bool_],
        disturbed: NDArray[np.bool_],
        low: NDArray[np.bool_],
        set_aside: NDArray[np.bool_],
    ) -> NDArray[np.bool_]:
        """True for each position of a jammed stretch; shape (n,).

        Args:
            track: positions of one airframe.
            false: True where the aircraft cannot have been, shape (n,).
            disturbed: True where its reports speak of navigation, shape (n,).
            low: True where the aircraft states low integrity, shape (n,).
            set_aside: True for positions that are neither suspect nor believed here, shape (n,).
        """
        found = np.zeros(len(track), np.bool_)
        suspect = false | low
        if np.count_nonzero(suspect) < self.stretches.min_positions:
            return found
        believed = ~(suspect | set_aside)
        for stretch in self.stretches.of(track, suspect & ~set_aside & (track.on_ground != 1), believed):
            ends, rows = (stretch.before, stretch.after), stretch.rows
            if APART in ends:
                continue
            speaks = (disturbed[rows] | low[rows]).any() or self._jumps(track, rows, np.flatnonzero(believed))
            found[rows if JOINED in ends and speaks else rows[~false[rows]]] = True
        return found

    def _jumps(self, track: Track, rows: NDArray[np.int64], believed: NDArray[np.int64]) -> bool:
        """Whether the stretch is far out of reach of the believed position before it, or after it."""
        before = int(np.searchsorted(believed, rows[0])) - 1
        after = int(np.searchsorted(believed, rows[-1]))
        pairs = []
        if before >= 0:
            pairs.append((int(believed[before]), int(rows[0])))
        if after < len(believed):
            pairs.append((int(rows[-1]), int(believed[after])))
        return any(
            way_nm(*track.place(a), *track.place(b))
            - self.max_speed_kt / 3600 * (track.time_s[b] - track.time_s[a])
            > self.min_jump_nm
            for a, b in pairs
        )
