"""The clock of a receiver that counts, over many readings at once: what CounterClock says of each.

Readings that follow one another within its limits make up nearly all of a recording: their times are the running
sum of the steps between them, from the first reading of each receiver after each absolute stamp. A block with any
other reading in it is read one by one.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.feeds.counter_clock import AHEAD_TICKS, BACK_TICKS, TICKS_PER_MS, WRAP, Counter, CounterClock
from skywitness.model.message_columns import NO_TIME_MS

Ints = NDArray[np.int64]


class Readings(NamedTuple):
    """Frames of a block and the absolute stamps among them.

    Attributes:
        ticks: the counter at each frame, shape (n,).
        real: whether it is a reading at all, shape (n,).
        receiver: whose counter it is, an index into ``names``; shape (n,).
        names: receivers, None for one without a name.
        stamps_at: number of frames before each stamp, ascending; shape (m,).
        stamps_ms: the stamps, Unix milliseconds; shape (m,).
    """

    ticks: Ints
    real: NDArray[np.bool_]
    receiver: Ints
    names: list[str | None]
    stamps_at: Ints
    stamps_ms: Ints


class Times(NamedTuple):
    """What the clock says.

    Attributes:
        time_ms: of each frame, NO_TIME_MS where none is known or the reading is doubted; shape (n,).
        doubted_s: by frame, the seconds that a doubted reading is off by.
        restarted: frames at which a counter was found to start anew.
    """

    time_ms: Ints
    doubted_s: dict[int, float]
    restarted: list[int]


def read_all(clock: CounterClock, readings: Readings) -> Times:
    """Times of a block's frames; the clock is left as after the last of them."""
    sums = _Sums.of(clock, readings) if clock.latest_ms is not None and readings.real.any() else None
    if sums is None:
        return _one_by_one(clock, readings)
    if readings.real.all() and not len(readings.stamps_at):
        times = sums.times_ms()
        sums.leave(clock)
        return Times(times, {}, [])
    every = np.arange(len(readings.ticks))
    last = np.cumsum(readings.real) - 1
    stretch = np.searchsorted(readings.stamps_at, every, side="right") if len(readings.stamps_at) else 0 * every
    times = sums.latest_ms(last, stretch)
    sums.leave(clock)
    return Times(times, {}, [])


def _one_by_one(clock: CounterClock, readings: Readings) -> Times:
    times = Times(np.full(len(readings.ticks), NO_TIME_MS), {}, [])
    stamps = list(zip(readings.stamps_at.tolist(), readings.stamps_ms.tolist(), strict=True))[::-1]
    for index, (ticks, real, receiver) in enumerate(
        zip(readings.ticks.tolist(), readings.real.tolist(), readings.receiver.tolist(), strict=True)
    ):
        while stamps and stamps[-1][0] <= index:
            clock.set(stamps.pop()[1])
        _one(clock, times, index, ticks if real else None, readings.names[receiver])
    for _, stamp_ms in stamps[::-1]:
        clock.set(stamp_ms)
    return times


def _one(clock: CounterClock, times: Times, index: int, ticks: int | None, name: str | None) -> None:
    time_ms = clock.latest_ms
    if ticks is not None:
        reading = clock.read(name, ticks)
        time_ms = reading.time_ms
        if reading.doubted_s is not None:
            times.doubted_s[index] = reading.doubted_s
        if reading.restarted:
            times.restarted.append(index)
    if time_ms is not None:
        times.time_ms[index] = time_ms


