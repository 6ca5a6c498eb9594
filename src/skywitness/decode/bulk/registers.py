"""Registers over columns: what a block's frames say, as ``decode.registers`` reads them one by one."""

import numpy as np
from numpy.typing import NDArray

from skywitness.decode.bulk.believe import SOURCES, Believed
from skywitness.decode.bulk.codes import (
    altitudes_ft,
    callsigns,
    categories,
    ground_speeds_kt,
    squawks,
    version_index,
)
from skywitness.decode.bulk.cpr_columns import Sent
from skywitness.decode.bulk.groups import Bools, Ints
from skywitness.decode.bulk.lives import Lives
from skywitness.decode.bulk.messages import Messages
from skywitness.decode.bulk.said import NOTHING, Said, Saying, Values, joined
from skywitness.decode.bulk.velocity import bits, velocities
from skywitness.decode.frames import IDENTIFICATION
from skywitness.decode.registers import POSITIONS

_NO_TYPE = 0xFF
"""In place of a type code where a frame has none."""


class Registers:
    """The frames of a block, sorted by what they hold."""

    def __init__(self, believed: Believed) -> None:
        self._believed = believed
        self._status = believed.head >> 24 & 7
        self._field = believed.field
        self._source = believed.source
        self._df = believed.df
        squitter = (believed.df == 17) | (believed.df == 18)
        self._type_code: NDArray[np.uint8] = np.where(
            squitter, (believed.field >> 51).astype(np.uint8), np.uint8(_NO_TYPE)
        )
        self._surface = self._of_types(range(5, 9))
        self._in_air = self._of_types((*range(9, 19), 20, 21, 22))

    def tell(self, said: Said) -> None:
        """Put all that they say into ``said``, what gives a meaning before what it is given to."""
        self._operational_status(said)
        replies, code = self._replies()
        df = self._df[replies]
        identity = (df == 5) | (df == 21)
        self._altitudes(said, replies[~identity], code[~identity])
        self._names(said)
        self._squawks(said, replies[identity], code[identity])
        self._ground(said, replies)
        self._motion(said)
        said.learn("nic", self._categories(said))

    def positions(self, number: int, lives: Lives, said: Said) -> Messages:
        """Position messages (2.2.3.2.3 and 2.2.3.2.4).

        Args:
            number: of the block's first message in the recording.
            lives: of the frames.
            said: what they say.
        """
        at = self._of_types(POSITIONS)
        field = self._field[at]
        empty = (self._type_code[at] == 15) & (bits(field, 40, 56) == 0)
        empty &= (bits(field, 23, 39) & 0xFFF == 0) & (bits(field, 9, 20) == 0)
        at, field = at[~empty], field[~empty]
        odd, surface = bits(field, 22, 22) == 1, self._type_code[at] < 9
        sent = Sent(bits(field, 23, 39), bits(field, 40, 56), odd, surface, self._believed.time_s[at])
        speed_kt, known = said.known("ground_speed_kt", at)
        speed_kt = np.where(known, speed_kt, np.nan).astype(np.float64)
        return Messages(self._believed.message[at] + number, lives.of[at], self._source[at], sent, speed_kt)

    def _of_types(self, type_codes: "range | tuple[int, ...] | frozenset[int]") -> Ints:
        chosen = np.zeros(256, np.bool_)
        chosen[list(type_codes)] = True
        return np.flatnonzero(chosen[self._type_code])

    def _replies(self) -> tuple[Ints, Ints]:
        """DF0, 4, 5, 16, 20 and 21, and their 13-bit codes (3.1.2.5 to 3.1.2.8)."""
        at = np.flatnonzero((self._type_code == _NO_TYPE) & (self._df != 11))
        return at, self._believed.head[at] & 0x1FFF

    def _operational_status(self, said: Said) -> None:
        """Type code 31, subtypes 0 and 1: version, accuracy, integrity (2.2.3.2.7.2)."""
        at = self._of_types((31,))
        at = at[bits(self._field[at], 6, 8) <= 1]
        said.learn("adsb_version", Saying(at, bits(self._field[at], 41, 43)))
        at = at[bits(self._field[at], 41, 43) > 0]
        for name, first, last in (("nic_a", 44, 44), ("nac_p", 45, 48), ("sil", 51, 52)):
            said.learn(name, Saying(at, bits(self._field[at], first, last)))
        at = at[bits(self._field[at], 6, 8) == 1]
        for name, place in (("nic_c", 20), ("track_is_heading", 53)):
            said.learn(name, Saying(at, bits(self._field[at], place, place)))

    def _altitudes(self, said: Said, replies: Ints, code: Ints) -> None:
        ac12 = bits(self._field[self._in_air], 9, 20)
        height = altitudes_ft()[(ac12 & 0xFC0) << 1 | ac12 & 0x3F]
        above_ellipsoid = self._type_code[self._in_air] >= 20
        checked = _some(self._in_air[~above_ellipsoid], height[~above_ellipsoid])
        said.overhear("baro_altitude_ft", checked, _some(replies, altitudes_ft()[code]))
        said.learn("geo_altitude_ft", _some(self._in_air[above_ellipsoid], height[above_ellipsoid]))

    def _names(self, said: Said) -> None:
        """Type codes 1 to 4 (2.2.3.2.5), and register 2,0 (Doc 9871, table A-2-32)."""
        at = self._of_types(range(1, 5))
        named = (self._df == 20) | (self._df == 21)
        named[named] = self._field[named] >> 48 == IDENTIFICATION
        overheard = np.flatnonzero(named)
        one, other = (_some(frames, callsigns(self._field[frames] & (1 << 48) - 1)) for frames in (at, overheard))
        said.overhear("callsign", one, other)

    def _squawks(self, said: Said, replies: Ints, code: Ints) -> None:
        """Replies, and type code 28, subtype 1: emergency state and Mode A code (2.2.3.2.7.8.1)."""
        at = self._of_types((28,))
        at = at[bits(self._field[at], 6, 8) == 1]
        state = bits(self._field[at], 9, 11)
        said.learn("emergency", Saying(at, np.where(state == 0, NOTHING, state)))
        checked = _some(at, squawks()[bits(self._field[at], 12, 24)])
        said.overhear("squawk", checked, _some(replies, squawks()[code]))

    def _ground(self, said: Said, replies: Ints) -> None:
        status = self._status
        states = ((self._df == 11) | (self._df == 17)) & ((status == 4) | (status == 5))
        on_ground = status == 4
        states[self._surface] = on_ground[self._surface] = True
        at = np.flatnonzero(states)
        df, flight = self._df[replies], status[replies]
        down = np.where((df == 0) | (df == 16), flight >> 2 == 1, (flight == 1) | (flight == 3))
        overheard = replies[down]
        ones = np.ones(len(overheard), np.int64)
        said.overhear("on_ground", Saying(at, on_ground[at].astype(np.int64)), Saying(overheard, ones))

    def _motion(self, said: Said) -> None:
        at = self._of_types((19,))
        flown, rolled = velocities(at, self._field[at]), self._rolled(said)
        for name in ("ground_speed_kt", "track_deg", "vertical_rate_fpm"):
            said.learn(name, joined(flown[name], rolled[name]))
        said.learn("geo_minus_baro_ft", flown["geo_minus_baro_ft"])

    def _rolled(self, said: Said) -> dict[str, Saying]:
        """Type codes 5 to 8: movement and track or heading (2.2.3.2.4)."""
        at, field = self._surface, self._field[self._surface]
        heading, known = said.known("track_is_heading", at)
        given = (bits(field, 13, 13) == 1) & ~(known & (heading == 1))
        track = np.where(given, bits(field, 14, 20) * 360 / 128, np.nan)
        return {
            "ground_speed_kt": Saying(at, ground_speeds_kt()[bits(field, 6, 12)]),
            "track_deg": Saying(at, track),
            "vertical_rate_fpm": Saying(at, np.full(len(at), NOTHING)),
        }

    def _categories(self, said: Said) -> Saying:
        """Navigation integrity of each position message."""
        at = _sorted(self._surface, self._in_air)
        surface = self._type_code[at] < 9
        version = version_index(*said.known("adsb_version", at))
        a = _or_zero(*said.known("nic_a", at))
        c = _or_zero(*said.known("nic_c", at)) * surface
        # In rebroadcasts bit 8 is the IMF bit, not NIC supplement B.
        own = ~surface & (self._source[at] == SOURCES.index("adsb"))
        b = bits(self._field[at], 8, 8) * own
        return Saying(at, categories()[self._type_code[at], version, a, b, c])


def _some(at: Ints, values: Ints) -> Saying:
    """Those that are not NOTHING: a field left empty takes nothing back."""
    there = values != NOTHING
    return Saying(at[there], values[there])


def _or_zero(values: Values, known: Bools) -> Ints:
    return np.where(known, values, 0).astype(np.int64)


def _sorted(one: Ints, other: Ints) -> Ints:
    return np.sort(np.concatenate([one, other]))
