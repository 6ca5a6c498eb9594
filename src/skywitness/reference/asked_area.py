"""Asked area: a box, circle or polygon that a question is about, as bounding boxes and an exact test.

Boxes and polygons may cross the antimeridian and hold a pole. Edges of polygons are straight on the map (RFC 7946,
section 3.1.1); a circle is one on the sphere.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.rings import Floats, Ring, unwrapped

Flags = NDArray[np.bool_]
_NM_A_DEGREE: Final = 60.0
_WKT: Final = re.compile(r"^\s*(?:SRID=4326;)?\s*(MULTI)?POLYGON\s*(\(.*\))\s*$", re.IGNORECASE | re.DOTALL)
_RING: Final = re.compile(r"\(([^()]*)\)")
_SHAPES: Final = {"Polygon", "MultiPolygon"}


class AreaError(Exception):
    """Words that say no area; the message says why."""


class Box(NamedTuple):
    """A rectangle in latitude and longitude that does not cross the antimeridian; its edges belong to it.

    Attributes:
        south_lat_deg: southern edge, degrees.
        west_lon_deg: western edge, degrees in [-180, 180].
        north_lat_deg: northern edge, degrees.
        east_lon_deg: eastern edge, degrees in [-180, 180], not less than the western.
    """

    south_lat_deg: float
    west_lon_deg: float
    north_lat_deg: float
    east_lon_deg: float


class Area(Protocol):
    """What a question about a place needs."""

    def boxes(self) -> list[Box]:
        """Boxes that together hold the whole area."""

    def holds(self, lat_deg: Floats, lon_deg: Floats) -> Flags:
        """Whether each place lies in it; shape of the places."""


@dataclass(frozen=True, slots=True)
class BoxArea:
    """A box; one whose west is greater than its east crosses the antimeridian.

    Attributes:
        south_lat_deg: southern edge, degrees.
        west_lon_deg: western edge, degrees in [-180, 180].
        north_lat_deg: northern edge, degrees.
        east_lon_deg: eastern edge, degrees in [-180, 180].
    """

    south_lat_deg: float
    west_lon_deg: float
    north_lat_deg: float
    east_lon_deg: float

    def boxes(self) -> list[Box]:
        """One, or two where it crosses the antimeridian."""
        return _boxes(self.south_lat_deg, self.north_lat_deg, self.west_lon_deg, self.east_lon_deg)

    def holds(self, lat_deg: Floats, lon_deg: Floats) -> Flags:
        """Whether each place lies in it or on its edge."""
        return _in_boxes(self.boxes(), lat_deg, lon_deg)


@dataclass(frozen=True, slots=True)
class CircleArea:
    """All places within a distance.

    Attributes:
        lat_deg: of the middle, degrees.
        lon_deg: of the middle, degrees.
        radius_nm: nautical miles.
    """

    lat_deg: float
    lon_deg: float
    radius_nm: float

    def boxes(self) -> list[Box]:
        """The least box round it; all longitudes where it holds a pole."""
        reach = self.radius_nm / _NM_A_DEGREE
        south, north = self.lat_deg - reach, self.lat_deg + reach
        if south <= -90 or north >= 90:
            return [Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)]
        # The meridian that touches the circle: sin(width) = sin(radius) / cos(latitude), by Napier's rules.
        width = math.degrees(math.asin(math.sin(math.radians(reach)) / math.cos(math.radians(self.lat_deg))))
        return _boxes(south, north, _wrapped(self.lon_deg - width), _wrapped(self.lon_deg + width))

    def holds(self, lat_deg: Floats, lon_deg: Floats) -> Flags:
        """Whether each place is no further from the middle than the radius."""
        return np.asarray(distance_nm(self.lat_deg, self.lon_deg, lat_deg, lon_deg) <= self.radius_nm)


@dataclass(frozen=True, slots=True)
class PolygonArea:
    """Polygons, each with its holes.

    Attributes:
        polygons: each its outer ring and its holes, corners as (longitude, latitude) in degrees.
    """

    polygons: Sequence[Sequence[Ring]]

    def boxes(self) -> list[Box]:
        """A box, or two, round each polygon."""
        return [box for rings in self.polygons for box in _ring_boxes(unwrapped(rings[0]))]

    def holds(self, lat_deg: Floats, lon_deg: Floats) -> Flags:
        """Whether each place lies inside by the even-odd rule; a place on an edge may count either way."""
        found = np.zeros(len(lat_deg), np.bool_)
        for rings in self.polygons:
            inside = np.zeros(len(lat_deg), np.bool_)
            for ring in rings:
                inside ^= _in_ring(unwrapped(ring), lat_deg, lon_deg)
            found |= inside
        return found


def area_of(text: str) -> Area:
    """An area from words: ``S,W,N,E``, ``LAT,LON,NM``, WKT or GeoJSON.

    Args:
        text: four numbers for a box (degrees), three for a circle (degrees and nautical miles), ``POLYGON`` or
            ``MULTIPOLYGON`` in WKT with longitude first, or a GeoJSON object that holds polygons.

    Raises:
        AreaError: none of these, or not on the globe.
    """
    if text.lstrip().startswith("{"):
        return _from_geojson(text)
    if found := _WKT.match(text):
        return _polygons([_wkt_rings(part) for part in _wkt_parts(found[2], several=bool(found[1]))])
    try:
        numbers = [float(word) for word in text.split(",")]
    except ValueError:
        raise AreaError(_neither(text)) from None
    if len(numbers) == 4:
        return _box(*numbers)
    if len(numbers) == 3:
        return _circle(*numbers)
    raise AreaError(_neither(text))


def _neither(text: str) -> str:
    return f"{text[:60]!r} is no area: give S,W,N,E or LAT,LON,NM, a polygon in WKT, or a GeoJSON file"


def _box(south: float, west: float, north: float, east: float) -> BoxArea:
    _require(south, west)
    _require(north, east)
    if south > north:
        raise AreaError(f"the south {south:g} lies north of the north {north:g}; the order is S,W,N,E")
    return BoxArea(south, west, north, east)


def _circle(lat: float, lon: float, radius: float) -> CircleArea:
    _require(lat, lon)
    if not 0 < radius <= 10_800:
        raise AreaError(f"a radius of {radius:g} NM is none; the order is LAT,LON,NM")
    return CircleArea(lat, lon, radius)


def _require(lat: float, lon: float) -> None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise AreaError(f"latitude {lat:g}, longitude {lon:g} is not on the globe; latitude comes first")


def _wkt_parts(text: str, *, several: bool) -> list[str]:
    return re.split(r"\)\s*\)\s*,\s*\(\s*\(", text) if several else [text]


def _wkt_rings(text: str) -> list[list[list[float]]]:
    inner = text.strip().strip("()")
    rings = _RING.findall(f"({inner})")
    try:
        return [[[float(word) for word in corner.split()[:2]] for corner in ring.split(",")] for ring in rings]
    except ValueError:
        raise AreaError("a corner in the WKT is no pair of numbers") from None


def _from_geojson(text: str) -> PolygonArea:
    try:
        found = list(_geometries(json.loads(text)))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise AreaError("the GeoJSON cannot be read") from None
    return _polygons([polygon for geometry in found for polygon in geometry])


def _geometries(value: dict[str, Any]) -> list[Any]:
    """Coordinates of the polygons in a GeoJSON object."""
    kind = value["type"]
    if kind == "FeatureCollection":
        return [found for feature in value["features"] for found in _geometries(feature)]
    if kind == "Feature":
        return _geometries(value["geometry"])
    if kind == "GeometryCollection":
        return [found for geometry in value["geometries"] for found in _geometries(geometry)]
    if kind not in _SHAPES:
        return []
    return [[value["coordinates"]] if kind == "Polygon" else value["coordinates"]]


def _polygons(polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> PolygonArea:
    try:
        rings = [[np.asarray([corner[:2] for corner in ring], np.float64) for ring in one] for one in polygons]
    except (ValueError, TypeError):
        raise AreaError("a polygon has a corner that is no pair of numbers") from None
    every = [ring for one in rings for ring in one]
    if not rings or not all(rings) or any(ring.ndim != 2 or ring.shape[1] != 2 or len(ring) < 3 for ring in every):
        raise AreaError("there is no polygon of three corners or more in it")
    for ring in every:
        if not (np.abs(ring[:, 1]) <= 90).all() or not (np.abs(ring[:, 0]) <= 360).all():
            raise AreaError("a corner is not on the globe; longitude comes first in WKT and GeoJSON")
    return PolygonArea(rings)


def _boxes(south: float, north: float, west: float, east: float) -> list[Box]:
    """The box, or its parts on both sides of the antimeridian, which is 180° west where places are stored."""
    if west > east:
        return [Box(south, west, north, 180.0), Box(south, -180.0, north, east)]
    edge = [Box(south, -180.0, north, -180.0)] if east == 180.0 and west > -180.0 else []
    return [Box(south, west, north, east), *edge]


def _ring_boxes(ring: Ring) -> list[Box]:
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    if east - west >= 360:
        return [Box(float(south), -180.0, float(north), 180.0)]
    return _boxes(float(south), float(north), _wrapped(float(west)), _wrapped(float(east)))


def _wrapped(lon: float) -> float:
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def _in_boxes(boxes: Sequence[Box], lat: Floats, lon: Floats) -> Flags:
    inside = np.zeros(len(lat), np.bool_)
    for south, west, north, east in boxes:
        inside |= (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
    return inside


def _in_ring(ring: Ring, lat: Floats, lon: Floats) -> Flags:
    """By the even-odd rule, on the ring's own run of longitudes."""
    inside = np.zeros(len(lat), np.bool_)
    west = ring[:, 0].min()
    turned = (lon - west) % 360 + west
    for (lon0, lat0), (lon1, lat1) in pairwise(ring):
        if lat0 != lat1:
            between = (lat0 > lat) != (lat1 > lat)
            part = np.divide(lat - lat0, lat1 - lat0, out=np.zeros(len(lat)), where=between)
            inside ^= between & (turned < lon0 + part * (lon1 - lon0))
    return inside