class _Sums:
    """Readings by group, a group being those of one receiver between two stamps."""

    def __init__(self, clock: CounterClock, readings: Readings) -> None:
        self._readings = readings
        self._before_ms = clock.latest_ms or 0
        self._frames = np.flatnonzero(readings.real)
        self._stretch = np.searchsorted(readings.stamps_at, self._frames, side="right")
        group = self._stretch * len(readings.names) + readings.receiver[self._frames]
        self._order = np.argsort(group, kind="stable")
        in_order = group[self._order]
        new = np.append(True, in_order[1:] != in_order[:-1])
        self._first = np.flatnonzero(new)
        self._slot = np.cumsum(new) - 1
        self._carried = {
            slot: counter
            for slot, key in enumerate(in_order[self._first].tolist())
            if key < len(readings.names) and (counter := clock.counters.get(readings.names[key]))
        }

    @classmethod
    def of(cls, clock: CounterClock, readings: Readings) -> "_Sums | None":
        """The sums; None when a reading is not within the limits of the one before."""
        sums = cls(clock, readings)
        ticks = readings.ticks[sums._frames[sums._order]]
        steps = _steps(np.append(ticks[:1], ticks[:-1]), ticks)
        steps[sums._first] = 0
        for slot, counter in sums._carried.items():
            at = sums._first[slot]
            steps[at] = _steps(np.array([counter.last_ticks]), ticks[at : at + 1])[0]
        doubted = any(counter.doubted is not None for counter in sums._carried.values())
        if doubted or steps.min() < BACK_TICKS or steps.max() > AHEAD_TICKS:
            return None
        sums._add_up(ticks, steps)
        return sums

    def _add_up(self, ticks: Ints, steps: Ints) -> None:
        begun = np.zeros(len(self._first), np.int64)
        for slot, counter in self._carried.items():
            begun[slot] = counter.elapsed
        total = np.cumsum(steps)
        self._ticks = ticks
        self._elapsed = total - (total[self._first] - steps[self._first] - begun)[self._slot]
        self._since_ms = np.empty(len(total), np.int64)
        self._since_ms[self._order] = (self._elapsed + TICKS_PER_MS // 2) // TICKS_PER_MS
        self._slot_of = np.empty(len(total), np.int64)
        self._slot_of[self._order] = self._slot
        self._base_ms = self._bases()

    def _bases(self) -> Ints:
        """Time of each group's first reading: a carried counter's, a stamp, or that of the frame before it."""
        frames = self._order[self._first]
        stretch = self._stretch[frames]
        base_ms = np.append(self._before_ms, self._readings.stamps_ms)[stretch]
        after_frame = (frames > 0) & (self._stretch[frames - 1] == stretch)
        for slot, counter in self._carried.items():
            base_ms[slot] = counter.first_ms
            after_frame[slot] = False
        for slot in np.flatnonzero(after_frame)[np.argsort(frames[after_frame])].tolist():
            before = frames[slot] - 1
            base_ms[slot] = base_ms[self._slot_of[before]] + self._since_ms[before]
        return base_ms

    def times_ms(self) -> Ints:
        """Time of each reading."""
        return self._base_ms[self._slot_of] + self._since_ms

    def latest_ms(self, last: Ints, stretch: Ints) -> Ints:
        """Time of the last reading or stamp up to some frames.

        Args:
            last: which reading was the last up to each, -1 for none.
            stretch: number of stamps up to each.
        """
        stamp_ms = np.append(self._before_ms, self._readings.stamps_ms)[stretch]
        same = (last >= 0) & (self._stretch[last] == stretch)
        return np.where(same, self.times_ms()[last], stamp_ms)

    def leave(self, clock: CounterClock) -> None:
        """Put the clock where the last frame or stamp has left it."""
        stamps = len(self._readings.stamps_ms)
        end = np.array([len(self._frames) - 1])
        clock.latest_ms = int(self.latest_ms(end, np.array([stamps]))[0])
        if stamps:
            clock.counters.clear()
        lasts = np.append(self._first[1:], len(self._ticks)) - 1
        for slot, last in enumerate(lasts.tolist()):
            frame = self._order[last]
            if self._stretch[frame] == stamps:
                counter = Counter(int(self._ticks[last]), int(self._base_ms[slot]))
                counter.elapsed = int(self._elapsed[last])
                clock.counters[self._readings.names[self._readings.receiver[self._frames[frame]]]] = counter


def _steps(before: Ints, after: Ints) -> Ints:
    """Ticks between readings of 48-bit counters, in [-2^47, 2^47)."""
    return (after - before + WRAP // 2) % WRAP - WRAP // 2
