"""Traces as readsb writes them: ``trace_full_<hex>.json`` and ``trace_recent_<hex>.json``.

Source: readsb ``README-json.md``, "trace jsons", and ``json_out.c``; ``feeds/trace_full`` reads them and lists the
columns of a row. Details (callsign, squawk, quality) come with a row where they are not those of the row before,
with the first row of a leg, and otherwise once a minute, so that a reader that holds them is right at every row.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from skywitness.emit.known_aircraft import AircraftName
from skywitness.emit.readsb_words import altitude_of, name_fields, padded, rounded, said, type_of
from skywitness.model import StateVector

RECENT_ROWS = 142
"""As many of the last rows as readsb puts into ``trace_recent`` (globe_index.h, TRACE_RECENT_POINTS)."""
_STALE, _NEW_LEG, _GEOMETRIC_ALTITUDE = 1, 2, 8
_REPEAT = timedelta(minutes=1)


def trace_json(
    icao24: str, states: Iterable[StateVector], name: AircraftName, start: datetime | None = None
) -> bytes:
    """The trace of one aircraft.

    Args:
        icao24: its address.
        states: in order of time; those without a place are left out.
        name: who it is.
        start: time that rows are counted from: midnight UTC for a day of history; None for the first row's time.
    """
    placed = [state for state in states if state.lat_deg is not None]
    start = start or (placed[0].observed_at if placed else None)
    head = {"icao": icao24, **name_fields(name), "timestamp": start.timestamp() if start else 0}
    if name.registration is None and name.typecode is None:
        head["noRegData"] = True
    rows = _rows(placed, start) if start else []
    return json.dumps({**head, "trace": rows}, ensure_ascii=False, separators=(",", ":")).encode()


def recent(states: Sequence[StateVector]) -> Sequence[StateVector]:
    """The rows that ``trace_recent`` holds."""
    return states[-RECENT_ROWS:]


def _rows(states: Sequence[StateVector], start: datetime) -> list[list[object]]:
    rows: list[list[object]] = []
    last: dict[str, object] = {}
    last_at = start
    for state in states:
        details = _details(state)
        is_due = not rows or state.new_leg or details != last or state.observed_at - last_at >= _REPEAT
        if is_due:
            last, last_at = details, state.observed_at
        rows.append(_row(state, start, details if is_due else None))
    return rows


def _row(state: StateVector, start: datetime, details: dict[str, object] | None) -> list[object]:
    altitude, flags = altitude_of(state), 0
    if altitude is None and state.geo_altitude_ft is not None:
        altitude, flags = state.geo_altitude_ft, _GEOMETRIC_ALTITUDE
    flags |= (_STALE if state.stale else 0) | (_NEW_LEG if state.new_leg else 0)
    return [
        round((state.observed_at - start).total_seconds(), 3),
        rounded(state.lat_deg, 6),
        rounded(state.lon_deg, 6),
        altitude,
        rounded(state.ground_speed_kt, 2),
        rounded(state.track_deg, 2),
        flags,
        state.vertical_rate_fpm,
        details,
        type_of(state),
        state.geo_altitude_ft,
        None,
        None,
        None,
    ]


def _details(state: StateVector) -> dict[str, object]:
    return said(
        {
            "type": type_of(state),
            "flight": None if state.callsign is None else padded(state.callsign),
            "squawk": state.squawk,
            "emergency": state.emergency or ("none" if state.squawk else None),
            "nic": state.nic,
            "nac_p": state.nac_p,
            "sil": state.sil,
            "version": state.adsb_version,
        }
    )
