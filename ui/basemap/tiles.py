"""Cuts features into vector tiles: a quad-tree of clips, one layer at a time, each tile encoded and compressed."""

import gzip
from collections.abc import Iterator, Mapping

import mapbox_vector_tile
import numpy as np
import shapely
from world import Feature

EXTENT = 4096
MARGIN = 64  # units of EXTENT drawn beyond a tile's edge, so that lines meet
Layer = tuple[list[dict[str, object]], np.ndarray]
Place = tuple[int, int, int]


def layer(features: list[Feature], tolerance: float = 0.0, least_area: float = 0.0) -> Layer:
    """Features made ready for one zoom: simplified, the tiny ones left out."""
    shapes = np.array([shape for shape, _ in features], dtype=object)
    words = [told for _, told in features]
    if tolerance and len(shapes):
        shapes = shapely.simplify(shapes, tolerance, preserve_topology=True)
        areas = np.isin(shapely.get_type_id(shapes), (3, 6))
        shapes[areas] = shapely.make_valid(shapes[areas])
    if least_area and len(shapes):
        kept = shapely.area(shapes) > least_area
        shapes, words = shapes[kept], [told for told, keep in zip(words, kept, strict=True) if keep]
    return words, shapes


def cut(layers: Mapping[str, Layer], zoom: int, place: Place = (0, 0, 0)) -> Iterator[tuple[Place, bytes]]:
    """Every tile of a zoom that holds anything, by (zoom, x, y), as compressed vector tiles."""
    z, x, y = place
    clipped = {name: part for name, whole in layers.items() if (part := _clip(whole, place))}
    if not clipped:
        return
    if z == zoom:
        if encoded := _encode(clipped, place):
            yield place, gzip.compress(encoded, 9, mtime=0)
        return
    for right in (0, 1):
        for down in (0, 1):
            yield from cut(clipped, zoom, (z + 1, 2 * x + right, 2 * y + down))


def _clip(whole: Layer, place: Place) -> Layer | None:
    words, shapes = whole
    if not len(shapes):
        return None
    side = 0.5 ** place[0]
    margin = MARGIN / EXTENT * side
    west, north = place[1] * side - margin, place[2] * side - margin
    east, south = west + side + 2 * margin, north + side + 2 * margin
    bounds = shapely.bounds(shapes)
    near = (bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= south) & (bounds[:, 3] >= north)
    chosen = np.nonzero(near)[0]
    if not len(chosen):
        return None
    parts = shapes[chosen]
    if shapely.get_type_id(parts[0]) != 0:
        parts = shapely.clip_by_rect(parts, west, north, east, south)
    full = ~shapely.is_empty(parts)
    return ([words[index] for index in chosen[full]], parts[full]) if full.any() else None


def _encode(clipped: Mapping[str, Layer], place: Place) -> bytes:
    side = 0.5 ** place[0]
    bounds = (place[1] * side, place[2] * side, (place[1] + 1) * side, (place[2] + 1) * side)
    layers = [{"name": name, "features": list(_features(part))} for name, part in clipped.items()]
    options = {"quantize_bounds": bounds, "extents": EXTENT, "y_coord_down": True, "on_invalid_geometry": None}
    return bytes(mapbox_vector_tile.encode([one for one in layers if one["features"]], default_options=options))


def _features(part: Layer) -> Iterator[dict[str, object]]:
    for told, shape in zip(*part, strict=True):
        drawn = shape
        if shape.geom_type == "GeometryCollection":
            drawn = shapely.unary_union([piece for piece in shape.geoms if piece.area > 0])
        if not drawn.is_empty:
            yield {"geometry": drawn, "properties": told}
