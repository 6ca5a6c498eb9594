"""Messages to state vectors: what is attached to positions, for how long, and what is not believed."""

import itertools
import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_flight import CALLSIGN, ICAO24, VELOCITY, callsign_message, flight, place
from made_frames import airborne, all_call, packed, q_code, remainder, reply, squitter, status, surface
from skywitness.decode.decoder import Decoder
from skywitness.model import Message, StateVector

T0 = datetime(2025, 3, 1, tzinfo=UTC)
Timed = tuple[float, bytes]


def messages(frames: Iterable[Timed]) -> list[Message]:
    return [
        Message(T0 + timedelta(seconds=seconds), frame, row + 1) for row, (seconds, frame) in enumerate(frames)
    ]


def decode(*frames: Timed, reference: tuple[float, float] | None = None) -> tuple[list[StateVector], Decoder]:
    decoder = Decoder(reference)
    return [*decoder.push(messages(frames)), *decoder.finish()], decoder


def placed(states: Iterable[StateVector]) -> list[StateVector]:
    return [state for state in states if state.lat_deg is not None]


def pairs(start_s: float, count: int, north: float = 52.0, step_s: float = 0.5) -> list[Timed]:
    """Even and odd positions in turn at one place."""
    times = [start_s + step_s * index for index in range(count)]
    return [(time, airborne(ICAO24, north, 4.0, odd=index % 2 == 1)) for index, time in enumerate(times)]


def ac13_code(altitude_ft: int) -> int:
    code = q_code(altitude_ft)
    return (code & 0xFC0) << 1 | code & 0x3F


def last(*frames: Timed) -> StateVector:
    """The last state vector after these frames and, a second later, two that only say that it is still there."""
    end = max(seconds for seconds, _ in frames) + 1
    states, _ = decode(*frames, *((end + 5 * index, all_call(ICAO24, capability=7)) for index in range(2)))
    return states[-1]


def test_whole_flight() -> None:
    states, decoder = decode(*flight())
    rows = placed(states)
    assert len(rows) == 23  # of 24 messages; the first has no partner
    for row in rows:
        lat, lon = place((row.observed_at - T0).total_seconds())
        assert row.lat_deg == pytest.approx(lat, abs=5e-5)
        assert row.lon_deg == pytest.approx(lon, abs=1e-4)
    final = rows[-1]
    assert (final.icao24, final.callsign, final.squawk) == (f"{ICAO24:06x}", CALLSIGN, "1200")
    assert final.ground_speed_kt == pytest.approx(300 * math.sqrt(2))
    assert (final.track_deg, final.vertical_rate_fpm) == (45, 640)
    assert (final.baro_altitude_ft, final.on_ground, final.position_source) == (30_000, False, "adsb")
    assert (final.adsb_version, final.nic, final.nac_p, final.sil) == (2, 8, 9, 3)
    assert not decoder.rejects


def test_velocity_of_the_literature() -> None:
    """8D485020994409940838175B284F in "The 1090 Megahertz Riddle", chapter on airborne velocity."""
    frame = bytes.fromhex("8D485020994409940838175B284F")
    states, _ = decode((0, frame), (6, frame))
    assert states[-1].ground_speed_kt == pytest.approx(159.20, abs=0.005)
    assert states[-1].track_deg == pytest.approx(182.88, abs=0.005)
    assert states[-1].vertical_rate_fpm == -832


def test_surface_pair_of_the_literature() -> None:
    """Worked example of "The 1090 Megahertz Riddle", chapter on surface position; receiver at 51.990, 4.375."""
    even = bytes.fromhex("8C4841753AAB238733C8CD4020B1")
    odd = bytes.fromhex("8C4841753A8A35323FAEBDAC702D")
    states, _ = decode((0, even), (1, odd), (2, even), (3, odd), reference=(51.990, 4.375))
    assert (placed(states)[0].lat_deg, placed(states)[0].lon_deg) == pytest.approx((52.32061, 4.73473), abs=5e-6)
    assert placed(states)[0].on_ground is True


