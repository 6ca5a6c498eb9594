"""The clock of a receiver that counts: readings of a 12 MHz counter turned into times.

A counter tells how long it is between two frames, not when. Readings go back by fractions of a second where a
receiver hands frames on out of order, and wrap at 48 bits. A reading that is more than 10 s behind or 10 min
ahead of the one before is doubted, and its frame has no time. When the next reading bears it out, the counter
has moved:

- ahead, up to a day: nothing was received meanwhile, and the counter went on;
- anything else: the receiver was started anew, and nobody counted how long that took. Time goes on from the last
  frame, so that it lags by the length of the interruption but never runs ahead or back.
"""

from typing import NamedTuple

TICKS_PER_MS = 12_000
WRAP = 1 << 48
BACK_TICKS = -10_000 * TICKS_PER_MS
AHEAD_TICKS = 600_000 * TICKS_PER_MS
_SILENCE_TICKS = 86_400_000 * TICKS_PER_MS


class Reading(NamedTuple):
    """What a reading says.

    Attributes:
        time_ms: Unix milliseconds, None before any absolute time is known and for a doubted reading.
        doubted_s: seconds that a doubted reading is off by, else None.
        restarted: the receiver was found to have started anew.
    """

    time_ms: int | None
    doubted_s: float | None = None
    restarted: bool = False


class Counter:
    """One receiver's counter: a reading whose time is known, and the last one since.

    Attributes:
        first_ms: time of the first reading, Unix milliseconds.
        elapsed: ticks from the first reading to the last.
        last_ticks: the last reading that is not doubted.
        doubted: the reading after it, if that is doubted.
    """

    def __init__(self, ticks: int, time_ms: int) -> None:
        self.first_ms = time_ms
        self.elapsed = 0
        self.last_ticks = ticks
        self.doubted: int | None = None

    def advance(self, ticks: int, step: int) -> int:
        """Take a reading; its time."""
        self.elapsed += step
        self.last_ticks = ticks
        self.doubted = None
        return self.first_ms + (self.elapsed + TICKS_PER_MS // 2) // TICKS_PER_MS


class CounterClock:
    """Times of the frames of one stream, with a counter for each receiver in it.

    Attributes:
        latest_ms: time of the last frame or stamp, None before any is known.
        counters: of the receivers heard since the last stamp, by name.
    """

    def __init__(self, first_ms: int | None) -> None:
        self.latest_ms = first_ms
        self.counters: dict[str | None, Counter] = {}

    def set(self, time_ms: int) -> None:
        """An absolute time: the next reading of every counter is at it, or at that of the last frame after it."""
        self.latest_ms = time_ms
        self.counters.clear()

    def read(self, receiver: str | None, ticks: int) -> Reading:
        """Time of a frame by its counter."""
        if self.latest_ms is None:
            return Reading(None)
        counter = self.counters.get(receiver)
        if counter is None:
            self.counters[receiver] = Counter(ticks, self.latest_ms)
            return Reading(self.latest_ms)
        step = _step(counter.last_ticks, ticks)
        if BACK_TICKS <= step <= AHEAD_TICKS:
            self.latest_ms = counter.advance(ticks, step)
            return Reading(self.latest_ms)
        if counter.doubted is None or not BACK_TICKS <= _step(counter.doubted, ticks) <= AHEAD_TICKS:
            counter.doubted = ticks
            return Reading(None, step / TICKS_PER_MS / 1000)
        if 0 < step <= _SILENCE_TICKS:
            self.latest_ms = counter.advance(ticks, step)
            return Reading(self.latest_ms)
        self.counters[receiver] = Counter(ticks, self.latest_ms)
        return Reading(self.latest_ms, restarted=True)


def _step(before: int, after: int) -> int:
    """Ticks between two readings of a 48-bit counter, in [-2^47, 2^47)."""
    return (after - before + WRAP // 2) % WRAP - WRAP // 2
