"""Squitters, read by rs1090."""

from typing import Any

import numpy as np
import pytest
import rs1090
from hypothesis import given
from hypothesis import strategies as st

from skywitness.demo.frames import cpr, squitter
from skywitness.demo.frames.bits import Bytes
from skywitness.demo.frames.squitter import Quality
from skywitness.measure.geodesy import distance_nm

_ICAO24 = 0x154073


def _judged(frames: Bytes) -> list[Any]:
    times = [1e9 + 0.4 * number for number in range(len(frames))]
    return list(rs1090.decode([frame.tobytes().hex() for frame in frames], times))


def test_identification_carries_callsign_and_category() -> None:
    (message,) = _judged(squitter.identification(_ICAO24, "RFF8151", 5))
    assert message["icao24"] == "154073"
    assert message["callsign"] == "RFF8151"
    assert message["wake_vortex"] == "Heavy"


@pytest.mark.parametrize("callsign", ["lower", "TOOLONG99", "A-B"])
def test_a_callsign_that_cannot_be_sent_is_refused(callsign: str) -> None:
    with pytest.raises(ValueError, match="callsign"):
        squitter.identification(_ICAO24, callsign, 5)


@given(
    st.floats(-80, 80), st.floats(-179.9, 179.9), st.integers(-1000, 50_000), st.sampled_from([9, 11, 14, 16, 18])
)
def test_a_pair_of_airborne_positions_is_found_where_it_was_sent(
    lat: float, lon: float, altitude: int, type_code: int
) -> None:
    message = _judged(squitter.airborne_position(_ICAO24, type_code, altitude, lat, lon, [0, 1]))[-1]
    if "latitude" not in message:  # the two formats lie in different latitude zones, which the decoder refuses
        assert _near_a_zone_edge(lat)
        return
    # Latitude steps are 360/59/2^17 degrees, 5.2 m, longitude steps no longer: half a step each way.
    assert float(distance_nm(lat, lon, message["latitude"], message["longitude"])) * 1852 < 4
    assert abs(message["altitude"] - altitude) <= 12.5
    assert message["tc"] == type_code


def _near_a_zone_edge(lat: float) -> bool:
    zones = cpr.longitude_zones(lat + np.array([-1e-4, 1e-4]))
    return bool(zones[0] != zones[1])


@given(st.floats(-70, 70), st.floats(-170, 170), st.floats(0, 180), st.floats(0, 359.9))
def test_a_surface_position_is_found_from_nearby(lat: float, lon: float, speed: float, track: float) -> None:
    frames = squitter.surface_position(_ICAO24, speed, track, lat, lon, [0, 1])
    nearby = lat + 0.02, lon - 0.02
    messages: list[Any] = [rs1090.decode(frame.tobytes().hex(), reference=nearby) for frame in frames]
    for message in messages:
        assert float(distance_nm(lat, lon, message["latitude"], message["longitude"])) * 1852 < 2
        assert abs((message["track"] - track + 180) % 360 - 180) <= 1.41
        step = 5 if speed >= 100 else 2 if speed >= 70 else 1
        assert message["groundspeed"] <= 175
        assert abs(message["groundspeed"] - min(speed, 175)) <= step


@pytest.mark.parametrize(
    ("speed_kt", "code"),
    # Table 2-18 of DO-260B, at the edges of its rows.
    [
        *((0, 1), (0.124, 1), (0.125, 2), (0.99, 8), (1, 9), (2, 13), (14.9, 38), (15, 39), (70, 94), (100, 109)),
        *((174.9, 123), (175, 124), (400, 124)),
    ],
)
def test_movement_follows_the_table(speed_kt: float, code: int) -> None:
    assert squitter.movement(speed_kt) == code


@given(st.floats(1, 700), st.floats(0, 359.9), st.floats(-6000, 6000), st.floats(-3000, 3000))
def test_velocity_is_read_back(speed: float, track: float, rate: float, difference: float) -> None:
    (message,) = _judged(squitter.velocity(_ICAO24, speed, track, rate, difference))
    turn = np.radians(message["track"] - track)
    assert abs(message["groundspeed"] * np.exp(1j * turn) - speed) <= 0.71  # half a knot each of east and north
    assert abs(message["vertical_rate"] - rate) <= 32
    # rs1090 gives no difference where it is coded as zero feet.
    assert abs((message["geo_minus_baro"] or 0) - difference) <= 12.5


@pytest.mark.parametrize("on_ground", [0, 1])
def test_operational_status_carries_version_and_quality(on_ground: int) -> None:
    (message,) = _judged(squitter.operational_status(_ICAO24, Quality(9, sil=2), on_ground=on_ground))
    assert message["bds"] == "65"
    assert (message["version"], message["NACp"], message["SIL"], message["NICa"]) == (2, 9, 2, 0)


def test_an_altitude_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        squitter.airborne_position(_ICAO24, 11, 60_000, 10, 10, 0)
