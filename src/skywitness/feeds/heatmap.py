"""readsb's heatmap: the positions of half an hour in slices of some seconds, 16 bytes each (``NN.bin.ttf``).

Little-endian ``int32 hex, int32 lat, int32 lon, int16 alt, int16 gs`` (readsb, globe_index.h: "this format is
fixed", and globe_index.c, handleHeatmap). First an index of the slices, then each slice: its stamp, then
positions, and before them, where they change, callsign and squawk:

- stamp: hex 0x0e7f7c9d, lat and lon the upper and lower half of Unix milliseconds, alt the interval in
  milliseconds;
- position: hex with the address in 24 bits, bit 24 for one that is not ICAO's, and what it came from in the
  upper 5; lat and lon in millionths of a degree; alt in 25 feet, -123 on the ground, -124 unknown (so reads
  tar1090's ``html/script.js``, ``replayStep``); gs in tenths of a knot, -1 unknown;
- callsign and squawk: bit 30 of lat is set, its lower 16 bits are the squawk's digits as a decimal number, and the
  last 8 bytes are the callsign.

readsb keeps one position an aircraft and slice and drops its time, so positions stand at the start of the slice,
up to one interval early. Altitudes are barometric where the aircraft sent one, else geometric; which is not
marked.
"""

import struct
from datetime import datetime
from typing import NamedTuple

from skywitness.feeds import fields
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.measure.clock import is_plausible, utc_from_ms
from skywitness.model import Reject, StateVector

_ENTRY = struct.Struct("<Iiihh")
_SIZE = _ENTRY.size
_STAMP = 0x0E7F7C9D
_MOST_SLICES = 1_800  # half an hour in slices of a second, the shortest interval that readsb takes
_CALLSIGN_BIT = 1 << 30
_OTHER_BIT = 1 << 24
_ADDRESS_BITS = 0x1FFFFFF
_ON_GROUND, _NO_ALTITUDE, _NO_SPEED = -123, -124, -1
_SOURCES = (
    *("adsb", "adsb", "adsr", "tisb", "adsc", "mlat", "other", "mode_s"),
    *("adsb", "adsr", "tisb", "tisb", "other", "other", "other", "other"),
)
"""By readsb's addrtype_t (readsb.h)."""


class _Entry(NamedTuple):
    head: int
    lat: int
    lon: int
    alt: int
    speed: int


class HeatmapParser:
    """A heatmap in, state vectors out.

    Attributes:
        rows: entries seen, the index and the stamps among them.
        notes: what the format leaves open.
    """

    def __init__(self, options: ParseOptions) -> None:  # noqa: ARG002  one signature for all parsers
        self.rows = 0
        self.notes = [
            "A heatmap's positions stand at the start of their slice; they were received up to its length later.",
            "A heatmap does not mark the altitudes that are geometric: all are taken as barometric.",
        ]
        self._buffer = bytearray()
        self._slices: int | None = None
        self._time: datetime | None = None
        self._names: dict[int, tuple[str | None, str | None]] = {}

    def push(self, chunk: bytes) -> list[Item]:
        """State vectors of the entries completed by these bytes."""
        self._buffer += chunk
        whole = len(self._buffer) // _SIZE * _SIZE
        items: list[Item] = []
        for values in _ENTRY.iter_unpack(self._buffer[:whole]):
            self.rows += 1
            self._take(_Entry._make(values), items)
        del self._buffer[:whole]
        return items

    def finish(self) -> list[Item]:
        """A cut-off last entry."""
        if not self._buffer:
            return []
        return [Reject("truncated", f"record {self.rows + 1}", f"{len(self._buffer)} of {_SIZE} bytes")]

    def _take(self, entry: _Entry, items: list[Item]) -> None:
        if self._slices is None:
            self._slices = entry.head if entry.head <= _MOST_SLICES else 0
        if self.rows <= self._slices:
            return
        if entry.head == _STAMP:
            self._start_slice(entry, items)
        elif entry.lat >= _CALLSIGN_BIT:
            self._names[entry.head & _ADDRESS_BITS] = _name(entry)
        elif self._time is None:
            items.append(self._reject("no_time", "in no slice with a time"))
        else:
            items.append(self._position(self._time, entry))

    def _start_slice(self, entry: _Entry, items: list[Item]) -> None:
        time_ms = (entry.lat & 0xFFFFFFFF) << 32 | entry.lon & 0xFFFFFFFF
        try:
            time = utc_from_ms(time_ms)
        except OverflowError:
            time = None
        self._time = time if time and is_plausible(time) else None
        if self._time is None:
            items.append(self._reject("time_implausible", f"{time_ms} ms"))

    def _position(self, time: datetime, entry: _Entry) -> Item:
        try:
            icao24 = fields.address(f"{'~' if entry.head & _OTHER_BIT else ''}{entry.head & 0xFFFFFF:06x}")
            lat_deg, lon_deg = fields.position(entry.lat / 1e6, entry.lon / 1e6)
        except fields.RejectedError as error:
            return self._reject(error.reason, error.detail)
        callsign, squawk = self._names.get(entry.head & _ADDRESS_BITS, (None, None))
        source = entry.head >> 27
        on_ground = entry.alt == _ON_GROUND
        is_high = entry.alt not in {_ON_GROUND, _NO_ALTITUDE}
        return StateVector(
            icao24,
            time,
            lat_deg,
            lon_deg,
            baro_altitude_ft=fields.altitude_ft(entry.alt, 25) if is_high else None,
            ground_speed_kt=None if entry.speed == _NO_SPEED else fields.ground_speed_kt(entry.speed / 10),
            on_ground=on_ground or None,
            callsign=callsign,
            squawk=squawk,
            position_source=_SOURCES[source] if source < len(_SOURCES) else "other",
            source_row=self.rows,
        )

    def _reject(self, reason: str, detail: str) -> Reject:
        return Reject(reason, f"record {self.rows}", detail)


def _name(entry: _Entry) -> tuple[str | None, str | None]:
    """Callsign and squawk; a squawk of 0 stands for none."""
    raw = struct.pack("<ihh", *entry[2:]).partition(b"\0")[0]
    digits = entry.lat & 0xFFFF
    return fields.callsign(raw.decode("ascii", "replace")), fields.squawk(f"{digits:04d}") if digits else None


def _sniff(head: bytes) -> bool:
    """Whether an index comes first, and a stamp where it says that the first slice is."""
    if len(head) < _SIZE:
        return False
    slices, *rest = _ENTRY.unpack_from(head)
    at = slices * _SIZE
    if not 0 < slices <= _MOST_SLICES or any(rest) or len(head) < at + _SIZE:
        return False
    return bool(_ENTRY.unpack_from(head, at)[0] == _STAMP)


FORMAT = Format("heatmap", "readsb heatmap", _sniff, HeatmapParser)
