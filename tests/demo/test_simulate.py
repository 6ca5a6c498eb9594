"""The recordings: real frames, where somebody could hear them, the same for the same seed."""

import hashlib
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np
import pytest
import rs1090

from skywitness.demo.simulate import Simulated, recordings
from skywitness.demo.transmit import transmit
from skywitness.demo.world.receivers import RECEIVERS
from skywitness.measure.geodesy import distance_nm


class Read(NamedTuple):
    """One frame as read back from a recording."""

    time_ms: int
    ticks: int
    signal: int
    frame: bytes


def read_beast(data: bytes) -> Iterator[Read]:
    """Frames of a recording with absolute stamps, by the letter of the format."""
    at, time_ms = 0, -1
    while at < len(data):
        assert data[at] == 0x1A
        kind, at = data[at + 1], at + 2
        if kind == 0xE8:
            (time_ms,) = struct.unpack_from("<q", data, at)
            at += 8
            continue
        body = bytearray()
        while len(body) < 7 + {0x32: 7, 0x33: 14}[kind]:
            body.append(data[at])
            if data[at] == 0x1A:
                assert data[at + 1] == 0x1A
                at += 1
            at += 1
        yield Read(time_ms, int.from_bytes(body[:6], "big"), body[6], bytes(body[7:]))


def judged(frames: list[bytes], times_s: list[float]) -> list[Any]:
    """What rs1090 reads in these frames."""
    return list(rs1090.decode([frame.hex() for frame in frames], times_s))


def _hash(files: dict[str, bytes]) -> str:
    return hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()


def _march(flown: list[Simulated], registration: str, adep: str) -> Simulated:
    (found,) = [
        flight
        for flight in flown
        if (flight.leg.airframe.registration, flight.leg.adep) == (registration, adep)
        and datetime(2019, 3, 22, tzinfo=UTC) <= flight.leg.takeoff_at < datetime(2019, 3, 24, tzinfo=UTC)
    ]
    return found


def test_the_same_seed_gives_the_same_bytes(recorded: dict[str, bytes]) -> None:
    assert _hash(dict(recordings())) == _hash(recorded)


def test_another_seed_gives_other_frames(flown: list[Simulated]) -> None:
    flight = flown[0]
    other = transmit(1, flight.leg, flight.motion)
    assert other.time_ms.tolist() != flight.frames.time_ms.tolist()


def test_each_recording_is_named_and_dated(recorded: dict[str, bytes]) -> None:
    assert list(recorded) == sorted(recorded)
    for name, data in recorded.items():
        times = [read.time_ms for read in read_beast(data)]
        days = {f"{datetime.fromtimestamp(time_ms / 1000, UTC):%Y-%m-%d}" for time_ms in (times[0], times[-1])}
        assert name == f"reconstruction_{days.pop()}.beast"
        assert not days
        assert times == sorted(times)


def test_the_counter_agrees_with_the_stamps(recorded: dict[str, bytes]) -> None:
    for read in read_beast(recorded["reconstruction_2019-03-22.beast"]):
        assert read.ticks == read.time_ms % 86_400_000 * 12_000
        assert 2 <= read.signal <= 255


def test_volume(recorded: dict[str, bytes], flown: list[Simulated]) -> None:
    frames = sum(len(flight.frames.time_ms) for flight in flown)
    assert 250_000 <= frames <= 400_000
    assert 100 <= len(recorded) <= 130
    assert sum(map(len, recorded.values())) < 16_000_000


@pytest.fixture(scope="session")
def one_day(recorded: dict[str, bytes]) -> list[Any]:
    """What rs1090 reads in the recording of 23 March 2019."""
    reads = list(read_beast(recorded["reconstruction_2019-03-23.beast"]))
    return judged([read.frame for read in reads], [read.time_ms / 1000 for read in reads])


def _flight(flown: list[Simulated], message: dict[str, Any]) -> Simulated:
    return next(
        flight
        for flight in flown
        if flight.leg.airframe.icao24 == message["icao24"]
        and flight.motion.time_s[0] <= message["timestamp"] <= flight.motion.time_s[-1]
    )


def _true(flown: list[Simulated], message: dict[str, Any], column: str) -> float:
    return float(_flight(flown, message).motion.at(column, np.array([message["timestamp"]]))[0])


def test_every_frame_has_good_parity_and_a_known_address(one_day: list[Any], flown: list[Simulated]) -> None:
    assert None not in one_day
    assert {message["icao24"] for message in one_day} <= {flight.leg.airframe.icao24 for flight in flown}


