"""Taxi: surface positions heard before anything tells where on the globe the aircraft is.

A surface position fits eight places (ICAO Doc 9871, C.2.6.8). The aircraft's first position in the air tells which
one it was, so that the way to the runway is not lost when the receiver's place is not known.
"""

from collections import Counter, deque
from typing import Generic, NamedTuple

from skywitness.decode.cpr import Encoded, Place
from skywitness.decode.position import Fix, PositionTracker, RowT

HELD = 2000
"""Messages held for one aircraft: a quarter of an hour at two a second."""
TAXI_S = 1800.0
"""Longest time between a message on the ground and the place that it is put near to; longer ago it may have stood
elsewhere."""
REASON = "surface_without_reference"


class Held(NamedTuple, Generic[RowT]):
    """A message that waits.

    Attributes:
        said: the encoded place.
        row: what its place is for.
        speed_kt: the aircraft's speed over ground, None when unknown.
    """

    said: Encoded
    row: RowT
    speed_kt: float | None


class Taxi(Generic[RowT]):
    """One aircraft's surface messages that wait for a place.

    Attributes:
        rejects: messages that found none since this was last emptied, by reason.
    """

    def __init__(self) -> None:
        self.rejects: Counter[str] = Counter()
        self._held: deque[Held[RowT]] = deque()

    def __len__(self) -> int:
        return len(self._held)

    def rows(self) -> list[RowT]:
        """What the messages that wait are for."""
        return [message.row for message in self._held]

    def hold(self, message: Held[RowT]) -> None:
        """Keep a message; the oldest goes when there are too many."""
        self._held.append(message)
        if len(self._held) > HELD:
            self._held.popleft()
            self.rejects[REASON] += 1

    def release(self, near: Place, time_s: float) -> list[Fix[RowT]]:
        """The held messages, placed near a place where the aircraft was soon after."""
        if not self._held:
            return []
        tracker = PositionTracker[RowT]()
        fixes: list[Fix[RowT]] = []
        for said, row, speed_kt in self._held:
            if abs(time_s - said.time_s) <= TAXI_S:
                fixes += tracker.place(said, row, near, speed_kt)
            else:
                self.rejects[REASON] += 1
        tracker.give_up()
        self.rejects += tracker.rejects
        self._held.clear()
        return fixes

    def give_up(self) -> None:
        """Nothing placed them: the record ends, or the aircraft was silent for too long."""
        self.rejects[REASON] += len(self._held)
        self._held.clear()
