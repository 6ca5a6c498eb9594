"""Taxi: surface positions heard before anything tells where on the globe the aircraft is.

A surface position fits eight places (ICAO Doc 9871, C.2.6.8). The aircraft's first position in the air tells which
one it was, so that the way to the runway is not lost when the receiver's place is not known.
"""

from collections import Counter, deque

from skywitness.decode.cpr import Encoded, Place
from skywitness.decode.position import PositionTracker
from skywitness.model import StateVector

_HELD = 2000
"""Messages held for one aircraft: a quarter of an hour at two a second."""
_TAXI_S = 1800.0
"""Longest time between a message on the ground and the place that it is put near to; longer ago it may have stood
elsewhere."""
REASON = "surface_without_reference"


class Taxi:
    """One aircraft's surface messages that wait for a place.

    Attributes:
        rejects: messages that found none since this was last emptied, by reason.
    """

    def __init__(self) -> None:
        self.rejects: Counter[str] = Counter()
        self._held: deque[tuple[Encoded, StateVector]] = deque()

    def hold(self, said: Encoded, row: StateVector) -> None:
        """Keep a message and the row that it will complete; the oldest goes when there are too many."""
        self._held.append((said, row))
        if len(self._held) > _HELD:
            self._held.popleft()
            self.rejects[REASON] += 1

    def release(self, near: Place, time_s: float) -> list[StateVector]:
        """Rows of the held messages, placed near a place where the aircraft was soon after."""
        if not self._held:
            return []
        tracker = PositionTracker()
        rows: list[StateVector] = []
        for said, row in self._held:
            if abs(time_s - said.time_s) <= _TAXI_S:
                rows += tracker.place(said, row, near, row.ground_speed_kt)
            else:
                self.rejects[REASON] += 1
        tracker.give_up()
        self.rejects += tracker.rejects
        self._held.clear()
        return rows

    def give_up(self) -> None:
        """Nothing placed them: the record ends, or the aircraft was silent for too long."""
        self.rejects[REASON] += len(self._held)
        self._held.clear()
