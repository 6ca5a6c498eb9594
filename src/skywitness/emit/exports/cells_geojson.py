"""GeoJSON (RFC 7946) of findings about H3 cells: a hexagon each, with its numbers as properties."""

import json
from collections.abc import Sequence
from typing import Any

import h3

from skywitness.emit.values import plain
from skywitness.model import Finding


def cells_geojson(findings: Sequence[Finding]) -> str:
    """A FeatureCollection; the cell is the second part of a finding's name."""
    collection = {"type": "FeatureCollection", "features": [_feature(finding) for finding in findings]}
    return json.dumps(collection, allow_nan=False) + "\n"


def _feature(finding: Finding) -> dict[str, Any]:
    numbers = dict(zip(finding.number_names, finding.number_values, strict=True))
    named = ("finding_id", "verdict", "since", "until", "confidence", "sentence", "icao24s", "reconstruction")
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [_ring(finding.finding_id.split("-")[1])]},
        "properties": {name: plain(getattr(finding, name)) for name in named} | numbers,
    }


def _ring(cell: str) -> list[list[float]]:
    """Corners counter-clockwise and closed; across the antimeridian longitudes run on past 180 degrees."""
    corners = [[lon, lat] for lat, lon in h3.cell_to_boundary(cell)]
    first = corners[0][0]
    ring = [[lon + 360 * round((first - lon) / 360), lat] for lon, lat in corners]
    return [*ring, ring[0]]
