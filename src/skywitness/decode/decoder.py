"""Decoder: messages in, state vectors out."""

from collections import Counter
from collections.abc import Iterable

from skywitness.decode.cpr import Encoded, Place
from skywitness.decode.frames import Frame, FrameReader
from skywitness.decode.memory import Memory, described
from skywitness.decode.places import FORGET_S, Places
from skywitness.decode.position import Fix
from skywitness.decode.registers import position_of, values_of
from skywitness.model import Message, Reject, StateVector

WITHOUT_PLACE_S = 5.0
"""An aircraft whose messages give no place is written once in this time."""
SWEEP_S = 600.0
"""How often, by the messages' time, the silent are forgotten."""
_LONG_AGO_S = -1e18
_NOT_SAID = frozenset({"icao24", "observed_at", "lat_deg", "lon_deg", "position_source", "receiver", "source_row"})
_SAID = tuple(name for name in StateVector._fields if name not in _NOT_SAID)


class _Aircraft:
    """One address: what it said, where it was, and when it was heard and written out."""

    def __init__(self, reference_deg: Place | None) -> None:
        self.memory = Memory()
        self.places: Places[StateVector] = Places(reference_deg)
        self.heard_s = _LONG_AGO_S
        self.messages = 0
        self.written_s = _LONG_AGO_S


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
        aircraft = self._known(frame.icao24)
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

    def _known(self, icao24: str) -> _Aircraft:
        if icao24 not in self._aircraft:
            self._aircraft[icao24] = _Aircraft(self._reference)
        return self._aircraft[icao24]

    def _place(self, frame: Frame, said: Encoded, aircraft: _Aircraft) -> list[StateVector]:
        row = _row(frame, aircraft.memory)
        fixes = aircraft.places.place(frame.position_source, said, row, row.ground_speed_kt)
        where, detail = f"frame {frame.message.source_row}", frame.message.frame.hex()
        self._count_all(aircraft.places.rejects(), where, detail)
        return [_located(fix) for fix in fixes]

    def _count_all(self, rejects: Counter[str], where: str, detail: str = "") -> None:
        for reason, times in rejects.items():
            self._count(Reject(reason, where, detail), times)

    def _count(self, reject: Reject, times: int = 1) -> None:
        self.rejects[reject.reason] += times
        self.examples.setdefault(reject.reason, reject)

    def _sweep(self, time_s: float) -> None:
        """Forget the silent now and then, by the messages' time, so that years of recordings fit in memory."""
        if abs(time_s - self._swept_s) <= SWEEP_S:
            return
        self._swept_s = time_s
        for icao24, aircraft in list(self._aircraft.items()):
            if abs(time_s - aircraft.heard_s) > FORGET_S:
                self._forget(icao24)

    def _forget(self, icao24: str) -> None:
        places = self._aircraft.pop(icao24).places
        places.give_up()
        self._count_all(places.rejects(), f"aircraft {icao24}")


def _located(fix: Fix[StateVector]) -> StateVector:
    lat, lon = round(fix.place[0], 6), round(fix.place[1], 6)
    return fix.row._replace(lat_deg=lat, lon_deg=lon if lon < 180 else -180.0)


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
