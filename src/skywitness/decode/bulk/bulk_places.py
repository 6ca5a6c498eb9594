"""BulkPlaces: where one aircraft was, with the messages that wait on the ground kept as columns."""

from collections import Counter
from collections.abc import Callable

import numpy as np

from skywitness.decode.bulk.messages import Messages, joined, one_message
from skywitness.decode.cpr import Place
from skywitness.decode.places import Places
from skywitness.decode.position import Fix
from skywitness.decode.taxi import HELD, REASON, TAXI_S, Held, Taxi

Beside = Callable[[Messages, Place], tuple[list[Fix[int]], Counter[str]]]
"""Places messages on the ground near a place, in their order; also counts what is not taken."""


class HeldColumns(Taxi[int]):
    """As Taxi, many messages at once."""

    def __init__(self, beside: Beside) -> None:
        super().__init__()
        self._beside = beside
        self._pieces: list[Messages] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def room(self) -> int:
        """How many more it can hold."""
        return HELD - self._count

    def rows(self) -> list[int]:
        """Numbers of the messages that wait."""
        return [number for piece in self._pieces for number in piece.number.tolist()]

    def hold(self, message: Held[int]) -> None:
        """Keep a message; the oldest goes when there are too many."""
        self.hold_all(one_message(*message))
        if self._count > HELD:
            self._pieces = [joined(self._pieces).take(np.arange(1, self._count))]
            self._count = HELD
            self.rejects[REASON] += 1

    def hold_all(self, messages: Messages) -> None:
        """Keep messages for which there is room."""
        self._pieces.append(messages)
        self._count += len(messages.number)

    def release(self, near: Place, time_s: float) -> list[Fix[int]]:
        """The held messages, placed near a place where the aircraft was soon after."""
        if not self._count:
            return []
        messages = joined(self._pieces)
        in_time = np.abs(time_s - messages.sent.time_s) <= TAXI_S
        self.rejects[REASON] += int((~in_time).sum())
        fixes, rejects = self._beside(messages.take(in_time), near)
        self.rejects += rejects
        self._pieces, self._count = [], 0
        return fixes

    def give_up(self) -> None:
        """Nothing placed them: the record ends, or the aircraft was silent for too long."""
        self.rejects[REASON] += self._count
        self._pieces, self._count = [], 0


class BulkPlaces(Places[int]):
    """As Places, for messages that are known by their numbers.

    Attributes:
        held: its taxi.
    """

    def __init__(self, reference_deg: Place | None, beside: Beside) -> None:
        self.held = HeldColumns(beside)
        super().__init__(reference_deg, self.held)
