"""Trend: which way an aircraft was going at one of its positions, level and upright."""

import numpy as np

from skywitness.measure.geodesy import bearing_deg
from skywitness.model import Track

_CLIMB_S = 240.0  # stretch before or after a position in which climb or descent is judged
_SPAN_S = 20.0  # shortest stretch that shows it
_NEAR_S, _FAR_S = 10.0, 300.0  # a neighbour this far off in time shows the direction


def climb_fpm(track: Track, row: int, *, backwards: bool, within_s: float = _CLIMB_S) -> float:
    """Mean climb over the time before or after a row (four minutes), ft/min; else the rate reported at the row.

    0 when neither is known.
    """
    rows = _rows_near(track, row, within_s, backwards=backwards)
    altitude = track.baro_altitude_ft[rows]
    known = np.flatnonzero(altitude == altitude)  # noqa: PLR0124 NaN is unequal to itself; ten times as fast
    if len(known) >= 2:
        first, last = rows.start + int(known[0]), rows.start + int(known[-1])
        if (span_s := track.time_s[last] - track.time_s[first]) >= _SPAN_S:
            climbed = track.baro_altitude_ft[last] - track.baro_altitude_ft[first]
            return float(climbed / span_s * 60)
    rate = track.vertical_rate_fpm[row]
    return float(rate) if rate == rate else 0.0  # noqa: PLR0124 as above


def direction_deg(track: Track, row: int, *, backwards: bool) -> float | None:
    """Direction of flight: the reported track, else the way from (backwards) or to a position 10 s to 5 min off.

    None when neither is known.
    """
    reported = float(track.track_deg[row])
    if reported == reported:  # noqa: PLR0124 as above
        return reported
    rows = _rows_near(track, row, _FAR_S, backwards=backwards)
    age = np.abs(track.time_s[rows] - track.time_s[row])
    others = np.flatnonzero(age >= _NEAR_S)
    if not len(others):
        return None
    other = rows.start + int(others[-1] if backwards else others[0])
    ends = (other, row) if backwards else (row, other)
    return float(bearing_deg(*(value for end in ends for value in (track.lat_deg[end], track.lon_deg[end]))))


def _rows_near(track: Track, row: int, within_s: float, *, backwards: bool) -> slice:
    """Rows up to the row, or from it on, that are no more than so many seconds off."""
    time_s = track.time_s[row]
    if backwards:
        return slice(int(np.searchsorted(track.time_s[: row + 1], time_s - within_s)), row + 1)
    return slice(row, row + int(np.searchsorted(track.time_s[row:], time_s + within_s, side="right")))
