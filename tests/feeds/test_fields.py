"""Fields: what is a value, what is unknown, and what makes a row worthless."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.feeds import fields
from skywitness.feeds.fields import RejectedError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OPTIONAL: list[Callable[[object], object]] = [
    fields.number,
    fields.altitude_ft,
    fields.ground_speed_kt,
    fields.vertical_rate_fpm,
    fields.track_deg,
    lambda value: fields.category(value, 11),
    fields.yes_no,
    fields.text,
    fields.callsign,
    fields.squawk,
    fields.emergency,
    fields.shown,
]


def reason(function: Callable[..., object], *values: object) -> str:
    with pytest.raises(RejectedError) as caught:
        function(*values)
    return caught.value.reason


@pytest.mark.parametrize("field", OPTIONAL)
@given(value=JSON | st.sampled_from([10**400, -(10**400), float("nan"), float("inf"), "1" * 5000, "\ud800"]))
def test_no_value_makes_a_field_raise(field: Callable[[object], object], value: object) -> None:
    field(value)


@given(value=JSON, other=JSON)
def test_bad_rows_raise_nothing_else(value: object, other: object) -> None:
    for attempt in (
        lambda: fields.address(value),
        lambda: fields.position(value, other),
        lambda: fields.unix_time(value),
        lambda: fields.any_time(str(value)),
    ):
        with contextlib.suppress(RejectedError):
            attempt()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("4CA8F1", "4ca8f1"), (" 4ca8f1 ", "4ca8f1"), ("~2A8C01", "~2a8c01")],
)
def test_addresses_have_one_form(value: str, expected: str) -> None:
    assert fields.address(value) == expected


@pytest.mark.parametrize(
    "value", ["48440", "4ca8f1a", "zzzzzz", "~~2a8c01", 0x4CA8F1, [], "000000", "FFFFFF", "\uff14ca8f1"]
)
def test_other_addresses_are_rejected(value: object) -> None:
    assert reason(fields.address, value) == "bad_address"


@pytest.mark.parametrize("value", ["", None, " ", "N/A"])
def test_a_missing_address_is_named_so(value: object) -> None:
    assert reason(fields.address, value) == "no_address"


def test_positions_are_checked() -> None:
    assert fields.position("51.5", -0.5) == (51.5, -0.5)
    assert fields.position(-90, 180) == (-90, -180)
    assert fields.position(None, "") == (None, None)
    assert fields.position("NaN", float("nan")) == (None, None)
    assert reason(fields.position, 91, 0) == "latitude_out_of_range"
    assert reason(fields.position, -90.0001, 0) == "latitude_out_of_range"
    assert reason(fields.position, 0, 180.5) == "longitude_out_of_range"
    assert reason(fields.position, 51.5, None) == "position_incomplete"
    assert reason(fields.position, "", "4") == "position_incomplete"
    assert reason(fields.position, "north", "4") == "bad_position"
    assert reason(fields.position, float("inf"), 4) == "bad_position"
    assert reason(fields.position, "5_1", 4) == "bad_position"


@pytest.mark.parametrize("value", [1_710_000_000.25, "1710000000.25", 1_710_000_000_250, 1_710_000_000_250_000])
def test_unix_times_are_told_apart_by_their_size(value: object) -> None:
    assert fields.unix_time(value) == datetime(2024, 3, 9, 16, 0, 0, 250_000, tzinfo=UTC)


@pytest.mark.parametrize("value", [5, 0, 600_000_000, -5, 4_200_000_000, 1e30, "1e25"])
def test_times_of_unset_clocks_are_implausible(value: object) -> None:
    assert reason(fields.unix_time, value) == "time_implausible"


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-09T16:00:00.25Z",
        "2024-03-09 16:00:00.250",
        "2024-03-09 16:00:00.250999",
        "2024-03-09T17:00:00.250+01:00",
        "2024-03-09 16:00:00.25 UTC",
    ],
)
def test_iso_times_are_utc(text: str) -> None:
    assert fields.any_time(text) == datetime(2024, 3, 9, 16, 0, 0, 250_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1970-01-01T00:00:05Z", "time_implausible"),
        ("2024-03-09", "bad_time"),  # a day is no instant
        ("03/09/2024 16:00:00", "bad_time"),  # March or September
        ("0001-01-01T00:00:00+14:00", "bad_time"),
        ("", "no_time"),
        ("noon", "bad_time"),
    ],
)
def test_other_times_are_rejected(text: str, expected: str) -> None:
    assert reason(fields.any_time, text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("TST07   ", "TST07"), ("tst07", "TST07"), ("TST07@@@", "TST07"), ("TST07__", "TST07"), ("TST 7", "TST 7")],
)
def test_callsigns_lose_their_padding(value: str, expected: str) -> None:
    assert fields.callsign(value) == expected


@pytest.mark.parametrize("value", ["", "        ", "@@@@@@@@", "N/A", "????????", "T\x00ST", None, 7, "A" * 30])
def test_no_callsign(value: object) -> None:
    assert fields.callsign(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [("7700", "7700"), ("0421", "0421"), ("421", "0421"), (421, "0421"), ("1200.0", "1200"), ("0000", "0000")],
)
def test_squawks_have_four_digits(value: object, expected: str) -> None:
    assert fields.squawk(value) == expected


@pytest.mark.parametrize("value", ["9999", "0", 0, "77000", "", "-421", 8000, 12.5, True])
def test_no_squawk(value: object) -> None:
    assert fields.squawk(value) is None


def test_quantities_outside_what_flies_are_unknown() -> None:
    assert fields.altitude_ft("ground") is None
    assert fields.altitude_ft(1e6) is None
    assert fields.altitude_ft("-1000") == -1000
    assert fields.ground_speed_kt(-1) is None
    assert fields.ground_speed_kt(9999) is None
    assert fields.track_deg(360) == 0
    assert fields.track_deg(-10) is None
    assert fields.vertical_rate_fpm("1e6") is None
    assert fields.category(12, 11) is None
    assert fields.category(8.0, 11) == 8
    assert fields.category("2.5", 11) is None


@pytest.mark.parametrize("value", [True, 1, -1, "1", "-1", "true", "True", "t", 1.0])
def test_yes(value: object) -> None:
    assert fields.yes_no(value) is True


@pytest.mark.parametrize("value", [False, 0, "0", "false", "F", 0.0])
def test_no(value: object) -> None:
    assert fields.yes_no(value) is False


@pytest.mark.parametrize("value", [None, "", "maybe", 2, [], {}, float("nan")])
def test_neither_yes_nor_no(value: object) -> None:
    assert fields.yes_no(value) is None
