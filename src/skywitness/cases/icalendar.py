"""iCalendar: a case's timeline as a calendar (RFC 5545)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from skywitness.model import CaseEvent

_FOLD_BYTES = 75
"""RFC 5545, section 3.1: lines of no more than 75 octets."""


def icalendar(slug: str, events: Iterable[CaseEvent], stamped_at: datetime) -> str:
    """The events that have a beginning, as one calendar.

    Args:
        slug: of the case, for the names of the events.
        events: of its timeline.
        stamped_at: when it is written, UTC.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Skywitness//case timeline//EN"]
    for event in events:
        if event.earliest is not None:
            lines += _event(slug, event, stamped_at)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(slug: str, event: CaseEvent, stamped_at: datetime) -> Iterator[str]:
    label = "Reconstruction: " if event.reconstruction else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.event_id)}@{slug}.skywitness.invalid"
    yield f"DTSTAMP:{_time(stamped_at)}"
    yield from _when(event)
    yield f"SUMMARY:{_text(f'{label}{event.title}')}"
    yield f"CATEGORIES:{event.kind.upper()}"
    yield f"DESCRIPTION:{_text(f'{event.kind}; {event.edtf} ({event.precision})')}"
    if event.places:
        yield f"LOCATION:{_text(', '.join(event.places))}"
    yield "END:VEVENT"


def _when(event: CaseEvent) -> Iterator[str]:
    """Days as days, instants as instants; the days are those of the claim's own clock."""
    assert event.earliest is not None  # noqa: S101  the caller left the others out
    if event.precision in {"instant", "hour"}:
        yield f"DTSTART:{_time(event.earliest)}"
        if event.latest is not None and event.latest > event.earliest:
            yield f"DTEND:{_time(event.latest)}"
        return
    first, _, last = (part.strip("~?%") for part in event.edtf.partition("/"))
    begin = _day(first) or event.earliest.date()
    end = _after(last or first)
    yield f"DTSTART;VALUE=DATE:{begin:%Y%m%d}"
    if end is not None and end > begin:
        yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"


def _day(edtf: str) -> date | None:
    """The first day of a year, a month or a day; None for anything else."""
    if not re.fullmatch(r"[1-9]\d{3}(-\d\d){0,2}", edtf):
        return None
    try:
        return date.fromisoformat(f"{edtf}-01-01"[:10])
    except ValueError:  # such as 2019-21, a spring
        return None


def _after(edtf: str) -> date | None:
    """The first day after it: a calendar's end is the first that is no more of it (RFC 5545, 3.6.1)."""
    first = _day(edtf)
    if first is None:
        return None
    if len(edtf) == len("2019"):
        return first.replace(year=first.year + 1)
    if len(edtf) == len("2019-03"):
        return (first + timedelta(days=31)).replace(day=1)
    return first + timedelta(days=1)


def _time(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _folded(line: str) -> str:
    """A line and its end, folded between characters."""
    parts, size = [""], 0
    for character in line:
        length = len(character.encode())
        if size + length > _FOLD_BYTES - 1:
            parts.append("")
            size = 0
        parts[-1] += character
        size += length
    return "\r\n ".join(parts) + "\r\n"
