"""Airport facts: what the tables know of one field, as ``airport`` prints it."""

import math
from datetime import UTC, datetime
from typing import Any

from skywitness.reference.airports import Airports


def airport_facts(fields: Airports, code: str) -> dict[str, Any]:
    """Codes, name, kind, use, dates, place and runways of a field.

    Args:
        fields: the table of fields.
        code: under which the table lists it.
    """
    row = list(fields.codes).index(code)
    airport = fields.airports[row]
    return {
        "codes": [airport.icao, *filter(None, [airport.iata])],
        "name": airport.name,
        "city": airport.city,
        "country": airport.country,
        "lat_deg": airport.lat_deg,
        "lon_deg": airport.lon_deg,
        "elevation_ft": airport.elevation_ft if math.isfinite(airport.elevation_ft) else None,
        "timezone": airport.timezone,
        "kind": fields.kind[row],
        "use": _use(fields, row),
        "airlines": _airlines(fields, row),
        "open": _span(float(fields.opened_s[row]), float(fields.closed_s[row])),
        "longest_ft": float(fields.longest_ft[row]) if math.isfinite(fields.longest_ft[row]) else None,
        "runways": _runways(fields, row),
    }


def _use(fields: Airports, row: int) -> str:
    if fields.joint[row]:
        return "military and civil"
    return "military" if fields.military[row] else "civil"


def _airlines(fields: Airports, row: int) -> str:
    """Whether airlines serve it by timetable, and since or until when."""
    since, until = float(fields.scheduled_from_s[row]), float(fields.scheduled_until_s[row])
    if since == math.inf:
        return "none by timetable"
    return f"by timetable{_dates(since, until)}"


def _span(opened_s: float, closed_s: float) -> str | None:
    return _dates(opened_s, closed_s).strip() or None


def _dates(since_s: float, until_s: float) -> str:
    since = f" since {_day(since_s)}" if math.isfinite(since_s) else ""
    return since + (f" until {_day(until_s)}" if math.isfinite(until_s) else "")


def _day(time_s: float) -> str:
    return datetime.fromtimestamp(time_s, UTC).date().isoformat()


def _runways(fields: Airports, row: int) -> list[dict[str, Any]]:
    """Open runways whose thresholds are known, both ends of each in one line."""
    ends, where = fields.runway_ends, fields.ends_of(row)
    found: list[dict[str, Any]] = []
    for index in range(where.start, where.stop):
        name, length = str(ends.designator[index]), float(ends.length_ft[index])
        other = _opposite(name)
        same = next((one for one in found if one["designators"] == other and one["length_ft"] == length), None)
        if same:
            same["designators"] = f"{other}/{name}"
        else:
            surface = "paved" if ends.paved[index] else "unpaved or unknown"
            found.append({"designators": name, "length_ft": length, "surface": surface})
    return found


def _opposite(name: str) -> str:
    """Designator of the other end of a runway."""
    digits, side = name[:2], name[2:]
    if not digits.isdigit():
        return ""
    return f"{(int(digits) + 17) % 36 + 1:02d}" + {"L": "R", "R": "L"}.get(side, side)
