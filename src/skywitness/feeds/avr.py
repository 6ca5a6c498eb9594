"""AVR: frames as lines of hex digits, with or without a receiver's counter.

``*<frame>;`` and ``:<frame>;`` carry a frame alone; ``@<counter><frame>;`` twelve hex digits of the 12 MHz counter
before it; ``<<counter><signal><frame>;`` the counter and a byte of signal; ``%<time><frame>;`` a time in a unit
that no source defines, which readsb skips, and so do we (readsb, net_io.c, decodeHexMessage). A frame without a
counter takes the last known time: in a file without counters all stand at the time that the user gives.
"""

import re

from skywitness.feeds.beast import DBFS, MAGIC_COUNTERS, MLAT_COUNTER, clock_jump, restart
from skywitness.feeds.counter_clock import CounterClock
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.lines import LineParser
from skywitness.feeds.parser import Format, Item, ParseOptions
from skywitness.measure.clock import ms_from_utc, utc_from_ms
from skywitness.model import Message

LINE = re.compile(
    r"\s*(?:[*:]|@(?P<counter>[0-9A-Fa-f]{12})|%[0-9A-Fa-f]{12}"
    r"|<(?P<counter_too>[0-9A-Fa-f]{12})(?P<signal>[0-9A-Fa-f]{2}))"
    r"(?P<frame>[0-9A-Fa-f]{28}|[0-9A-Fa-f]{14}|[0-9A-Fa-f]{4});\s*"
)
HEARTBEAT = "*0000;"  # readsb keeps a connection open with it
TIMELESS = (
    "Frames marked * hold no time: they stand at the time given, so that speeds and flights cannot be derived"
    " from them, and positions are placed less surely."
)
_SHOWN = 60


class AvrParser(LineParser):
    """AVR lines in, messages out."""

    def __init__(self, options: ParseOptions) -> None:
        super().__init__()
        self._clock = options.clock or CounterClock(None if options.at is None else ms_from_utc(options.at))

    def read(self, number: int, line: str, items: list[Item]) -> None:
        """Add the message of one line.

        Raises:
            RejectedError: ``not_a_frame``, ``truncated`` or ``clock_jump``.
        """
        found = LINE.fullmatch(line)
        if found is None:
            raise RejectedError("truncated" if self._unended else "not_a_frame", line[:_SHOWN])
        if line.strip() == HEARTBEAT:
            return
        counter = found["counter"] or found["counter_too"]
        ticks = int(counter, 16) if counter else 0
        time_ms = self._time_ms(ticks, number)
        at = None if time_ms is None else utc_from_ms(time_ms)
        signal = DBFS[int(found["signal"], 16)] if found["signal"] else None
        frame = bytes.fromhex(found["frame"])
        items.append(Message(at, frame, self.rows, None, signal, ticks == MLAT_COUNTER))

    def _time_ms(self, ticks: int, number: int) -> int | None:
        if ticks in MAGIC_COUNTERS:
            if ticks == 0:
                self.note_once(TIMELESS)
            return self._clock.latest_ms
        reading = self._clock.read(None, ticks)
        if reading.doubted_s is not None:
            raise RejectedError("clock_jump", clock_jump(f"line {number}", reading.doubted_s).detail)
        if reading.restarted:
            self.notes.append(restart(f"line {number}"))
        return reading.time_ms


def _sniff(head: bytes) -> bool:
    """Whether the first lines are frames: one of noise among them may be."""
    lines = [line for line in head[:4096].splitlines()[:20] if line.strip()]
    if len(head) > len(lines) > 1:
        lines = lines[:-1]  # the last may be cut
    frames = sum(LINE.fullmatch(line.decode("ascii", "replace")) is not None for line in lines)
    return frames > 0 and frames >= len(lines) - len(lines) // 5


FORMAT = Format("avr", "AVR frames in hex", _sniff, AvrParser, needs_at=True)
