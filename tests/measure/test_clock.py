"""Times in and out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.measure.clock import (
    format_utc,
    is_plausible,
    ms_from_utc,
    parse_utc,
    utc_from_ms,
    utc_from_seconds,
)


def test_text_in_any_zone_becomes_utc() -> None:
    expected = datetime(2019, 3, 22, 12, 12, tzinfo=UTC)
    texts = ["2019-03-22T12:12:00Z", "2019-03-22T15:12+03:00", "2019-03-22 12:12:00", "20190322T121200"]
    assert [parse_utc(text) for text in texts] == [expected] * 4
    with pytest.raises(ValueError, match="isoformat"):
        parse_utc("22 March 2019")


@given(st.integers(-(10**12), 4 * 10**12))
def test_milliseconds_survive(ms: int) -> None:
    assert ms_from_utc(utc_from_ms(ms)) == ms
    assert parse_utc(format_utc(utc_from_ms(ms))) == utc_from_ms(ms)


def test_seconds_are_rounded_and_limits_raise() -> None:
    assert utc_from_seconds(1_553_256_720.1236) == datetime(2019, 3, 22, 12, 12, 0, 124_000, tzinfo=UTC)
    with pytest.raises(OverflowError):
        utc_from_seconds(1e18)
    with pytest.raises(ValueError, match="NaN"):
        utc_from_seconds(float("nan"))


def test_plausible_years() -> None:
    assert not is_plausible(datetime(1970, 1, 1, tzinfo=UTC))
    assert is_plausible(datetime(2018, 4, 3, tzinfo=UTC))
