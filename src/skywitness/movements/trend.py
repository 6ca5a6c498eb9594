"""Trend: which way an aircraft was going at some of its positions, level and upright."""

import math

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg
from skywitness.model import Track

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

_CLIMB_S = 240.0  # stretch before or after a position in which climb or descent is judged
_SPAN_S = 20.0  # shortest stretch that shows it
_NEAR_S, _FAR_S = 10.0, 300.0  # a neighbour this far off in time shows the direction


def climbs_fpm(track: Track, rows: Rows, *, backwards: bool, within_s: float = _CLIMB_S) -> Floats:
    """Mean climb over the time before or after each row (four minutes), ft/min; else the rate reported there.

    0 when neither is known. Shape of ``rows``.
    """
    altitude = track.baro_altitude_ft
    first, last = _around(track, rows, within_s, backwards=backwards)
    for place in np.flatnonzero(np.isnan(altitude[first]) | np.isnan(altitude[last])).tolist():
        known = np.flatnonzero(~np.isnan(altitude[first[place] : last[place] + 1]))
        outer = known[[0, -1]] if len(known) else np.zeros(2, np.int64)
        first[place], last[place] = first[place] + outer
    span_s = track.time_s[last] - track.time_s[first]
    climb = (altitude[last] - altitude[first]) / np.maximum(span_s, _SPAN_S) * 60
    rate = track.vertical_rate_fpm[rows]
    return np.where(span_s >= _SPAN_S, climb, np.where(np.isnan(rate), 0.0, rate))


def directions_deg(track: Track, rows: Rows, *, backwards: bool) -> Floats:
    """Direction of flight: the reported track, else the way from (backwards) or to a position 10 s to 5 min off.

    NaN when neither is known. Shape of ``rows``.
    """
    direction = track.track_deg[rows]
    for place in np.flatnonzero(np.isnan(direction)).tolist():
        direction[place] = _way_deg(track, int(rows[place]), backwards=backwards)
    return direction


def _way_deg(track: Track, row: int, *, backwards: bool) -> float:
    first, last = (int(rows[0]) for rows in _around(track, np.array([row]), _FAR_S, backwards=backwards))
    age = np.abs(track.time_s[first : last + 1] - track.time_s[row])
    others = np.flatnonzero(age >= _NEAR_S)
    if not len(others):
        return math.nan
    other = first + int(others[-1] if backwards else others[0])
    start, end = (other, row) if backwards else (row, other)
    return float(bearing_deg(*track.place(start), *track.place(end)))


def _around(track: Track, rows: Rows, within_s: float, *, backwards: bool) -> tuple[Rows, Rows]:
    """First and last row of the time up to each row, or from it on, that is no more than so many seconds off."""
    at_s = track.time_s[rows]
    if backwards:
        return np.searchsorted(track.time_s, at_s - within_s), rows.copy()
    return rows.copy(), np.searchsorted(track.time_s, at_s + within_s, side="right") - 1
