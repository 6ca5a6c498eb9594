"""Beast binary: ``1A <type> <6-byte stamp> <signal> <payload>``, every 1A inside doubled.

Source: Mode-S Beast wire format as written and read by readsb (``net_io.c``): types ``1`` Mode A/C, ``2`` short
and ``3`` long Mode S frames, ``4`` and ``5`` status and Radarcape position; readsb's own E3 (receiver), E4 (route
id), ``P`` and ``W`` (pings) and E8 (absolute time, int64 little-endian milliseconds).
"""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.measure.clock import is_plausible, utc_from_ms
from skywitness.model import Message, Reject

ESCAPE = 0x1A
_TICKS_PER_S = 12_000_000  # 12 MHz counter of the Mode-S Beast
_WRAP = 1 << 48
_PAYLOAD = {0x31: 2, 0x32: 7, 0x33: 14}
_SKIPPED = {0x34: ("status_message", 14), 0x35: ("radarcape_position", 21)}
_HEADER = 7  # stamp and signal
_MAGIC = 0xFF004D4C4154  # "MLAT" and its successors: readsb's marks for computed positions, no clock reading
_MAX_STEP_S = 24 * 3600  # a receiver silent for longer, or one that was restarted
_MAX_BACK_S = 10  # frames of several decoders arrive out of order by less


