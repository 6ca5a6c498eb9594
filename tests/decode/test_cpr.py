"""Compact position reporting against published examples and the standards' encoding formulas.

Examples: J. Sun, "The 1090 Megahertz Riddle", 2nd edition, chapters 5 (airborne) and 6 (surface).
"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_frames import cpr, zones
from skywitness.decode.cpr import Encoded, decode_global, decode_local, longitude_zones
from skywitness.measure.geodesy import way_nm

LATITUDES = st.floats(-80, 80)
"""Nearer to the poles there are fewer, wider zones, and the grid is coarser."""
LONGITUDES = st.floats(-180, 179.999)
METRE_NM = 1 / 1852
FORMS = [(odd, surface) for odd in (False, True) for surface in (False, True)]


def encoded(lat: float, lon: float, *, odd: bool, surface: bool = False) -> Encoded:
    return Encoded(*cpr(lat, lon, odd=odd, surface=surface), odd, surface, 0.0)


def test_airborne_pair_of_the_literature() -> None:
    """8D40621D58C382D690C8AC2863A7 after 8D40621D58C386435CC412692AD6."""
    even, odd = Encoded(93000, 51372, False, False, 1), Encoded(74158, 50194, True, False, 0)
    assert decode_global(even, odd) == pytest.approx((52.2572, 3.91937), abs=5e-6)


def test_airborne_message_near_a_place_of_the_literature() -> None:
    even = Encoded(93000, 51372, False, False, 1)
    assert decode_local(even, (52.258, 3.918)) == pytest.approx((52.2572, 3.91937), abs=5e-6)


def test_surface_pair_of_the_literature() -> None:
    """8C4841753A8A35323FAEBDAC702D after 8C4841753AAB238733C8CD4020B1, receiver at 51.990, 4.375."""
    even, odd = Encoded(115609, 116941, False, True, 0), Encoded(39199, 110269, True, True, 1)
    assert decode_global(odd, even, (51.990, 4.375)) == pytest.approx((52.32061, 4.73473), abs=5e-6)


def test_surface_pair_needs_a_place_to_be_near_to() -> None:
    even, odd = (encoded(52, 4, odd=odd, surface=True) for odd in (False, True))
    assert decode_global(even, odd) is None


@given(LATITUDES)
def test_number_of_longitude_zones_is_the_formula_s(lat: float) -> None:
    assert abs(longitude_zones(lat) - zones(lat)) <= (1 if _at_an_edge(lat) else 0)


def _at_an_edge(lat: float) -> bool:
    return zones(max(abs(lat) - 1e-9, 0)) != zones(abs(lat) + 1e-9)


@given(LATITUDES, LONGITUDES, st.sampled_from(FORMS))
def test_airborne_pair_comes_back_within_six_metres(lat: float, lon: float, form: tuple[bool, bool]) -> None:
    place = decode_global(encoded(lat, lon, odd=form[0]), encoded(lat, lon, odd=not form[0]))
    if place is not None:  # the two lie in different longitude zones
        assert way_nm(*place, lat, lon) < 6 * METRE_NM
        assert -180 <= place[1] < 180


@given(LATITUDES, LONGITUDES, st.floats(-40, 40), st.floats(-40, 40))
def test_surface_pair_comes_back_within_two_metres(lat: float, lon: float, north: float, east: float) -> None:
    near = max(-90.0, min(90.0, lat + north)), (lon + east + 180) % 360 - 180
    later, earlier = encoded(lat, lon, odd=True, surface=True), encoded(lat, lon, odd=False, surface=True)
    place = decode_global(later, earlier, near)
    if place is not None:
        assert way_nm(*place, lat, lon) < 2 * METRE_NM


@given(LATITUDES, LONGITUDES, st.floats(0, 360), st.sampled_from(FORMS))
def test_single_message_comes_back_near_its_place(
    lat: float, lon: float, bearing: float, form: tuple[bool, bool]
) -> None:
    odd, surface = form
    away = 0.6 if surface else 2.4  # degrees: within half of the smallest zone
    near_lat = max(-89.9, min(89.9, lat + away * math.cos(math.radians(bearing))))
    near = near_lat, (lon + away * math.sin(math.radians(bearing)) + 180) % 360 - 180
    place = decode_local(encoded(lat, lon, odd=odd, surface=surface), near)
    assert place is not None
    assert way_nm(*place, lat, lon) < 6 * METRE_NM
