"""Asked area: what lies in a box, circle or polygon, also across the antimeridian and round a pole."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.reference.asked_area import Area, AreaError, area_of

LAT = st.floats(-90, 90)
LON = st.floats(-180, 180, exclude_max=True)
SQUARE = "POLYGON((10 50, 12 50, 12 51, 10 51, 10 50), (10.5 50.2, 11 50.2, 11 50.8, 10.5 50.8, 10.5 50.2))"
PACIFIC = "POLYGON((179 -1, -179 -1, -179 1, 179 1, 179 -1))"
ANTARCTIC = {"type": "Polygon", "coordinates": [[[-170, -70], [-80, -70], [10, -70], [100, -70], [-170, -70]]]}


def holds(area: Area, lat_deg: float, lon_deg: float) -> bool:
    return bool(area.holds(np.array([lat_deg]), np.array([lon_deg]))[0])


def in_boxes(area: Area, lat_deg: float, lon_deg: float) -> bool:
    return any(s <= lat_deg <= n and w <= lon_deg <= e for s, w, n, e in area.boxes())


@pytest.mark.parametrize(
    ("words", "place", "inside"),
    [
        ("48,2,49,3", (48.5, 2.5), True),
        ("48,2,49,3", (48.0, 3.0), True),
        ("48,2,49,3", (47.999, 2.5), False),
        ("48,2,49,3", (2.5, 48.5), False),
        ("-10,170,10,-170", (0.0, 175.0), True),
        ("-10,170,10,-170", (0.0, -175.0), True),
        ("-10,170,10,-170", (0.0, 0.0), False),
        ("-10,170,10,180", (0.0, -180.0), True),
        ("60,20,1", (61.0 - 1e-6 - 59 / 60, 20.0), True),
        ("60,20,60", (61.001, 20.0), False),
        ("60,20,60", (60.0, 22.01), False),
        ("60,20,60", (60.0, 21.99), True),
        ("0,179.9,30", (0.0, -179.7), True),
        ("89.9,0,30", (89.9, 180.0 - 1e-9), True),
        (SQUARE, (50.5, 11.5), True),
        (SQUARE, (50.5, 10.7), False),
        (SQUARE, (50.5, 12.5), False),
        ("MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))", (5.2, 5.8), True),
        ("MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))", (3.0, 3.0), False),
        (PACIFIC, (0.0, 179.5), True),
        (PACIFIC, (0.0, -179.5), True),
        (PACIFIC, (0.0, 0.0), False),
        (json.dumps(ANTARCTIC), (-80.0, 45.0), True),
        (json.dumps(ANTARCTIC), (-60.0, 45.0), False),
        (json.dumps({"type": "Feature", "geometry": ANTARCTIC}), (-89.0, -170.0), True),
    ],
)
def test_a_place_is_in_or_out(words: str, place: tuple[float, float], inside: bool) -> None:  # noqa: FBT001  a case
    assert holds(area_of(words), *place) is inside


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("48,2", "no area"),
        ("Paris", "no area"),
        ("49,2,48,3", "S,W,N,E"),
        ("2,148,3,149,1", "no area"),
        ("120,2,121,3", "not on the globe"),
        ("48,2,0", "LAT,LON,NM"),
        ("48,2,nan", "LAT,LON,NM"),
        ("nan,2,49,3", "not on the globe"),
        ("POLYGON((1 1, 2 2))", "three corners"),
        ("POLYGON((50 10, 50 x, 51 12, 50 10))", "no pair of numbers"),
        ("POLYGON((2 148, 3 148, 3 149, 2 148))", "longitude comes first"),
        ("{]", "cannot be read"),
        ('{"type": "Point", "coordinates": [1, 2]}', "no polygon"),
        ('{"type": "Polygon", "coordinates": 3}', "corner"),
    ],
)
def test_words_that_are_no_area_are_refused_with_a_reason(words: str, why: str) -> None:
    with pytest.raises(AreaError, match=why):
        area_of(words)


@given(LAT, LON, st.floats(0.1, 3000), LAT, LON)
def test_a_circle_is_what_is_near_by_the_law_of_cosines_and_lies_in_its_boxes(
    lat: float, lon: float, radius_nm: float, at_lat: float, at_lon: float
) -> None:
    a, b = math.radians(lat), math.radians(at_lat)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(math.radians(lon - at_lon))
    distance_nm = math.degrees(math.acos(max(-1.0, min(1.0, cosine)))) * 60
    circle = area_of(f"{lat!r},{lon!r},{radius_nm!r}")
    if abs(distance_nm - radius_nm) > 0.01:
        assert holds(circle, at_lat, at_lon) == (distance_nm < radius_nm)
    if holds(circle, at_lat, at_lon) and distance_nm < radius_nm - 0.01:
        assert in_boxes(circle, at_lat, at_lon)


@given(LAT, LON, LAT, LON, LAT, LON)
def test_a_box_and_the_polygon_of_its_corners_hold_the_same(
    south: float, west: float, north: float, east: float, lat: float, lon: float
) -> None:
    south, north, east = min(south, north), max(south, north), max(west, min(east, west + 170))
    box = area_of(f"{south!r},{west!r},{north!r},{east!r}")
    if min(abs(lat - south), abs(lat - north), abs(lon - west), abs(lon - east)) < 1e-9:
        return
    corners = ", ".join(f"{x!r} {y!r}" for x, y in ((west, south), (east, south), (east, north), (west, north)))
    polygon = area_of(f"POLYGON(({corners}))")
    assert holds(box, lat, lon) == holds(polygon, lat, lon)
    assert not holds(polygon, lat, lon) or in_boxes(polygon, lat, lon)
