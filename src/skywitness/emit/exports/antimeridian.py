"""Antimeridian: a line that passes 180° east or west is cut there, so that no map draws it round the world."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from skywitness.emit.exports.drawing import Fix


class Point(NamedTuple):
    """A corner of a line; fix is None where it is only the place at which the line is cut."""

    lon_deg: float
    lat_deg: float
    fix: Fix | None


def cut(fixes: Sequence[Fix]) -> Iterator[list[Point]]:
    """Lines that together are the line through these fixes, each on one side of the antimeridian.

    The latitude of a cut is interpolated along the straight line on the map (RFC 7946, section 3.1.9).
    """
    line = [_point(fix) for fix in fixes[:1]]
    for before, after in pairwise(fixes):
        step = after.lon_deg - before.lon_deg
        if abs(step) > 180:
            edge = 180.0 if before.lon_deg > 0 else -180.0
            lat_deg = _crossing_lat(before, after, edge)
            yield [*line, Point(edge, lat_deg, None)]
            line = [Point(-edge, lat_deg, None)]
        line.append(_point(after))
    if line:
        yield line


def broken(fixes: Sequence[Fix]) -> Iterator[list[Fix]]:
    """The same fixes in runs that do not pass the antimeridian, without a point at the cut."""
    run = list(fixes[:1])
    for before, after in pairwise(fixes):
        if abs(after.lon_deg - before.lon_deg) > 180:
            yield run
            run = []
        run.append(after)
    if run:
        yield run


def _point(fix: Fix) -> Point:
    return Point(fix.lon_deg, fix.lat_deg, fix)


def _crossing_lat(before: Fix, after: Fix, edge: float) -> float:
    way = 360 - abs(after.lon_deg - before.lon_deg)
    part = (edge - before.lon_deg) / way * (1 if edge > 0 else -1)
    return round(before.lat_deg + (after.lat_deg - before.lat_deg) * part, 6)
