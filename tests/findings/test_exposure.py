"""On which days an aircraft could have been seen at a field."""

from datetime import UTC, date, datetime, timedelta

import polars as pl

from skywitness.findings.exposure import Exposure, Observable

DAY = date(2024, 1, 1)


def watched(record: list[int], **heard: list[int]) -> Observable:
    """Exposure of a record with these days, and fields heard on these days, from 0."""
    rows = [(airport, DAY + timedelta(days=day)) for airport, days in heard.items() for day in days]
    covered = pl.DataFrame(rows, schema={"airport": pl.String, "day": pl.Date}, orient="row")
    days = pl.Series("day", [DAY + timedelta(days=day) for day in record], dtype=pl.Date)
    return Exposure().observable(days.to_frame(), covered)


def days(seen: Observable, *airports: str, since: int = 0, until: int = 99) -> int:
    first, last = (datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=day) for day in (since, until))
    return seen.days(airports, first, last)


def test_a_silence_that_quiet_traffic_explains_is_bridged() -> None:
    # Heard on 4 of 10 days: (1 - 0.4)^5 = 0.078 is above 5 %, so five days of silence are no proof of deafness.
    seen = watched(list(range(10)), LZIB=[0, 1, 2, 9])
    assert days(seen, "LZIB") == 4
    assert days(watched(list(range(10)), LZIB=[0, 1, 2, 3, 9]), "LZIB") == 5
    assert days(watched(list(range(10)), LZIB=[0, 4, 9]), "LZIB") == 10


def test_a_silence_of_a_busy_field_is_that_of_its_receivers() -> None:
    heard = [day for day in range(60) if not 30 <= day < 35]
    assert days(watched(list(range(60)), EGLL=heard), "EGLL") == 55


def test_days_on_which_nothing_at_all_was_heard_are_not_observable() -> None:
    assert days(watched([0, 1, 5, 6], LZIB=[0, 6]), "LZIB") == 4


def test_nothing_is_known_before_a_field_was_first_heard_and_after_the_last_time() -> None:
    seen = watched(list(range(20)), LZIB=[5, 6, 7, 8])
    assert [days(seen, "LZIB", since=first, until=last) for first, last in ((0, 4), (5, 8), (9, 19))] == [0, 4, 0]


def test_a_pair_is_observable_when_both_are() -> None:
    seen = watched(list(range(10)), ONE=[0, 1, 2, 3], TWO=[2, 3, 4, 5])
    assert days(seen, "ONE", "TWO") == 2
    assert days(seen, "ONE", "NEVER") == 0


def test_an_empty_record_has_no_days() -> None:
    assert days(watched([]), "LZIB") == 0
    assert days(watched([0, 1]), "LZIB") == 0


def test_a_span_of_a_thousand_years_has_the_days_of_the_record() -> None:
    seen = watched(list(range(10)), LZIB=list(range(10)))
    assert seen.days(["LZIB"], datetime(1500, 1, 1, tzinfo=UTC), datetime(2500, 1, 1, tzinfo=UTC)) == 10
