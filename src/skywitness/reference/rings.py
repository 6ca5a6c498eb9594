"""Rings: polygons on the sphere as runs of cells of a grid in latitude and longitude.

Cells are numbered row by row from the south pole, each row eastward from 180° west. A cell belongs to a polygon
when its centre does. Edges are straight lines on the map (RFC 7946, section 3.1.1).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Cells = NDArray[np.int64]
Ring = NDArray[np.float64]
"""Corners as longitude and latitude in degrees, shape (k, 2); the last may repeat the first."""


class Grid(NamedTuple):
    """A grid of equal steps in latitude and longitude.

    Attributes:
        per_degree: cells a degree.
    """

    per_degree: int

    @property
    def columns(self) -> int:
        """Cells in a row."""
        return 360 * self.per_degree

    @property
    def rows(self) -> int:
        """Rows of cells."""
        return 180 * self.per_degree

    def cells(self, lat_deg: Floats, lon_deg: Floats) -> Cells:
        """Number of the cell that each place lies in, shape of the places; longitudes may be wrapped or not."""
        row = np.clip(np.floor((lat_deg + 90) * self.per_degree), 0, self.rows - 1)
        column = np.floor((lon_deg + 180) * self.per_degree) % self.columns
        return np.asarray(row * self.columns + column, np.int64)


class Runs(NamedTuple):
    """Cells ``first`` to ``end`` (exclusive), in ascending order, neither touching nor overlapping."""

    first: Cells
    end: Cells


def filled(polygons: Sequence[Sequence[Ring]], grid: Grid) -> Runs:
    """Cells of an area.

    Args:
        polygons: each its outer ring and its holes. A ring may be cut at the antimeridian, run on past 180°, or
            step from 179° to -179°; one that goes round a pole holds that pole.
        grid: the cells.
    """
    parts = [_polygon(rings, grid) for rings in polygons]
    first = np.concatenate([part.first for part in parts] or [np.empty(0, np.int64)])
    end = np.concatenate([part.end for part in parts] or [np.empty(0, np.int64)])
    return merged(first, end)


def merged(first: Cells, end: Cells) -> Runs:
    """Runs in ascending order, those that touch or overlap made one."""
    order = np.argsort(first, kind="stable")
    first, reach = first[order], np.maximum.accumulate(end[order])
    new = np.append(True, first[1:] > reach[:-1])[: len(first)]
    last = np.append(new[1:], True)[: len(first)]
    return Runs(first[new], reach[last])


def unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that run on past 180°, closed; by way of the pole when it goes round one.

    A step of more than 180° is taken as a way across the antimeridian, unless it goes from -180° to 180° along it.
    """
    steps = np.diff(ring[:, 0])
    along_edge = (np.abs(ring[:-1, 0]) == 180) & (np.abs(ring[1:, 0]) == 180)
    steps = np.where((np.abs(steps) > 180) & ~along_edge, (steps + 180) % 360 - 180, steps)
    lon = ring[0, 0] + np.append(0.0, np.cumsum(steps))
    open_ring = np.column_stack([lon, ring[:, 1]])
    if abs(lon[-1] - lon[0]) > 180 and ring[0, 0] != ring[-1, 0] - (lon[-1] - lon[0]):
        pole = 90.0 if ring[:, 1].mean() > 0 else -90.0
        open_ring = np.vstack([open_ring, [lon[-1], pole], [lon[0], pole]])
    return np.vstack([open_ring, open_ring[:1]])


def _polygon(rings: Sequence[Ring], grid: Grid) -> Runs:
    whole = [unwrapped(np.asarray(ring, np.float64)) for ring in rings if len(ring) >= 3]
    if not whole:
        return Runs(np.empty(0, np.int64), np.empty(0, np.int64))
    middle = whole[0][:, 0].mean()
    turns = [np.round((middle - ring[:, 0].mean()) / 360) * 360 for ring in whole]
    edges = [_edges(ring + np.array((turn, 0.0))) for ring, turn in zip(whole, turns, strict=True)]
    return _between(*_crossings(np.concatenate(edges), grid), grid)


def _edges(ring: Ring) -> Floats:
    """Edges as (lon, lat) of the southern and of the northern end, shape (k, 4); level ones are left out."""
    south_first = ring[:-1, 1] < ring[1:, 1]
    start, end = (
        np.where(south_first[:, None], ring[:-1], ring[1:]),
        np.where(south_first[:, None], ring[1:], ring[:-1]),
    )
    return np.hstack([start, end])[start[:, 1] < end[:, 1]]


def _crossings(edges: Floats, grid: Grid) -> tuple[Cells, Floats]:
    """Row and column (not rounded) of each place where an edge crosses the middle of a row, in order."""
    low = np.clip(np.ceil((edges[:, 1] + 90) * grid.per_degree - 0.5), 0, grid.rows).astype(np.int64)
    high = np.clip(np.ceil((edges[:, 3] + 90) * grid.per_degree - 0.5), 0, grid.rows).astype(np.int64)
    count = high - low
    edge = np.repeat(np.arange(len(edges)), count)
    row = low[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    lon0, lat0, lon1, lat1 = edges[edge].T
    lat = (row + 0.5) / grid.per_degree - 90
    column = (lon0 + (lat - lat0) / (lat1 - lat0) * (lon1 - lon0) + 180) * grid.per_degree
    order = np.lexsort((column, row))
    return row[order], column[order]


def _between(row: Cells, column: Floats, grid: Grid) -> Runs:
    """Cells between each crossing and the next (even-odd rule), brought round to the grid's columns."""
    west, east = np.ceil(column[::2] - 0.5).astype(np.int64), np.ceil(column[1::2] - 0.5).astype(np.int64)
    east = np.minimum(east, west + grid.columns)
    turn = west // grid.columns * grid.columns
    west, east, base = west - turn, east - turn, row[::2] * grid.columns
    past = np.maximum(east - grid.columns, 0)
    first = np.concatenate([base + west, base])
    end = np.concatenate([base + np.minimum(east, grid.columns), base + past])
    kept = first < end
    return merged(first[kept], end[kept])