def test_positions_are_true(one_day: list[Any], flown: list[Simulated]) -> None:
    placed = [message for message in one_day if "latitude" in message]
    assert len(placed) > 1500
    for message in placed:
        place = _true(flown, message, "lat_deg"), _true(flown, message, "lon_deg")
        assert distance_nm(message["latitude"], message["longitude"], *place) * 1852 < 10
        assert message["bds"] == "06" or abs(message["altitude"] - _true(flown, message, "altitude_ft")) <= 12.5


def test_velocities_are_true(one_day: list[Any], flown: list[Simulated]) -> None:
    moving = [message for message in one_day if message.get("bds") == "09"]
    assert len(moving) > 800
    for message in moving:
        assert message["groundspeed"] == pytest.approx(_true(flown, message, "ground_speed_kt"), abs=1)
        assert message["vertical_rate"] == pytest.approx(_true(flown, message, "vertical_rate_fpm"), abs=32.1)
        assert abs((message["track"] - _true(flown, message, "track_deg") + 180) % 360 - 180) < 1


def test_callsigns_are_those_of_the_legs(one_day: list[Any], flown: list[Simulated]) -> None:
    named = [message for message in one_day if message.get("bds") == "08"]
    assert len(named) > 100
    for message in named:
        assert message["callsign"] == _flight(flown, message).leg.callsign


def test_no_frame_is_heard_where_nobody_could(flown: list[Simulated]) -> None:
    receivers = np.array([(place.lat_deg, place.lon_deg, place.height_ft) for place in RECEIVERS])
    for flight in flown:
        motion, times = flight.motion, flight.frames.time_ms / 1000
        places = motion.at("lat_deg", times), motion.at("lon_deg", times)
        away = distance_nm(*places, receivers[:, :1], receivers[:, 1:2])
        height = np.maximum(motion.at("altitude_ft", times), 30)
        reach = np.minimum(1.23 * (np.sqrt(height) + np.sqrt(receivers[:, 2:])), 220)
        reach = np.where(motion.on_ground(times), 5, reach)
        # A burst lasts about a second, in which a fast aircraft flies a fifth of a mile and sinks a little.
        assert np.all(np.any(away <= reach + 1, axis=0)), flight.leg.story


def test_a_silent_transponder_between_flights(flown: list[Simulated]) -> None:
    for flight in flown:
        times = flight.frames.time_ms / 1000
        assert np.all(times >= flight.motion.time_s[0])
        assert np.all(times <= flight.motion.time_s[-1])


def test_the_stop_near_dakar_is_seen_once_and_unseen_once(flown: list[Simulated]) -> None:
    def heard_near_landing(registration: str) -> bool:
        flight = _march(flown, registration, "OSLK")
        return bool(np.any(np.abs(flight.frames.time_ms / 1000 - flight.motion.landing_s) < 600))

    assert heard_near_landing("RA-86496")
    assert not heard_near_landing("RA-82035")
    onward = _march(flown, "RA-82035", "GOBD")
    assert not np.any(onward.frames.time_ms / 1000 < onward.motion.takeoff_s + 1800)


def test_positions_come_in_pairs_that_can_be_decoded(flown: list[Simulated]) -> None:
    flight = _march(flown, "RA-82035", "UUMU")
    order = np.argsort(flight.frames.time_ms)
    frames = [
        row.tobytes()[: 7 if short else 14]
        for row, short in zip(flight.frames.frame[order], flight.frames.short[order], strict=True)
    ]
    messages = judged(frames, [time_ms / 1000 for time_ms in flight.frames.time_ms[order].tolist()])
    airborne = [message for message in messages if message.get("bds") == "05"]
    assert sum("latitude" in message for message in airborne) > 0.9 * len(airborne)


def test_jamming_is_heard_of_on_some_flights_only(flown: list[Simulated]) -> None:
    syrian = [flight for flight in flown if flight.leg.ades == "OSLK"]
    degraded = [flight for flight in syrian if set(_type_codes(flight)) & {14, 16, 18}]
    assert 3 <= len(degraded) < len(syrian) / 2


def _type_codes(flight: Simulated) -> list[int]:
    extended = flight.frames.frame[flight.frames.frame[:, 0] >> 3 == 17]
    return [int(code) for code in extended[:, 4] >> 3]