@given(
    *(st.integers(-1021, 1021) for _ in range(2)),
    st.integers(-509, 509) | st.none(),
    st.integers(-125, 125) | st.none(),
)
def test_velocity_is_what_its_bits_say(east: int, north: int, climb: int | None, height: int | None) -> None:
    """Type code 19, subtype 1, by the formulas of DO-260B, 2.2.3.2.6.1."""
    signed = [(east, 10), (north, 10)], [(climb, 9)], [(height, 7)]
    speeds, rate, difference = (
        [bit for value, width in group for bit in ((int((value or 0) < 0), 1), (_sent(value), width))]
        for group in signed
    )
    message = packed((19, 5), (1, 3), (0, 5), *speeds, (1, 1), *rate, (0, 2), *difference)
    frame = squitter(ICAO24, message)
    states, _ = decode((0, airborne(ICAO24, 1, 1, odd=False, altitude_ft=5_000)), (1, frame), (6, frame))
    state = states[-1]
    assert state.ground_speed_kt == pytest.approx(math.hypot(east, north))
    if east or north:
        assert state.track_deg == pytest.approx(math.degrees(math.atan2(east, north)) % 360)
    assert state.vertical_rate_fpm == (None if climb is None else climb * 64)
    assert state.geo_altitude_ft == (None if height is None else 5_000 + height * 25)


def velocity(subtype: int, first: int, second: int) -> bytes:
    """Type code 19 with two fields of 11 bits, climbing 640 ft/min, without a difference of altitudes."""
    return squitter(
        ICAO24, packed((19, 5), (subtype, 3), (0, 5), (first, 11), (second, 11), (0, 2), (11, 9), (0, 10))
    )


def test_supersonic_velocity_has_steps_of_four_knots() -> None:
    state = last((0, velocity(2, 251, 0x400 | 1)))
    assert (state.ground_speed_kt, state.track_deg, state.vertical_rate_fpm) == (1000, 90, 640)


def test_velocity_beyond_its_field_is_unknown() -> None:
    state = last((0, velocity(1, 1023, 0x400 | 1)))
    assert (state.ground_speed_kt, state.track_deg, state.vertical_rate_fpm) == (None, None, 640)


@pytest.mark.parametrize("subtype", [3, 4])
def test_velocity_through_the_air_gives_only_the_climb(subtype: int) -> None:
    state = last((0, velocity(subtype, 0x400 | 512, 0x400 | 251)))
    assert (state.ground_speed_kt, state.track_deg, state.vertical_rate_fpm) == (None, None, 640)


@pytest.mark.parametrize(
    ("code", "at_least", "below"),
    [
        *((1, 0, 0.125), (2, 0.125, 0.146), (8, 0.854, 1), (9, 1, 1.25), (12, 1.75, 2), (13, 2, 2.5)),
        *((38, 14.5, 15), (39, 15, 16), (93, 69, 70), (94, 70, 72), (108, 98, 100), (109, 100, 105)),
        *((123, 170, 175), (124, 175, 180)),
    ],
)
def test_speed_on_the_ground_is_within_its_code_s_range(code: int, at_least: float, below: float) -> None:
    """DO-260B, table 2-18."""
    speed = last((0, surface(ICAO24, 52, 4, odd=False, movement=code))).ground_speed_kt
    assert speed is not None
    assert at_least <= speed < below


def _sent(value: int | None) -> int:
    return 0 if value is None else abs(value) + 1


def test_first_positions_come_when_a_second_pair_has_confirmed_them() -> None:
    decoder = Decoder()
    counts = [len(placed(decoder.push([message]))) for message in messages(pairs(0, 6))]
    assert counts == [0, 0, 0, 3, 1, 1]


def test_position_that_nothing_confirms_is_counted() -> None:
    states, decoder = decode(*pairs(0, 2))
    assert not placed(states)
    assert decoder.rejects["position_unconfirmed"] == 1
    assert decoder.examples["position_unconfirmed"].where == f"aircraft {ICAO24:06x}"


def test_message_without_a_partner_waits_with_the_place_that_it_is_near_to() -> None:
    alone = (12.0, airborne(ICAO24, 52.0, 4.0, odd=False))
    states, decoder = decode(*pairs(0, 2), alone, *pairs(13, 4))
    assert [(state.observed_at - T0).total_seconds() for state in placed(states)] == [0.5, 12, 13, 13.5, 14, 14.5]
    assert not decoder.rejects


def test_places_do_not_wait_for_ever() -> None:
    alone = [(10.0 * index, airborne(ICAO24, 52.0, 4.0, odd=False)) for index in range(2, 60)]
    states, decoder = decode(*pairs(0, 2), *alone)
    assert not placed(states)
    assert decoder.rejects["position_unconfirmed"] == 6  # those of the first minute


def test_messages_too_far_apart_are_no_pair() -> None:
    states, _ = decode(*pairs(0, 6, step_s=10.1))
    assert not placed(states)


