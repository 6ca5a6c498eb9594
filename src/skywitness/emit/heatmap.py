"""readsb's heatmap of half an hour, which tar1090 replays: ``globe_history/YYYY/MM/DD/heatmap/NN.bin.ttf``.

``feeds/heatmap`` reads it and says what each entry holds. One position an aircraft and slice, its last in there;
callsign and squawk before the first one, where they change, and anew every five minutes, so that who jumps into
the half hour sees them soon. tar1090 finds a time by the number of its slice: empty ones are written too.
"""

import struct
from collections.abc import Iterable
from datetime import datetime

from skywitness.emit.readsb_words import CALLSIGN_LENGTH, is_address
from skywitness.measure.clock import ms_from_utc
from skywitness.model import StateVector

SLICE_MS = 30_000
"""readsb's usual interval; an int16 holds no more than 32,767."""
HALF_HOUR_MS = 1_800_000
_ENTRY = struct.Struct("<Iiihh")
_NAME = struct.Struct("<Ii8s")
_STAMP = 0x0E7F7C9D
_CALLSIGN_BIT = 1 << 30
_OTHER_BIT = 1 << 24
_ON_GROUND, _NO_ALTITUDE, _NO_SPEED = -123, -124, -1
_NAMES_EVERY_SLICES = 10
_NOBODY = (None, None)
_FOOT_STEP, _MOST = 25, 32_767
_SOURCES = {"adsb": 0, "adsr": 2, "tisb": 3, "adsc": 4, "mlat": 5, "other": 6, "mode_s": 7, None: 13}
"""By readsb's addrtype_t (readsb.h); 13 stands for unknown."""


def heatmap(states: Iterable[StateVector], start: datetime) -> bytes:
    """The positions of half an hour.

    Args:
        states: in order of time; those without a place, or outside the half hour, are left out.
        start: its beginning, UTC.
    """
    start_ms = ms_from_utc(start)
    slices: list[dict[str, StateVector]] = [{} for _ in range(HALF_HOUR_MS // SLICE_MS)]
    for state in states:
        at = (ms_from_utc(state.observed_at) - start_ms) // SLICE_MS
        if 0 <= at < len(slices) and _is_shown(state):
            slices[at][state.icao24] = state
    return _with_index(_bodies(slices, start_ms))


def _is_shown(state: StateVector) -> bool:
    return state.lat_deg is not None and is_address(state.icao24)


def _with_index(bodies: list[list[bytes]]) -> bytes:
    at, index = len(bodies), []
    for body in bodies:
        index.append(_ENTRY.pack(at, 0, 0, 0, 0))
        at += len(body)
    return b"".join(index) + b"".join(entry for body in bodies for entry in body)


def _bodies(slices: list[dict[str, StateVector]], start_ms: int) -> list[list[bytes]]:
    names: dict[str, tuple[str | None, str | None]] = {}
    lately: set[str] = set()
    bodies = []
    for number, states in enumerate(slices):
        time_ms = start_ms + number * SLICE_MS
        if number % _NAMES_EVERY_SLICES == 0:
            lately.clear()
        body = [_ENTRY.pack(_STAMP, _signed(time_ms >> 32), _signed(time_ms & 0xFFFFFFFF), SLICE_MS, 0)]
        for icao24, state in states.items():
            name = state.callsign, state.squawk
            if names.get(icao24, _NOBODY) != name or (any(name) and icao24 not in lately):
                names[icao24] = name
                lately.add(icao24)
                body.append(_named(state))
            body.append(_placed(state))
        bodies.append(body)
    return bodies


def _head(state: StateVector) -> int:
    digits = state.icao24
    source = _SOURCES.get(state.position_source, _SOURCES["other"])
    return int(digits.removeprefix("~"), 16) | (_OTHER_BIT if digits.startswith("~") else 0) | source << 27


def _named(state: StateVector) -> bytes:
    callsign = (state.callsign or "").ljust(CALLSIGN_LENGTH)[:CALLSIGN_LENGTH].encode("ascii", "replace")
    return _NAME.pack(_head(state), _CALLSIGN_BIT | int(state.squawk or "0"), callsign)


def _placed(state: StateVector) -> bytes:
    lat_deg, lon_deg = state.lat_deg or 0.0, state.lon_deg or 0.0
    speed_kt = state.ground_speed_kt
    return _ENTRY.pack(
        _head(state),
        round(lat_deg * 1e6),
        round(lon_deg * 1e6),
        _altitude(state),
        _NO_SPEED if speed_kt is None else _held(round(speed_kt * 10)),
    )


def _altitude(state: StateVector) -> int:
    if state.on_ground:
        return _ON_GROUND
    altitude_ft = state.geo_altitude_ft if state.baro_altitude_ft is None else state.baro_altitude_ft
    return _NO_ALTITUDE if altitude_ft is None else max(_ON_GROUND + 1, _held(round(altitude_ft / _FOOT_STEP)))


def _held(value: int) -> int:
    return max(-_MOST, min(_MOST, value))


def _signed(word: int) -> int:
    return word - (1 << 32) if word >= 1 << 31 else word
