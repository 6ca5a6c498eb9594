"""Readings: the spans of time that a claim's days can mean, by the clock of the place and by UTC."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from skywitness.model import Claim
from skywitness.model.claim_parts import ClaimTime

_EXACT = frozenset({"instant", "hour"})


class Span(NamedTuple):
    """A span of time; None for an open end.

    Attributes:
        since: first instant, UTC.
        until: first instant after it, UTC.
    """

    since: datetime | None
    until: datetime | None

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.since is not None and self.until is not None

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies in it."""
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)

    def meets(self, first: datetime | None, last: datetime | None) -> bool:
        """Whether a stay from one instant to another, None for open, overlaps it."""
        begins_late = first is not None and self.until is not None and first >= self.until
        ends_early = last is not None and self.since is not None and last < self.since
        return not begins_late and not ends_early

    def days(self) -> list[date]:
        """UTC days that it touches; none where an end is open."""
        if self.since is None or self.until is None:
            return []
        last = (self.until - timedelta(microseconds=1)).date()
        return [self.since.date() + timedelta(days=n) for n in range((last - self.since.date()).days + 1)]

    def words(self) -> str:
        """As ISO 8601, to the minute."""
        ends = ("…" if end is None else f"{end:%Y-%m-%dT%H:%MZ}" for end in self)
        return "/".join(ends)


class Readings(NamedTuple):
    """What the claim's time can mean.

    Attributes:
        local: by the clock of the place; the ordinary meaning of a day in a report.
        utc: the same dates as days of UTC.
        timezone: whose clock ``local`` is.
        words: as the claim has it.
    """

    local: Span
    utc: Span
    timezone: str
    words: str

    @property
    def both(self) -> Span:
        """From the earlier beginning to the later end."""
        begins = [one.since for one in (self.local, self.utc)]
        ends = [one.until for one in (self.local, self.utc)]
        since = None if None in begins else min(one for one in begins if one)
        until = None if None in ends else max(one for one in ends if one)
        return Span(since, until)

    def parameters(self) -> list[tuple[str, str]]:
        """For a check: both spans that were tried."""
        return [
            ("claimed_time", self.words or "none"),
            (f"local_days_{self.timezone}", self.local.words()),
            ("utc_days", self.utc.words()),
        ]


def readings(claim: Claim, timezones: Iterable[str]) -> Readings:
    """The spans of a claim's first time.

    Args:
        claim: with or without a time; without one, everything is open.
        timezones: of the fields that it names; the first one's clock is the place's.
    """
    zone = next(iter(timezones), "UTC")
    if not claim.times:
        return Readings(Span(None, None), Span(None, None), zone, "")
    said = claim.times[0]
    own = ZoneInfo(said.timezone)
    given = Span(said.earliest, said.latest)
    if said.precision in _EXACT:
        return Readings(given, given, said.timezone, said.edtf)
    place = own if said.timezone != "UTC" else ZoneInfo(zone)
    name = said.timezone if said.timezone != "UTC" else zone
    return Readings(_shifted(said, own, place), _shifted(said, own, ZoneInfo("UTC")), name, said.edtf)


def _shifted(said: ClaimTime, own: ZoneInfo, other: ZoneInfo) -> Span:
    """The dates of one zone as days of another."""
    ends = (_midnight(end, own, other) for end in (said.earliest, said.latest))
    return Span(*ends)


def _midnight(instant: datetime | None, own: ZoneInfo, other: ZoneInfo) -> datetime | None:
    if instant is None:
        return None
    day = instant.astimezone(own).date()
    return datetime.combine(day, time(), other).astimezone(UTC)
