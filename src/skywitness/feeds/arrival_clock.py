"""The clock of a live receiver: readings of its counter set against the arrival of its bytes.

Bytes arrive some time after the frames in them were received: a moment on the way, up to seconds where a network
stalls. The counter tells how far apart frames are, to a fraction of a microsecond. The least delay seen within the
last minute or two is taken as the way itself; a frame's time is its reading plus that offset, so that it neither
follows the jitter of the network nor drifts with the crystal (100 ppm are 6 ms in a minute).

Where readings and arrivals disagree about how much time went by (the receiver started anew, a counter that is
none, this computer's clock was set) the arrival counts, and the offset is taken anew. Frames without a reading
stand at the arrival of their bytes.
"""

from skywitness.feeds.counter_clock import TICKS_PER_MS, WRAP, Reading

WINDOW_MS = 60_000
"""Offsets are the least of this window and the one before (judgement: drift stays within some milliseconds)."""
BACK_MS = 10_000
"""Readings go back by fractions of a second where a receiver hands frames on out of order, never by this."""
AHEAD_MS = 30_000
"""A counter that gains this on the arrivals from one frame to the next was not counting: a way cannot get shorter
than nothing."""
STALLED_MS = 600_000
"""Arrivals that gain this: no connection stalls so long and lives, so that the receiver began anew."""
_MOST_RECEIVERS = 10_000  # more names than that are noise
STAMP_AHEAD_MS, STAMP_BEHIND_MS = 2_000, 600_000
"""A stamp of the sender's own clock is believed this far before and behind the arrival."""


class _Receiver:
    """One receiver's counter against the clock of arrivals."""

    def __init__(self, ticks: int, arrived_ms: int) -> None:
        self.ticks = ticks
        self.arrived_ms = arrived_ms
        self.elapsed = 0
        self.window_ms = arrived_ms
        self.least: list[float] = [arrived_ms, arrived_ms]

    def read(self, ticks: int, arrived_ms: int) -> float | None:
        """Milliseconds of a reading; None when it does not go on from the one before."""
        step = (ticks - self.ticks + WRAP // 2) % WRAP - WRAP // 2
        gained_ms = step / TICKS_PER_MS - (arrived_ms - self.arrived_ms)
        if step < -BACK_MS * TICKS_PER_MS or not -STALLED_MS <= gained_ms <= AHEAD_MS:
            return None
        self.ticks, self.arrived_ms = ticks, arrived_ms
        self.elapsed += step
        counted_ms = self.elapsed / TICKS_PER_MS
        if not 0 <= arrived_ms - self.window_ms < WINDOW_MS:
            self.window_ms = arrived_ms
            self.least = [self.least[1], arrived_ms - counted_ms]
        self.least[1] = min(self.least[1], arrived_ms - counted_ms)
        return counted_ms + min(self.least)


class ArrivalClock:
    """Times of the frames of a live stream, with a counter for each receiver in it.

    Attributes:
        latest_ms: time of a frame without a reading: the arrival, or the sender's stamp.
        moved: readings so far that did not go on from the ones before.
        odd_stamps: stamps of the sender's clock that were too far from the arrival to be believed.
    """

    def __init__(self) -> None:
        self.latest_ms: int | None = None
        self.moved = 0
        self.odd_stamps = 0
        self._arrived_ms = 0
        self._stamped = False
        self._receivers: dict[str | None, _Receiver] = {}

    def arrive(self, arrived_ms: int) -> None:
        """The bytes that follow arrived at this time."""
        self._arrived_ms = arrived_ms
        if not self._stamped:
            self.latest_ms = arrived_ms

    def restart(self) -> None:
        """A new connection: counters may be anything."""
        self._receivers.clear()
        self._stamped = False
        self.latest_ms = self._arrived_ms

    def set(self, time_ms: int) -> None:
        """The sender's own stamp: the frames up to the next stamp are at it."""
        self._stamped = -STAMP_AHEAD_MS <= self._arrived_ms - time_ms <= STAMP_BEHIND_MS
        self.odd_stamps += not self._stamped
        self.latest_ms = time_ms if self._stamped else self._arrived_ms

    def read(self, receiver: str | None, ticks: int) -> Reading:
        """Time of a frame by its counter."""
        if self._stamped:
            return Reading(self.latest_ms)
        known = self._receivers.get(receiver)
        time_ms = known.read(ticks, self._arrived_ms) if known else None
        if time_ms is None:
            self.moved += known is not None
            if len(self._receivers) >= _MOST_RECEIVERS:
                self._receivers.clear()
            self._receivers[receiver] = _Receiver(ticks, self._arrived_ms)
            return Reading(self._arrived_ms)
        return Reading(round(min(time_ms, self._arrived_ms)))
