"""Places: where one aircraft was, by all of its position sources and over the time before it was placed at all."""

from collections import Counter
from typing import Generic

from skywitness.decode.cpr import Encoded, Place
from skywitness.decode.position import Fix, PositionTracker, RowT
from skywitness.decode.taxi import Held, Taxi

FORGET_S = 1_800.0
"""An aircraft silent for longer is forgotten; within it, its own last place tells where it is on the ground."""


class Places(Generic[RowT]):
    """The position messages of one aircraft turned into places.

    Attributes:
        trackers: one for each position source that was heard, in the order in which they were.
        taxi: messages on the ground from before anything told where it is.
        reference_deg: a place that it is not far from on the ground: the receiver's; None when unknown.
    """

    def __init__(self, reference_deg: Place | None, taxi: Taxi[RowT] | None = None) -> None:
        self.trackers: dict[str, PositionTracker[RowT]] = {}
        self.taxi: Taxi[RowT] = Taxi() if taxi is None else taxi
        self.reference_deg = reference_deg

    def place(self, source: str, said: Encoded, row: RowT, speed_kt: float | None) -> list[Fix[RowT]]:
        """Places that now count: the message's own and those that waited, or none.

        Args:
            source: position source of the message.
            said: the encoded place.
            row: what its place is for.
            speed_kt: the aircraft's speed over ground, None when unknown.
        """
        tracker = self.tracker(source)
        near = (self._last_place(said.time_s) or self.reference_deg) if said.surface else None
        if said.surface and near is None:
            self.taxi.hold(Held(said, row, speed_kt))
            return []
        fixes = tracker.place(said, row, near, speed_kt)
        if fixes and not said.surface and tracker.last:
            fixes = self.taxi.release(tracker.last, said.time_s) + fixes
        return fixes

    def tracker(self, source: str) -> PositionTracker[RowT]:
        """The tracker of a position source."""
        if source not in self.trackers:
            self.trackers[source] = PositionTracker()
        return self.trackers[source]

    @property
    def is_nowhere(self) -> bool:
        """Whether nothing tells, or ever told, where it is."""
        return self.reference_deg is None and all(tracker.last is None for tracker in self.trackers.values())

    def waiting(self) -> list[RowT]:
        """What waits for a place."""
        waits = self.taxi.rows()
        for tracker in self.trackers.values():
            waits += [fix.row for fix in tracker.waiting]
        return waits

    def rejects(self) -> Counter[str]:
        """Positions not taken since this was last asked, by reason."""
        counts: Counter[str] = Counter()
        for part in self._parts():
            if part.rejects:
                counts += part.rejects
                part.rejects.clear()
        return counts

    @property
    def has_rejects(self) -> bool:
        """Whether any position was not taken since then."""
        return any(part.rejects for part in self._parts())

    def give_up(self) -> None:
        """What waits was never confirmed: the record ends, or the aircraft was silent for too long."""
        for part in self._parts():
            part.give_up()

    def _parts(self) -> list[Taxi[RowT] | PositionTracker[RowT]]:
        return [self.taxi, *self.trackers.values()]

    def _last_place(self, time_s: float) -> Place | None:
        """The latest place from any source, unless it is too long ago to tell where the aircraft may be."""
        seen = [
            tracker
            for tracker in self.trackers.values()
            if tracker.last and abs(time_s - tracker.last_s) <= FORGET_S
        ]
        return max(seen, key=lambda tracker: tracker.last_s).last if seen else None
