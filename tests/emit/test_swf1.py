"""SWF1 frames, read back by a reader that knows nothing of the writer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.emit import swf1
from skywitness.emit.swf1 import Columns
from swf1_reader import read

NOBODY = np.zeros(0, np.uint32)


def columns(n: int) -> Columns:
    steps = np.arange(n, dtype=np.float64)
    return Columns(
        icao24=(0x400000 + steps).astype(np.uint32),
        lat=swf1.scaled_place(-90 + steps * 0.5 % 180),
        lon=swf1.scaled_place(-180 + steps * 0.5 % 360),
        altitude=swf1.scaled_altitude(steps * 25.0),
        ground_speed=swf1.scaled_speed(steps * 0.5),
        track=swf1.scaled_track(steps * 1.5),
        vertical_rate=swf1.scaled_rate(steps * -64.0),
        age=swf1.scaled_age(steps * 0.1),
        flags=(steps % 256).astype(np.uint8),
    )


@pytest.mark.parametrize("n", range(9))
def test_a_frame_is_read_back(n: int) -> None:
    data = swf1.frame(columns(n), np.array([0xABCDEF], np.uint32), 1_553_342_400_000, kind=swf1.DELTA)
    found = read(data)
    assert (found.kind, found.time_ms, found.gone) == (1, 1_553_342_400_000, ["abcdef"])
    assert found.length == len(data)
    assert len(found.aircraft) == n
    if n > 3:
        one = found.aircraft["400003"]
        assert (one.lat_deg, one.lon_deg) == (-88.5, -178.5)
        assert (one.altitude_ft, one.ground_speed_kt, one.track_deg, one.vertical_rate_fpm) == (75, 1.5, 4.5, -192)
        assert (one.age_s, one.flags) == (0.3, 3)


def test_an_aircraft_takes_23_bytes() -> None:
    assert len(swf1.frame(columns(1_000), NOBODY, 0)) == 24 + 23 * 1_000


def test_unknown_is_unknown() -> None:
    nan = np.array([np.nan])
    one = Columns(
        np.array([1], np.uint32),
        np.zeros(1, np.int32),
        np.zeros(1, np.int32),
        swf1.scaled_altitude(nan),
        swf1.scaled_speed(nan),
        swf1.scaled_track(nan),
        swf1.scaled_rate(nan),
        swf1.scaled_age(np.zeros(1)),
        np.zeros(1, np.uint8),
    )
    seen = read(swf1.frame(one, NOBODY, 0)).aircraft["000001"]
    assert seen[2:6] == (None, None, None, None)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_a_known_value_never_becomes_unknown(value: float, other: float) -> None:
    numbers = np.array([value, other])
    assert -32_768 not in swf1.scaled_altitude(numbers)
    assert -32_768 not in swf1.scaled_rate(numbers)
    assert 65_535 not in swf1.scaled_speed(numbers)
    assert (swf1.scaled_track(numbers) < 36_000).all()
