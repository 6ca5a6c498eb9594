"""Frames: Mode S frames through rs1090, and which of them to believe.

An address protected by nothing but an overlay (DF0, 4, 5, 16, 20, 21) is whatever the damaged bits make it, so it
counts only while a frame with its own parity (DF11, DF17, DF18) has confirmed it: readsb's rule as well.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import rs1090

from skywitness.decode.parity import residue
from skywitness.model import Message, Reject

CONFIRMED_S = 60.0
"""How long a confirmation holds; an aircraft in reach sends DF11 or DF17 every second."""
_OVERLAID = frozenset({0, 4, 5, 16, 20, 21})
_LONG = frozenset({16, 17, 18, 19, 20, 21, 24})
_INTERROGATORS = 80  # DF11 replies are overlaid with an interrogator's code below this (3.1.2.5.2.1.2)
_NO_ADDRESS = frozenset({"000000", "ffffff"})


class Frame(NamedTuple):
    """One believed frame.

    Attributes:
        message: as it was received.
        df: downlink format.
        icao24: address as in StateVector, with ``~`` where it is anonymous.
        fields: rs1090's fields.
        position_source: as in StateVector.
        time_s: Unix seconds.
    """

    message: Message
    df: int
    icao24: str
    fields: dict[str, Any]
    position_source: str
    time_s: float


class FrameReader:
    """Believes or rejects frames in the order in which they come."""

    def __init__(self) -> None:
        self._confirmed: dict[str, float] = {}

    def read(self, messages: Sequence[Message]) -> list[Frame | Reject]:
        """One result a message."""
        usable = [_shape(message) for message in messages]
        frames = [_bits(message) for message, reason in zip(messages, usable, strict=True) if not reason]
        decoded = iter(cast("list[dict[str, Any] | None]", rs1090.decode(frames) if frames else []))
        return [
            _reject(message, reason) if reason else self._believe(message, next(decoded))
            for message, reason in zip(messages, usable, strict=True)
        ]

    def _believe(self, message: Message, fields: dict[str, Any] | None) -> Frame | Reject:
        df = message.frame[0] >> 3
        if not fields:
            return _reject(message, "parity" if df in {17, 18} else "not_decoded")
        address = str(fields["icao24"])
        if address in _NO_ADDRESS:
            return _reject(message, "zero_address")
        time_s = message.observed_at.timestamp() if message.observed_at else 0.0
        if df == 18:
            return self._non_transponder(message, address, fields, time_s)
        overlay = residue(message.frame[:7]) if df == 11 else 0
        if overlay >= _INTERROGATORS:
            return _reject(message, "parity")
        if df in {11, 17} and not overlay:
            self._confirmed[address] = time_s
        elif time_s - self._confirmed.get(address, -1e18) > CONFIRMED_S:
            return _reject(message, "unconfirmed_address")
        source = "mlat" if message.mlat else "adsb" if df == 17 else "mode_s"
        return Frame(message, df, address, fields, source, time_s)

    def _non_transponder(
        self, message: Message, address: str, fields: dict[str, Any], time_s: float
    ) -> Frame | Reject:
        """DF18 by its control field (ICAO Doc 9871, C.3): who sent it, and whether the address is an ICAO one."""
        control = message.frame[0] & 7
        if control in {3, 4, 7}:
            return _reject(message, "tisb_coarse" if control == 3 else "df18_without_state")
        source = {0: "adsb", 1: "adsb", 6: "adsr"}.get(control, "tisb")
        anonymous = control in {1, 5} or (control in {2, 6} and _other_address(message.frame))
        if not anonymous:
            self._confirmed[address] = time_s
        name = f"~{address}" if anonymous else address
        return Frame(message, 18, name, fields, "mlat" if message.mlat else source, time_s)


def _other_address(frame: bytes) -> bool:
    """IMF bit of rebroadcast positions and velocities: 1 when the address is no ICAO 24-bit address."""
    typecode = frame[4] >> 3
    if typecode == 19:
        return bool(frame[5] >> 7)
    return bool(frame[4] & 1) if 5 <= typecode <= 22 else False


def _shape(message: Message) -> str:
    """Why a frame cannot be handed to the decoder; empty when it can."""
    length = len(message.frame)
    if length == 2:
        return "mode_ac"
    if length not in {7, 14}:
        return "wrong_length"
    df = message.frame[0] >> 3
    if df in _LONG:
        return "unsupported_df" if df in {19, 24} else "" if length == 14 else "wrong_length"
    return "" if df in _OVERLAID or df == 11 else "unsupported_df"


def _bits(message: Message) -> str:
    """The frame in hex; some demodulators write short replies with seven bytes of noise behind them."""
    frame = message.frame
    return frame.hex() if frame[0] >> 3 in _LONG else frame[:7].hex()


def _reject(message: Message, reason: str) -> Reject:
    return Reject(reason, f"frame {message.source_row}", message.frame.hex())