def test_aircraft_that_leaps_is_followed_after_a_pair_has_confirmed_it() -> None:
    states, _ = decode(*pairs(0, 6), *pairs(3, 6, north=53.0))
    north = [round(state.lat_deg) for state in placed(states) if state.lat_deg]
    assert north == [52] * 5 + [53] * 5


def test_one_stray_message_makes_no_position() -> None:
    stray = (1.25, airborne(ICAO24, -10.0, 100.0, odd=False))
    states, _ = decode(*sorted([*pairs(0, 12), stray]))
    assert {round(state.lat_deg) for state in placed(states) if state.lat_deg} == {52}


def test_single_messages_are_placed_near_the_last_place() -> None:
    even = [(2 + 60 * minute, airborne(ICAO24, 52 + 0.1 * minute, 4.0, odd=False)) for minute in range(1, 5)]
    states, _ = decode(*pairs(0, 4), *even)
    assert [state.lat_deg for state in placed(states)[-4:]] == pytest.approx([52.1, 52.2, 52.3, 52.4], abs=1e-4)


def test_message_received_twice_gives_one_position() -> None:
    twice = [frame for seconds, sent in pairs(0, 6) for frame in ((seconds, sent), (seconds + 0.004, sent))]
    states, decoder = decode(*twice)
    assert len(placed(states)) == 5
    assert decoder.rejects["position_received_twice"] == 6


def test_surface_positions_near_the_aircraft_s_own_last_place_in_the_air() -> None:
    taxi = [(2 + second, surface(ICAO24, 52.001, 4.001, odd=second % 2 == 1)) for second in range(4)]
    states, decoder = decode(*pairs(0, 4), *taxi)
    on_ground = [state for state in placed(states) if state.on_ground]
    assert len(on_ground) == 4
    assert {(round(s.lat_deg or 0, 4), round(s.lon_deg or 0, 4)) for s in on_ground} == {(52.001, 4.001)}
    assert {(state.ground_speed_kt, state.track_deg) for state in on_ground} == {(10.5, 90)}
    assert "surface_without_reference" not in decoder.rejects


def test_surface_positions_without_a_reference_are_counted() -> None:
    taxi = [(second, surface(ICAO24, 52.001, 4.001, odd=second % 2 == 1)) for second in range(6)]
    states, decoder = decode(*taxi)
    assert not placed(states)
    assert states[-1].on_ground is True
    assert decoder.rejects["surface_without_reference"] == 6


def test_taxi_before_the_first_place_in_the_air_comes_with_it() -> None:
    taxi = [(second, surface(ICAO24, 52.001, 4.001, odd=second % 2 == 1)) for second in range(6)]
    states, decoder = decode(*taxi, *pairs(60, 6))
    on_ground = [state for state in placed(states) if state.on_ground]
    assert [state.source_row for state in on_ground] == [2, 3, 4, 5, 6]
    assert {(round(s.lat_deg or 0, 4), round(s.lon_deg or 0, 4)) for s in on_ground} == {(52.001, 4.001)}
    assert not any(decoder.rejects.values())


def test_taxi_of_an_hour_ago_is_not_placed_by_a_later_flight() -> None:
    taxi = [(second, surface(ICAO24, 52.001, 4.001, odd=second % 2 == 1)) for second in range(6)]
    states, decoder = decode(*taxi, *pairs(3600, 6))
    assert not any(state.on_ground for state in placed(states))
    assert decoder.rejects["surface_without_reference"] == 6


def test_surface_positions_far_from_the_receiver_are_not_believed() -> None:
    taxi = [(second, surface(ICAO24, 52.001, 4.001, odd=second % 2 == 1)) for second in range(6)]
    states, decoder = decode(*taxi, reference=(40.0, 20.0))
    assert not placed(states)
    assert decoder.rejects["surface_far_from_reference"] == 5


def test_sources_of_position_are_placed_apart() -> None:
    """An aircraft's own messages and what a ground station sends of it are no pairs with one another."""
    own = [(float(second), airborne(ICAO24, 52, 4.0, odd=False)) for second in range(6)]
    others = [(second + 0.5, _tisb(5.0, odd=True)) for second in range(6)]
    states, _ = decode(*sorted(own + others))
    assert not placed(states)


def _tisb(lon: float, *, odd: bool) -> bytes:
    message = airborne(ICAO24, 52, lon, odd=odd)[4:11]
    return squitter(ICAO24, message, 18, 2)


