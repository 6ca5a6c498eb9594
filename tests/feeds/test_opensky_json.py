"""OpenSky states as JSON: SI units, longitude first, and the age of a position."""

import json
from datetime import UTC, datetime

import pytest

from feed_reading import Reading, read, sample
from skywitness.feeds.opensky_json import FORMAT

STATE = [
    "4ca8f1",
    "TST07",
    "IE",
    1710000000,
    1710000000,
    -1.2,
    51.5,
    304.8,
    False,
    100,
    90,
    5.08,
    None,
    300,
    "0421",
]


def states(*found: object, time: object = 1_710_000_000) -> Reading:
    return read(FORMAT, json.dumps({"time": time, "states": found}).encode())


def test_the_sample() -> None:
    reading = read(FORMAT, sample(FORMAT))
    assert reading.rows == 4
    assert reading.rejects == [("latitude_out_of_range", "record 4")]
    first = reading.states[0]
    assert first.observed_at == datetime(2024, 3, 9, 15, 59, 59, tzinfo=UTC)
    assert (first.lat_deg, first.lon_deg) == (51.50125, -1.2044)
    assert (first.baro_altitude_ft, first.geo_altitude_ft) == (25000, 25300)  # 7,620 m and 7,711.44 m
    assert (first.vertical_rate_fpm, first.squawk, first.on_ground) == (-640, "7700", False)
    assert first.ground_speed_kt == pytest.approx(412.1, abs=0.01)  # 212 m/s
    assert [s.position_source for s in reading.states] == ["adsb", "mlat", "mlat", "radar"]


def test_a_position_older_than_the_last_contact_stands_alone() -> None:
    old, young = states([*STATE[:3], 1709999980, *STATE[4:]]).states
    assert (old.lat_deg, old.baro_altitude_ft, old.on_ground) == (51.5, None, None)
    assert (young.lat_deg, young.baro_altitude_ft, young.on_ground) == (None, 1000, False)
    assert (young.observed_at - old.observed_at).total_seconds() == 20


def test_units_are_metric() -> None:
    [state] = states(STATE).states
    assert (state.baro_altitude_ft, state.geo_altitude_ft, state.vertical_rate_fpm) == (1000, 984, 1000)
    assert state.ground_speed_kt == 194.38  # 100 m/s


def test_no_states_at_all() -> None:
    reading = read(FORMAT, b'{"time": 1710000000, "states": null}')
    assert (reading.items, reading.rows) == ([], 0)


def test_replies_one_a_line() -> None:
    line = json.dumps({"time": 1710000000, "states": [STATE]}).encode()
    assert [s.source_row for s in read(FORMAT, line + b"\n" + line + b"\n").states] == [1, 2]


def test_times_that_are_missing() -> None:
    [state] = states([*STATE[:3], None, None, *STATE[5:]]).states
    assert state.observed_at == datetime(2024, 3, 9, 16, tzinfo=UTC)
    assert states([*STATE[:3], None, None, *STATE[5:]], time=None).rejects == [("no_time", "record 1")]


@pytest.mark.parametrize("state", [None, 7, [], STATE[:5], {}])
def test_states_that_are_none(state: object) -> None:
    assert states(state).rejects == [("not_a_state", "record 1")]
