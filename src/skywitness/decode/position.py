"""Position: an aircraft's places from its even and odd messages, as they come.

Compact position reporting fails in leaps: a pair of messages that do not belong together gives a place some
hundred miles off, and so does one message placed near a wrong place. Hence a place counts once a second pair, of
which neither message was in the first, has given one that the aircraft can have reached (the test that DO-260B
asks for in 2.2.10.3.1 and A.1.7.10.2 before local decoding). The rows of such places wait until then.
A place that cannot be reached from the last one waits in the same way: an aircraft whose own navigation leaps,
or is made to, is followed after a second, because what it sends is to be kept and judged later; a mistake of
ours is not.
"""

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
_FASTEST_AIR_KT, _FASTEST_SURFACE_KT = 1_000.0, 300.0
_TOLERANCE_NM = 1.0  # stamps of network receivers are off by seconds
_FAR_NM = (
    200.0  # farther than a receiver hears an aircraft on the ground, or than one flies before it lands unheard
)


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


class Placed(NamedTuple):
    """What became of a message.

    Attributes:
        rows: state vectors that now have a position.
        reason: why a position was not taken, empty otherwise.
        dropped: number of positions that this reason is for.
    """

    rows: list[StateVector]
    reason: str = ""
    dropped: int = 0


class PositionTracker:
    """Places one aircraft's messages of one position source.

    Attributes:
        last: the last place that counts, None before.
        last_s: when it was, Unix seconds.
    """

    def __init__(self) -> None:
        self.last: Place | None = None
        self.last_s = 0.0
        self._heard: dict[bool, Encoded] = {}
        self._waiting: list[Fix] = []

    def place(self, said: Encoded, row: StateVector, near: Place | None, speed_kt: float | None) -> Placed:
        """Place a message.

        Args:
            said: the encoded place.
            row: its state vector, without a position.
            near: a place that a surface message is near to: the aircraft's own a while ago, or the receiver's.
            speed_kt: the aircraft's speed over ground, None when unknown.
        """
        if self._received_twice(said):
            return Placed([], "position_received_twice", 1)
        other = self._heard.get(not said.odd)
        self._heard[said.odd] = said
        fits = other is not None and _is_pair(said, other, speed_kt)
        pair_place = decode_global(said, other, near) if other is not None and fits else None
        if pair_place is None or other is None:
            return self._alone(said, row, near)
        if said.surface and near is not None and way_nm(*pair_place, *near) > _FAR_NM:
            return Placed([], "surface_far_from_reference", 1)
        return self._from_pair(Fix(pair_place, said.time_s, row, (said, other)), said)

    def give_up(self) -> int:
        """Positions that were never confirmed, at the end of the record."""
        dropped, self._waiting = len(self._waiting), []
        return dropped

    def _recent(self, said: Encoded) -> Place | None:
        """The last place while it fixes the zone of the next."""
        longest_s = _LOCAL_SURFACE_S if said.surface else _LOCAL_AIR_S
        return self.last if abs(said.time_s - self.last_s) <= longest_s else None

    def _received_twice(self, said: Encoded) -> bool:
        before = self._heard.get(said.odd)
        if before is None or before[:4] != said[:4]:
            return False
        return abs(said.time_s - before.time_s) < _SAME_SENDING_S

    def _alone(self, said: Encoded, row: StateVector, near: Place | None) -> Placed:
        """A message without a partner: placed near the last place that counts."""
        last = self._recent(said)
        if last is None:
            without = said.surface and near is None
            return Placed([], "surface_without_reference", 1) if without else Placed([])
        place = decode_local(said, last)
        if place is None or not _can_reach(last, self.last_s, place, said):
            return Placed([])
        return self._accept([Fix(place, said.time_s, row, (said,))])

    def _from_pair(self, fix: Fix, said: Encoded) -> Placed:
        last = self._recent(said)
        if last and _can_reach(last, self.last_s, fix.place, said):
            return self._accept([fix])
        waiting = self._waiting
        if not waiting or not _can_reach(waiting[-1].place, waiting[-1].time_s, fix.place, said):
            self._waiting = [fix]
            return Placed([], "position_unconfirmed" if waiting else "", len(waiting))
        waiting.append(fix)
        shared = any(message in waiting[0].pair for message in fix.pair)
        if shared:
            return Placed([])
        self._waiting = []
        return self._accept(waiting)

    def _accept(self, fixes: list[Fix]) -> Placed:
        self.last, self.last_s = fixes[-1].place, fixes[-1].time_s
        dropped = self.give_up()
        rows = [_located(fix) for fix in fixes]
        return Placed(rows, "position_unconfirmed" if dropped else "", dropped)


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
