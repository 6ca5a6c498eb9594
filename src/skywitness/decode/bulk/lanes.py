"""Lanes: the position messages of one aircraft from one source, with the last ones of the block before in front.

For each message, what ``decode.position`` would look up: whether it was received twice, the last message in the
other format, and the place that the two give. None of this depends on which places have counted.
"""

import numpy as np

from skywitness.decode.bulk.cpr_columns import PlaceColumns, Sent, decode_near, decode_pairs
from skywitness.decode.bulk.groups import Bools, Floats, Ints, last_before, last_up_to, start_of_each, starts_of
from skywitness.decode.position import (
    PAIR_AIR_S,
    PAIR_MOVING_S,
    PAIR_SLOW_S,
    SAME_SENDING_S,
    SLOW_KT,
)


class Lanes:
    """Position messages by lane, each lane's in their order.

    Attributes:
        lane: of each message, ascending; shape (n,).
        begin: first message of each message's lane, shape (n,).
        sent: what the messages say.
        new: False for those of the block before; shape (n,).
        twice: received a second time; shape (n,).
        even: the last even message up to and with each that was not, -1 for none; shape (n,).
        odd: the same of odd ones; shape (n,).
        before: the last new message before each that was not received twice, -1 for none; shape (n,).
        places: where each one is if what came before it counts, NaN where nothing tells; shape (n,).
        alone: whether that is by the place before it and not by a pair; shape (n,).
    """

    def __init__(self, lane: Ints, sent: Sent, new: Bools, speed_kt: Floats, anchors: PlaceColumns) -> None:
        """Look everything up.

        Args:
            lane: of each message, ascending; shape (n,).
            sent: what the messages say.
            new: False for those of the block before, which stand first in their lane; shape (n,).
            speed_kt: over the ground, NaN where unknown; shape (n,).
            anchors: by lane, a place that its aircraft is not far from, NaN where none is known.
        """
        self.lane, self.sent, self.new = lane, sent, new
        self.begin = start_of_each(starts_of(lane))
        self.twice = _twice(lane, sent, new)
        self.even = self._within(last_up_to(~self.twice & ~sent.odd))
        self.odd = self._within(last_up_to(~self.twice & sent.odd))
        self.before = self._within(last_before(~self.twice & new))
        self._place(speed_kt, anchors)

    def _within(self, rows: Ints) -> Ints:
        return np.where(rows >= self.begin, rows, -1)

    def _place(self, speed_kt: Floats, anchors: PlaceColumns) -> None:
        sent = self.sent
        other = np.where(sent.odd, self.even, self.odd)
        pair = (other >= 0) & ~self.twice & self.new
        pair &= sent.surface == sent.surface[other]
        pair &= np.abs(sent.time_s - sent.time_s[other]) <= _longest_s(sent.surface, speed_kt)
        near = anchors.take(self.lane)
        self.places = PlaceColumns(np.full(len(pair), np.nan), np.full(len(pair), np.nan))
        for surface in (False, True):
            rows = np.flatnonzero(pair & (sent.surface == surface))
            if len(rows):
                self._put(rows, decode_pairs(sent.take(rows), sent.take(other[rows]), near.take(rows)))
                near = self._nearest(near)
        self.alone = np.isnan(self.places.lat) & ~self.twice & self.new
        rows = np.flatnonzero(self.alone)
        self._put(rows, decode_near(sent.take(rows), near.take(rows)))

    def _put(self, rows: Ints, places: PlaceColumns) -> None:
        self.places.lat[rows], self.places.lon[rows] = places

    def _nearest(self, otherwise: PlaceColumns) -> PlaceColumns:
        """The last place of each lane up to each message."""
        last = self._within(last_up_to(~np.isnan(self.places.lat)))
        placed = last >= 0
        return PlaceColumns(
            np.where(placed, self.places.lat[last], otherwise.lat),
            np.where(placed, self.places.lon[last], otherwise.lon),
        )


def _longest_s(surface: Bools, speed_kt: Floats) -> Floats:
    slow = speed_kt <= SLOW_KT  # False for an unknown speed
    return np.where(surface, np.where(slow, PAIR_SLOW_S, PAIR_MOVING_S), PAIR_AIR_S)


def _twice(lane: Ints, sent: Sent, new: Bools) -> Bools:
    """Messages equal to the last one of their lane and format that counted, and too soon after it."""
    order = np.argsort(lane * 2 + sent.odd, kind="stable")
    lane, sent, new = lane[order], sent.take(order), new[order]
    equal = np.zeros(len(lane), np.bool_)
    equal[1:] = (lane[1:] == lane[:-1]) & new[1:]
    for column in (sent.lat, sent.lon, sent.odd, sent.surface):
        equal[1:] &= column[1:] == column[:-1]
    soon = equal.copy()
    soon[1:] &= np.abs(sent.time_s[1:] - sent.time_s[:-1]) < SAME_SENDING_S
    _judge_runs(equal, soon, sent.time_s)
    twice = np.empty(len(soon), np.bool_)
    twice[order] = soon
    return twice


def _judge_runs(equal: Bools, soon: Bools, time_s: Floats) -> None:
    """Three and more equal messages: each is compared with the last that counted, not with the last."""
    begin = start_of_each(~equal)
    length = np.bincount(begin, minlength=len(begin))
    met = np.unique(begin[soon])
    for first in met[length[met] > 2].tolist():
        counted_s = time_s[first]
        for row in range(first + 1, first + int(length[first])):
            soon[row] = abs(time_s[row] - counted_s) < SAME_SENDING_S
            if not soon[row]:
                counted_s = time_s[row]
