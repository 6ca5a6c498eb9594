"""Clock: every time is a timezone-aware UTC datetime with whole milliseconds."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST_PLAUSIBLE = datetime(1990, 1, 1, tzinfo=UTC)
"""No Mode S or ADS-B recording is older; an earlier time means an unset clock."""
LATEST_PLAUSIBLE = datetime(2100, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def utc_from_ms(ms: int) -> datetime:
    """UTC time from Unix milliseconds.

    Raises:
        OverflowError: outside the years 1 to 9999.
    """
    return EPOCH + ms * _MS


def utc_from_seconds(seconds: float) -> datetime:
    """UTC time from Unix seconds, rounded to the millisecond.

    Raises:
        OverflowError: outside the years 1 to 9999, or infinite.
        ValueError: not a number.
    """
    return utc_from_ms(round(seconds * 1000))


def ms_from_utc(time: datetime) -> int:
    """Unix milliseconds of a UTC time, rounded down."""
    return (time - EPOCH) // _MS


def is_plausible(time: datetime) -> bool:
    """Whether a recording can carry this time (from 1990 to 2099)."""
    return EARLIEST_PLAUSIBLE <= time < LATEST_PLAUSIBLE


def parse_utc(text: str) -> datetime:
    """UTC time from ISO 8601 text; a time without a zone is taken as UTC.

    Raises:
        ValueError: not ISO 8601.
    """
    time = datetime.fromisoformat(text.strip())
    time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    return time.replace(microsecond=time.microsecond // 1000 * 1000)


def format_utc(time: datetime) -> str:
    """ISO 8601 with ``Z``: whole seconds, or milliseconds where there are any."""
    spec = "milliseconds" if time.microsecond else "seconds"
    return time.astimezone(UTC).isoformat(timespec=spec).replace("+00:00", "Z")
