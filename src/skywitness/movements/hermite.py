"""Hermite: ways between two positions each that agree with the velocities at both.

A way is a cubic Hermite curve of time in the frame of the great circle between the positions: how far along it,
and how far to its left. In that frame steady flight along the great circle is the straight line, so that no length
of gap, pole or antimeridian bends it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import RADIUS_NM

Floats = NDArray[np.float64]
_LONGEST_TANGENT = 1.5
"""A velocity that would carry it further than this times the distance is shortened, or the curve would loop."""

_SAME = 1e-9
"""Arcs shorter than this, in radians, have no direction of their own."""


class Ends(NamedTuple):
    """Positions and velocities at one end of several gaps; every column has shape (g,).

    Attributes:
        lat_deg: degrees.
        lon_deg: degrees.
        speed_kt: over ground, NaN where unknown.
        track_deg: direction of flight, NaN where unknown.
    """

    lat_deg: Floats
    lon_deg: Floats
    speed_kt: Floats
    track_deg: Floats


class Ways(NamedTuple):
    """Ways through g gaps, each of n points at even steps of time.

    Attributes:
        part: share of the time gone at each point, shape (n,), 0 to 1.
        point: unit vectors of the points, shape (3, g, n).
        left: unit vectors across the way, to its left, shape (3, g, n).
        duration_h: the gaps' times, shape (g,).
        distance_nm: great circles between the ends, shape (g,).
        speed_kt: speeds before and after, NaN where unknown, shape (2, g).
        off_rad: angles between the direction of flight and the great circle before and after, 0 to pi, NaN where
            unknown, shape (2, g).
    """

    part: Floats
    point: Floats
    left: Floats
    duration_h: Floats
    distance_nm: Floats
    speed_kt: Floats
    off_rad: Floats

    def places(self) -> tuple[Floats, Floats]:
        """Latitudes and longitudes of the points in degrees, shape (g, n) each."""
        return places(self.point)

    def take(self, gaps: NDArray[np.bool_]) -> "Ways":
        """The ways of some of the gaps."""
        return Ways(
            self.part,
            self.point[:, gaps],
            self.left[:, gaps],
            self.duration_h[gaps],
            self.distance_nm[gaps],
            self.speed_kt[:, gaps],
            self.off_rad[:, gaps],
        )

    def beside(self, offset_nm: Floats) -> tuple[Floats, Floats]:
        """Latitudes and longitudes of points to the left of the ways' points, shape (k, g, n).

        Args:
            offset_nm: how far, shape (k, g, n).
        """
        angle = offset_nm / RADIUS_NM
        return places(np.cos(angle) * self.point[:, None] + np.sin(angle) * self.left[:, None])

    def around(self, offset_nm: Floats, turn_rad: Floats) -> tuple[Floats, Floats]:
        """As beside, in any direction.

        Args:
            offset_nm: how far, shape (k, g, n).
            turn_rad: direction, from the left towards ahead, shape (k, 1, n).
        """
        ahead = _cross(self.left, self.point)
        aside = np.cos(turn_rad) * self.left[:, None] + np.sin(turn_rad) * ahead[:, None]
        angle = offset_nm / RADIUS_NM
        return places(np.cos(angle) * self.point[:, None] + np.sin(angle) * aside)


def ways_between(before: Ends, after: Ends, duration_h: Floats, points: int) -> Ways:
    """Ways between pairs of positions.

    An end whose velocity is unknown gets that of steady flight along the great circle; with both unknown the way
    is the great circle.

    Args:
        before: last ends seen before the gaps.
        after: first ends seen after them.
        duration_h: time between them, above 0, shape (g,).
        points: number of points of each way, its ends included.
    """
    both = np.array([before, after]).swapaxes(0, 1)
    speed_kt = both[2]
    place, heading = _vectors(*np.radians(both[[0, 1, 3]]))
    normal, sine = _normal(place, heading)
    along = np.arctan2(sine, (place[:, 0] * place[:, 1]).sum(axis=0)) * RADIUS_NM
    forward = _cross(normal[:, None], place)
    cos, sin = (heading * forward).sum(axis=0), (heading * normal[:, None]).sum(axis=0)
    flown = np.fmin(np.where(np.isnan(speed_kt), along, speed_kt * duration_h), _LONGEST_TANGENT * along)
    unknown = np.isnan(cos)
    tangents = np.where(unknown, along, flown * cos), np.where(unknown, 0.0, flown * sin)
    part = np.linspace(0.0, 1.0, points)
    axes = place[:, 0, :, None], forward[:, 0, :, None], normal[..., None]
    point, left = _on_sphere(axes, _cubic(part, along[:, None], *tangents))
    return Ways(part, point, left, duration_h, along, speed_kt, np.abs(np.arctan2(sin, cos)))


def places(vectors: Floats) -> tuple[Floats, Floats]:
    """Latitudes and longitudes in degrees of vectors of any length, shape of the vectors less the first axis."""
    x, y, z = vectors
    return np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))


_Curve = tuple[Floats, Floats, Floats, Floats]


def _cubic(part: Floats, along: Floats, x_tangents: Floats, y_tangents: Floats) -> _Curve:
    """Places along and across the great circle in radians, and how they change; shape (g, n) each."""
    rest = 1 - part
    from_start, from_end, to_end = part * rest**2, -(part**2) * rest, part**2 * (3 - 2 * part)
    start_slope, end_slope, slope = rest * (1 - 3 * part), part * (3 * part - 2), 6 * part * rest
    (x0, x1), (y0, y1) = x_tangents[..., None] / RADIUS_NM, y_tangents[..., None] / RADIUS_NM
    way = along / RADIUS_NM
    return (
        from_start * x0 + from_end * x1 + to_end * way,
        from_start * y0 + from_end * y1,
        start_slope * x0 + end_slope * x1 + slope * way,
        start_slope * y0 + end_slope * y1,
    )


def _on_sphere(axes: tuple[Floats, Floats, Floats], curve: _Curve) -> tuple[Floats, Floats]:
    """Unit vectors of the places, and to their left, shape (3, g, n).

    Args:
        axes: unit vectors of the start, along the great circle there, and to its left, shape (3, g, 1) each.
        curve: places and changes in that frame.
    """
    x, y, dx, dy = curve
    cos_x, sin_x, cos_y, sin_y = np.cos(x), np.sin(x), np.cos(y), np.sin(y)
    dx = dx * cos_y
    length = np.hypot(dx, dy)
    still = length < 1e-12
    length[still], dx[still] = 1.0, 1.0
    dx, dy = dx / length, dy / length
    start, forward, normal = axes
    point = start * (cos_y * cos_x) + forward * (cos_y * sin_x) + normal * sin_y
    left = (
        start * (dy * sin_x - dx * sin_y * cos_x)
        - forward * (dy * cos_x + dx * sin_y * sin_x)
        + normal * (dx * cos_y)
    )
    return point, left


def _vectors(lat: Floats, lon: Floats, track: Floats) -> tuple[Floats, Floats]:
    """Unit vectors of places, and along the directions of flight there, shape (3, ...); angles in radians."""
    cos_lat, sin_lat, cos_lon, sin_lon = np.cos(lat), np.sin(lat), np.cos(lon), np.sin(lon)
    cos, sin = np.cos(track), np.sin(track)
    north = cos * sin_lat
    place = np.array([cos_lat * cos_lon, cos_lat * sin_lon, sin_lat])
    return place, np.array([-north * cos_lon - sin * sin_lon, sin * cos_lon - north * sin_lon, cos * cos_lat])


def _normal(place: Floats, heading: Floats) -> tuple[Floats, Floats]:
    """Unit vectors to the left of the great circles, shape (3, g), and the sines of their arcs, shape (g,).

    Where both ends are one place, or opposite places, the direction of flight says which great circle; where that
    is unknown too, it is any.

    Args:
        place: both ends, shape (3, 2, g).
        heading: directions of flight there, NaN where unknown, shape (3, 2, g).
    """
    start, end = place[:, 0], place[:, 1]
    normal = _cross(start, end)
    sine = np.sqrt((normal**2).sum(axis=0))
    if sine.min(initial=1.0) > _SAME:
        return normal / sine, sine
    axis = np.eye(3)[np.argmin(np.abs(start), axis=0)].T
    for other in (heading[:, 0], heading[:, 1], axis):
        vague = (normal**2).sum(axis=0) < _SAME**2
        normal[:, vague] = np.nan_to_num(_cross(start, other)[:, vague])
    return normal / np.sqrt((normal**2).sum(axis=0)), sine


def _cross(one: Floats, other: Floats) -> Floats:
    """Cross products along the first axis."""
    x, y, z = one
    u, v, w = other
    return np.array([y * w - z * v, z * u - x * w, x * v - y * u])
