"""Clock jumps: positions stamped by a clock that stepped and, later, stepped back."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.tracks.join import together
from skywitness.tracks.steps import Steps

_NM_PER_DEG = 60.0


@dataclass(frozen=True, slots=True)
class ClockJump:
    """Finds stretches of one source whose stamps are shifted while the path goes on smoothly.

    From one position to the next, the way along the reported track takes a known time at the reported speed. Where
    the stamps differ by more or less than that, the clock stepped, or the aircraft turned, or a speed is wrong. A
    step that is taken back by another one of the same size, the opposite way, is a clock; the positions between
    the two are doubted. Stamps that a clock sets back interleave with those before; each such change is a step
    too.

    A step that is never taken back is not judged: nothing says which side of it is right. Speeds and tracks must
    be reported, and most of the stretch must move as they say.

    How it is fooled: a clock that drifts; a step while the aircraft is silent, on the ground or in a tight turn;
    two steps of different size. Sources that merge receivers stamp single positions up to 20 s off: those few are
    let be.

    Attributes:
        min_jump_s: 4 s: below it way and speed of honest sources differ as well. At least
        min_intervals: 1.5 times the usual time between two positions: a site that samples what it knows every so
            often stamps a place up to one interval late.
        tolerance_s: 1.5 s, or ``tolerance`` of the jump, by which the two steps may differ.
        tolerance: see tolerance_s.
        max_step_s: 3 min: longer silences are no steps of a clock.
        max_stretch_s: 1 h from one step to its return.
        min_positions: 3 between them.
        min_speed_kt: 60 kt: slower aircraft turn within a step.
        max_error: 0.2 of a step's time, or 1 s, by which way and speed may differ
        min_smooth: in 0.8 of the steps of a stretch.
    """

    min_jump_s: float = 4.0
    min_intervals: float = 1.5
    tolerance_s: float = 1.5
    tolerance: float = 0.1
    max_step_s: float = 180.0
    max_stretch_s: float = 3600.0
    min_positions: int = 3
    min_speed_kt: float = 60.0
    max_error: float = 0.2
    min_smooth: float = 0.8

    def find(self, track: Track, steps: Steps, set_aside: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """True for each doubted position; shape (n,).

        Args:
            track: positions of one airframe.
            steps: its steps.
            set_aside: True for positions whose place is not to be used, shape (n,).
        """
        doubted = np.zeros(len(track), np.bool_)
        several = len(track) > 0 and track.source.min() != track.source.max()
        if not several and not self._may_have_jumped(track, steps):
            return doubted
        fit = (track.ground_speed_kt >= self.min_speed_kt) & np.isfinite(track.track_deg) & ~set_aside
        fit &= track.on_ground != 1
        rows = np.flatnonzero(fit)
        if several and not together(track.source[rows]):
            rows = rows[np.argsort(track.source[rows], kind="stable")]
        late_s, seconds = _late_s(track, rows)
        for own in self._suspects(track.source[rows], late_s):
            steps_of_own = slice(own.start, own.stop - 1)
            shifted = self._shifted(track.time_s[rows[own]], late_s[steps_of_own], seconds[steps_of_own])
            doubted[rows[own][shifted]] = True
        return doubted

    def _suspects(self, source: NDArray[np.int32], late_s: NDArray[np.float64]) -> list[slice]:
        """Runs of positions of one source that hold two steps of a clock or more.

        Args:
            source: of each position, those of one source together.
            late_s: how late each step is.
        """
        edges = np.flatnonzero(source[1:] != source[:-1]) + 1
        starts, ends = np.append(0, edges), np.append(edges, len(source))
        large = np.abs(late_s) >= self.min_jump_s
        large[edges - 1] = False
        before = np.append(0, np.cumsum(large))
        enough = (before[ends - 1] - before[starts] >= 2) & (ends - starts >= self.min_positions + 2)
        return [
            slice(start, end) for start, end in zip(starts[enough].tolist(), ends[enough].tolist(), strict=True)
        ]

    def _may_have_jumped(self, track: Track, steps: Steps) -> bool:
        """Whether any step's stamps are too far apart for its way; a jump of the only source makes such a step."""
        needed_s = steps.way_nm * 3600 / np.maximum(track.ground_speed_kt[1:], self.min_speed_kt)
        late_s = np.where(steps.seconds <= self.max_step_s, steps.seconds - needed_s, 0.0)
        latest_s = float(np.fmax.reduce(late_s, initial=0.0))
        if latest_s < self.min_jump_s:
            return False
        fast = track.ground_speed_kt[1:] >= self.min_speed_kt
        return bool(fast.any()) and latest_s >= self._least_s(steps.seconds[fast])

    def _least_s(self, seconds: NDArray[np.float64]) -> float:
        """The smallest step of a clock that can be told from positions that far apart."""
        usual_s = float(np.sort(seconds)[len(seconds) // 2])
        return max(self.min_jump_s, self.min_intervals * usual_s)

    def _shifted(
        self, time_s: NDArray[np.float64], late_s: NDArray[np.float64], seconds: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """Positions of one source between a step and its return.

        Args:
            time_s: of each position, shape (k,).
            late_s: how late each step is, shape (k - 1,).
            seconds: how far apart the stamps are, shape (k - 1,).
        """
        off_s = np.abs(late_s)
        cuts = np.flatnonzero(off_s >= self._least_s(seconds))
        if len(cuts) < 2:
            return np.zeros(0, np.int64)
        first, second = cuts[:-1], cuts[1:]
        slack_s = np.maximum(self.tolerance_s, self.tolerance * np.maximum(off_s[first], off_s[second]))
        returns = np.abs(late_s[first] + late_s[second]) <= slack_s
        silent = np.cumsum(seconds > self.max_step_s)
        returns &= silent[first] == silent[second]
        returns &= time_s[second] - time_s[first] <= self.max_stretch_s
        groups = np.flatnonzero(np.concatenate(([True], ~returns, [True])))
        smooth = off_s <= np.maximum(1.0, self.max_error * seconds)
        found = [self._between(cuts[first:end], smooth) for first, end in pairwise(groups)]
        return np.concatenate([np.zeros(0, np.int64), *found])

    def _between(self, cuts: NDArray[np.int64], smooth: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Positions between each step and the next that takes it back; none unless every step is taken back."""
        if len(cuts) < 2 or len(cuts) % 2:
            return np.zeros(0, np.int64)
        starts, ends = cuts[::2] + 1, cuts[1::2] + 1
        count = int(np.sum(ends - starts))
        inner = smooth[cuts[0] : cuts[-1]]
        honest = np.count_nonzero(inner) >= self.min_smooth * (len(inner) + 1 - len(cuts))
        if count < self.min_positions or not honest:
            return np.zeros(0, np.int64)
        return np.concatenate([np.arange(start, end) for start, end in zip(starts, ends, strict=True)])


def _late_s(track: Track, rows: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much longer each step's stamps are apart than its way took, and how far apart; shape (k - 1,) each.

    The way counts along the track reported at either end; a way back is negative.
    """
    lat, lon, time_s, speed_kt = (
        column[rows] for column in (track.lat_deg, track.lon_deg, track.time_s, track.ground_speed_kt)
    )
    seconds, north, east = np.diff(time_s), np.diff(lat), np.diff(lon)
    east -= 360 * np.round(east / 360)
    east *= np.cos(lat[1:].astype(np.float32) * np.float32(np.pi / 180))
    pace = 7200 / (speed_kt[1:] + speed_kt[:-1]) * _NM_PER_DEG
    rough_s = seconds - np.sqrt(north * north + east * east) * pace
    suspects = np.flatnonzero(np.abs(rough_s) > 1.0)
    heading = np.radians(track.track_deg[rows[suspects]])
    along = north[suspects] * np.cos(heading) + east[suspects] * np.sin(heading)
    rough_s[suspects] = seconds[suspects] - along * pace[suspects]
    return rough_s, seconds
