"""Heading: history and the way flown, and the words that a probability allows."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from skywitness.findings.heading import Flying, Heading
from skywitness.findings.heading_evidence import SoFar, log_likelihood
from skywitness.findings.heading_prior import HeadingPrior
from skywitness.findings.heading_state import state
from skywitness.measure.geodesy import bearing_deg, destination, distance_nm
from skywitness.model import Finding
from skywitness.reference.airports import Airports

T0 = datetime(2019, 3, 23, 12, tzinfo=UTC)


def _field(icao: str, lat: float, lon: float, country: str, kind: str = "large") -> dict[str, object]:
    place = {"lat": lat, "lon": lon, "elevation": 0.0, "longest_ft": 9_000.0}
    return {
        "icao": icao,
        "iata": "",
        "name": icao,
        "city": "",
        "country": country,
        "tz": "UTC",
        "kind": kind,
        **place,
    }


FIELDS = Airports.from_rows(
    [
        _field("HOME", 55.0, 37.0, "RU"),
        _field("BASE", 35.4, 35.9, "SY"),
        _field("WEST", 48.0, 2.0, "FR"),
        _field("NEAR", 48.3, 2.2, "FR", "medium"),
        _field("FARW", 10.6, -67.0, "VE"),
    ]
)
PLACES = HeadingPrior.over(FIELDS)


def so_far(adep: str, toward: str, share: float, **known: float) -> SoFar:
    """On the great circle between two fields, so much of the way done."""
    start, end = FIELDS.by_icao[adep], FIELDS.by_icao[toward]
    ends = start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg
    flown = share * float(distance_nm(*ends))
    lat, lon = destination(start.lat_deg, start.lon_deg, bearing_deg(*ends), flown)
    course = float(bearing_deg(lat, lon, end.lat_deg, end.lon_deg))
    said = {"course_deg": course, "altitude_ft": 35_000.0, "reach_nm": np.inf, "min_runway_ft": 4_000.0, **known}
    return SoFar(
        float(lat), float(lon), start.lat_deg, start.lon_deg, flown, descending=False, rotor=False, **said
    )


def past(*legs: tuple[str, str], icao24: str = "154073", operator: str = "RFF") -> pl.DataFrame:
    rows = [(icao24, operator, "IL62", adep, ades) for adep, ades in legs]
    return pl.DataFrame(
        rows, dict.fromkeys(("icao24", "operator", "typecode", "adep", "ades"), pl.String), orient="row"
    )


def found(flight: SoFar, history: pl.DataFrame, operator: str | None = "RFF") -> Finding:
    flying = Flying("154073", operator, "IL62", "HOME", T0, flight, "154073-x", ["a" * 64], reconstruction=False)
    return Heading().find(flying, history, PLACES)


USUAL = past(*[("HOME", "BASE"), ("BASE", "HOME")] * 10)


def test_habit_and_course_together_are_said_in_words() -> None:
    finding = found(so_far("HOME", "BASE", 0.6), USUAL)
    assert (finding.verdict, finding.airports[0]) == ("airport", "BASE")
    assert "154073 is apparently headed to BASE (BASE): BASE 0." in finding.sentence
    assert "20 earlier flights of it are known" in finding.sentence
    assert finding.base_rate is not None
    assert finding.base_rate < finding.confidence


def test_the_opposite_course_beats_a_habit() -> None:
    history = pl.concat([USUAL, past(("HOME", "WEST"))])
    assert found(so_far("HOME", "WEST", 0.7), history).airports[0] == "WEST"


def test_two_fields_side_by_side_are_an_area_and_no_airport() -> None:
    history = past(*[("HOME", "WEST"), ("HOME", "NEAR")] * 6)
    finding = found(so_far("HOME", "WEST", 0.7), history)
    assert finding.verdict == "area"
    assert "a field within 30 NM of" in finding.sentence


def test_without_a_past_nothing_is_claimed() -> None:
    finding = found(so_far("HOME", "FARW", 0.05, course_deg=np.nan), past(), operator=None)
    assert finding.verdict == "unknown"
    assert "may be headed to any of several fields" in finding.sentence
    assert "0 earlier flights of it are known" in finding.sentence


def test_the_operators_past_speaks_for_a_new_airframe() -> None:
    finding = found(so_far("HOME", "BASE", 0.4), past(*[("HOME", "BASE")] * 20, icao24="ffffff"))
    assert finding.airports[0] == "BASE"


def test_probabilities_sum_to_one() -> None:
    numbers = dict(zip(*found(so_far("HOME", "BASE", 0.5), USUAL)[12:14], strict=True))
    places = [value for name, value in numbers.items() if name.startswith("posterior_") and len(name) > 12]
    assert sum(places) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("known", "field"), [({"reach_nm": 500.0}, "FARW"), ({"min_runway_ft": 10_000.0}, "WEST")]
)
def test_what_cannot_be_reached_or_landed_on_is_out(known: dict[str, float], field: str) -> None:
    row = list(FIELDS.codes).index(field)
    assert log_likelihood(so_far("HOME", "FARW", 0.2), FIELDS)[row] > -np.inf
    assert log_likelihood(so_far("HOME", "FARW", 0.2, **known), FIELDS)[row] == -np.inf


def test_descent_speaks_for_the_field_below_its_path() -> None:
    row = [list(FIELDS.codes).index(code) for code in ("WEST", "FARW")]
    level = so_far("HOME", "WEST", 0.97, altitude_ft=12_000.0)
    gained = log_likelihood(level._replace(descending=True), FIELDS) - log_likelihood(level, FIELDS)
    assert gained[row[0]] > gained[row[1]]


def test_a_round_trip_is_not_ruled_out_by_its_own_way() -> None:
    back = so_far("HOME", "WEST", 0.5)
    row = [list(FIELDS.codes).index(code) for code in ("HOME", "FARW")]
    turned = log_likelihood(back._replace(course_deg=back.course_deg + 180), FIELDS)
    assert turned[row[0]] > turned[row[1]]


def test_the_state_is_of_the_last_minutes() -> None:
    minutes = np.arange(0, 21)
    positions = pl.DataFrame(
        {
            "observed_at": [T0 + timedelta(minutes=int(minute)) for minute in minutes],
            "lat_deg": 50 - np.clip(minutes - 10, 0, None) / 10,
            "lon_deg": 10.0,
            "baro_altitude_ft": 30_000 - 1_000 * np.clip(minutes - 15, 0, None),
        }
    )
    now = state(positions)
    assert (now["at"], now["lat_deg"], now["altitude_ft"]) == (T0 + timedelta(minutes=20), 49.0, 25_000.0)
    assert now["course_deg"] == pytest.approx(180)
    assert now["descending"]
    assert not state(positions.head(12))["descending"]
    assert np.isnan(state(positions.head(5))["course_deg"])
