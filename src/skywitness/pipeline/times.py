"""Times as a user writes them."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from skywitness.measure.clock import is_plausible, parse_utc
from skywitness.pipeline.refusal import RefusalError

_HINT = "give an ISO 8601 date or time, for example 2019-03-23 or 2019-03-23T17:30:00Z"


class Window(NamedTuple):
    """A span of time, UTC.

    Attributes:
        since: first instant in it; None when it is open.
        until: first instant after it; None when it is open.
    """

    since: datetime | None = None
    until: datetime | None = None


def window(since: str | None, until: str | None) -> Window:
    """The span from ``since`` up to ``until``; a bare date as ``until`` includes that whole day.

    Raises:
        RefusalError: not ISO 8601, or the span is empty.
    """
    first = _instant(since, "since", end_of_day=False) if since else None
    end = _instant(until, "until", end_of_day=True) if until else None
    if first and end and first >= end:
        raise RefusalError(f"{since} is not before {until}", "since")
    return Window(first, end)


def _instant(text: str, name: str, *, end_of_day: bool) -> datetime:
    try:
        day = _bare_date(text)
        if day is None:
            return parse_utc(text)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return midnight + timedelta(days=1) if end_of_day else midnight
    except (ValueError, OverflowError) as error:
        raise RefusalError(f"{text!r} is no time; {_HINT}", name) from error


def _bare_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def moment(text: str, name: str) -> datetime:
    """An instant of the years in which aircraft were heard, 1990 to 2099.

    Args:
        text: as it was written.
        name: which word of the question it is.

    Raises:
        RefusalError: not an ISO 8601 date or time, or of other years.
    """
    time = _instant(text, name, end_of_day=False)
    if not is_plausible(time):
        raise RefusalError(f"{text!r} is of no year from 1990 to 2099", name)
    return time


def parse_day(text: str, name: str) -> date:
    """A day.

    Args:
        text: as it was written.
        name: which word of the question it is.

    Raises:
        RefusalError: not an ISO 8601 date.
    """
    day = _bare_date(text)
    if day is None:
        raise RefusalError(f"{text!r} is no day; give an ISO 8601 date, for example 2019-03-23", name)
    return day
