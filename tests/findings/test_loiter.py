"""Flights that stay over one place, against shapes drawn by hand."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_loiters import T0, Way, circle, flown, joined, racetrack, rows_of_lines, straight
from skywitness.findings.loiter import Loiter
from skywitness.model import Finding
from skywitness.reference.airports import Airports
from skywitness.reference.cities import Cities

NOWHERE = Airports.from_rows([])
FIELD = Airports.from_rows(
    [
        {
            "icao": "EHXX",
            "iata": "",
            "name": "A field",
            "city": "",
            "country": "NL",
            "elevation": 0.0,
            "lat": 52.0,
            "lon": 4.0,
            "tz": "UTC",
        }
    ]
)


def found(*flights: pl.DataFrame, airports: Airports = NOWHERE) -> list[Finding]:
    return Loiter().find(pl.concat(flights), airports)


def numbers(finding: Finding) -> dict[str, float]:
    return dict(zip(finding.number_names, finding.number_values, strict=True))


def test_without_a_field_a_city_says_where_it_was() -> None:
    south = Cities.from_rows([{"name": "Here", "country": "NL", "lat_deg": "51.5", "lon_deg": "4.0"}])
    orbit = flown(circle(2.0, 6), 150)
    (finding,) = Loiter().find(orbit, NOWHERE, south)
    assert finding.sentence.endswith(", 30 NM north of Here (NL).")
    (beside,) = Loiter().find(orbit, FIELD, south)
    assert "Here" not in beside.sentence


@pytest.mark.parametrize(("laps", "side"), [(6, "right"), (-6, "left")])
def test_an_orbit_has_its_centre_radius_laps_and_side(laps: float, side: str) -> None:
    (finding,) = found(flown(circle(2.0, laps), 150), airports=FIELD)
    assert finding.verdict == "orbit"
    assert (finding.lat_deg, finding.lon_deg) == pytest.approx((52.0, 4.0), abs=0.005)
    measured = numbers(finding)
    assert measured["laps"] == pytest.approx(laps, abs=0.1)
    assert measured["radius_nm"] == pytest.approx(2.0, rel=0.03)
    assert measured["turn_radius_nm"] == pytest.approx(2.0, rel=0.05)
    assert measured["speed_kt"] == pytest.approx(150, rel=0.02)
    assert f"to the {side}" in finding.sentence
    assert finding.airports == ["EHXX"]


def test_a_tankers_racetrack() -> None:
    (finding,) = found(flown(racetrack(7.0, 40.0, 5, 0.5), 420, altitude_ft=26_000))
    assert finding.verdict == "racetrack"
    assert numbers(finding)["laps"] == pytest.approx(5, abs=0.6)


def test_laps_timed_as_a_hold_are_one() -> None:
    """One-minute legs and turns of three degrees a second at 240 kt: 4 NM straight and a radius of 1.27 NM."""
    (finding,) = found(flown(racetrack(1.27, 4.0, 4), 240, altitude_ft=(12_000, 9_000)))
    assert finding.verdict == "holding"


def test_a_survey_is_line_after_line() -> None:
    (finding,) = found(flown(rows_of_lines(15.0, 0.5, 14), 140))
    assert finding.verdict == "lawn_mower"


def test_a_glider_in_thermals() -> None:
    """Turns of 30 s at 50 kt have a radius of 0.066 NM."""
    climb = circle(0.066, 20, 0.005)
    (finding,) = found(flown(joined(climb, straight(5.0, 40, 0.1), climb), 50, altitude_ft=(2_000, 6_000)))
    assert finding.verdict == "thermal"


def test_the_way_there_and_back_is_no_part_of_an_orbit() -> None:
    way = joined(straight(80.0, 90.0, 0.2), circle(2.0, 5), straight(80.0, 90.0, 0.2))
    (finding,) = found(flown(way, 240))
    on_task_min = 5 * 2 * np.pi * 2.0 / 240 * 60
    assert numbers(finding)["duration_min"] == pytest.approx(on_task_min, abs=2.5)
    assert finding.since > T0 + timedelta(minutes=18)


@pytest.mark.parametrize(
    "way",
    [
        straight(300.0),
        joined(straight(100.0), circle(3.0, 1.0), straight(100.0)),
        joined(straight(60.0), straight(60.0, 180.0)),
        joined(*(straight(8.0, course) for course in (0, 90, 180, 200, 150, 160, 170, 180))),
    ],
    ids=["on course", "one circle", "there and back", "vectors to a landing"],
)
def test_ordinary_flying_is_nothing(way: Way) -> None:
    assert found(flown(way, 300)) == []


def test_a_hover_is_nothing() -> None:
    noise = np.random.default_rng(5).normal(0, 0.004, (2, 2_000))
    hover = flown(straight(1.0, step_nm=0.01), 0.5)[:1_400]
    shaken = hover.with_columns(
        lat_deg=52.0 + pl.Series(noise[0][: hover.height]) / 60,
        lon_deg=4.0 + pl.Series(noise[1][: hover.height]) / 37,
    )
    assert found(shaken) == []


@settings(deadline=None, max_examples=40)
@given(st.floats(-70, 70), st.floats(-180, 179.9), st.floats(0, 6.28))
def test_place_and_direction_do_not_matter(lat: float, lon: float, turned: float) -> None:
    way = racetrack(3.0, 20.0, 4) * np.exp(1j * turned)
    (finding,) = found(flown(way, 200, around=(lat, lon)))
    assert finding.verdict == "racetrack"
    assert finding.lat_deg == pytest.approx(lat, abs=0.03)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 1000), st.floats(0, 0.01))
def test_noise_on_a_straight_way_is_nothing(seed: int, noise_nm: float) -> None:
    way = straight(200.0, 30.0, 0.5)
    flight = flown(way, 250)
    shaken = np.random.default_rng(seed).normal(0, noise_nm / 60, flight.height)
    assert found(flight.with_columns(pl.col("lat_deg") + pl.Series(shaken))) == []


def test_order_of_the_rows_does_not_matter() -> None:
    flight = flown(circle(2.0, 6), 150)
    assert found(flight.sample(fraction=1.0, shuffle=True, seed=7)) == found(flight)


def test_each_flight_by_itself_and_the_base_rate_over_all() -> None:
    """Two flights, each one circle: together they would be two."""
    halves = [flown(circle(2.0, 1.2), 150, flight_id=f"4ca12{number}-20250601T120000Z") for number in (1, 2)]
    assert found(*halves) == []
    (finding,) = found(*halves, flown(circle(2.0, 6), 150))
    assert finding.base_rate == pytest.approx(1 / 3)


def test_what_is_simulated_says_so() -> None:
    flight = flown(circle(2.0, 6), 150).with_columns(reconstruction=pl.lit(value=True))
    assert [finding.reconstruction for finding in found(flight)] == [True]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_hardly_any_positions_are_nothing(count: int) -> None:
    assert found(flown(circle(2.0, 6), 150)[:count]) == []
