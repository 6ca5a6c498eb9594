"""Ghosts: stretches of reports that no aircraft flew."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.tracks.low_integrity import usual_level
from skywitness.tracks.stretches import APART, JOINED, Stretches


@dataclass(frozen=True, slots=True)
class Ghost:
    """Finds stretches that the airframe did not fly, two ways.

    One is a teleported stretch whose pressure altitudes do not go on from the believed ones next to it in time:
    the aircraft's barometer is not in it. The other is a whole piece of the record, between silences or jumps,
    that states no source integrity (SIL 0) from an airframe that otherwise does, and that does not join up with
    what was heard of it before or after. Published ghosts of airliners over the Gulf carried SIL 0 in 87 to 100 %
    of their reports, real flights of the same airframes in 0 to 1.4 %, and jammed ones up to 21 %.

    A stretch that is neither joined nor apart in height is left as teleported: a spoofed aircraft that was heard
    only while spoofed looks the same.

    How it is fooled: a ghost at the true aircraft's level is taken for a jammed one; a second airframe under the
    same address, when its reports do not alternate with the first one's, is taken for a ghost.

    Attributes:
        stretches: how suspect positions are grouped and their heights compared.
        min_sil0_share: 0.6, between the shares above.
        min_positions: 25 with a known SIL.
        usual_sil: 2: median from which SIL 0 is a fall.
        max_silence_s: 10 min: a longer one ends a piece.
        max_join_s: 30 min: a piece that near in time to a believed position of another, and flyable from it, joins
            up.
    """

    stretches: Stretches = field(default_factory=Stretches)
    min_sil0_share: float = 0.6
    min_positions: int = 25
    usual_sil: int = 2
    max_silence_s: float = 600.0
    max_join_s: float = 1800.0

    def find(self, track: Track, teleported: NDArray[np.bool_], set_aside: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """True for each position of a ghost; shape (n,).

        Args:
            track: positions of one airframe.
            teleported: True where no aircraft could have flown, shape (n,).
            set_aside: True for positions that are neither suspect nor believed here, shape (n,).
        """
        found = np.zeros(len(track), np.bool_)
        suspect = teleported & ~set_aside
        if np.count_nonzero(suspect) >= self.stretches.min_positions:
            for stretch in self.stretches.of(track, suspect, ~(suspect | set_aside)):
                ends = (stretch.before, stretch.after)
                if APART in ends and JOINED not in ends:
                    found[stretch.rows] = True
        without_sil = track.sil == 0
        if without_sil.any() and np.count_nonzero(without_sil) >= self.min_sil0_share * self.min_positions:
            self._by_sil(track, teleported, found)
        return found

    def _by_sil(self, track: Track, teleported: NDArray[np.bool_], found: NDArray[np.bool_]) -> None:
        if usual_level(track.sil) < self.usual_sil:
            return
        breaks = (np.diff(track.time_s) > self.max_silence_s) | (teleported[1:] != teleported[:-1])
        starts = np.flatnonzero(np.concatenate(([True], breaks)))
        ends = np.append(starts[1:], len(track))
        known = np.add.reduceat((track.sil >= 0).astype(np.int64), starts)
        zero = np.add.reduceat((track.sil == 0).astype(np.int64), starts)
        for piece in np.flatnonzero((known >= self.min_positions) & (zero >= self.min_sil0_share * known)):
            if not self._joins(track, teleported, int(starts[piece]), int(ends[piece])):
                found[starts[piece] : ends[piece]] = True

    def _joins(self, track: Track, teleported: NDArray[np.bool_], start: int, end: int) -> bool:
        """Whether a believed position soon before or after the piece is on one flyable chain with it."""
        if teleported[start]:
            return False
        near = np.searchsorted(
            track.time_s, [track.time_s[start] - self.max_join_s, track.time_s[end - 1] + self.max_join_s]
        )
        return bool((~teleported[near[0] : start]).any() or (~teleported[end : near[1]]).any())
