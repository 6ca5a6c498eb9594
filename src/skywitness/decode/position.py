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
from typing import NamedTuple

from skywitness.decode.cpr import Encoded, Place, decode_global, decode_local
from skywitness.measure.geodesy import way_nm
from skywitness.model import StateVector

_PAIR_AIR_S = 10.0  # longest time between even and odd in the air (DO-260B, A.1.7.7)
_PAIR_MOVING_S, _PAIR_SLOW_S = 25.0, 50.0  # on the ground, above and up to 25 kt (A.1.7.8)
SLOW_KT = 25.0
_SAME_SENDING_S = 0.25
"""One message again within this time was sent once and received twice: squitters are 0.4 s apart (2.2.3.3.2.2)."""
_LOCAL_AIR_S, _LOCAL_SURFACE_S = 600.0, 300.0
"""How long a place fixes the next one's zone: 180 NM at 1,000 kt in the air, 45 NM at 300 kt on the ground."""
_WAIT_S = 60.0
"""How long places wait for a second pair: aircraft out of range of all but single messages give none."""
_FASTEST_AIR_KT, _FASTEST_SURFACE_KT = 1_000.0, 300.0
_TOLERANCE_NM = 1.0  # stamps of network receivers are off by seconds
_FAR_NM = 200.0
"""Farther than a receiver hears an aircraft on the ground, or than one flies before it lands unheard."""


class Fix(NamedTuple):
    """A place and the row that waits for it.

    Attributes:
        place: degrees.
        time_s: Unix seconds.
        row: the state vector, without its position.
        pair: the messages that the place is from.
    """

    place: Place
    time_s: float
    row: StateVector
    pair: tuple[Encoded, ...]


class PositionTracker:
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
        self._waiting: list[Fix] = []

    def place(
        self, said: Encoded, row: StateVector, near: Place | None, speed_kt: float | None
    ) -> list[StateVector]:
        """Rows that now have a position: the message's own and those that waited, or none.

        Args:
            said: the encoded place.
            row: its state vector, without a position.
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
        if said.surface and near is not None and way_nm(*place, *near) > _FAR_NM:
            self.rejects["surface_far_from_reference"] += 1
            return []
        return self._from_pair(Fix(place, said.time_s, row, pair), said)

    def give_up(self) -> None:
        """Positions that wait were never confirmed: the record ends, or too long ago."""
        if self._waiting:
            self.rejects["position_unconfirmed"] += len(self._waiting)
            self._waiting = []

    def _recent(self, said: Encoded) -> Place | None:
        """The last place while it fixes the zone of the next."""
        longest_s = _LOCAL_SURFACE_S if said.surface else _LOCAL_AIR_S
        return self.last if abs(said.time_s - self.last_s) <= longest_s else None

    def _received_twice(self, said: Encoded) -> bool:
        before = self._heard.get(said.odd)
        if before is None or before[:4] != said[:4]:
            return False
        return abs(said.time_s - before.time_s) < _SAME_SENDING_S

    def _alone(self, said: Encoded, row: StateVector, near: Place | None) -> list[StateVector]:
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

    def _from_pair(self, fix: Fix, said: Encoded) -> list[StateVector]:
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

    def _accept(self, fixes: list[Fix]) -> list[StateVector]:
        self.give_up()  # a place that counts contradicts those that wait
        self.last, self.last_s = fixes[-1].place, fixes[-1].time_s
        return [_located(fix) for fix in fixes]


def _is_pair(said: Encoded, other: Encoded, speed_kt: float | None) -> bool:
    if other.surface != said.surface:
        return False
    longest_s = _PAIR_AIR_S
    if said.surface:
        longest_s = _PAIR_SLOW_S if speed_kt is not None and speed_kt <= SLOW_KT else _PAIR_MOVING_S
    return abs(said.time_s - other.time_s) <= longest_s


def _can_reach(before: Place, before_s: float, place: Place, said: Encoded) -> bool:
    fastest_kt = _FASTEST_SURFACE_KT if said.surface else _FASTEST_AIR_KT
    return way_nm(*before, *place) <= _TOLERANCE_NM + fastest_kt * abs(said.time_s - before_s) / 3600


def _located(fix: Fix) -> StateVector:
    lat, lon = round(fix.place[0], 6), round(fix.place[1], 6)
    return fix.row._replace(lat_deg=lat, lon_deg=lon if lon < 180 else -180.0)
