"""Place index: which of many places lie near one, or near each of many, without looking at all of them."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import RADIUS_NM
from skywitness.measure.spans import laid_out

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

_CELL_DEG = 0.5  # some ten fields in Europe; a search of 10 NM looks at one to four cells
_COLUMNS, _LINES = round(360 / _CELL_DEG), round(180 / _CELL_DEG)
_CHUNK = 8192  # places searched for at once: bounds the memory, not the result
_EDGE_DEG = 1e-9  # a circle that touches the edge of a cell looks at both
_SLACK = 1e-15  # rounding of the squares of sines


@dataclass(frozen=True, slots=True, eq=False)
class PlaceIndex:
    """Places sorted into cells of half a degree, cells of one latitude side by side.

    Attributes:
        lat_deg: the places, shape (n,).
        lon_deg: degrees, shape (n,).
        order: rows of the places in order of cell, shape (n,).
        first: where in ``order`` each cell begins, and the end; shape (lines * columns + 1,).
        unit: unit vectors of the places in order of cell, shape (n, 3).
    """

    lat_deg: Floats
    lon_deg: Floats
    order: Rows
    first: Rows
    unit: Floats

    @classmethod
    def of(cls, lat_deg: Floats, lon_deg: Floats) -> "PlaceIndex":
        """Index of places; longitude may be in any turn."""
        line = np.clip(np.floor((lat_deg + 90) / _CELL_DEG), 0, _LINES - 1)
        cell = (line * _COLUMNS + np.floor((lon_deg + 180) / _CELL_DEG) % _COLUMNS).astype(np.int64)
        order = np.argsort(cell, kind="stable")
        first = np.append(0, np.cumsum(np.bincount(cell, minlength=_LINES * _COLUMNS)))
        return cls(lat_deg, lon_deg, order, first, _unit(lat_deg[order], lon_deg[order]))

    def near(self, lat_deg: float, lon_deg: float, radius_nm: float) -> tuple[Rows, Floats]:
        """Rows of the places within a radius, nearest first, and their distances in NM."""
        spans = self._spans_near(lat_deg, lon_deg, radius_nm)
        unit, rows = _joined(self.unit, spans), _joined(self.order, spans)
        phi, lam = math.radians(lat_deg), math.radians(lon_deg)
        away = unit - (math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi))
        chord_squared = np.einsum("ij,ij->i", away, away)
        inside = (chord_squared <= _chord_squared(radius_nm)).nonzero()[0]
        chord_squared = chord_squared[inside]
        nearest_first = chord_squared.argsort(kind="stable")
        distance = 2 * RADIUS_NM * np.arcsin(np.sqrt(chord_squared[nearest_first]) / 2)
        return rows[inside[nearest_first]], distance

    def near_each(self, lat_deg: Floats, lon_deg: Floats, radius_nm: Floats) -> tuple[Rows, Rows, Floats]:
        """As ``near`` for many places at once, those of the first place first.

        Args:
            lat_deg: where to search, shape (k,), never NaN.
            lon_deg: degrees, shape (k,).
            radius_nm: how far, shape (k,).

        Returns:
            Index of the place searched from, row of a place within its radius, and the distance in NM.
        """
        owner, rows, chord_squared = self._within(lat_deg, lon_deg, radius_nm)
        order = np.lexsort((chord_squared, owner))
        distance_nm = 2 * RADIUS_NM * np.arcsin(np.sqrt(chord_squared[order]) / 2)
        return owner[order], rows[order], distance_nm

    def nearest(
        self, lat_deg: Floats, lon_deg: Floats, radius_nm: float, groups: tuple[Rows, Rows] | None = None
    ) -> Rows:
        """Row of the place nearest to each of many, shape (k,); -1 where none is within the radius.

        Args:
            lat_deg: where to search, shape (k,); NaN finds nothing.
            lon_deg: degrees, shape (k,).
            radius_nm: furthest.
            groups: numbers of groups, of what is searched for, shape (k,), and of the places, shape (n,): only
                places of the same group count.
        """
        found = np.full(len(lat_deg), -1, np.int64)
        usable = np.flatnonzero(np.isfinite(lat_deg) & np.isfinite(lon_deg))
        for begin in range(0, len(usable), _CHUNK):
            some = usable[begin : begin + _CHUNK]
            owner, rows, chord_squared = self._within(lat_deg[some], lon_deg[some], radius_nm)
            if groups is not None:
                same = groups[0][some][owner] == groups[1][rows]
                owner, rows, chord_squared = owner[same], rows[same], chord_squared[same]
            best = np.lexsort((-rows, -chord_squared, owner))
            found[some[owner[best]]] = rows[best]
        return found

    def pairs(self, radius_nm: float) -> tuple[Rows, Rows]:
        """Rows of every two different places within a radius of each other, the lower row first."""
        lower, higher = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for begin in range(0, len(self.lat_deg), _CHUNK):
            some = slice(begin, begin + _CHUNK)
            owner, rows, _ = self._within(self.lat_deg[some], self.lon_deg[some], radius_nm)
            other = rows > owner + begin
            lower.append(owner[other] + begin)
            higher.append(rows[other])
        return np.concatenate(lower), np.concatenate(higher)

    def _spans_near(self, lat_deg: float, lon_deg: float, radius_nm: float) -> list[slice]:
        """Runs of ``order`` that hold all places in the cells that the circle touches."""
        reach_deg = radius_nm / 60 + _EDGE_DEG
        low = max(math.floor((lat_deg - reach_deg + 90) / _CELL_DEG), 0)
        high = min(math.floor((lat_deg + reach_deg + 90) / _CELL_DEG), _LINES - 1)
        left, width = 0, _COLUMNS
        if abs(lat_deg) + reach_deg < 90:
            half_deg = math.degrees(math.asin(_narrowed(reach_deg, lat_deg)))
            left = math.floor((lon_deg + 180 - half_deg) / _CELL_DEG)
            width = min(math.floor((lon_deg + 180 + half_deg) / _CELL_DEG) - left + 1, _COLUMNS)
            left %= _COLUMNS
        first, spans = self.first, []
        for base in range(low * _COLUMNS, (high + 1) * _COLUMNS, _COLUMNS):
            spans.append((base + left, base + min(left + width, _COLUMNS)))
            if left + width > _COLUMNS:
                spans.append((base, base + left + width - _COLUMNS))
        return [slice(first[begin], first[end]) for begin, end in spans]

    def _within(self, lat_deg: Floats, lon_deg: Floats, radius_nm: float | Floats) -> tuple[Rows, Rows, Floats]:
        """Index of a place searched from, row of a place within the radius, and square of the chord between."""
        begin, end = self._spans(lat_deg, lon_deg, radius_nm)
        candidates, run = laid_out(begin.ravel(), (end - begin).ravel())
        owner = run // begin.shape[1]
        away = self.unit[candidates] - _unit(lat_deg, lon_deg)[owner]
        chord_squared = np.einsum("ij,ij->i", away, away)
        reach = np.broadcast_to(_chord_squared(radius_nm), len(lat_deg))
        inside = np.flatnonzero(chord_squared <= reach[owner])
        return owner[inside], self.order[candidates[inside]], chord_squared[inside]

    def _spans(self, lat_deg: Floats, lon_deg: Floats, radius_nm: float | Floats) -> tuple[Rows, Rows]:
        """Begins and ends in ``order`` of the runs of cells that each circle touches, shape (k, runs)."""
        low, high, left, right = (edge.astype(np.int64) for edge in _edges(lat_deg, lon_deg, radius_nm))
        lines = low[:, None] + np.arange(int((high - low).max(initial=0)) + 1)
        touched = lines <= high[:, None]
        base = np.where(touched, lines, 0) * _COLUMNS
        begin = self.first[base + left[:, None]]
        end = self.first[base + np.minimum(right, _COLUMNS - 1)[:, None] + 1]
        past = np.maximum(right - _COLUMNS + 1, 0)[:, None]
        begin2, end2 = self.first[base], self.first[base + past]
        begins, ends = np.hstack((begin, begin2)), np.hstack((end, end2))
        return begins, np.where(np.hstack((touched, touched)), ends, begins)


def _joined(column: NDArray[Any], spans: list[slice]) -> NDArray[Any]:
    return column[spans[0]] if len(spans) == 1 else np.concatenate([column[span] for span in spans])


def _chord_squared(radius_nm: float | Floats) -> Floats:
    """Square of the straight line between two points of the unit sphere, rounding allowed for."""
    return np.asarray(4 * np.sin(np.minimum(radius_nm / RADIUS_NM, np.pi) / 2) ** 2 + _SLACK, np.float64)


def _narrowed(reach_deg: float, lat_deg: float) -> float:
    """Sine of half the width in longitude of a circle: its meridians touch it at sin(radius) / cos(latitude)."""
    return min(math.sin(math.radians(reach_deg)) / max(math.cos(math.radians(lat_deg)), 1e-12), 1.0)


def _edges(lat_deg: Floats, lon_deg: Floats, radius_nm: float | Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """First and last line of cells, first and last column that a circle touches; the last may run past the end."""
    reach_deg = radius_nm / 60 + _EDGE_DEG
    low = np.clip(np.floor((lat_deg - reach_deg + 90) / _CELL_DEG), 0, _LINES - 1)
    high = np.clip(np.floor((lat_deg + reach_deg + 90) / _CELL_DEG), 0, _LINES - 1)
    narrowed = np.sin(np.radians(np.minimum(reach_deg, 90.0))) / np.maximum(np.cos(np.radians(lat_deg)), 1e-12)
    holds_pole = np.abs(lat_deg) + reach_deg >= 90
    half_deg = np.where(holds_pole, 180.0, np.degrees(np.arcsin(np.minimum(narrowed, 1.0))))
    left = np.floor((lon_deg + 180 - half_deg) / _CELL_DEG)
    right = np.floor((lon_deg + 180 + half_deg) / _CELL_DEG)
    around = right - left >= _COLUMNS - 1
    turn = np.floor(left / _COLUMNS) * _COLUMNS
    return low, high, np.where(around, 0.0, left - turn), np.where(around, _COLUMNS - 1.0, right - turn)


def _unit(lat_deg: Floats | np.float64, lon_deg: Floats | np.float64) -> Floats:
    """Unit vectors, shape (..., 3)."""
    phi, lam = np.radians(lat_deg), np.radians(lon_deg)
    return np.stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)), axis=-1)
