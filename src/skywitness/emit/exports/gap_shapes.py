"""Gap shapes: the dashed path and the lens of gaps as GeoJSON (RFC 7946), cut at the antimeridian."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skywitness.emit.values import plain
from skywitness.measure.geodesy import bearing_deg, destination, distance_nm
from skywitness.reference.rings import unwrapped

Floats = NDArray[np.float64]
Corner = tuple[float, float]
_INFERRED = "inferred: nothing was received here; at each moment the lens holds the aircraft nine times of ten"
_OWN_SHAPE = ("path_lat_deg", "path_lon_deg", "path_half_width_nm")
_ROUND = np.arange(0.0, 360.0, 15.0)  # corners of the circle round each point of the path


def lens_ring(gap: Mapping[str, Any]) -> list[Corner]:
    """Outline of a gap's lens, corners as longitude and latitude, closed; longitudes may run on past 180 degrees.

    Empty where the gap has no path.
    """
    if not gap["path_lat_deg"]:
        return []
    lat, lon, half_width = (np.array(gap[name], np.float64) for name in _OWN_SHAPE)
    return [(round(float(x), 5), round(float(y), 5)) for x, y in unwrapped(outline(lat, lon, half_width))]


def gaps_geojson(gaps: Iterable[Mapping[str, Any]]) -> str:
    """A FeatureCollection with a path (LineString) and a lens (Polygon) for each gap in flight; others have none.

    A shape that crosses the antimeridian is cut there and becomes a multi-part geometry. The lens is the smallest
    convex outline round the circles that each point's half-width spans.
    """
    rows = list(gaps)
    features = [feature for gap in rows if gap["path_lat_deg"] for feature in _features(gap)]
    simulated = any(gap["reconstruction"] for gap in rows)
    collection = {"type": "FeatureCollection", "reconstruction": simulated, "features": features}
    return json.dumps(collection, allow_nan=False) + "\n"


def _features(gap: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    lat, lon, half_width = (np.array(gap[name], np.float64) for name in _OWN_SHAPE)
    label = {name: plain(value) for name, value in gap.items() if name not in _OWN_SHAPE}
    lines, rings = lines_of(lat, lon), rings_of(outline(lat, lon, half_width))
    path = {"shape": "path", "note": _INFERRED, "stroke-dasharray": "4 6"}
    yield _feature("LineString", lines, label | path)
    yield _feature("Polygon", [[ring] for ring in rings], label | {"shape": "lens", "note": _INFERRED})


def _feature(kind: str, parts: Sequence[Any], label: dict[str, Any]) -> dict[str, Any]:
    whole = len(parts) == 1
    geometry = {"type": kind if whole else f"Multi{kind}", "coordinates": parts[0] if whole else parts}
    return {"type": "Feature", "geometry": geometry, "properties": label}


def lines_of(lat_deg: Floats, lon_deg: Floats) -> list[list[Corner]]:
    """The path as lines that each lie on one side of the antimeridian, corners as longitude and latitude."""
    steps = (np.diff(lon_deg) + 180) % 360 - 180
    lon = lon_deg[0] + np.append(0.0, np.cumsum(steps))
    corners = list(zip(lon.tolist(), lat_deg.tolist(), strict=True))
    side = _side(corners[0][0])
    lines: list[list[Corner]] = [[_on_map(*corners[0], side)]]
    for before, after in pairwise(corners):
        if (other := _side(after[0])) != side:
            edge = 360.0 * max(side, other) - 180
            cut = before[1] + (after[1] - before[1]) * (edge - before[0]) / (after[0] - before[0])
            lines[-1].append(_on_map(edge, cut, side))
            lines.append([_on_map(edge, cut, other)])
            side = other
        if (corner := _on_map(*after, side)) != lines[-1][-1]:
            lines[-1].append(corner)
    return lines


def outline(lat_deg: Floats, lon_deg: Floats, half_width_nm: Floats) -> Floats:
    """Convex outline round circles, counter-clockwise, corners as longitude and latitude, shape (k, 2), closed.

    Found on the plane that keeps distances and directions from the middle of the path.
    """
    middle = lat_deg[len(lat_deg) // 2], lon_deg[len(lon_deg) // 2]
    lat, lon = destination(lat_deg[:, None], lon_deg[:, None], _ROUND, half_width_nm[:, None])
    away, bearing = distance_nm(*middle, lat, lon).ravel(), np.radians(bearing_deg(*middle, lat, lon)).ravel()
    hull = np.array(_hull(np.column_stack([away * np.sin(bearing), away * np.cos(bearing)])))
    there = destination(*middle, np.degrees(np.arctan2(hull[:, 0], hull[:, 1])), np.hypot(hull[:, 0], hull[:, 1]))
    ring = np.column_stack([there[1], there[0]])
    return np.vstack([ring, ring[:1]])


def rings_of(ring: Floats) -> list[list[Corner]]:
    """The ring as rings that each lie on one side of the antimeridian; by way of the pole when it holds one."""
    whole = [(float(lon), float(lat)) for lon, lat in unwrapped(ring)[:-1]]
    sides = range(_side(min(lon for lon, _ in whole)), _side(max(lon for lon, _ in whole)) + 1)
    rings = []
    for side in sides:
        west = _beyond(whole, 360.0 * side - 180, east=True)
        part = _beyond(west, 360.0 * side + 180, east=False)
        if len(part) >= 3:
            rings.append([_on_map(lon, lat, side) for lon, lat in [*part, part[0]]])
    return rings


def _beyond(ring: Sequence[Corner], edge: float, *, east: bool) -> list[Corner]:
    """The part of a ring east or west of a meridian (Sutherland and Hodgman, 1974)."""
    kept: list[Corner] = []
    for (lon0, lat0), (lon1, lat1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside0, inside1 = (lon0 >= edge) == east, (lon1 >= edge) == east
        if inside0:
            kept.append((lon0, lat0))
        if inside0 != inside1:
            kept.append((edge, lat0 + (lat1 - lat0) * (edge - lon0) / (lon1 - lon0)))
    return kept


def _hull(points: Floats) -> list[Corner]:
    """Convex hull, counter-clockwise (Andrew, 1979)."""
    ordered = sorted({(float(x), float(y)) for x, y in points})
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return [*lower[:-1], *upper[:-1]] if len(ordered) > 2 else ordered


def _chain(points: Sequence[Corner]) -> list[Corner]:
    chain: list[Corner] = []
    for x, y in points:
        while len(chain) > 1:
            (x0, y0), (x1, y1) = chain[-2:]
            if (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain


def _side(lon_deg: float) -> int:
    """How many times round the Earth a longitude that runs on is from [-180, 180)."""
    return int((lon_deg + 180) // 360)


def _on_map(lon_deg: float, lat_deg: float, side: int) -> Corner:
    return round(lon_deg - 360.0 * side, 5), round(lat_deg, 5)
