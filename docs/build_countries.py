"""Builds the table of states' territory that the package carries, from Natural Earth's shapes.

    python docs/build_countries.py FOLDER

FOLDER has Natural Earth's 1:10m "Admin 0 - Countries" as ``ne_10m_admin_0_countries.shp`` and ``.dbf``. Each state
gets the cells of its land and, of the sea within 12 nautical miles of a coast, those nearest to its own (United
Nations Convention on the Law of the Sea, article 3; the line of equal distance, article 15).
"""

import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.areas import Areas
from skywitness.reference.rings import Grid, Ring, Runs, filled

GRID = Grid(per_degree=20)
SEA_NM = 12.0
TARGET = Path(__file__).parents[1] / "src/skywitness/reference/data/countries.npz"
STATE_OF = {
    "Dhekelia Sovereign Base Area": "GB",
    "Akrotiri Sovereign Base Area": "GB",
    "Somaliland": "SO",
    "US Naval Base Guantanamo Bay": "CU",
    "Northern Cyprus": "CY",
    "Cyprus No Mans Area": "CY",
}
"""Shapes without a code of ISO 3166 whose state the United Nations do not doubt; the others are left empty."""
CRIMEA = (32.0, 44.0, 37.0, 46.5)
"""Corners of the shape that Natural Earth draws with Russia; Ukraine by General Assembly resolution 68/262."""

Cells = NDArray[np.uint8]


def main() -> int:
    """Build the file."""
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 1
    folder = Path(sys.argv[1])
    shapes = list(rings_of((folder / "ne_10m_admin_0_countries.shp").read_bytes()))
    labels = list(labels_of((folder / "ne_10m_admin_0_countries.dbf").read_bytes()))
    states: dict[str, list[Ring]] = {}
    for rings, label in zip(shapes, labels, strict=True):
        for code, ring in named(rings, label):
            states.setdefault(code, []).append(ring)
    names = sorted(states)
    land, shore = painted([states[name] for name in names])
    table = with_sea(land, shore)
    runs = {name: runs_of(table == code) for code, name in enumerate(names, 1)}
    write(Areas.of(runs, GRID))
    sys.stdout.write(f"{TARGET.name}: {len(names)} states, {TARGET.stat().st_size:,} bytes\n")
    return 0


def rings_of(data: bytes) -> Iterator[list[Ring]]:
    """Rings of each shape of a shapefile (ESRI Shapefile Technical Description, July 1998, polygon)."""
    place = 100
    while place < len(data):
        (words,) = struct.unpack_from(">i", data, place + 4)
        parts, corners = struct.unpack_from("<ii", data, place + 44)
        starts = [*struct.unpack_from(f"<{parts}i", data, place + 52), corners]
        points = np.frombuffer(data, "<f8", 2 * corners, place + 52 + 4 * parts).reshape(-1, 2)
        yield [points[first:end] for first, end in pairwise(starts)]
        place += 8 + 2 * words


def labels_of(data: bytes) -> Iterator[dict[str, str]]:
    """Rows of the dBASE table beside it."""
    count, start, size = struct.unpack_from("<IHH", data, 4)
    fields = [data[place : place + 32] for place in range(32, start - 1, 32)]
    for row in range(count):
        place, values = start + row * size + 1, {}
        for field in fields:
            text = data[place : place + field[16]].decode("utf-8", "replace")
            values[field[:11].split(b"\0")[0].decode()] = text.strip(" \0")
            place += field[16]
        yield values


def named(rings: list[Ring], label: dict[str, str]) -> Iterator[tuple[str, Ring]]:
    """The rings of a shape with the state that each counts for."""
    code = STATE_OF.get(label["ADMIN"], label["ISO_A2_EH"])
    if len(code) != 2:
        return
    west, south, east, north = CRIMEA
    for ring in rings:
        (low_lon, low_lat), (high_lon, high_lat) = ring.min(axis=0), ring.max(axis=0)
        crimea = west < low_lon and high_lon < east and south < low_lat and high_lat < north
        yield ("UA" if crimea and code == "RU" else code), ring


def painted(states: list[list[Ring]]) -> tuple[Cells, Cells]:
    """State of each cell by its middle, and of each cell that a coast or border passes, both 0 for none."""
    land, shore = np.zeros(GRID.rows * GRID.columns, np.uint8), np.zeros(GRID.rows * GRID.columns, np.uint8)
    for code, rings in enumerate(states, 1):
        for first, end in zip(*filled([rings], GRID), strict=True):
            land[first:end] = code
        for ring in rings:
            shore[passed(ring)] = code
    return land.reshape(GRID.rows, GRID.columns), shore.reshape(GRID.rows, GRID.columns)


def passed(ring: Ring) -> NDArray[np.int64]:
    """Cells that the edges of a ring pass, in steps of at most a quarter of a cell; not the edge of the map."""
    steps = np.ceil(np.abs(np.diff(ring, axis=0)).max(axis=1) * GRID.per_degree * 4).astype(int) + 1
    part = np.concatenate([np.arange(count) / count for count in steps])
    edge = np.repeat(np.arange(len(steps)), steps)
    lon, lat = (ring[edge] + (ring[edge + 1] - ring[edge]) * part[:, None]).T
    real = (np.abs(lon) < 179.99) & (lat > -89)
    return GRID.cells(lat[real], lon[real])


def with_sea(land: Cells, shore: Cells) -> Cells:
    """Land and the sea within 12 NM, each cell with the state whose coast is nearest."""
    coast, table = np.where(land > 0, land, shore), land.copy()
    reach = int(np.ceil(SEA_NM / 60 * GRID.per_degree))
    for row in range(GRID.rows):
        window = coast[max(row - reach, 0) : row + reach + 1]
        if window.any() and not land[row].all():
            grow(table[row], coast, row, reach)
    return table


def grow(line: Cells, coast: Cells, row: int, reach: int) -> None:
    """Fill the empty cells of one row, the nearest coast first."""
    lat = (row + 0.5) / GRID.per_degree - 90
    widest = min(int(SEA_NM / 60 * GRID.per_degree / max(np.cos(np.radians(lat)), 0.01)) + 1, GRID.columns // 4)
    rows = np.arange(max(row - reach, 0), min(row + reach + 1, GRID.rows))
    there, across = (grid.ravel() for grid in np.meshgrid(rows, np.arange(-widest, widest + 1), indexing="ij"))
    away = distance_nm(lat, 0.0, (there + 0.5) / GRID.per_degree - 90, across / GRID.per_degree)
    for place in np.argsort(away, kind="stable"):
        if away[place] > SEA_NM:
            break
        near = np.roll(coast[there[place]], -across[place])
        np.copyto(line, near, where=(line == 0) & (near > 0))


def runs_of(held: NDArray[np.bool_]) -> Runs:
    """Runs of the cells that are held."""
    edges = np.flatnonzero(np.diff(held.ravel(), prepend=False, append=False))
    return Runs(edges[::2].astype(np.int64), edges[1::2].astype(np.int64))


def write(areas: Areas) -> None:
    """The table as columns: the length of each run, its code, whose each code is, names, and cells a degree."""
    lengths = np.diff(areas.first, append=GRID.rows * GRID.columns)
    np.savez_compressed(
        TARGET,
        low=(lengths & 255).astype(np.uint8),
        high=(lengths >> 8).astype(np.uint16),
        code=areas.code.astype(np.uint8),
        holder=np.array([index for (index,) in areas.holders[1:]], np.uint8),
        names=np.array(areas.names),
        per_degree=np.array(GRID.per_degree),
    )


if __name__ == "__main__":
    sys.exit(main())
