"""Date spans: days, weeks, months and years as intervals, and how they are written in EDTF (ISO 8601-2)."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from skywitness.model import ClaimTime


class Days(NamedTuple):
    """Whole days.

    Attributes:
        first: the first; None for no known beginning.
        last: the last, itself included; None for no known end.
        precision: as in ClaimTime.
        approximate: whether the bounds are only about these.
    """

    first: date | None
    last: date | None
    precision: str
    approximate: bool = False

    @property
    def edtf(self) -> str:
        """As ISO 8601-2 writes it."""
        first, last = _written(self.first, self.precision), _written(self.last, self.precision)
        mark = "~" if self.approximate else ""
        if self.first is not None and self.last is not None and first == last:
            return first + mark
        return f"{first if self.first else '..'}{mark if self.first else ''}/{last if self.last else '..'}"


def day(one: date) -> Days:
    """A day."""
    return Days(one, one, "day")


def month(year: int, number: int) -> Days:
    """A month of a year; the number may be below 1 or above 12 and then counts on."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def year(number: int) -> Days:
    """A year."""
    return Days(date(number, 1, 1), date(number, 12, 31), "year")


def week(one: date, later: int = 0) -> Days:
    """The week from Monday to Sunday that holds a day, or one that many weeks later."""
    first = one - timedelta(days=one.weekday()) + timedelta(weeks=later)
    return Days(first, first + timedelta(days=6), "week")


def claim_time(days: Days, words: str, rule: str, anchor: date | None, timezone: str) -> ClaimTime:
    """Days as a claim has them: the instants are those of the days in the claim's zone.

    The same words in UTC mean other instants: "Saturday" in Caracas begins at 04:00 UTC.

    Args:
        days: the interval.
        words: as written.
        rule: name of the rule.
        anchor: the date counted from; None without one.
        timezone: IANA name.

    Raises:
        ZoneInfoNotFoundError: there is no such zone.
    """
    zone = ZoneInfo(timezone)
    first = None if days.first is None else _midnight(days.first, zone)
    last = None if days.last is None else _midnight(days.last + timedelta(days=1), zone)
    return ClaimTime(
        days.edtf, first, last, days.precision, words, rule, anchor.isoformat() if anchor else "", timezone
    )


def _midnight(one: date, zone: ZoneInfo) -> datetime:
    return datetime(one.year, one.month, one.day, tzinfo=zone).astimezone(UTC)


def _written(one: date | None, precision: str) -> str:
    if one is None:
        return ".."
    text = one.isoformat()
    return text[:7] if precision == "month" else text[:4] if precision == "year" else text
