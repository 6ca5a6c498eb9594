"""Parity: the 24 check bits of Mode S (ICAO Annex 10, volume IV, 3.1.2.3.3), for many frames at once."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skywitness.demo.frames.bits import Bytes, Words, pack, to_bytes

_GENERATOR = 0xFFF409  # x^24 + x^23 + ... + x^10 + x^3 + 1 without its highest term


def with_parity(body: Bytes, overlay: ArrayLike = 0) -> Bytes:
    """Frames completed by their parity.

    Args:
        body: everything before the parity field, shape (n, 4) or (n, 11).
        overlay: what is added to the parity: 0 for squitters and all-call replies (PI with code 0), the
            24-bit address for replies to an interrogation (AP, 3.1.2.3.2.1.3).
    """
    word: Words = pack([(overlay, 24)]) ^ remainder(body).astype(np.uint64)
    return np.hstack((body, to_bytes(word, 3)))


def remainder(body: Bytes) -> NDArray[np.uint32]:
    """Parity of each row: linear, so each byte's share is looked up by value and place."""
    tables = _tables(body.shape[1])
    result = np.zeros(len(body), np.uint32)
    for place in range(body.shape[1]):
        result ^= tables[place][body[:, place]]
    return result


@cache
def _tables(length: int) -> NDArray[np.uint32]:
    """Share of each byte value at each place of a body of this length; shape (length, 256)."""
    last = np.array([_shift_in(value << 16, 8) for value in range(256)], np.uint32)
    tables = [last]
    for _ in range(length - 1):
        tables.append(np.array([_shift_in(int(value), 8) for value in tables[-1]], np.uint32))
    return np.array(tables[::-1])


def _shift_in(register: int, bits: int) -> int:
    for _ in range(bits):
        register <<= 1
        if register & 0x1000000:
            register ^= 0x1000000 | _GENERATOR
    return register
