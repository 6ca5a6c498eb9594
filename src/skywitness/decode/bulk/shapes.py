"""Shapes: which of a block's frames are Mode S frames that we read, and what their parity leaves."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.decode.bulk.groups import Bools, Ints
from skywitness.decode.bulk.parity import residues
from skywitness.decode.frames import LENGTHS

_SHORT, _LONG = 7, 14
_WANTED = np.array([LENGTHS.get(df, 0) for df in range(32)], np.uint8)


class Shaped(NamedTuple):
    """Frames of the right shape.

    Attributes:
        message: index of each in the block, ascending; shape (n,).
        df: downlink format, shape (n,).
        head: the first four bytes, shape (n,).
        field: the 56-bit message field, of long frames; shape (n,).
        residue: what its parity leaves, shape (n,).
        misshapen: indices in the block of those that are none, by reason.
    """

    message: Ints
    df: NDArray[np.uint8]
    head: Ints
    field: Ints
    residue: Ints
    misshapen: dict[str, Ints]


def shape(frames: NDArray[np.uint8], lengths: NDArray[np.uint8], message: Ints) -> Shaped:
    """Sort frames by their shape.

    Args:
        frames: all of a block, shape (m, 14).
        lengths: bytes of each, shape (m,).
        message: indices of those to look at.
    """
    df = frames[message, 0] >> 3
    wanted = _WANTED[df]
    length = lengths[message]
    # Some demodulators write a short frame with the seven bytes of noise that came after it.
    length = np.where((length == _LONG) & (wanted == _SHORT), np.uint8(_SHORT), length)
    reasons = {
        "mode_ac": length == 2,
        "all_zero": _zero(frames, message, df),
        "unsupported_df": wanted == 0,
        "wrong_length": length != wanted,
    }
    left = np.ones(len(message), np.bool_)
    misshapen = {}
    for reason, there in reasons.items():
        misshapen[reason] = message[np.flatnonzero(left & there)]
        left &= ~there
    kept = np.flatnonzero(left)
    return _read(frames, message[kept], df[kept], wanted[kept], misshapen)


def _zero(frames: NDArray[np.uint8], message: Ints, df: NDArray[np.uint8]) -> Bools:
    zero: Bools = df == 0
    zero[zero] = ~frames[message[zero], :_SHORT].any(axis=1)
    return zero


def _read(
    frames: NDArray[np.uint8],
    message: Ints,
    df: NDArray[np.uint8],
    length: NDArray[np.uint8],
    misshapen: dict[str, Ints],
) -> Shaped:
    residue = np.empty(len(message), np.int64)
    whole = np.ascontiguousarray(frames)
    items = whole.view(f"V{_LONG}")[:, 0]  # numpy picks items faster than rows of bytes
    for size in (_SHORT, _LONG):
        rows = np.flatnonzero(length == size)
        residue[rows] = residues(items[message[rows]].view(np.uint8).reshape(-1, _LONG)[:, :size])
    first, last = (_eight_bytes(whole, place)[message] for place in (0, 6))
    field = (first & 0xFFFFFFFF) << 24 | last >> 24 & 0xFFFFFF
    return Shaped(message, df, first >> 32 & 0xFFFFFFFF, field, residue, misshapen)


def _eight_bytes(frames: NDArray[np.uint8], place: int) -> Ints:
    """Bytes ``place`` to ``place + 7`` of each frame as one number."""
    if not len(frames):
        return np.empty(0, np.int64)
    return np.ndarray((len(frames),), ">i8", frames, offset=place, strides=(_LONG,)).astype(np.int64)
