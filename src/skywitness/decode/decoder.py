"""Decoder: messages in, state vectors out."""

from collections import Counter
from collections.abc import Iterable

from skywitness.decode.cpr import Encoded, Place
from skywitness.decode.frames import Frame, FrameReader
from skywitness.decode.memory import Memory, Waiting
from skywitness.decode.position import PositionState
from skywitness.decode.registers import values_of
from skywitness.model import Message, Reject, StateVector

WITHOUT_PLACE_S = 5.0
"""An aircraft whose messages give no place is written once in this time."""
_WAIT_S = 1800.0  # a taxi and its wait for take-off; longer ago it may have stood at another field


class Decoder:
    """Turns the messages of one recording into state vectors.

    Every message that gives a place makes one, with what the aircraft said of itself shortly before (``memory``).
    Aircraft heard without a place are written at most once in 5 s. The result does not depend on how the messages
    are cut into batches, no bytes make it raise, and what is not taken is counted. Surface positions of aircraft
    that nothing has placed yet wait for its first place in the air, and then come with their own, earlier times.

    Attributes:
        rejects: count by reason.
        examples: first example of each reason.
    """

    def __init__(self, reference_deg: Place | None = None) -> None:
        """Start a recording; ``reference_deg`` is the receiver's latitude and longitude where it is known."""
        self.rejects: Counter[str] = Counter()
        self.examples: dict[str, Reject] = {}
        self._reference = reference_deg
        self._reader = FrameReader()
        self._aircraft: dict[str, Memory] = {}

    def push(self, messages: Iterable[Message]) -> list[StateVector]:
        """State vectors that these messages complete, in the messages' order."""
        states: list[StateVector] = []
        for result in self._reader.read(list(messages)):
            if isinstance(result, Reject):
                self._count(result)
            else:
                states += self._take(result)
        return states

    def finish(self) -> list[StateVector]:
        """No state vectors; surface positions that nothing ever placed are counted."""
        for memory in self._aircraft.values():
            for waiting in memory.waiting:
                self._count(Reject("surface_without_reference", f"frame {waiting.state.source_row}"))
        return []

    def _count(self, reject: Reject) -> None:
        self.rejects[reject.reason] += 1
        self.examples.setdefault(reject.reason, reject)

    def _take(self, frame: Frame) -> Iterable[StateVector]:
        observed_at = frame.message.observed_at
        if observed_at is None:
            return
        memory = self._aircraft.setdefault(frame.icao24, Memory())
        memory.learn(values_of(frame), frame.time_s)
        encoded = _encoded(frame)
        place = memory.position.locate(encoded, self._reference) if encoded else None
        state = StateVector(
            icao24=frame.icao24,
            observed_at=observed_at,
            position_source=frame.position_source,
            receiver=frame.message.receiver,
            source_row=frame.message.source_row,
            **memory.recall(frame.time_s),
        )
        if place:
            yield from self._placed_late(memory, place, frame.time_s)
            memory.written_s = frame.time_s
            yield state._replace(lat_deg=place[0], lon_deg=place[1])
            return
        if encoded and encoded.surface and memory.position.place is None and self._reference is None:
            self._wait(memory, Waiting(encoded, state))
        if frame.time_s - memory.written_s >= WITHOUT_PLACE_S:
            memory.written_s = frame.time_s
            yield state

    def _wait(self, memory: Memory, waiting: Waiting) -> None:
        if len(memory.waiting) == memory.waiting.maxlen:
            self._count(Reject("surface_without_reference", f"frame {memory.waiting[0].state.source_row}"))
        memory.waiting.append(waiting)

    def _placed_late(self, memory: Memory, place: Place, time_s: float) -> Iterable[StateVector]:
        """The taxi before a take-off, once the first position in the air tells which of eight places it was."""
        position = PositionState()
        while memory.waiting:
            encoded, state = memory.waiting.popleft()
            found = position.locate(encoded, place) if time_s - encoded.time_s <= _WAIT_S else None
            if found:
                yield state._replace(lat_deg=found[0], lon_deg=found[1])
            else:
                self._count(Reject("surface_without_reference", f"frame {state.source_row}"))


def _encoded(frame: Frame) -> Encoded | None:
    fields = frame.fields
    if frame.df not in {17, 18} or fields.get("lat_cpr") is None:
        return None
    return Encoded(
        lat=int(fields["lat_cpr"]),
        lon=int(fields["lon_cpr"]),
        odd=fields["parity"] == "odd",
        surface=fields["bds"] == "06",
        time_s=frame.time_s,
    )
