"""Frames: which of the received frames to believe, whose they are, and what rs1090 reads in them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import rs1090

from skywitness.decode.addresses import AddressBook
from skywitness.decode.parity import residue
from skywitness.model import Message, Reject

LENGTHS = {0: 7, 4: 7, 5: 7, 11: 7, 16: 14, 17: 14, 18: 14, 20: 14, 21: 14}
"""Bytes of each downlink format that we read (ICAO Annex 10, IV, 3.1.2.3.2.1.2)."""
SQUITTERS = frozenset({17, 18})
INTERROGATOR_BITS = 0x7F  # code label and interrogator code overlay the last seven bits (3.1.2.3.3.2)
NO_ADDRESSES = frozenset({0x000000, 0xFFFFFF})  # never assigned (Annex 10, III, 9, 5.1)
OTHER_ADDRESS_BIT = dict.fromkeys(range(5, 9), 21) | dict.fromkeys((*range(9, 19), *range(20, 23)), 8)
OTHER_ADDRESS_BIT |= {19: 9, 28: 56, 29: 51, 31: 56}
"""Place of the IMF bit in rebroadcast messages by type code (DO-260B, 2.2.17 and 2.2.18)."""
SOURCE_OF_CONTROL = {0: "adsb", 1: "adsb", 2: "tisb", 5: "tisb", 6: "adsr"}
NO_ICAO_ADDRESS, REBROADCAST = frozenset({1, 5}), frozenset({2, 6})
"""Control fields of DF18 whose address is never ICAO's, and those whose IMF bit tells."""
_READ_BY_RS1090 = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 28})
IDENTIFICATION = 0x20  # first byte of register 2,0 in a Comm-B reply (Doc 9871, table A-2-32)


class Frame(NamedTuple):
    """One believed frame.

    Attributes:
        message: as it was received.
        df: downlink format.
        icao24: address as in StateVector, with ``~`` where it is none of ICAO's.
        position_source: as in StateVector.
        time_s: Unix seconds.
        own_parity: whether all its bits are checked, the address among them (DF11, 17 and 18).
        fields: what rs1090 reads in it; empty where nothing is asked of it.
    """

    message: Message
    df: int
    icao24: str
    position_source: str
    time_s: float
    own_parity: bool
    fields: dict[str, Any]

    @property
    def type_code(self) -> int:
        """Type of an extended squitter's message, 0 to 31."""
        return self.message.frame[4] >> 3


def bits(message: int, first: int, last: int) -> int:
    """Bits ``first`` to ``last`` of a 56-bit message field, numbered from 1 as the standards do."""
    return message >> 56 - last & (1 << last - first + 1) - 1


def field_of(frame: bytes) -> int:
    """The 56-bit message field (ME, MB or MV) of a long frame."""
    return int.from_bytes(frame[4:11], "big")


