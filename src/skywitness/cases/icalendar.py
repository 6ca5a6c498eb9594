"""iCalendar: a case's timeline as a calendar (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

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
    first = event.edtf.partition("/")[0].strip("~?%")
    yield f"DTSTART;VALUE=DATE:{_date(first, event.earliest)}"


def _date(edtf: str, earliest: datetime) -> str:
    digits = edtf.replace("-", "")
    return digits[:8] if len(digits) == 8 and digits.isdigit() else f"{earliest:%Y%m%d}"


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
