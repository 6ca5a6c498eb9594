"""Builds the outlines of land that a dossier's map draws, from Natural Earth's shapes.

    python docs/build_coastlines.py land-50m.json

The file is that of the package world-atlas 2.0.2: Natural Earth's 1:50m land (public domain) as TopoJSON. Outlines
are thinned (Douglas and Peucker, 1973) to a tenth of a degree, and islands smaller than that are left out.
"""

import json
import sys
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

TARGET = Path(__file__).parents[1] / "src/skywitness/reference/data/coastlines.csv"
TOLERANCE_DEG = 0.1
SMALLEST_DEG2 = 0.03
HEAD = """\
# Land, one outline a row: latitude and longitude in degrees, point after point. Natural Earth 1:50m land (public
# domain) as the package world-atlas 2.0.2 carries it, thinned to 0.1 degrees by docs/build_coastlines.py.
outline
"""

Points = NDArray[np.float64]


def main(path: str) -> None:
    """Read the shapes and write the table."""
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    rings = [ring for shape in topology["objects"]["land"]["geometries"] for ring in _rings(topology, shape)]
    kept = [_thinned(ring) for ring in rings if _area(ring) >= SMALLEST_DEG2]
    rows = (" ".join(f"{lat:g} {lon:g}" for lon, lat in np.round(ring, 2)) for ring in kept if len(ring) > 3)
    TARGET.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def _rings(topology: dict[str, Any], shape: dict[str, Any]) -> list[Points]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [_ring(topology, arcs) for polygon in polygons for arcs in polygon[:1]]


def _ring(topology: dict[str, Any], arcs: list[int]) -> Points:
    scale, shift = (np.asarray(topology["transform"][name]) for name in ("scale", "translate"))
    parts = []
    for arc in arcs:
        steps = topology["arcs"][arc if arc >= 0 else ~arc]
        points = np.asarray(list(accumulate(steps, lambda at, by: [at[0] + by[0], at[1] + by[1]])))
        parts.append(points if arc >= 0 else points[::-1])
    return np.concatenate(parts) * scale + shift


def _area(ring: Points) -> float:
    x, y = ring.T
    return float(abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2)


def _thinned(points: Points) -> Points:
    """Douglas and Peucker's line with an own stack."""
    keep = np.zeros(len(points), bool)
    middle = int(np.argmax(np.hypot(*(points - points[0]).T)))
    keep[[0, middle, -1]] = True
    stack = [(0, middle), (middle, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        away = _away(points[first + 1 : last], points[first], points[last])
        farthest = first + 1 + int(np.argmax(away))
        if away.max() > TOLERANCE_DEG:
            keep[farthest] = True
            stack += [(first, farthest), (farthest, last)]
    return points[keep]


def _away(points: Points, begin: Points, end: Points) -> Points:
    along = end - begin
    length = float(np.hypot(*along))
    if length == 0:
        return np.asarray(np.hypot(*(points - begin).T))
    apart = points - begin
    return np.asarray(np.abs(along[0] * apart[:, 1] - along[1] * apart[:, 0]) / length)


if __name__ == "__main__":
    main(sys.argv[1])
