"""Decoder: messages in, state vectors out."""

from collections import Counter
from collections.abc import Iterable

from skywitness.decode.cpr import Encoded, Place
from skywitness.decode.frames import Frame, FrameReader
from skywitness.decode.memory import Memory, described
from skywitness.decode.position import PositionTracker
from skywitness.decode.registers import position_of, values_of
from skywitness.decode.taxi import Taxi
from skywitness.model import Message, Reject, StateVector

WITHOUT_PLACE_S = 5.0
"""An aircraft whose messages give no place is written once in this time."""
_FORGET_S = 1_800.0
"""An aircraft silent for longer is forgotten; within it, its own last place tells where it is on the ground."""
_SWEEP_S = 600.0
_LONG_AGO_S = -1e18
_NOT_SAID = frozenset({"icao24", "observed_at", "lat_deg", "lon_deg", "position_source", "receiver", "source_row"})
_SAID = tuple(name for name in StateVector._fields if name not in _NOT_SAID)


class _Aircraft:
    """One address: what it said, where it was, and when it was heard and written out."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.trackers: dict[str, PositionTracker] = {}
        self.taxi = Taxi()
        self.heard_s = _LONG_AGO_S
        self.messages = 0
        self.written_s = _LONG_AGO_S

    def last_place(self, time_s: float) -> Place | None:
        """Its latest place from any source, unless it is too long ago to tell where it may be."""
        seen = [tracker for tracker in self.trackers.values() if tracker.last and _near_in_time(tracker, time_s)]
        return max(seen, key=lambda tracker: tracker.last_s).last if seen else None


class Decoder:
    """Turns the messages of one recording into state vectors.

    Every message that gives a place makes one, with what the aircraft said of itself shortly before (``memory``);
    the first ones come when the place is confirmed (``position``), and those of a taxi before anything else was
    heard with the first place in the air (``taxi``). An aircraft heard more than once without a place is written
    at most once in 5 s. The result does not depend on how the messages are cut into batches, no
    bytes make it raise, and what is not taken is counted.

    Attributes:
        rejects: count by reason.
        examples: first example of each reason.
    """

    def __init__(self, reference_deg: Place | None = None) -> None:
        """Start a recording.

        Args:
            reference_deg: latitude and longitude of the receiver, for aircraft on the ground that were not
                placed in the air before; within 45 degrees of them would do.
        """
        self.rejects: Counter[str] = Counter()
        self.examples: dict[str, Reject] = {}
        self._reference = reference_deg
        self._reader = FrameReader()
        self._aircraft: dict[str, _Aircraft] = {}
        self._swept_s = 0.0

    def push(self, messages: Iterable[Message]) -> list[StateVector]:
        """State vectors that these messages complete."""
        states: list[StateVector] = []
        for result in self._reader.read(messages):
            if isinstance(result, Reject):
                self._count(result)
            else:
                states += self._take(result)
        return states

    def finish(self) -> list[StateVector]:
        """State vectors that only the end completes: none. Positions that nothing confirmed are counted."""
        for icao24 in list(self._aircraft):
            self._forget(icao24)
        return []

    def _take(self, frame: Frame) -> list[StateVector]:
        self._sweep(frame.time_s)
        aircraft = self._aircraft.setdefault(frame.icao24, _Aircraft())
        aircraft.heard_s = frame.time_s
        aircraft.messages += 1
        values = values_of(frame, lambda name: aircraft.memory.value(name, frame.time_s))
        if frame.own_parity:
            aircraft.memory.learn(values, frame.time_s)
        else:
            aircraft.memory.overhear(values, frame.time_s)
        said = position_of(frame)
        rows = self._place(frame, said, aircraft) if said else []
        # One message alone may be noise that happened to have whole parity: its address is not reported.
        if not rows and aircraft.messages > 1 and abs(frame.time_s - aircraft.written_s) >= WITHOUT_PLACE_S:
            rows = [_row(frame, aircraft.memory)]
        if rows:
            aircraft.written_s = frame.time_s
        return rows

    def _place(self, frame: Frame, said: Encoded, aircraft: _Aircraft) -> list[StateVector]:
        tracker = aircraft.trackers.get(frame.position_source)
        if tracker is None:
            tracker = aircraft.trackers[frame.position_source] = PositionTracker()
        near = (aircraft.last_place(frame.time_s) or self._reference) if said.surface else None
        row = _row(frame, aircraft.memory)
        if said.surface and near is None:
            aircraft.taxi.hold(said, row)
            rows = []
        else:
            rows = tracker.place(said, row, near, row.ground_speed_kt)
        if rows and not said.surface and tracker.last:
            rows = aircraft.taxi.release(tracker.last, frame.time_s) + rows
        for rejects in (tracker.rejects, aircraft.taxi.rejects):
            self._count_all(rejects, f"frame {frame.message.source_row}", frame.message.frame.hex())
        return rows

    def _count_all(self, rejects: Counter[str], where: str, detail: str = "") -> None:
        if rejects:
            for reason, times in rejects.items():
                if times:
                    self._count(Reject(reason, where, detail), times)
            rejects.clear()

    def _count(self, reject: Reject, times: int = 1) -> None:
        self.rejects[reject.reason] += times
        self.examples.setdefault(reject.reason, reject)

    def _sweep(self, time_s: float) -> None:
        """Forget the silent now and then, by the messages' time, so that years of recordings fit in memory."""
        if abs(time_s - self._swept_s) <= _SWEEP_S:
            return
        self._swept_s = time_s
        for icao24, aircraft in list(self._aircraft.items()):
            if abs(time_s - aircraft.heard_s) > _FORGET_S:
                self._forget(icao24)

    def _forget(self, icao24: str) -> None:
        aircraft = self._aircraft.pop(icao24)
        waits: list[Taxi | PositionTracker] = [aircraft.taxi, *aircraft.trackers.values()]
        for waiting in waits:
            waiting.give_up()
            self._count_all(waiting.rejects, f"aircraft {icao24}")


def _near_in_time(tracker: PositionTracker, time_s: float) -> bool:
    return abs(time_s - tracker.last_s) <= _FORGET_S


def _row(frame: Frame, memory: Memory) -> StateVector:
    """What is known of the aircraft at this message, without its position."""
    message = frame.message
    if message.observed_at is None:
        raise AssertionError("a frame without time is no Frame")
    return StateVector(
        icao24=frame.icao24,
        observed_at=message.observed_at,
        position_source=frame.position_source,
        receiver=message.receiver,
        source_row=message.source_row,
        **described(memory.recall(frame.time_s), _SAID),
    )
