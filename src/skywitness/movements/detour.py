"""Detour: the way between two positions that their directions of flight point to."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skywitness.measure.geodesy import RADIUS_NM

Floats = NDArray[np.float64]
Place = tuple[ArrayLike, ArrayLike]
"""Latitude and longitude, degrees."""


def corner_way_nm(before: Place, before_track_deg: ArrayLike, after: Place, after_track_deg: ArrayLike) -> Floats:
    """Length of the way that goes on straight, turns once, and comes straight into the later direction.

    The directions are great circles; the corner is where they cross ahead of the first position and behind the
    second. An aircraft that flies around a closed airspace is on such a way, and makes little headway along the
    straight line.

    Args:
        before: latitudes and longitudes in degrees before; numbers or columns, as all that follow.
        before_track_deg: direction of flight there, NaN where unknown.
        after: latitudes and longitudes after.
        after_track_deg: direction of flight there.

    Returns:
        Nautical miles; NaN where the circles do not cross there.
    """
    start, ahead = _point_and_direction(before, before_track_deg)
    end, onward = _point_and_direction(after, after_track_deg)
    crossing = _cross(_cross(start, ahead), _cross(end, onward))
    length = np.sqrt(_dot(crossing, crossing))
    two_circles = length >= 1e-6  # else one great circle: no corner
    corner = crossing / np.where(two_circles, length, 1.0)
    way = np.full(length.shape, np.nan)
    for side in (corner, -corner):
        there = two_circles & (_dot(side, ahead) > 0) & (_dot(side, onward) < 0)
        way = np.fmin(way, np.where(there, _angle(start, side) + _angle(side, end), np.nan))
    return np.asarray(way * RADIUS_NM, np.float64)


def _point_and_direction(place: Place, track_deg: ArrayLike) -> tuple[Floats, Floats]:
    """Unit vectors of places, and along the direction of flight at right angles to them, shape (3, ...)."""
    lat, lon, track = (np.radians(np.asarray(angle, np.float64)) for angle in (*place, track_deg))
    cos_lat, sin_lat, cos_lon, sin_lon = np.cos(lat), np.sin(lat), np.cos(lon), np.sin(lon)
    north, east = np.cos(track), np.sin(track)
    point = np.array([cos_lat * cos_lon, cos_lat * sin_lon, sin_lat])
    ahead = [
        -north * sin_lat * cos_lon - east * sin_lon,
        -north * sin_lat * sin_lon + east * cos_lon,
        north * cos_lat,
    ]
    return point, np.array(ahead)


def _cross(one: Floats, other: Floats) -> Floats:
    x, y, z = one
    u, v, w = other
    return np.array([y * w - z * v, z * u - x * w, x * v - y * u])


def _dot(one: Floats, other: Floats) -> Floats:
    return np.asarray((one * other).sum(axis=0), np.float64)


def _angle(one: Floats, other: Floats) -> Floats:
    return np.asarray(np.arccos(np.clip(_dot(one, other), -1.0, 1.0)), np.float64)
