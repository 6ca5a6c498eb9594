"""Placing: a block's position messages turned into places, as ``decode.position`` does it one by one.

Nearly all messages of a recording give a place that the aircraft can have reached from the one before. Where that
is beyond doubt they count, whole stretches at a time. The others (the first ones of an aircraft, those that
contradict what came before, those after a silence, those on the edge of a limit) are handed to the same code as in
the live decoder, message by message, until the aircraft is back on its way.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from skywitness.decode.bulk.bulk_places import BulkPlaces
from skywitness.decode.bulk.cpr_columns import PlaceColumns
from skywitness.decode.bulk.groups import Bools, Ints, starts_of
from skywitness.decode.bulk.messages import SOURCES_AT_MOST, Messages
from skywitness.decode.bulk.runs import Runs

_TWICE = "position_received_twice"


class Placed(NamedTuple):
    """Places that count.

    Attributes:
        number: messages that they are for, shape (m,).
        by: number of the message that made each count, shape (m,).
        places: shape (m,).
    """

    number: Ints
    by: Ints
    places: PlaceColumns


class Loss(NamedTuple):
    """Positions not taken at one message.

    Attributes:
        reason: what they are counted by.
        times: how many.
        number: of the message.
    """

    reason: str
    times: int
    number: int


class Placing:
    """The placing of one block.

    Attributes:
        losses: positions not taken.
    """

    def __init__(self, messages: Messages, lives: Mapping[int, BulkPlaces], sources: tuple[str, ...]) -> None:
        """Begin.

        Args:
            messages: the block's position messages.
            lives: what is known of the places of each life in them.
            sources: names of the position sources.
        """
        self.losses: list[Loss] = []
        self._messages = messages
        self._lives = lives
        self._sources = sources
        self._stepped: list[tuple[int, int, float, float]] = []

    def run(self) -> Placed:
        """All places that count, those of one aircraft in the order in which they came to count."""
        entangled = self._entangled()
        for row in np.flatnonzero(entangled).tolist():
            self._step(self._messages, row)
        steady = self._apart(self._messages.take(~entangled))
        stepped = np.array(self._stepped, np.float64).reshape(-1, 4)
        number, by = stepped[:, :2].astype(np.int64).T
        places = PlaceColumns(
            np.append(stepped[:, 2], steady.places.lat), np.append(stepped[:, 3], steady.places.lon)
        )
        return Placed(np.append(number, steady.number), np.append(by, steady.by), places)

    def _entangled(self) -> Bools:
        """Messages of lives whose sources cannot be placed apart: several, and one is or was on the ground."""
        life, source = self._messages.life, self._messages.source
        begins = starts_of(life)
        index = np.cumsum(begins) - 1
        first = np.flatnonzero(begins)
        lowest, highest, surface = (
            f.reduceat(column, first) if len(first) else first
            for f, column in (
                (np.minimum, source),
                (np.maximum, source),
                (np.logical_or, self._messages.sent.surface),
            )
        )
        tangled: Bools = np.zeros(len(first), np.bool_)
        for place, (low, high, rolls, of) in enumerate(
            zip(lowest.tolist(), highest.tolist(), surface.tolist(), life[first].tolist(), strict=True)
        ):
            known = self._lives[of]
            others = low != high or bool(known.trackers.keys() - {self._sources[low]})
            tangled[place] = others and (rolls or len(known.taxi) > 0)
        return np.asarray(tangled[index])

    def _apart(self, messages: Messages) -> Placed:
        """Place the messages of each source of each life by themselves."""
        if not len(messages.life):
            nothing = np.empty(0, np.int64)
            return Placed(nothing, nothing, PlaceColumns(np.empty(0), np.empty(0)))
        order = np.argsort(messages.life * SOURCES_AT_MOST + messages.source, kind="stable")
        messages = messages.take(order)
        runs = Runs(messages, self._lives, self._sources, lambda row: self._step(messages, row))
        rows, places, twice = runs.run()
        if len(twice):
            self.losses.append(Loss(_TWICE, len(twice), int(messages.number[twice].min())))
        return Placed(messages.number[rows], messages.number[rows], places)

    def _step(self, messages: Messages, row: int) -> None:
        """Place one message as the live decoder does."""
        number = int(messages.number[row])
        places = self._lives[int(messages.life[row])]
        said, source = messages.sent.encoded(row), self._sources[messages.source[row]]
        fixes = places.place(source, said, number, messages.speed_at(row))
        self._stepped += [(fix.row, number, *fix.place) for fix in fixes]
        if places.has_rejects:
            self.losses += [Loss(reason, times, number) for reason, times in places.rejects().items()]
