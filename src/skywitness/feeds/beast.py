"""Beast binary: frames as a receiver hands them on, with its counter and the signal's strength.

A recording holds no absolute time unless readsb wrote it (``--dump-beast``): then an E8 stamp stands before the
frames of each new millisecond. Counters with readsb's magic values are no readings: ``MLAT`` marks a frame with a
position that receivers computed together, its successors other made-up frames, all ones a reading that was left
out to save room (readsb.h), zero a reading that the sender does not have. Such frames take the last known time.

A Radarcape that sends GPS time of day instead of counts seems to run ninety times too fast; its pairs of positions
are then too far apart to be placed, so that no position comes out rather than a wrong one.
"""

import math
from datetime import datetime

from skywitness.feeds.beast_records import FRAMES, Record, RecordCutter
from skywitness.feeds.counter_clock import CounterClock
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.measure.clock import is_plausible, ms_from_utc, utc_from_ms
from skywitness.model import Message, Reject

MLAT_COUNTER = 0xFF004D4C4154  # FF 00 and "MLAT"
MAGIC_COUNTERS = frozenset({0, *range(MLAT_COUNTER, MLAT_COUNTER + 11), 0xFFFFFFFFFFFF})
_COUNTER, _SIGNAL, _FRAME = 6, 6, 7
HEARTBEAT = bytes(9)  # an empty Mode A/C reply that readsb sends to keep a connection open
_CONSECUTIVE = 3
DBFS = (None, *(round(20 * math.log10(signal / 255), 1) for signal in range(1, 256)))
"""Power is the square of the signal byte's share of 255 (readsb, net_io.c, decodeBinMessage)."""


class BeastParser:
    """Beast binary in, messages out.

    Attributes:
        rows: frames seen: Mode A/C, short and long Mode S.
        notes: what had to be assumed.
    """

    def __init__(self, options: ParseOptions) -> None:
        self.rows = 0
        self.notes: list[str] = []
        self._cutter = RecordCutter()
        self._clock = options.clock or CounterClock(None if options.at is None else ms_from_utc(options.at))
        self._receiver: str | None = None
        self._time: tuple[int | None, datetime | None] = (None, None)

    def push(self, chunk: bytes) -> list[Item]:
        """Messages completed by these bytes."""
        return self._items(self._cutter.push(chunk))

    def finish(self) -> list[Item]:
        """What the end leaves: garbage, or a truncated frame."""
        return self._items(self._cutter.finish())

    def _items(self, records: list[Record]) -> list[Item]:
        items: list[Item] = []
        for record in records:
            item = self._frame(record) if record.kind in FRAMES else self._other(record)
            if item:
                items.append(item)
        return items

    def _other(self, record: Record) -> Item | None:
        if record.kind == "time":
            self._set_clock(record.body)
        elif name := receiver_of(record):
            self._receiver = name
        return reject_of(record)

    def _set_clock(self, stamp: bytes) -> None:
        time_ms = int.from_bytes(stamp, "little")
        if is_plausible(utc_from_ms(time_ms)):
            self._clock.set(time_ms)

    def _frame(self, record: Record) -> Item | None:
        body = record.body
        if body == HEARTBEAT:
            return None
        self.rows += 1
        ticks = int.from_bytes(body[:_COUNTER], "big")
        time_ms = self._clock.latest_ms
        if ticks not in MAGIC_COUNTERS:
            reading = self._clock.read(self._receiver, ticks)
            if reading.doubted_s is not None:
                return clock_jump(f"byte {record.offset}", reading.doubted_s)
            if reading.restarted:
                self.notes.append(restart(f"byte {record.offset}"))
            time_ms = reading.time_ms
        at, signal = self._utc(time_ms), DBFS[body[_SIGNAL]]
        return Message(at, body[_FRAME:], self.rows, self._receiver, signal, ticks == MLAT_COUNTER)

    def _utc(self, time_ms: int | None) -> datetime | None:
        if time_ms != self._time[0]:
            self._time = time_ms, None if time_ms is None else utc_from_ms(time_ms)
        return self._time[1]


def receiver_of(record: Record) -> str | None:
    """The receiver that a record names for the frames after it; None when it names none."""
    if record.kind == "receiver":
        return record.body.hex()
    if record.kind == "uuid":  # readsb's receiver is the first half of the UUID
        return record.body.replace(b"-", b"").replace(b" ", b"").decode().lower()[:16]
    return None


def reject_of(record: Record) -> Reject | None:
    """What is counted of a record that holds no frame."""
    if record.kind == "status":
        return Reject("receiver_status", f"byte {record.offset}")
    if record.kind in {"garbage", "truncated"}:
        reason = "not_a_frame" if record.kind == "garbage" else "truncated"
        return Reject(reason, f"byte {record.offset}", f"{record.length} bytes")
    return None


def clock_jump(where: str, doubted_s: float) -> Reject:
    """A frame whose counter reading is doubted."""
    return Reject("clock_jump", where, f"the receiver's counter moved by {doubted_s:.0f} s")


def restart(where: str) -> str:
    """What is noted of a counter that starts anew."""
    return (
        f"At {where} the receiver's counter starts anew: times go on from the frame before,"
        " and lag by the unknown length of the interruption."
    )


def _sniff(head: bytes) -> bool:
    """Whether frames follow one another without a gap: three of them anywhere, or nothing but frames."""
    cutter = RecordCutter()
    records = [*cutter.push(head), *cutter.finish()]
    run = longest = garbage = 0
    for record in records:
        run = run + 1 if record.kind in FRAMES else 0 if record.kind == "garbage" else run
        garbage += record.kind == "garbage"
        longest = max(longest, run)
    return longest >= _CONSECUTIVE or (longest > 0 and not garbage)


FORMAT = Format("beast", "Beast binary", _sniff, BeastParser)
