"""Silences: whether an aircraft landed while nobody heard it."""

from dataclasses import dataclass

from skywitness.measure.geodesy import way_nm
from skywitness.model import Track
from skywitness.movements.detour import corner_way_nm
from skywitness.movements.trend import climb_fpm, direction_deg


@dataclass(frozen=True, slots=True)
class Silence:
    """Weighs a silence between two airborne positions: one flight, or a landing in between.

    The time that the way at cruise speed does not need is the time to spare. The way is the straight one, or the
    one with a corner that the directions of flight on both sides point to, when that is not absurdly longer. A
    landing needs at least ``min_spare_s`` to spare. Points are added for time to spare, for descending before and
    climbing after, for being low on either side, for another callsign and for the source's own mark of a new leg;
    ``points_to_cut`` cut.

    How it is fooled: an aircraft that circles out of reception for more than about an hour and a half is taken to
    have landed; a quick turnaround under ``min_spare_s`` is missed.

    Attributes:
        min_silence_s: shorter silences never cut.
        min_spare_s: 10 min: approach, shortest stop with a take-off, and climb.
        endurance_s: 18 h: longer than the longest scheduled flight; always cuts.
        longest_detour: a way with a corner counts up to this many times the straight one.
        points_to_cut: 3 points, see ``points``. The weights are judgement, not fitted; they were looked at on
            recordings of a C-130J and a B737 whose stops are known, and on simulated flights.
    """

    min_silence_s: float = 300.0
    min_spare_s: float = 600.0
    endurance_s: float = 18 * 3600.0
    longest_detour: float = 3.0
    points_to_cut: float = 3.0

    def landed(self, track: Track, before: int, cruise_kt: float, *, other_callsign: bool) -> bool:
        """Whether it landed between positions ``before`` and ``before + 1`` of the track.

        Args:
            track: undoubted positions of one airframe.
            before: row of the last position before the silence.
            cruise_kt: the airframe's usual speed, knots.
            other_callsign: True when the callsign after differs from the one before, neither blank.
        """
        silence_s = track.time_s[before + 1] - track.time_s[before]
        if silence_s < self.min_silence_s:
            return False
        if silence_s >= self.endurance_s:
            return True
        spare_s = silence_s - self._way_s(track, before, cruise_kt)
        if spare_s < self.min_spare_s:
            return False
        return self.points(track, before, spare_s, other_callsign=other_callsign) >= self.points_to_cut

    @staticmethod
    def points(track: Track, before: int, spare_s: float, *, other_callsign: bool) -> float:
        """Points for a landing: 1 for each half hour to spare; 2 for descending before, 2 for climbing after."""
        after = before + 1
        points = spare_s / 1800
        points += 2 * (climb_fpm(track, before, backwards=True) < -250)
        points += 2 * (climb_fpm(track, after, backwards=False) > 250)
        points += sum(track.baro_altitude_ft[row] < 5000 for row in (before, after))
        points += 2 * other_callsign + 1.5 * bool(track.new_leg[after])
        return float(points)

    def _way_s(self, track: Track, before: int, cruise_kt: float) -> float:
        after = before + 1
        start, end = track.place(before), track.place(after)
        straight = way_nm(*start, *end)
        leaving = direction_deg(track, before, backwards=True)
        coming = direction_deg(track, after, backwards=False)
        corner = None if leaving is None or coming is None else corner_way_nm(start, leaving, end, coming)
        way = corner if corner is not None and corner <= self.longest_detour * straight else straight
        return max(way, straight) / cruise_kt * 3600
