"""Position: an aircraft's place from its even and odd messages, as they come."""

from dataclasses import dataclass, field

from skywitness.decode.cpr import Encoded, Place, decode_global, decode_local, reachable

_PAIR_AIR_S = 10.0  # longest time between even and odd in the air (DO-260B, A.1.7.7)
_PAIR_SURFACE_S = 25.0  # on the ground at speed (A.1.7.8 allows 50 s for standing aircraft)
_LOCAL_S = 600.0  # a place this old still fixes the zone: 100 NM at 600 kt, of 180
_LOCAL_SURFACE_S = 120.0  # 45 NM half zones
_MAX_SPEED_KT = 1000.0
_TOLERANCE_NM = 1.0


@dataclass(slots=True)
class PositionState:
    """What is needed to place the next message.

    The first place comes from a pair; a second one that can be reached from it makes it trusted, and from then on
    single messages are placed near the last one. A pair that contradicts a trusted place is not taken until
    another pair has confirmed it: the aircraft has then moved unheard, or its first place was wrong.

    Attributes:
        place: the last place, degrees.
        place_s: when it was.
        trusted: two places in a row agreed.
    """

    place: Place | None = None
    place_s: float = 0.0
    trusted: bool = False
    _last: dict[bool, Encoded] = field(default_factory=dict)
    _doubtful: tuple[Place, float] | None = None

    def locate(self, message: Encoded, reference: Place | None) -> Place | None:
        """Place of a position message; None while it cannot be told.

        Args:
            message: the encoded place.
            reference: the receiver's own place, for surface messages of aircraft not placed before.
        """
        other = self._last.get(not message.odd)
        self._last[message.odd] = message
        if self.trusted and self.place and message.time_s - self.place_s <= _local_s(message):
            near = decode_local(message, self.place)
            if near and self._can_reach(near, message.time_s):
                return self._accept(near, message.time_s)
        pair = self._from_pair(message, other, reference)
        return self._weigh(pair, message.time_s) if pair else None

    def _from_pair(self, message: Encoded, other: Encoded | None, reference: Place | None) -> Place | None:
        if other is None or other.surface != message.surface:
            return None
        limit = _PAIR_SURFACE_S if message.surface else _PAIR_AIR_S
        if abs(message.time_s - other.time_s) > limit:
            return None
        even, odd = (other, message) if message.odd else (message, other)
        return decode_global(even, odd, self._near(message, reference) if message.surface else None)

    def _near(self, message: Encoded, reference: Place | None) -> Place | None:
        recent = self.place is not None and message.time_s - self.place_s <= 6 * 3600
        return self.place if recent else reference

    def _weigh(self, place: Place, time_s: float) -> Place | None:
        if self.place is None:
            self.place, self.place_s = place, time_s
            return place
        if self._can_reach(place, time_s):
            self.trusted = True
            return self._accept(place, time_s)
        doubtful, self._doubtful = self._doubtful, (place, time_s)
        if not self.trusted or (doubtful and _agree(doubtful, place, time_s)):
            self.trusted = doubtful is not None and _agree(doubtful, place, time_s)
            return self._accept(place, time_s)
        return None

    def _can_reach(self, place: Place, time_s: float) -> bool:
        return self.place is not None and _agree((self.place, self.place_s), place, time_s)

    def _accept(self, place: Place, time_s: float) -> Place:
        self.place, self.place_s, self._doubtful = place, time_s, None
        return place


def _agree(before: tuple[Place, float], place: Place, time_s: float) -> bool:
    return reachable(before[0], place, time_s - before[1], _MAX_SPEED_KT, _TOLERANCE_NM)


def _local_s(message: Encoded) -> float:
    return _LOCAL_SURFACE_S if message.surface else _LOCAL_S
