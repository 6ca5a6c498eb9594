"""The way through a gap and the lens about it: on great circles, over poles, across the antimeridian, in loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg, destination, distance_nm
from skywitness.movements.hermite import Ends, Ways, ways_between
from skywitness.movements.lens import Lens

Floats = NDArray[np.float64]
NAN = float("nan")


def ends(lat: float, lon: float, speed: float = NAN, track: float = NAN) -> Ends:
    return Ends(*(np.array([value]) for value in (lat, lon, speed, track)))


def way(before: Ends, after: Ends, hours: float, points: int = 33) -> Ways:
    return ways_between(before, after, np.array([hours]), points)


def path(before: Ends, after: Ends, hours: float, points: int = 33) -> tuple[Floats, Floats]:
    lat, lon = way(before, after, hours, points).places()
    return lat[0], lon[0]


def flown(lat: float, lon: float, track: float, knots: float, hours: float) -> tuple[Ends, Ends, Floats, Floats]:
    """Both ends of steady flight along a great circle, and the places at 33 even steps of time."""
    lats, lons = destination(lat, lon, track, np.linspace(0, knots * hours, 33))
    onward = (bearing_deg(lats[-1], lons[-1], lats[-2], lons[-2]) + 180) % 360
    return ends(lat, lon, knots, track), ends(lats[-1], lons[-1], knots, float(onward)), lats, lons


@given(
    st.floats(-80, 80), st.floats(-180, 179.9), st.floats(0, 359.9), st.floats(100, 600), st.floats(0.1, 8),
)  # fmt: skip
def test_steady_flight_on_a_great_circle_is_found_again(
    lat: float, lon: float, track: float, knots: float, hours: float
) -> None:
    before, after, lats, lons = flown(lat, lon, track, knots, hours)
    found = path(before, after, hours)
    assert distance_nm(*found, lats, lons).max() < 0.01 + 1e-4 * knots * hours


@pytest.mark.parametrize(("speed", "track"), [(NAN, NAN), (400.0, NAN), (NAN, 45.0)])
def test_without_velocities_at_both_ends_it_stays_near_the_great_circle(speed: float, track: float) -> None:
    _, after, lats, lons = flown(50, -30, 45, 480, 2)
    blind = ends(float(after.lat_deg[0]), float(after.lon_deg[0]))
    found = path(ends(50, -30, speed, track), blind, 2)
    assert distance_nm(*found, lats, lons).max() < 0.5


def test_over_the_pole() -> None:
    lat, lon = path(ends(85, 10, 480, 0), ends(85, -170, 480, 180), 600 / 480, 33)
    assert lat[16] == pytest.approx(90, abs=1e-6)
    assert np.diff(lat[:16]).min() > 0
    assert distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:]) == pytest.approx(600 / 32, rel=1e-3)


def test_across_the_antimeridian() -> None:
    lat, lon = path(ends(0, 175, 600, 90), ends(0, -175, 600, 90), 1, 9)
    assert lat == pytest.approx(0, abs=1e-9)
    assert (lon % 360) == pytest.approx(np.linspace(175, 185, 9), abs=1e-9)


def test_a_turn_bends_the_way_to_the_side_that_it_was_flown_on() -> None:
    """East at first, north in the end: the way lies south-east of the straight line, by hand on the plane.

    The middle of a cubic Hermite curve is the middle of the chord and an eighth of the difference of the tangents;
    with tangents of 480 NM along each axis and ends 480 NM apart on either, (240 + 60, 240 - 60) NM.
    """
    lat, lon = path(ends(0, 0, 480, 90), ends(8, 8, 480, 0), 1, 3)
    assert (lon[1] * 60, lat[1] * 60) == pytest.approx((300, 180), abs=5)


def test_the_velocity_at_the_ends_is_kept() -> None:
    lat, lon = path(ends(10, 20, 450, 30), ends(14, 26, 450, 70), 1, 1001)
    assert bearing_deg(lat[0], lon[0], lat[1], lon[1]) == pytest.approx(30, abs=0.2)
    assert bearing_deg(lat[-2], lon[-2], lat[-1], lon[-1]) == pytest.approx(70, abs=0.2)
    assert distance_nm(lat[0], lon[0], lat[1], lon[1]) == pytest.approx(0.45, abs=0.01)


def test_a_fast_aircraft_with_hours_to_spare_makes_no_loop() -> None:
    lat, lon = path(ends(10, 20, 480, 90), ends(10, 21, 480, 90), 6)
    assert np.diff(lon).min() > 0
    assert np.abs(lat - 10).max() < 0.1


@given(
    st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180),
    st.one_of(st.just(NAN), st.floats(0, 2000)), st.one_of(st.just(NAN), st.floats(0, 360)), st.floats(0.001, 300),
)  # fmt: skip
def test_no_pair_of_ends_breaks_it(
    lat0: float, lon0: float, lat1: float, lon1: float, speed: float, track: float, hours: float
) -> None:
    ways = way(ends(lat0, lon0, speed, track), ends(lat1, lon1, speed, track), hours, 17)
    lat, lon = ways.places()
    half_width = Lens().half_width_nm(ways)
    assert np.isfinite([lat, lon, half_width]).all()
    assert distance_nm(lat[0, [0, -1]], lon[0, [0, -1]], (lat0, lat1), (lon0, lon1)).max() < 1e-3
    assert (half_width > 0).all()


@pytest.mark.parametrize("same", [(0.0, 0.0), (90.0, 10.0), (-33.0, 151.0)])
def test_ends_at_one_place_are_a_way_of_no_length_with_a_wide_lens(same: tuple[float, float]) -> None:
    """An orbit of two hours at 240 knots can have led up to 240 NM away and back."""
    ways = way(ends(*same, 240, 90), ends(*same, 240, 90), 2)
    lat, lon = ways.places()
    assert distance_nm(lat, lon, *same).max() < 1e-6
    assert 100 < Lens().half_width_nm(ways).max() < 240


def test_the_lens_is_narrow_at_the_ends_and_grows_with_time() -> None:
    def widths(hours: float) -> Floats:
        before, after, _, _ = flown(50, -30, 90, 480, hours)
        return np.array(Lens().half_width_nm(way(before, after, hours))[0], np.float64)

    for hours in (0.2, 0.5, 1, 2, 4):
        width = widths(hours)
        assert width[[0, -1]] == pytest.approx(Lens().least_nm)
        assert width.argmax() == 16
        assert width.max() < 0.5 * 480 * hours / 2
    assert [widths(hours).max() for hours in (0.2, 0.5, 1, 2, 4)] == sorted(
        widths(hours).max() for hours in (0.2, 0.5, 1, 2, 4)
    )


def test_time_to_spare_turns_and_unlike_speeds_widen_the_lens() -> None:
    lens, (before, after, _, _) = Lens(), flown(50, -30, 90, 480, 1)
    steady = lens.half_width_nm(way(before, after, 1)).max()
    late = lens.half_width_nm(way(before, after, 1.2)).max()
    turned = lens.half_width_nm(way(before._replace(track_deg=np.array([70.0])), after, 1)).max()
    slowed = lens.half_width_nm(way(before._replace(speed_kt=np.array([520.0])), after, 1)).max()
    unknown = lens.half_width_nm(way(before._replace(track_deg=np.array([NAN])), after, 1)).max()
    assert min(late, turned, slowed, unknown) > 1.3 * steady


def test_gaps_together_are_as_gaps_alone() -> None:
    chance = np.random.default_rng(4)
    columns = [
        chance.uniform(-80, 80, 8),
        chance.uniform(-180, 180, 8),
        chance.uniform(0, 500, 8),
        chance.uniform(0, 360, 8),
    ]
    before, after = Ends(*columns), Ends(*(column[::-1] for column in columns))
    hours = chance.uniform(0.1, 10, 8)
    together = ways_between(before, after, hours, 9)
    width = Lens().half_width_nm(together)
    for gap in range(8):
        one = [Ends(*(column[[gap]] for column in end)) for end in (before, after)]
        alone = ways_between(one[0], one[1], hours[[gap]], 9)
        assert alone.point[:, 0] == pytest.approx(together.point[:, gap], abs=1e-12)
        assert Lens().half_width_nm(alone)[0] == pytest.approx(width[gap])
