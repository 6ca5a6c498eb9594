"""Replies: what a transponder answers to radars (ICAO Annex 10, volume IV, 3.1.2.5 and 3.1.2.6).

Short frames have shape (n, 7), long ones (n, 14).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skywitness.demo.frames.altitude import ac13
from skywitness.demo.frames.bits import Bytes, pack, to_bytes
from skywitness.demo.frames.callsign import characters
from skywitness.demo.frames.parity import with_parity

_BDS20 = 0x20  # register "aircraft identification" (ICAO Doc 9871, table A-2-32)


def all_call(icao24: int, capability: ArrayLike) -> Bytes:
    """All-call reply or acquisition squitter, format 11, interrogator code 0 (3.1.2.5.2.2)."""
    return with_parity(to_bytes(pack([(11, 5), (capability, 3), (icao24, 24)]), 4))


def altitude_reply(icao24: int, altitude_ft: ArrayLike) -> Bytes:
    """Surveillance altitude reply, format 4; flight status 0: airborne, no alert (3.1.2.6.5)."""
    return with_parity(_surveillance(4, ac13(altitude_ft)), icao24)


def identity_reply(icao24: int, squawk: str, count: int) -> Bytes:
    """Surveillance identity reply, format 5 (3.1.2.6.7), ``count`` times."""
    return with_parity(_surveillance(5, np.full(count, identity_code(squawk))), icao24)


def altitude_comm_b(icao24: int, altitude_ft: ArrayLike, callsign: str) -> Bytes:
    """Comm-B altitude reply, format 20, with the identification register (3.1.2.6.6)."""
    head = _surveillance(20, ac13(altitude_ft))
    return with_parity(np.hstack((head, _register20(callsign, len(head)))), icao24)


def identity_comm_b(icao24: int, squawk: str, callsign: str, count: int) -> Bytes:
    """Comm-B identity reply, format 21, with the identification register (3.1.2.6.8), ``count`` times."""
    head = _surveillance(21, np.full(count, identity_code(squawk)))
    return with_parity(np.hstack((head, _register20(callsign, count))), icao24)


def identity_code(squawk: str) -> int:
    """Mode A code ABCD as the 13 bits C1 A1 C2 A2 C4 A4 0 B1 D1 B2 D2 B4 D4 (3.1.2.6.7.1).

    Raises:
        ValueError: not four octal digits.
    """
    if len(squawk) != 4 or not set(squawk) <= set("01234567"):
        raise ValueError(f"not four octal digits: {squawk}")
    a, b, c, d = map(int, squawk)
    pairs = ((c, a), (b, d))  # interleaved, weights 1, 2, 4 in this order
    halves = [
        sum((second >> i & 1 | (first >> i & 1) << 1) << 4 - 2 * i for i in range(3)) for first, second in pairs
    ]
    return halves[0] << 7 | halves[1]


def _surveillance(downlink_format: int, code: NDArray[np.int64]) -> Bytes:
    # Flight status, downlink request and utility message are all zero.
    return to_bytes(pack([(downlink_format, 5), (0, 14), (code, 13)]), 4)


def _register20(callsign: str, count: int) -> Bytes:
    return np.repeat(to_bytes(pack([(_BDS20, 8), (characters(callsign), 48)]), 7), count, axis=0)
