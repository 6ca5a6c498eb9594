"""Bits: fields of given widths packed into the bytes of a frame, column-wise."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]
Field = tuple[ArrayLike, int]
"""Value (single or column) and width in bits."""


def pack(fields: Sequence[Field]) -> Words:
    """Fields as one word each, first field highest.

    Args:
        fields: value (single or column, shapes broadcast) and width in bits; at most 64 bits in all.

    Raises:
        ValueError: a value is negative or too wide for its field.
    """
    columns = np.broadcast_arrays(*(np.atleast_1d(np.asarray(value, np.int64)) for value, _ in fields))
    word = np.zeros(columns[0].shape, np.uint64)
    for column, (_, width) in zip(columns, fields, strict=True):
        if np.any((column < 0) | (column >> width > 0)):
            raise ValueError(f"a value does not fit {width} bits")
        word = (word << np.uint64(width)) | column.astype(np.uint64)
    return word


def to_bytes(words: Words, count: int) -> Bytes:
    """The lowest ``count`` bytes of each word, most significant first; shape (n, count)."""
    shifts = np.arange(8 * (count - 1), -1, -8, dtype=np.uint64)
    return ((words[:, None] >> shifts) & np.uint64(0xFF)).astype(np.uint8)