def test_aircraft_without_position_is_written_once_in_five_seconds() -> None:
    frames = [(0.5 * index, all_call(ICAO24)) for index in range(40)]
    states, _ = decode(*frames)
    times = [(state.observed_at - T0).total_seconds() for state in states]
    assert times == [0.5, 5.5, 10.5, 15.5]


def test_aircraft_heard_once_is_not_reported() -> None:
    assert decode((0, all_call(ICAO24)), (1, all_call(ICAO24 + 1)))[0] == []


def test_values_end_with_their_time() -> None:
    frames = [(0.0, squitter(ICAO24, VELOCITY)), (0.1, squitter(ICAO24, callsign_message("EIN1")))]
    states, _ = decode(*frames, *((float(second), all_call(ICAO24, 7)) for second in range(5, 80, 5)))
    speeds = {(s.observed_at - T0).total_seconds(): s.ground_speed_kt is not None for s in states}
    names = {(s.observed_at - T0).total_seconds(): s.callsign for s in states}
    assert [second for second, known in speeds.items() if known] == [0.1, 10]
    assert [second for second, name in names.items() if name == "EIN1"] == [0.1, *range(10, 61, 5)]


def test_reply_is_believed_when_a_second_one_agrees() -> None:
    first = [(0.0, all_call(ICAO24, 7)), (1.0, reply(4, ICAO24, ac13_code(12_000)))]
    assert last(*first).baro_altitude_ft is None
    assert last(*first, (2, reply(20, ICAO24, ac13_code(12_100), message=bytes(7)))).baro_altitude_ft == 12_100
    assert last(*first, (2, reply(4, ICAO24, ac13_code(33_000)))).baro_altitude_ft is None
    squawks = [(0.0, all_call(ICAO24, 7)), (1.0, reply(5, ICAO24, 0x0808)), (30.0, reply(5, ICAO24, 0x0808))]
    assert last(*squawks[:2]).squawk is None
    assert last(*squawks).squawk == "1200"


def test_altitude_below_sea_level_pressure() -> None:
    low = [(float(second), airborne(ICAO24, 52, 4, odd=second % 2 == 1, altitude_ft=-475)) for second in range(4)]
    assert {state.baro_altitude_ft for state in placed(decode(*low)[0])} == {-475}


def test_geometric_position_gives_geometric_altitude() -> None:
    high = [
        (float(second), airborne(ICAO24, 52, 4, odd=second % 2 == 1, type_code=20, altitude_ft=31_000))
        for second in range(4)
    ]
    states = placed(decode(*high)[0])
    assert {(state.baro_altitude_ft, state.geo_altitude_ft) for state in states} == {(None, 31_000)}


@pytest.mark.parametrize(
    ("frames", "on_ground"),
    [
        ([all_call(ICAO24, 4)], True),
        ([all_call(ICAO24, 5)], False),
        ([all_call(ICAO24, 0)], None),
        ([all_call(ICAO24, 6)], None),
        ([airborne(ICAO24, 52, 4, odd=False)], False),
        ([reply(4, ICAO24, 0, status=1)] * 2, True),
        ([reply(4, ICAO24, 0, status=1)], None),  # once
        ([reply(4, ICAO24, 0, status=0)] * 2, None),  # "airborne" of a transponder that may not know
        ([reply(5, ICAO24, 0x808, status=3)] * 2, True),
        ([reply(4, ICAO24, 0, status=5)] * 2, None),
        ([reply(0, ICAO24, 0, status=4)] * 2, True),
        ([reply(0, ICAO24, 0, status=0)] * 2, None),
        ([all_call(ICAO24, 5), *[reply(4, ICAO24, 0, status=1)] * 2], False),  # whole parity goes before
    ],
)
def test_on_the_ground(frames: list[bytes], on_ground: bool | None) -> None:  # noqa: FBT001  a parameter
    timed = [(0.5 * index, frame) for index, frame in enumerate([all_call(ICAO24, 7), *frames])]
    assert last(*timed).on_ground is on_ground


def emergency(state: int, squawk: int = 0) -> bytes:
    return squitter(ICAO24, packed((28, 5), (1, 3), (state, 3), (squawk, 13), (0, 32)))


@pytest.mark.parametrize(
    ("state", "word"),
    list(enumerate([None, "general", "lifeguard", "minfuel", "nordo", "unlawful", "downed", "reserved"])),
)
def test_emergency_in_readsb_s_words(state: int, word: str | None) -> None:
    assert last((0, emergency(1)), (1, emergency(state, 0x0808))).emergency == word
    assert last((0, emergency(1)), (1, emergency(state, 0x0808))).squawk == "1200"


