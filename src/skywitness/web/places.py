"""Places: the area that a URL asks about."""

import math
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Query

from skywitness.pipeline.refusal import RefusalError
from skywitness.reference.asked_area import Area, BoxArea, CircleArea, PolygonArea, area_of
from skywitness.web.problems import ProblemError

_MOST_CORNERS = 500


def _area(
    bbox: Annotated[str | None, Query(max_length=200, description="West, south, east, north in degrees.")] = None,
    polygon: Annotated[
        str | None, Query(max_length=8_000, description="Corners as longitude,latitude by semicolons, or WKT.")
    ] = None,
    circle: Annotated[
        str | None, Query(max_length=200, description="Latitude, longitude, radius in nautical miles.")
    ] = None,
) -> Area | None:
    given = [one for one in (bbox, polygon, circle) if one is not None]
    if len(given) > 1:
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY, "give one of bbox, polygon and circle", parameter="bbox"
        )
    if bbox is not None:
        return box_of(bbox)
    if circle is not None:
        return _shape(circle, CircleArea, "circle")
    return None if polygon is None else polygon_of(polygon, "polygon")


AskedArea = Annotated[Area | None, Depends(_area)]
"""A parameter of a page: ``bbox``, ``polygon`` or ``circle``; none of them for everywhere."""


def box_of(text: str) -> BoxArea:
    """A box from west, south, east, north; longitudes may run past 180 degrees, as those of a map do.

    Raises:
        RefusalError: not four numbers, or not on the globe.
    """
    try:
        west, south, east, north = (float(word) for word in text.split(","))
    except ValueError:
        raise RefusalError(f"{text[:60]!r} is no box: give west,south,east,north in degrees", "bbox") from None
    if not all(map(math.isfinite, (west, south, east, north))) or not -90 <= south <= north <= 90:
        raise RefusalError("a box goes from a west and south to an east and north on the globe", "bbox")
    if east - west >= 360:
        return BoxArea(south, -180.0, north, 180.0)
    return BoxArea(south, _wrapped(west), north, _wrapped(east))


def polygon_of(text: str, name: str) -> PolygonArea:
    """A polygon from corners ``lon,lat;lon,lat;…`` or WKT.

    Args:
        text: as the URL has it.
        name: of the parameter.

    Raises:
        RefusalError: no polygon, or one of too many corners.
    """
    if text.count(",") > 2 * _MOST_CORNERS:
        raise RefusalError(f"a polygon may have {_MOST_CORNERS} corners", name)
    wkt = text
    if "(" not in text:
        corners = [corner.split(",") for corner in text.split(";") if corner.strip()]
        if len({tuple(corner) for corner in corners}) < 3:
            raise RefusalError(
                "a polygon has three corners or more: longitude,latitude;longitude,latitude;…", name
            )
        if corners[0] != corners[-1]:
            corners.append(corners[0])
        wkt = "POLYGON((" + ", ".join(" ".join(corner) for corner in corners) + "))"
    found = _shape(wkt, PolygonArea, name)
    assert isinstance(found, PolygonArea)  # noqa: S101  what _shape made sure of
    return found


def area_word(text: str, name: str) -> Area:
    """An area in one word: four numbers for a box, three for a circle, or corners.

    Args:
        text: as the URL has it.
        name: of the parameter.

    Raises:
        RefusalError: it is none.
    """
    if ";" in text or "(" in text:
        return polygon_of(text, name)
    return box_of(text) if text.count(",") == 3 else _shape(text, CircleArea, name)


def _shape(text: str, kind: type[Area], name: str) -> Area:
    found = area_of(text)
    if not isinstance(found, kind):
        raise RefusalError(f"{text[:60]!r} is no {name}", name)
    return found


def _wrapped(lon_deg: float) -> float:
    return lon_deg if -180 <= lon_deg <= 180 else (lon_deg + 180) % 360 - 180
