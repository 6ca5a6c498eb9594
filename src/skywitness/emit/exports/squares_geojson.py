"""GeoJSON (RFC 7946) of square cells with counts: a polygon a cell."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from skywitness.emit.values import plain


def squares_geojson(cells: pl.DataFrame, side_deg: float, properties: Sequence[str]) -> str:
    """A FeatureCollection.

    Args:
        cells: cell_lat_deg and cell_lon_deg, the south-western corner, and the properties.
        side_deg: side of a cell.
        properties: columns that are handed on.
    """
    collection = {"type": "FeatureCollection", "features": list(_features(cells, side_deg, properties))}
    return json.dumps(collection, allow_nan=False) + "\n"


def _features(cells: pl.DataFrame, side_deg: float, properties: Sequence[str]) -> Iterator[dict[str, Any]]:
    for cell in cells.iter_rows(named=True):
        south, west = cell["cell_lat_deg"], cell["cell_lon_deg"]
        north, east = min(round(south + side_deg, 9), 90.0), min(round(west + side_deg, 9), 180.0)
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        counts = {name: plain(cell[name]) for name in properties}
        yield {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": counts}
