"""Silences: whether an aircraft landed while nobody heard it."""

from dataclasses import dataclass

import numpy as np

from skywitness.measure.geodesy import distance_nm
from skywitness.model import Track

_LOOK_S = 240.0  # stretch on either side in which climb or descent is judged


@dataclass(frozen=True, slots=True)
class Silence:
    """Weighs a silence between two airborne positions: one flight, or a landing in between.

    The time that the straight way at cruise speed does not need is the time to spare. A landing needs at least
    ``min_spare_s`` of it. Points are added for time to spare, for descending before and climbing after, for being
    low on either side, for another callsign and for the source's own mark of a new leg; ``points_to_cut`` cut.

    How it is fooled: an aircraft that circles out of reception for more than about an hour and a half is taken to
    have landed; a quick turnaround under ``min_spare_s`` is missed.

    Attributes:
        min_silence_s: shorter silences never cut.
        min_spare_s: 10 min: approach, shortest stop with a take-off, and climb.
        endurance_s: 18 h: longer than the longest scheduled flight; always cuts.
        points_to_cut: 3 points, see ``points``.
    """

    min_silence_s: float = 300.0
    min_spare_s: float = 600.0
    endurance_s: float = 18 * 3600.0
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

    @staticmethod
    def _way_s(track: Track, before: int, cruise_kt: float) -> float:
        way_nm = distance_nm(
            track.lat_deg[before], track.lon_deg[before], track.lat_deg[before + 1], track.lon_deg[before + 1]
        )
        return float(way_nm) / cruise_kt * 3600


def climb_fpm(track: Track, row: int, *, backwards: bool) -> float:
    """Mean climb over the four minutes before or after a row, ft/min; else the rate reported at the row."""
    inside = np.abs(track.time_s - track.time_s[row]) <= _LOOK_S
    rows = np.flatnonzero(inside & np.isfinite(track.baro_altitude_ft))
    rows = rows[rows <= row] if backwards else rows[rows >= row]
    if len(rows) >= 2 and (span_s := track.time_s[rows[-1]] - track.time_s[rows[0]]) >= 20:
        return float((track.baro_altitude_ft[rows[-1]] - track.baro_altitude_ft[rows[0]]) / span_s * 60)
    rate = track.vertical_rate_fpm[row]
    return float(rate) if np.isfinite(rate) else 0.0
