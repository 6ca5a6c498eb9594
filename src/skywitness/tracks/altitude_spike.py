"""Altitude spikes: heights that an aircraft can neither have climbed to nor come down from."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.spans import runs
from skywitness.model import Track
from skywitness.reference.envelopes import Envelope
from skywitness.tracks.chain import Rows, eased, outside_chain
from skywitness.tracks.steps import Steps

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AltitudeSpike:
    """Finds heights outside the longest chain that can be climbed and dived.

    Pressure altitudes are judged, or heights above the ellipsoid where the track has no other. Positions on the
    ground take no part, nor does a height of exactly 0 below take-off speed: several networks write it for "on the
    ground" wherever the field may be. A place and height repeated count once, and share their verdict. Where a
    height is repeated while the place goes on, the aircraft may have left it up to ``max_hold_s`` ago: sources
    fill in the last one known. Heights beyond the type's ceiling are doubted at once.

    The place of a doubted position may well be good.

    How it is fooled: a wrong height within a few thousand feet of the true one, or next to a silence, passes; a
    run of wrong heights longer than the true ones is believed.

    Attributes:
        tolerance_ft: 1,000 ft, what 20 s of climb at 3,000 ft/min make: clocks differ as much, see Teleport.
        max_dive_fpm: 60,000 ft/min, straight down at 590 kt: an aircraft that falls from the sky must not be
            doubted. One that climbs back as fast is.
        most_used: 0.2: a step that uses more of what is possible is not plainly honest, see ``chain``.
        max_hold_s: 60 s.
        rolling_kt: 200 kt, above take-off and landing speeds.
    """

    tolerance_ft: float = 1000.0
    max_dive_fpm: float = 60_000.0
    most_used: float = 0.2
    max_hold_s: float = 60.0
    rolling_kt: float = 200.0

    def find(self, track: Track, steps: Steps, envelope: Envelope) -> NDArray[np.bool_]:
        """True for each doubted position; shape (n,)."""
        doubted = np.zeros(len(track), np.bool_)
        height_ft = track.baro_altitude_ft
        known = np.isfinite(height_ft)
        if not known.any():
            height_ft = track.geo_altitude_ft
            known = np.isfinite(height_ft)
        if not self._may_be_doubted(height_ft[known] if not known.all() else height_ft):
            return doubted
        doubted |= known & (height_ft > envelope.ceiling_ft)
        known &= (track.on_ground != 1) & ~((height_ft == 0) & (track.ground_speed_kt < self.rolling_kt))
        rows = np.flatnonzero(known & ~doubted)
        fresh = np.concatenate(([True], (steps.way_nm > 0) | (np.diff(height_ft) != 0)))[rows]
        outside = self._outside(_Heights.of(track.time_s[rows], height_ft[rows], fresh, self.max_hold_s), envelope)
        if outside.any():
            doubted[rows] = outside[np.maximum(np.cumsum(fresh) - 1, 0)]
        return doubted

    def _may_be_doubted(self, height_ft: NDArray[np.float64]) -> bool:
        return len(height_ft) > 1 and bool(np.abs(np.diff(height_ft)).max() > self.tolerance_ft)

    def _outside(self, heights: "_Heights", envelope: Envelope) -> NDArray[np.bool_]:
        time_s, left_s, height_ft = heights.time_s, heights.left_s, heights.height_ft
        climb_fps, dive_fps = envelope.max_climb_fpm / 60, self.max_dive_fpm / 60

        def used(seconds: Floats, climb_ft: Floats) -> Floats:
            fps = np.where(climb_ft > 0, climb_fps, dive_fps)
            return np.abs(climb_ft) / (self.tolerance_ft + fps * seconds)

        def ease(before: Rows, after: Rows) -> Floats:
            return eased(used(time_s[after] - left_s[before], height_ft[after] - height_ft[before]))

        steps_used = used(time_s[1:] - left_s[:-1], np.diff(height_ft))
        if not (steps_used > 1).any():
            return np.zeros(len(time_s), np.bool_)
        outside = outside_chain(steps_used, np.diff(time_s), ease, self.most_used)
        starts, ends = runs(outside)
        before, after = np.maximum(starts - 1, 0), np.minimum(ends, len(time_s) - 1)
        entered = used(time_s[starts] - heights.since_s[before], height_ft[starts] - height_ft[before]) <= 1
        left = used(time_s[after] - heights.since_s[ends - 1], height_ft[after] - height_ft[ends - 1]) <= 1
        for run in np.flatnonzero((entered | (starts == 0)) & (left | (ends == len(time_s)))):
            outside[starts[run] : ends[run]] = False
        return outside


class _Heights(NamedTuple):
    """Heights that are judged, columns of one length.

    Attributes:
        time_s: when each was reported, Unix seconds.
        left_s: until when it was repeated from one place.
        since_s: from when on the aircraft may have left it, were it filled in.
        height_ft: feet.
    """

    time_s: Floats
    left_s: Floats
    since_s: Floats
    height_ft: Floats

    @classmethod
    def of(cls, time_s: Floats, height_ft: Floats, fresh: NDArray[np.bool_], max_hold_s: float) -> "_Heights":
        """The fresh ones of some heights; the rest repeat the one before in place and height."""
        judged = np.flatnonzero(fresh)
        last_s = time_s[np.append(judged[1:], len(time_s)) - 1] if len(judged) else time_s[:0]
        own_s, own_ft = time_s[judged], height_ft[judged]
        same = np.concatenate(([False], np.diff(own_ft) == 0)) if len(judged) else np.zeros(0, np.bool_)
        starts = np.flatnonzero(~same)
        begun_s = np.repeat(own_s[starts], np.diff(np.append(starts, len(own_s))))
        return cls(own_s, last_s, np.where(same, np.maximum(begun_s, own_s - max_hold_s), last_s), own_ft)
