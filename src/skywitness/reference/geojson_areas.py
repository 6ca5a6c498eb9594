"""GeoJSON areas: a user's polygons, such as flight information regions, as areas to look up by place."""

import json
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from skywitness.reference.areas import Areas
from skywitness.reference.rings import Grid, Ring, Runs, filled, merged

Json: TypeAlias = object
"""A value as the json module gives it."""
_GRID = Grid(per_degree=20)
_NAMES = ("id", "icao")


class AreasError(ValueError):
    """The text is no GeoJSON of areas; the message says where and what is wrong."""


def areas_from_geojson(text: str) -> Areas:
    """Areas from a FeatureCollection of Polygons and MultiPolygons (RFC 7946).

    Each feature is named by its property ``id`` or ``icao``; features of one name are one area. Edges are straight
    lines on the map; polygons may be cut at the antimeridian or run across it, and may hold a pole.

    Args:
        text: the file's text.

    Raises:
        AreasError: not JSON, no FeatureCollection, a feature without a name or with another geometry, or a corner
            that is no place.
    """
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as error:
        raise AreasError(f"not JSON: {error}") from error
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise AreasError("no FeatureCollection: a list under `features` is missing")
    parts: dict[str, list[Runs]] = {}
    for number, feature in enumerate(collection["features"], 1):
        name, polygons = _feature(feature, f"feature {number}")
        parts.setdefault(name, []).append(filled(polygons, _GRID))
    return Areas.of({name: _together(parts[name]) for name in sorted(parts)}, _GRID)


def _together(parts: list[Runs]) -> Runs:
    return merged(np.concatenate([part.first for part in parts]), np.concatenate([part.end for part in parts]))


def _feature(feature: Json, where: str) -> tuple[str, list[list[Ring]]]:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise AreasError(f"{where}: no Feature with `properties`")
    name = next((str(feature["properties"][key]).strip() for key in _NAMES if feature["properties"].get(key)), "")
    if not name:
        raise AreasError(f"{where}: its properties have neither `id` nor `icao`")
    geometry = feature.get("geometry")
    kind, corners = (
        (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, None)
    )
    if kind not in {"Polygon", "MultiPolygon"}:
        raise AreasError(f"{where} ({name}): its geometry is {kind}, not Polygon or MultiPolygon")
    polygons = [corners] if kind == "Polygon" else corners
    return name, [list(_rings(polygon, f"{where} ({name})")) for polygon in _list(polygons, f"{where} ({name})")]


def _rings(polygon: Json, where: str) -> Iterator[Ring]:
    for ring in _list(polygon, where):
        try:
            corners = np.array(_list(ring, where), np.float64)[:, :2]
        except (TypeError, ValueError, IndexError, KeyError) as error:
            raise AreasError(f"{where}: a ring is a list of [longitude, latitude]") from error
        if len(corners) < 4:
            raise AreasError(f"{where}: a ring has four corners or more, the last as the first")
        if not (np.isfinite(corners).all() and (np.abs(corners) <= (540, 90)).all()):
            raise AreasError(
                f"{where}: a corner is no place on Earth; the longitude comes first, then the latitude"
            )
        yield corners


def _list(value: Json, where: str) -> list[Json]:
    if not isinstance(value, list) or not value:
        raise AreasError(f"{where}: `coordinates` are not nested as RFC 7946 says")
    return value