class BeastParser:
    """Beast frames in, messages out.

    Times: after an E8 stamp the next frame stands at that time; otherwise the first frame stands at
    ``ParseOptions.at``. Later frames stand where the 12 MHz counter puts them. A counter that goes back by more
    than 10 s, or ahead by more than a day, has been reset: the frame takes the last known time and counting starts
    anew (Reject ``clock_jump``), so that times may then lag but never go astray.
    """

    def __init__(self, options: ParseOptions) -> None:
        self.rows = 0
        self.notes: list[str] = []
        self._buffer = bytearray()
        self._offset = 0
        self._receiver: str | None = None
        self._anchor: datetime | None = options.at
        self._anchor_ticks: int | None = None
        self._last_ticks = 0
        self._elapsed = 0
        self._last_at: datetime | None = options.at
        self._in_garbage = False

    def push(self, chunk: bytes) -> Iterable[Item]:
        """Messages completed by these bytes."""
        self._buffer += chunk
        items: list[Item] = []
        position = 0
        while (taken := self._take(position, items)) > 0:
            position += taken
        del self._buffer[:position]
        self._offset += position
        return items

    def finish(self) -> Iterable[Item]:
        """A rest that is no whole frame."""
        if self._buffer and not self._in_garbage:
            return [Reject("truncated", f"byte {self._offset}", f"{len(self._buffer)} bytes of a frame")]
        return []

    def _take(self, start: int, items: list[Item]) -> int:
        """Bytes used from ``start``; 0 when more are needed."""
        buffer = self._buffer
        if len(buffer) - start < 2:
            return 0
        kind = buffer[start + 1]
        if buffer[start] != ESCAPE or kind == ESCAPE:
            return self._skip_garbage(start, items)
        if kind == 0xE8:
            return self._absolute_time(start)
        length = self._body_length(kind)
        return self._skip_garbage(start, items) if length is None else self._take_frame(start, length, items)

    def _take_frame(self, start: int, length: int, items: list[Item]) -> int:
        body, end = _unescape(self._buffer, start + 2, length)
        if body is None:
            if end < 0:
                return 0
            items.append(Reject("not_a_frame", f"byte {self._offset + start}", "cut short by the next frame"))
            return end - start
        self._in_garbage = False
        self._frame(self._buffer[start + 1], body, self._offset + start, items)
        return end - start

    @staticmethod
    def _body_length(kind: int) -> int | None:
        if kind in _PAYLOAD:
            return _HEADER + _PAYLOAD[kind]
        if kind in _SKIPPED:
            return _HEADER + _SKIPPED[kind][1] if kind == 0x34 else _SKIPPED[kind][1]
        return {0xE3: 8, 0xE4: 16, 0x50: 0, 0x57: 1}.get(kind)

    def _skip_garbage(self, start: int, items: list[Item]) -> int:
        if not self._in_garbage:
            items.append(Reject("not_a_frame", f"byte {self._offset + start}"))
            self._in_garbage = True
        return self._next_frame(start) - start

    def _next_frame(self, start: int) -> int:
        """Index at which a frame may begin again after garbage at ``start``, or of the byte to wait at."""
        buffer = self._buffer
        at = start
        while 0 <= (at := buffer.find(ESCAPE, at)) < len(buffer) - 1:
            kind = buffer[at + 1]
            if at > start and (self._body_length(kind) is not None or kind == 0xE8):
                return at
            at += 2 if kind == ESCAPE else 1
        return len(buffer) if at < 0 else at

    def _absolute_time(self, start: int) -> int:
        body = self._buffer[start + 2 : start + 10]
        if len(body) < 8:
            return 0
        ms = int.from_bytes(body, "little", signed=True)
        if 0 < ms < 4_102_444_800_000 and is_plausible(at := utc_from_ms(ms)):
            self._anchor, self._anchor_ticks, self._elapsed = at, None, 0
        return 10

    def _frame(self, kind: int, body: bytes, offset: int, items: list[Item]) -> None:
        if kind == 0xE3:
            self._receiver = body.hex()
        if kind not in _PAYLOAD and kind not in _SKIPPED:
            return
        self.rows += 1
        if kind in _SKIPPED:
            items.append(Reject(_SKIPPED[kind][0], f"byte {offset}"))
            return
        ticks = int.from_bytes(body[:6], "big")
        mlat = _MAGIC <= ticks < _MAGIC + 256
        at = self._last_at if mlat or ticks == 0 else self._at(ticks, offset, items)
        items.append(Message(at, body[_HEADER:], self.rows, self._receiver, _dbfs(body[6]), mlat))

    def _at(self, ticks: int, offset: int, items: list[Item]) -> datetime | None:
        if self._anchor is None:
            return None
        if self._anchor_ticks is None:
            self._anchor_ticks = self._last_ticks = ticks
        step_s = _signed(ticks - self._last_ticks) / _TICKS_PER_S
        if not -_MAX_BACK_S <= step_s <= _MAX_STEP_S:
            items.append(Reject("clock_jump", f"byte {offset}", f"12 MHz counter moved by {step_s:.0f} s"))
            self._anchor, self._elapsed, step_s = self._last_at or self._anchor, 0, 0
        self._elapsed += round(step_s * _TICKS_PER_S)
        self._last_ticks = ticks
        self._last_at = self._anchor + timedelta(milliseconds=self._elapsed * 1000 // _TICKS_PER_S)
        return self._last_at


def _unescape(buffer: bytearray, start: int, length: int) -> tuple[bytes | None, int]:
    """The body and the index after it; (None, -1) when bytes are missing, (None, i) when a frame begins at i."""
    plain = buffer[start : start + length]
    if len(plain) == length and ESCAPE not in plain:
        return bytes(plain), start + length
    body = bytearray()
    at = start
    while len(body) < length:
        if at >= len(buffer):
            return None, -1
        if buffer[at] == ESCAPE:
            if at + 1 >= len(buffer):
                return None, -1
            if buffer[at + 1] != ESCAPE:
                return None, at
            at += 1
        body.append(buffer[at])
        at += 1
    return bytes(body), at


def _signed(ticks: int) -> int:
    """Difference of two readings of the 48-bit counter, in [-2^47, 2^47)."""
    return (ticks + _WRAP // 2) % _WRAP - _WRAP // 2


def _dbfs(signal: int) -> float | None:
    return round(20 * math.log10(signal / 255), 1) if signal else None


def sniff(head: bytes) -> bool:
    """Whether these are well-formed frames: at least three, or all there are, with next to no garbage."""
    parser = BeastParser(ParseOptions())
    items = list(parser.push(head))
    rejects = sum(isinstance(item, Reject) and item.reason == "not_a_frame" for item in items)
    return parser.rows > 0 and rejects * 20 <= parser.rows and (parser.rows >= 3 or not rejects)


FORMAT = Format("beast", "Beast binary", sniff, BeastParser)
