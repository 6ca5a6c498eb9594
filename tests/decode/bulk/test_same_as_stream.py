"""The bulk decoder gives what the stream decoder gives: the same rows in the same order, counts and examples."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from made_columns import decode_in_bulk
from made_flight import ICAO24, flight
from made_frames import airborne, all_call, surface
from made_sky import sky
from skywitness.decode.decoder import Decoder
from skywitness.feeds import beast, jet1090
from skywitness.feeds.parser import Format, ParseOptions
from skywitness.model import Message, StateVector

T0 = datetime(2025, 3, 1, tzinfo=UTC)
ULSS7_AT = datetime(2018, 4, 3, 19, 2, 28, tzinfo=UTC)
Place = tuple[float, float]


def timed(frames: Sequence[tuple[float, bytes]]) -> list[Message]:
    return [Message(T0 + timedelta(seconds=s), frame, row) for row, (s, frame) in enumerate(frames, 1)]


def same(
    messages: Sequence[Message], cuts: Sequence[int] = (), reference: Place | None = None
) -> list[StateVector]:
    """What both decoders give, after holding one to the other."""
    stream = Decoder(reference)
    wanted = [*stream.push(messages), *stream.finish()]
    states, bulk = decode_in_bulk(messages, cuts, reference)
    assert states == wanted
    assert bulk.rejects == stream.rejects
    assert bulk.examples == stream.examples
    return states


@given(st.integers(0, 1 << 32))
@settings(deadline=None)  # a sky may have some hundred messages
def test_any_sky_in_any_blocks(seed: int) -> None:
    same(*sky(seed))


@pytest.mark.parametrize("seed", range(60))
def test_skies(seed: int) -> None:
    same(*sky(seed))


@given(st.lists(st.integers(0, 80), max_size=6))
@example([])
@example([0, 0, 1])
@settings(deadline=None)  # two decoders at work
def test_whole_flight_in_any_blocks(cuts: list[int]) -> None:
    states = same(timed(flight()), cuts)
    assert sum(state.lat_deg is not None for state in states) == 23


def test_nothing() -> None:
    assert same([]) == []


def taxi_and_take_off(rolling: int, flying: int = 12) -> list[Message]:
    rolls = [(0.5 * i, surface(ICAO24, 52, 4 + 1e-5 * i, odd=i % 2 == 1)) for i in range(rolling)]
    end = 0.5 * rolling
    lon = 4 + 1e-5 * rolling
    flies = [(end + 0.5 * i, airborne(ICAO24, 52, lon + 1e-3 * i, odd=i % 2 == 1)) for i in range(flying)]
    return timed([*rolls, *flies])


@pytest.mark.parametrize("cuts", [(), (100,), (3, 200, 301, 303)])
@pytest.mark.parametrize("reference", [None, (52.1, 4.1), (0.0, 0.0)])
def test_taxi_before_anything_tells_where_it_is(cuts: tuple[int, ...], reference: Place | None) -> None:
    states = same(taxi_and_take_off(300), cuts, reference)
    assert sum(state.lat_deg is not None for state in states) >= (300 if reference != (0.0, 0.0) else 10)


@pytest.mark.parametrize("cuts", [(), (1_999,), (2_000, 2_001, 2_050)])
def test_taxi_longer_than_is_held(cuts: tuple[int, ...]) -> None:
    same(taxi_and_take_off(2_100), cuts)


def test_taxi_that_nothing_places() -> None:
    same(taxi_and_take_off(2_010, flying=0), [700])


@pytest.mark.parametrize("step_s", [0.01, 0.1, 0.2, 0.24, 0.25, 0.3])
def test_message_received_many_times(step_s: float) -> None:
    still = [airborne(ICAO24, 52, 4, odd=False), airborne(ICAO24, 52, 4, odd=True)]
    same(timed([(step_s * i, still[i // 7 % 2]) for i in range(120)]), [11, 50])


def test_two_sources_of_one_aircraft_on_the_ground_and_in_the_air() -> None:
    messages = taxi_and_take_off(40, 40)
    same([message._replace(mlat=row % 3 == 0) for row, message in enumerate(messages)], [17, 55])


@pytest.mark.parametrize("silence_s", [9.9, 10.1, 59, 61, 299, 301, 599, 601, 1_799, 1_801, 2_500])
def test_silences(silence_s: float) -> None:
    late = [(silence_s + seconds + 12, frame) for seconds, frame in flight()]
    same(timed([*flight(), *late]), [30, 75])


def test_aircraft_that_only_answers() -> None:
    same(timed([(0.7 * i, all_call(ICAO24, i % 8, i % 3)) for i in range(200)]), [5, 6, 100])


def recorded(path: Path, format_: Format, at: datetime | None = None) -> list[Message]:
    parser = format_.parser(ParseOptions(at=at))
    items = [*parser.push(path.read_bytes()), *parser.finish()]
    return [item for item in items if isinstance(item, Message)]


@pytest.mark.parametrize("reference", [None, (59.9, 30.3)])
def test_ulss7(shared: Path, reference: Place | None) -> None:
    same(
        recorded(shared / "data/raw/ulss7_beast.bin", beast.FORMAT, ULSS7_AT), [10, 1_000, 1_001, 9_000], reference
    )


@pytest.mark.parametrize(
    ("reference", "cuts"), [(None, ()), (None, range(0, 57_000, 1_777)), ((49.0, 2.5), (30_000,))]
)
def test_full_flight(full_flight: Path, reference: Place | None, cuts: Sequence[int]) -> None:
    states = same(recorded(full_flight, jet1090.FORMAT), cuts, reference)
    assert sum(state.lat_deg is not None for state in states) > 6_352
