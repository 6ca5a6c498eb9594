"""Parity, codes and places over columns, each held to what is already held to the literature, or to rs1090."""

from typing import Any

import numpy as np
import pytest
import rs1090
from hypothesis import given, settings
from hypothesis import strategies as st

from made_flight import callsign_message
from made_frames import packed, remainder, squitter
from skywitness.decode.bulk.codes import callsign_text, callsigns, ground_speeds_kt, squawk_text, squawks
from skywitness.decode.bulk.cpr_columns import PlaceColumns, Sent, decode_near, decode_pairs
from skywitness.decode.bulk.parity import residues
from skywitness.decode.bulk.rounding import rounded
from skywitness.decode.bulk.said import NOTHING
from skywitness.decode.codes import squawk
from skywitness.decode.cpr import Encoded, decode_global, decode_local

ICAO24 = 0x4CA8F1
BITS_17 = st.integers(0, (1 << 17) - 1)
ENCODED = st.builds(Encoded, BITS_17, BITS_17, st.booleans(), st.booleans(), st.just(0.0))
PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 179.99))


@settings(deadline=None)
@given(st.lists(st.binary(min_size=14, max_size=14), max_size=5), st.sampled_from([7, 14]))
def test_parity_by_tables_is_that_of_long_division(frames: list[bytes], size: int) -> None:
    columns = np.frombuffer(b"".join(frames), np.uint8).reshape(-1, 14)[:, :size]
    wanted = [remainder(frame[: size - 3]) ^ int.from_bytes(frame[size - 3 : size], "big") for frame in frames]
    assert residues(columns).tolist() == wanted


def test_speeds_on_the_ground_are_those_of_rs1090() -> None:
    frames = [squitter(ICAO24, packed((7, 5), (code, 7), (1, 1), (code, 7), (0, 36))).hex() for code in range(128)]
    decoded: list[Any] = list(rs1090.decode(frames))
    theirs = [fields["groundspeed"] for fields in decoded]
    ours = [None if np.isnan(speed) else speed for speed in ground_speeds_kt().tolist()]
    assert ours == theirs


@settings(deadline=None)
@given(st.lists(st.integers(0, (1 << 48) - 1), min_size=1, max_size=20))
def test_callsigns_are_those_of_rs1090(characters: list[int]) -> None:
    frames = [squitter(ICAO24, b"\x20" + value.to_bytes(6, "big")).hex() for value in characters]
    decoded: list[Any] = list(rs1090.decode(frames))
    theirs = [fields["callsign"] for fields in decoded]
    packed_numbers = callsigns(np.array(characters, np.int64)).tolist()
    ours = [None if number == NOTHING else callsign_text(number) for number in packed_numbers]
    assert ours == [None if "#" in name or not name else name for name in theirs]


@pytest.mark.parametrize(
    ("sent", "name"), [("EIN45GK", "EIN45GK"), (" BAW 22", "BAW22"), ("AB#C", None), ("", None)]
)
def test_callsign_as_it_is_written(sent: str, name: str | None) -> None:
    number = int(callsigns(np.array([int.from_bytes(callsign_message(sent)[1:], "big")]))[0])
    assert (None if number == NOTHING else callsign_text(number)) == name


def test_squawks_are_those_of_single_codes() -> None:
    numbers = [None if number == NOTHING else squawk_text(number) for number in squawks().tolist()]
    assert numbers == [squawk(code) for code in range(1 << 13)]


def sent(messages: list[Encoded]) -> Sent:
    return Sent(*(np.array(column) for column in zip(*messages, strict=True)))


def places(columns: PlaceColumns) -> list[tuple[float, float] | None]:
    pairs = zip(columns.lat.tolist(), columns.lon.tolist(), strict=True)
    return [None if np.isnan(lat) else (lat, lon) for lat, lon in pairs]


@settings(deadline=None)
@given(st.lists(st.tuples(ENCODED, BITS_17, BITS_17, PLACES), min_size=1, max_size=8))
def test_pairs_give_the_same_places_to_the_last_bit(
    cases: list[tuple[Encoded, int, int, tuple[float, float]]],
) -> None:
    later = [message for message, *_ in cases]
    earlier = [message._replace(lat=lat, lon=lon, odd=not message.odd) for message, lat, lon, _ in cases]
    near = PlaceColumns(*(np.array(side) for side in zip(*(place for *_, place in cases), strict=True)))
    wanted = [decode_global(one, other, case[-1]) for one, other, case in zip(later, earlier, cases, strict=True)]
    assert places(decode_pairs(sent(later), sent(earlier), near)) == wanted


@settings(deadline=None)
@given(st.lists(st.tuples(ENCODED, PLACES), min_size=1, max_size=8))
def test_single_messages_give_the_same_places_to_the_last_bit(
    cases: list[tuple[Encoded, tuple[float, float]]],
) -> None:
    near = PlaceColumns(*(np.array(side) for side in zip(*(place for _, place in cases), strict=True)))
    wanted = [decode_local(message, place) for message, place in cases]
    assert places(decode_near(sent([message for message, _ in cases]), near)) == wanted


@settings(deadline=None)
@given(
    st.lists(st.floats(-90, 90) | st.integers(-90_000_000, 90_000_000).map(lambda n: n / 1e6 + 5e-7), max_size=9)
)
def test_rounding_is_python_s(values: list[float]) -> None:
    column = np.array(values, np.float64)
    lat, lon = rounded(PlaceColumns(column, column))
    assert lat.tolist() == lon.tolist() == [round(value, 6) for value in values]


def test_longitude_is_never_180() -> None:
    column = np.array([179.9999999, -180.0])
    assert rounded(PlaceColumns(column, column))[1].tolist() == [-180.0, -180.0]
