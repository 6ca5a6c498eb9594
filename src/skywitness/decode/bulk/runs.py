"""Runs: stretches of steady messages taken whole, with the live decoder's steps in between."""

from collections.abc import Callable, Mapping

import numpy as np

from skywitness.decode.bulk.bulk_places import BulkPlaces
from skywitness.decode.bulk.cpr_columns import PlaceColumns, Sent
from skywitness.decode.bulk.groups import Ints, last_up_to, starts_of
from skywitness.decode.bulk.lanes import Lanes
from skywitness.decode.bulk.messages import SOURCES_AT_MOST, Messages
from skywitness.decode.bulk.steadiness import steady
from skywitness.decode.cpr import Encoded, Place
from skywitness.decode.position import PositionTracker

_NOWHERE: Place = (float("nan"), float("nan"))


class Runs:
    """The position messages of a block by life and source, each such lane placed by itself."""

    def __init__(
        self,
        messages: Messages,
        lives: Mapping[int, BulkPlaces],
        sources: tuple[str, ...],
        step: Callable[[int], None],
        beside: Place | None = None,
    ) -> None:
        """Look up all that does not depend on which places count.

        Args:
            messages: by life and source.
            lives: what is known of the places of each life.
            sources: names of the position sources.
            step: places one message, by its index, as the live decoder does.
            beside: a place that all are near to, whatever comes before each; None where what comes before tells.
        """
        self._messages, self._step, self._beside = messages, step, beside
        starts = starts_of(messages.life * SOURCES_AT_MOST + messages.source)
        first = np.flatnonzero(starts)
        self._places = [lives[life] for life in messages.life[first].tolist()]
        names = [sources[source] for source in messages.source[first].tolist()]
        for lane in np.argsort(messages.number[first]).tolist():  # trackers are made in the order of the messages
            self._places[lane].tracker(names[lane])
        self._trackers = [places.tracker(name) for places, name in zip(self._places, names, strict=True)]
        self._set_up(messages, np.cumsum(starts) - 1)

    def _set_up(self, messages: Messages, lane: Ints) -> None:
        heard = [(index, said) for index, tracker in enumerate(self._trackers) for said in tracker.heard.values()]
        before = (
            Sent(*(np.array(column) for column in zip(*(said for _, said in heard), strict=True)))
            if heard
            else None
        )
        lanes_of = np.concatenate([np.array([index for index, _ in heard], np.int64), lane])
        order = np.argsort(lanes_of, kind="stable")
        sent = (
            messages.sent
            if before is None
            else Sent(*(np.concatenate(pair) for pair in zip(before, messages.sent, strict=True)))
        )
        row = np.maximum(order - len(heard), -1)  # those of the block before have none
        speed_kt = np.where(row >= 0, messages.speed_kt[row], np.nan)
        last = _columns([tracker.last or _NOWHERE for tracker in self._trackers])
        anchors = _columns(
            [
                tracker.last or places.reference_deg or _NOWHERE
                for tracker, places in zip(self._trackers, self._places, strict=True)
            ]
        )
        self._row = row
        self._lanes = Lanes(lanes_of[order], sent.take(order), row >= 0, speed_kt, anchors)
        # In the air, a message received twice changes nothing whatever came before.
        self._repeats = self._lanes.twice & ~self._lanes.sent.surface
        self._kept = last_up_to(~self._lanes.twice & self._lanes.new)
        last_s = np.array([tracker.last_s for tracker in self._trackers])
        self._unsteady = np.flatnonzero(~steady(self._lanes, last, last_s, self._beside) & self._lanes.new)
        self._counted = np.zeros(len(row), np.bool_)

    def run(self) -> tuple[Ints, PlaceColumns, Ints]:
        """Place all.

        Returns:
            The messages that were taken in runs, their places, and those in runs that were received twice.
        """
        lanes = self._lanes
        first = np.flatnonzero(starts_of(lanes.lane)) + np.bincount(
            lanes.lane[~lanes.new], minlength=len(self._trackers)
        )
        ends = np.append(np.flatnonzero(starts_of(lanes.lane))[1:], len(lanes.lane))
        for lane, (row, end) in enumerate(zip(first.tolist(), ends.tolist(), strict=True)):
            self._run_lane(lane, row, end)
        twice = self._counted & lanes.twice
        rows = np.flatnonzero(self._counted & ~twice)
        return self._row[rows], lanes.places.take(rows), self._row[twice]

    def _run_lane(self, lane: int, row: int, end: int) -> None:
        tracker, places = self._trackers[lane], self._places[lane]
        on_its_way = tracker.last is not None and not tracker.waiting and not places.taxi
        while row < end:
            if on_its_way:
                stop = min(self._next_unsteady(row), end)
                self._counted[row:stop] = True
                self._resume(tracker, row, stop)
                row = stop
            elif places.is_nowhere and (stop := self._next_in_air(row, min(end, row + places.held.room))) > row:
                self._hold(places, row, stop)
                row = stop
            if row < end and self._repeats[row]:
                self._counted[row] = True
                row += 1
            elif row < end:
                self._step(int(self._row[row]))
                on_its_way = not places.taxi and self._is_as_if_in_a_run(tracker, row)
                row += 1

    def _hold(self, places: BulkPlaces, row: int, stop: int) -> None:
        """Hold messages on the ground until something tells where it is."""
        places.held.hold_all(self._messages.take(self._row[row:stop]))

    def _next_in_air(self, row: int, end: int) -> int:
        in_air = ~self._lanes.sent.surface[row:end]
        return row + int(in_air.argmax()) if in_air.any() else end

    def _next_unsteady(self, row: int) -> int:
        at = int(np.searchsorted(self._unsteady, row))
        return int(self._unsteady[at]) if at < len(self._unsteady) else len(self._counted)

    def _resume(self, tracker: PositionTracker[int], row: int, stop: int) -> None:
        """Leave the tracker as the run from ``row`` to before ``stop`` would have left it."""
        kept = int(self._kept[stop - 1])
        if kept >= row:
            place = float(self._lanes.places.lat[kept]), float(self._lanes.places.lon[kept])
            tracker.resume(place, float(self._lanes.sent.time_s[kept]), self._heard(stop - 1))

    def _heard(self, row: int) -> dict[bool, Encoded]:
        """The last messages of both formats up to and with a row."""
        both = ((False, int(self._lanes.even[row])), (True, int(self._lanes.odd[row])))
        return {odd: self._lanes.sent.encoded(at) for odd, at in both if at >= 0}

    def _is_as_if_in_a_run(self, tracker: PositionTracker[int], row: int) -> bool:
        """Whether the message at a row has left the tracker as a run would have."""
        if tracker.waiting or self._lanes.twice[row] or tracker.last_s != self._lanes.sent.time_s[row]:
            return False
        place = float(self._lanes.places.lat[row]), float(self._lanes.places.lon[row])
        return tracker.last == place and dict(tracker.heard) == self._heard(row)


def _columns(places: list[Place]) -> PlaceColumns:
    lat, lon = np.array(places, np.float64).reshape(-1, 2).T
    return PlaceColumns(lat, lon)