class FrameReader:
    """Believes or rejects frames in the order in which they come."""

    def __init__(self) -> None:
        self._addresses = AddressBook()
        self._forgot_s = 0.0

    def read(self, messages: Iterable[Message]) -> list[Frame | Reject]:
        """One result a message; the cut into batches changes nothing."""
        believed = [self._believe(message) for message in messages]
        asked = [index for index, frame in enumerate(believed) if isinstance(frame, Frame) and _asks_rs1090(frame)]
        frames = [believed[index] for index in asked]
        answers = rs1090.decode([frame.message.frame.hex() for frame in frames if isinstance(frame, Frame)])
        for index, fields in zip(asked, answers if asked else [], strict=True):
            believed[index] = _with_fields(believed[index], fields)
        return believed

    def _believe(self, message: Message) -> Frame | Reject:
        if message.observed_at is None:
            return _reject(message, "no_time")
        time_s = message.observed_at.timestamp()
        message = _without_tail(message)
        if reason := _misshapen(message.frame):
            return _reject(message, reason)
        self._forget(time_s)
        df, rest = message.frame[0] >> 3, residue(message.frame)
        if df in SQUITTERS:
            return self._squitter(message, df, rest, time_s)
        if df == 11:
            return self._all_call(message, rest, time_s)
        if rest in NO_ADDRESSES or not self._addresses.knows(rest, time_s):
            return _reject(message, "unconfirmed_address")
        return Frame(message, df, f"{rest:06x}", "mode_s", time_s, own_parity=False, fields={})

    def _forget(self, time_s: float) -> None:
        if abs(time_s - self._forgot_s) > 600:
            self._forgot_s = time_s
            self._addresses.forget(time_s)

    def _all_call(self, message: Message, rest: int, time_s: float) -> Frame | Reject:
        """DF11: announced address, parity overlaid with the interrogator's code, 0 for an unasked squitter."""
        address = _announced(message.frame)
        if rest & ~INTERROGATOR_BITS:
            return _reject(message, "parity")
        if address in NO_ADDRESSES:
            return _reject(message, "unassigned_address")
        if rest == 0:
            self._addresses.confirm(address, time_s)
        elif not self._addresses.claim(address, time_s):
            return _reject(message, "unconfirmed_address")
        return Frame(message, 11, f"{address:06x}", "mode_s", time_s, own_parity=True, fields={})

    def _squitter(self, message: Message, df: int, rest: int, time_s: float) -> Frame | Reject:
        address = _announced(message.frame)
        if rest:
            return _reject(message, "parity")
        if address in NO_ADDRESSES:
            return _reject(message, "unassigned_address")
        if df == 17:
            self._addresses.confirm(address, time_s)
            source: str | None = "adsb"
            other = False
        else:
            source, other = _sender(message.frame)
        if source is None:
            return _reject(message, "unsupported_df18")
        name = f"~{address:06x}" if other else f"{address:06x}"
        return Frame(message, df, name, "mlat" if message.mlat else source, time_s, own_parity=True, fields={})


def _sender(frame: bytes) -> tuple[str | None, bool]:
    """Position source of a DF18, and whether its address is not ICAO's, by control field (DO-260B, 2.2.3.2.1.5).

    Coarse TIS-B (3), management (4) and reserved (7) messages are laid out differently: no source.
    """
    control = frame[0] & 7
    source = SOURCE_OF_CONTROL.get(control)
    if control in NO_ICAO_ADDRESS:
        return source, True
    place = OTHER_ADDRESS_BIT.get(frame[4] >> 3) if control in REBROADCAST else None
    return source, place is not None and bits(field_of(frame), place, place) == 1


def _misshapen(frame: bytes) -> str:
    """Why a frame cannot be a Mode S frame that we read; empty when it can."""
    if len(frame) == 2:
        return "mode_ac"
    if not any(frame):
        return "all_zero"
    length = LENGTHS.get(frame[0] >> 3)
    if length is None:
        return "unsupported_df"
    return "" if len(frame) == length else "wrong_length"


def _without_tail(message: Message) -> Message:
    """A short frame alone; some demodulators write it with the seven bytes of noise that came after it."""
    if len(message.frame) == 14 and LENGTHS.get(message.frame[0] >> 3) == 7:
        return message._replace(frame=message.frame[:7])
    return message


def _announced(frame: bytes) -> int:
    return int.from_bytes(frame[1:4], "big")


def _asks_rs1090(frame: Frame) -> bool:
    if frame.df in SQUITTERS:
        return frame.type_code in _READ_BY_RS1090
    return frame.df in {20, 21} and frame.message.frame[4] == IDENTIFICATION


def _with_fields(frame: Frame | Reject, fields: Any) -> Frame | Reject:  # noqa: ANN401  rs1090's dictionaries
    if not isinstance(frame, Frame):
        return frame
    return frame._replace(fields=fields) if fields else _reject(frame.message, "not_decoded")


def _reject(message: Message, reason: str) -> Reject:
    return Reject(reason, f"frame {message.source_row}", message.frame.hex())
