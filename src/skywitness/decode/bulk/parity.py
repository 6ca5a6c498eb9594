"""Parity over whole columns of frames (ICAO Annex 10, IV, 3.1.2.3.3).

The remainder is linear: that of a frame is the exclusive or of the remainders of its bytes, each at its place. So
one table for each place and one lookup a byte do what the division does bit by bit.
"""

import numpy as np
from numpy.typing import NDArray

from skywitness.decode.parity import residue

_PARITY_BYTES = 3


def _tables(frame_bytes: int) -> NDArray[np.uint32]:
    """Remainder of each value of each byte before the parity field, shape (frame_bytes - 3, 256)."""
    places = range(frame_bytes - _PARITY_BYTES)
    alone = [[residue(_alone(value, place, frame_bytes)) for value in range(256)] for place in places]
    return np.array(alone, np.uint32)


def _alone(value: int, place: int, frame_bytes: int) -> bytes:
    frame = bytearray(frame_bytes)
    frame[place] = value
    return bytes(frame)


_TABLES = {frame_bytes: _tables(frame_bytes) for frame_bytes in (7, 14)}


def residues(frames: NDArray[np.uint8]) -> NDArray[np.int64]:
    """What is left of each parity field, as ``decode.parity.residue`` has it.

    Args:
        frames: shape (n, 7) or (n, 14).

    Returns:
        24 bits each, shape (n,).
    """
    tables = _TABLES[frames.shape[1]]
    high, middle, low = (frames[:, place].astype(np.uint32) for place in range(-_PARITY_BYTES, 0))
    left = high << 16 | middle << 8 | low
    for place, table in enumerate(tables):
        left ^= table.take(frames[:, place])
    return left.astype(np.int64)
