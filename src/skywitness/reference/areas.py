"""Areas: states, flight information regions and the like, looked up by place."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.reference.rings import Floats, Grid, Runs

Codes = NDArray[np.uint16]


class Crossed(NamedTuple):
    """Areas that some of several ways touch, the most probable first.

    Attributes:
        names: names of the areas.
        probabilities: share of the ways that touch each, 0 to 1.
    """

    names: list[str]
    probabilities: list[float]


@dataclass(frozen=True, slots=True)
class Areas:
    """Named areas as runs of cells of a grid, from the south pole northwards and from 180° west eastwards.

    A place is in an area when the middle of its cell is: at 20 cells a degree the border is off by up to 2 NM.
    Areas may overlap. Right at the poles and across the antimeridian, as cells know neither.

    Attributes:
        names: names of the areas.
        holders: for each code, the areas (indices into names) that hold such cells; the first is of none.
        first: cell at which each run begins, ascending from 0, int32, shape (k,).
        code: code of each run, shape (k,).
        grid: the cells.
    """

    names: tuple[str, ...]
    holders: tuple[tuple[int, ...], ...]
    first: NDArray[np.int32]
    code: Codes
    grid: Grid

    @classmethod
    def of(cls, areas: Mapping[str, Runs], grid: Grid) -> "Areas":
        """Areas from the cells of each; they may overlap."""
        names = tuple(areas)
        edges = [(runs.first, 1 << bit) for bit, runs in enumerate(areas.values())]
        edges += [(runs.end, -(1 << bit)) for bit, runs in enumerate(areas.values())]
        cells = np.concatenate([cells for cells, _ in edges] or [np.empty(0, np.int64)])
        change = np.repeat(np.array([bit for _, bit in edges], object), [len(cells) for cells, _ in edges])
        order = np.argsort(cells, kind="stable")
        sets = list(accumulate(change[order], initial=0))[1:]
        cells = cells[order]
        last = np.append(cells[1:] != cells[:-1], True)[: len(cells)]
        return cls._from_sets(
            names, cells[last], [bits for bits, kept in zip(sets, last, strict=True) if kept], grid
        )

    @classmethod
    def _from_sets(cls, names: tuple[str, ...], cells: NDArray[np.int64], sets: list[int], grid: Grid) -> "Areas":
        codes = {0: 0}
        code = np.array([0, *(codes.setdefault(bits, len(codes)) for bits in sets)], np.uint16)
        first = np.append(0, cells)
        kept = np.append(first[1:] != first[:-1], True)
        holders = tuple(tuple(index for index in range(len(names)) if bits >> index & 1) for bits in codes)
        return cls(names, holders, first[kept].astype(np.int32), code[kept], grid)

    def codes_at(self, lat_deg: Floats, lon_deg: Floats) -> Codes:
        """Code of each place, an index into holders, shape of the places."""
        return self.code[np.searchsorted(self.first, self.grid.cells(lat_deg, lon_deg), side="right") - 1]

    def names_at(self, lat_deg: float, lon_deg: float) -> list[str]:
        """Names of the areas that hold one place, in order."""
        code = int(self.codes_at(np.array(lat_deg), np.array(lon_deg)))
        return sorted(self.names[index] for index in self.holders[code])

    def crossed(self, lat_deg: Floats, lon_deg: Floats) -> list[Crossed]:
        """Areas that ways touch, with the share of the ways that touch each.

        Args:
            lat_deg: latitudes along equally likely ways through gaps, shape (ways, gaps, points).
            lon_deg: longitudes of them.

        Returns:
            What is crossed in each gap.
        """
        ways, gaps, _ = lat_deg.shape
        codes = self.codes_at(lat_deg, lon_deg)
        new = np.ones(codes.shape, np.bool_)
        new[..., 1:] = codes[..., 1:] != codes[..., :-1]
        way, gap, _ = np.nonzero(new)
        touched: list[set[tuple[int, int]]] = [set() for _ in range(gaps)]
        for code, in_way, in_gap in zip(codes[new].tolist(), way.tolist(), gap.tolist(), strict=True):
            touched[in_gap].update((area, in_way) for area in self.holders[code])
        return [self._shares(Counter(area for area, _ in pairs), ways) for pairs in touched]

    def _shares(self, count: Mapping[int, int], ways: int) -> Crossed:
        listed = sorted((-number, self.names[area]) for area, number in count.items())
        return Crossed([name for _, name in listed], [round(-number / ways, 3) for number, _ in listed])
