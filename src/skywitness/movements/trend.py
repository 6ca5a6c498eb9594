"""Trend: which way an aircraft was going at one of its positions, level and upright."""

import numpy as np

from skywitness.measure.geodesy import bearing_deg
from skywitness.model import Track

_CLIMB_S = 240.0  # stretch before or after a position in which climb or descent is judged
_NEAR_S, _FAR_S = 10.0, 300.0  # a neighbour this far off in time shows the direction


def climb_fpm(track: Track, row: int, *, backwards: bool) -> float:
    """Mean climb over the four minutes before or after a row, ft/min; else the rate reported at the row."""
    inside = np.abs(track.time_s - track.time_s[row]) <= _CLIMB_S
    rows = np.flatnonzero(inside & np.isfinite(track.baro_altitude_ft))
    rows = rows[rows <= row] if backwards else rows[rows >= row]
    if len(rows) >= 2 and (span_s := track.time_s[rows[-1]] - track.time_s[rows[0]]) >= 20:
        return float((track.baro_altitude_ft[rows[-1]] - track.baro_altitude_ft[rows[0]]) / span_s * 60)
    rate = track.vertical_rate_fpm[row]
    return float(rate) if np.isfinite(rate) else 0.0


def direction_deg(track: Track, row: int, *, backwards: bool) -> float | None:
    """Direction of flight: the reported track, else the way from (backwards) or to a position 10 s to 5 min off.

    None when neither is known.
    """
    if np.isfinite(track.track_deg[row]):
        return float(track.track_deg[row])
    age = (track.time_s[row] - track.time_s) * (1 if backwards else -1)
    others = np.flatnonzero((age >= _NEAR_S) & (age <= _FAR_S))
    if not len(others):
        return None
    other = others[-1] if backwards else others[0]
    ends = (other, row) if backwards else (row, other)
    return float(bearing_deg(*(value for end in ends for value in (track.lat_deg[end], track.lon_deg[end]))))