def test_callsign_from_register_2_0_of_the_literature() -> None:
    """A000083E202CC371C31DE0AA1CCF, KLM1017, in "The 1090 Megahertz Riddle", chapter on Comm-B."""
    frame = bytes.fromhex("A000083E202CC371C31DE0AA1CCF")
    address = int.from_bytes(frame[-3:], "big") ^ remainder(frame[:-3])
    states, _ = decode((0, all_call(address)), (1, frame), (2, frame), (8, all_call(address)))
    assert states[-1].callsign == "KLM1017"


@pytest.mark.parametrize("callsign", ["        ", "AB#C"])
def test_callsign_that_is_none(callsign: str) -> None:
    assert last((0, squitter(ICAO24, callsign_message(callsign)))).callsign is None


@pytest.mark.parametrize(
    ("type_code", "version", "nic_a", "nic"),
    [(9, 2, 0, 11), (11, 2, 0, 8), (11, 2, 1, 8), (11, 1, 1, 9), (12, 2, 0, 7), (16, 1, 1, 3), (18, 2, 0, 0)],
)
def test_integrity_category_by_version(type_code: int, version: int, nic_a: int, nic: int) -> None:
    """DO-260B, table 2-70 and DO-260A's: with supplement B clear, version 2 takes the lower category."""
    frames = [
        (float(second), airborne(ICAO24, 52, 4, odd=second % 2 == 1, type_code=type_code)) for second in range(6)
    ]
    states = placed(decode((0, status(ICAO24, version, nic_a)), *frames)[0])
    assert {state.nic for state in states} == {nic}


def test_integrity_category_is_unknown_without_a_version() -> None:
    assert {state.nic for state in placed(decode(*pairs(0, 6))[0])} == {None}
    assert {state.nic for state in placed(decode((0, status(ICAO24, 0)), *pairs(0, 6))[0])} == {None}


def test_positions_that_receivers_computed_say_so() -> None:
    decoder = Decoder()
    heard = [message._replace(mlat=True) for message in messages(pairs(0, 6))]
    assert {state.position_source for state in decoder.push(heard)} == {"mlat"}


def test_messages_without_time_are_counted() -> None:
    decoder = Decoder()
    assert decoder.push([Message(None, all_call(ICAO24), 1)] * 3) == []
    assert decoder.rejects == {"no_time": 3}


def test_silent_aircraft_are_forgotten() -> None:
    decoder = Decoder()
    decoder.push(messages((float(index), all_call(index)) for index in range(1, 9_000)))
    assert len(decoder._aircraft) < 3_000


_KNOWN = st.sampled_from([frame for _, frame in flight()])
_NOISE = st.binary(min_size=14, max_size=14) | st.binary(min_size=7, max_size=7) | st.binary(max_size=15)
_WHOLE = st.binary(min_size=7, max_size=7).map(lambda message: squitter(ICAO24, message))
_REPLIES = st.builds(
    reply,
    st.sampled_from([16, 20, 21]),
    st.just(ICAO24),
    st.integers(0, 0x1FFF),
    message=st.binary(min_size=7, max_size=7),
)


@given(
    st.lists(st.tuples(st.floats(0, 100), _KNOWN | _NOISE | _WHOLE | _REPLIES), max_size=40),
    st.lists(st.integers(0, 40), max_size=6),
)
def test_any_messages_in_any_batches(frames: list[Timed], cuts: list[int]) -> None:
    heard = messages(frames)
    whole, batched = Decoder(), Decoder()
    edges = [0, *sorted(min(cut, len(heard)) for cut in cuts), len(heard)]
    states = [state for start, end in itertools.pairwise(edges) for state in batched.push(heard[start:end])]
    assert [*states, *batched.finish()] == [*whole.push(heard), *whole.finish()]
    assert (batched.rejects, batched.examples) == (whole.rejects, whole.examples)


@given(st.lists(st.tuples(st.floats(0, 1e6), _KNOWN | _WHOLE), max_size=20))
def test_states_stay_in_range(frames: list[Timed]) -> None:
    for state in decode(*frames)[0]:
        assert state.track_deg is None or 0 <= state.track_deg < 360
        assert state.lon_deg is None or -180 <= state.lon_deg < 180
        assert state.lat_deg is None or -90 <= state.lat_deg <= 90
