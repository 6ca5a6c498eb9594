"""Detour: the way between two positions that their directions of flight point to."""

import math

from skywitness.measure.geodesy import RADIUS_NM

Vector = tuple[float, float, float]


def corner_way_nm(
    before: tuple[float, float], before_track_deg: float, after: tuple[float, float], after_track_deg: float
) -> float | None:
    """Length of the way that goes on straight, turns once, and comes straight into the later direction.

    The directions are great circles; the corner is where they cross ahead of the first position and behind the
    second. An aircraft that flies around a closed airspace is on such a way, and makes little headway along the
    straight line.

    Args:
        before: latitude and longitude in degrees before.
        before_track_deg: direction of flight there.
        after: latitude and longitude after.
        after_track_deg: direction of flight there.

    Returns:
        Nautical miles; None when the circles do not cross there.
    """
    start, ahead = _point(*before), _direction(*before, before_track_deg)
    end, onward = _point(*after), _direction(*after, after_track_deg)
    crossing = _cross(_cross(start, ahead), _cross(end, onward))
    length = math.sqrt(_dot(crossing, crossing))
    if length < 1e-6:  # one great circle: no corner
        return None
    corners = [(x / length, y / length, z / length) for x, y, z in (crossing, tuple(-v for v in crossing))]
    ways = [
        _angle(start, corner) + _angle(corner, end)
        for corner in corners
        if _dot(corner, ahead) > 0 and _dot(corner, onward) < 0
    ]
    return min(ways) * RADIUS_NM if ways else None


def _point(lat_deg: float, lon_deg: float) -> Vector:
    lat, lon = math.radians(lat_deg), math.radians(lon_deg)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _direction(lat_deg: float, lon_deg: float, track_deg: float) -> Vector:
    """Unit vector along the direction of flight, at right angles to the position's."""
    lat, lon, track = map(math.radians, (lat_deg, lon_deg, track_deg))
    north = (-math.sin(lat) * math.cos(lon), -math.sin(lat) * math.sin(lon), math.cos(lat))
    east = (-math.sin(lon), math.cos(lon), 0.0)
    x, y, z = (math.cos(track) * n + math.sin(track) * e for n, e in zip(north, east, strict=True))
    return x, y, z


def _cross(one: Vector, other: Vector) -> Vector:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def _dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _angle(one: Vector, other: Vector) -> float:
    return math.acos(max(-1.0, min(1.0, _dot(one, other))))
