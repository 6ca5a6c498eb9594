"""Position: an aircraft's places from its even and odd messages, as they come.

Compact position reporting fails in leaps: a pair of messages that do not belong together gives a place some
hundred miles off, and so does one message placed near a wrong place. Hence a place counts once a second pair, of
which neither message was in the first, has given one that the aircraft can have reached (the test that DO-260B
asks for in 2.2.10.3.1 and A.1.7.10.2 before local decoding). The rows of such places wait until then.
A place that cannot be reached from the last one waits in the same way: an aircraft whose own navigation leaps,
or is made to, is followed after a second, because what it sends is to be kept and judged later; a mistake of
ours is not.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from skywitness.decode.cpr import Encoded, Place, decode_global, decode_local
from skywitness.measure.geodesy import way_nm

RowT = TypeVar("RowT")
"""What a place is for: a state vector that it completes, or the number of its message in columns."""
PAIR_AIR_S = 10.0  # longest time between even and odd in the air (DO-260B, A.1.7.7)
PAIR_MOVING_S, PAIR_SLOW_S = 25.0, 50.0  # on the ground, above and up to 25 kt (A.1.7.8)
SLOW_KT = 25.0
SAME_SENDING_S = 0.25
"""One message again within this time was sent once and received twice: squitters are 0.4 s apart (2.2.3.3.2.2)."""
LOCAL_AIR_S, LOCAL_SURFACE_S = 600.0, 300.0
"""How long a place fixes the next one's zone: 180 NM at 1,000 kt in the air, 45 NM at 300 kt on the ground."""
_WAIT_S = 60.0
"""How long places wait for a second pair: aircraft out of range of all but single messages give none."""
FASTEST_AIR_KT, FASTEST_SURFACE_KT = 1_000.0, 300.0
TOLERANCE_NM = 1.0  # stamps of network receivers are off by seconds
FAR_NM = 200.0
"""Farther than a receiver hears an aircraft on the ground, or than one flies before it lands unheard."""


class Fix(NamedTuple, Generic[RowT]):
    """A place and the row that waits for it.

    Attributes:
        place: degrees.
        time_s: Unix seconds.
        row: what it is for.
        pair: the messages that the place is from.
    """

    place: Place
    time_s: float
    row: RowT
    pair: tuple[Encoded, ...]


class PositionTracker(Generic[RowT]):
    """Places one aircraft's messages of one position source.

    Attributes:
        last: the last place that counts, None before.
        last_s: when it was, Unix seconds.
        rejects: positions not taken since this was last emptied, by reason.
    """

    def __init__(self) -> None:
        self.last: Place | None = None
        self.last_s = 0.0
        self.rejects: Counter[str] = Counter()
        self._heard: dict[bool, Encoded] = {}
        self._waiting: list[Fix[RowT]] = []

    def place(self, said: Encoded, row: RowT, near: Place | None, speed_kt: float | None) -> list[Fix[RowT]]:
        """Places that now count: the message's own and those that waited, or none.

        Args:
            said: the encoded place.
            row: what its place is for.
            near: a place that a surface message is near to: the aircraft's own a while ago, or the receiver's.
            speed_kt: the aircraft's speed over ground, None when unknown.
        """
        if self._received_twice(said):
            self.rejects["position_received_twice"] += 1
            return []
        if self._waiting and abs(said.time_s - self._waiting[0].time_s) > _WAIT_S:
            self.give_up()
        other = self._heard.get(not said.odd)
        self._heard[said.odd] = said
        pair = (said, other) if other is not None and _is_pair(said, other, speed_kt) else None
        place = decode_global(*pair, near) if pair else None
        if pair is None or place is None:
            return self._alone(said, row, near)
        if said.surface and near is not None and way_nm(*place, *near) > FAR_NM:
            self.rejects["surface_far_from_reference"] += 1
            return []
        return self._from_pair(Fix(place, said.time_s, row, pair), said)

    @property
    def waiting(self) -> tuple[Fix[RowT], ...]:
        """Places that nothing has confirmed yet."""
        return tuple(self._waiting)

    @property
    def heard(self) -> Mapping[bool, Encoded]:
        """The last message of each format, by whether it is odd."""
        return self._heard

    def resume(self, last: Place, last_s: float, heard: Mapping[bool, Encoded]) -> None:
        """Go on from a place that counts and these last messages, as if they had been placed here."""
        self.last, self.last_s = last, last_s
        self._heard = dict(heard)
        self._waiting = []

    def give_up(self) -> None:
        """Positions that wait were never confirmed: the record ends, or too long ago."""
        if self._waiting:
            self.rejects["position_unconfirmed"] += len(self._waiting)
            self._waiting = []

    def _recent(self, said: Encoded) -> Place | None:
        """The last place while it fixes the zone of the next."""
        longest_s = LOCAL_SURFACE_S if said.surface else LOCAL_AIR_S
        return self.last if abs(said.time_s - self.last_s) <= longest_s else None

    def _received_twice(self, said: Encoded) -> bool:
        before = self._heard.get(said.odd)
        if before is None or before[:4] != said[:4]:
            return False
        return abs(said.time_s - before.time_s) < SAME_SENDING_S

    def _alone(self, said: Encoded, row: RowT, near: Place | None) -> list[Fix[RowT]]:
        """A message without a partner: placed near the last place that counts, or else near one that waits."""
        last, last_s = self._recent(said), self.last_s
        counts = last is not None
        if last is None and self._waiting:
            last, last_s = self._waiting[-1].place, self._waiting[-1].time_s
        if last is None:
            self.rejects["surface_without_reference"] += said.surface and near is None
            return []
        place = decode_local(said, last)
        if place is None or not _can_reach(last, last_s, place, said):
            return []
        fix = Fix(place, said.time_s, row, (said,))
        if counts:
            return self._accept([fix])
        self._waiting.append(fix)
        return []

    def _from_pair(self, fix: Fix[RowT], said: Encoded) -> list[Fix[RowT]]:
        last = self._recent(said)
        if last and _can_reach(last, self.last_s, fix.place, said):
            return self._accept([fix])
        waiting = self._waiting
        if not waiting or not _can_reach(waiting[-1].place, waiting[-1].time_s, fix.place, said):
            self.give_up()
            self._waiting = [fix]
            return []
        waiting.append(fix)
        if any(message in waiting[0].pair for message in fix.pair):
            return []
        self._waiting = []
        return self._accept(waiting)

    def _accept(self, fixes: list[Fix[RowT]]) -> list[Fix[RowT]]:
        self.give_up()  # a place that counts contradicts those that wait
        self.last, self.last_s = fixes[-1].place, fixes[-1].time_s
        return fixes


def _is_pair(said: Encoded, other: Encoded, speed_kt: float | None) -> bool:
    if other.surface != said.surface:
        return False
    longest_s = PAIR_AIR_S
    if said.surface:
        longest_s = PAIR_SLOW_S if speed_kt is not None and speed_kt <= SLOW_KT else PAIR_MOVING_S
    return abs(said.time_s - other.time_s) <= longest_s


def _can_reach(before: Place, before_s: float, place: Place, said: Encoded) -> bool:
    fastest_kt = FASTEST_SURFACE_KT if said.surface else FASTEST_AIR_KT
    return way_nm(*before, *place) <= TOLERANCE_NM + fastest_kt * abs(said.time_s - before_s) / 3600
