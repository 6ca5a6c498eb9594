"""Lines of hex digits read over a whole buffer at once: those of the plain shapes that AVR has.

A line of a plain shape begins with its mark, ends with a semicolon and has nothing but hex digits between, as many
as the mark and one of three lengths of frame ask for. All others (blanks around, wrong digits, other lengths) are
left to the line parser.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.model.message_columns import FRAME_BYTES

Ints = NDArray[np.int64]
_HEADS = {"*": (0, 0), ":": (0, 0), "@": (12, 0), "%": (12, 0), "<": (12, 2)}
"""Digits of counter and of signal after each mark."""
_HAS_COUNTER = frozenset("@<")
_NO_DIGIT = 0xFF
_DIGIT = np.full(256, _NO_DIGIT, np.uint8)
_DIGIT[[ord(digit) for digit in "0123456789abcdef"]] = range(16)
_DIGIT[[ord(digit) for digit in "ABCDEF"]] = range(10, 16)


class HexLines(NamedTuple):
    """Lines of plain shapes.

    Attributes:
        line: index of each in the buffer, ascending; shape (n,).
        ticks: the counter, 0 where there is none; shape (n,).
        frames: shape (n, 14), zeros behind shorter ones.
        lengths: bytes of each, shape (n,).
    """

    line: Ints
    ticks: Ints
    frames: NDArray[np.uint8]
    lengths: NDArray[np.uint8]


def read_lines(buffer: NDArray[np.uint8], starts: Ints, ends: Ints) -> HexLines:
    """The lines of plain shapes.

    Args:
        buffer: bytes.
        starts: where each line begins, shape (n,).
        ends: where it ends, without line ends; shape (n,).
    """
    length = ends - starts
    whole = length >= 2
    mark = np.zeros(len(starts), np.uint8)
    mark[whole] = buffer[starts[whole]]
    whole[whole] = buffer[ends[whole] - 1] == ord(";")
    found = [
        _of_shape(
            buffer,
            starts,
            np.flatnonzero(whole & (mark == ord(head)) & (length == _length(head, size))),
            head,
            size,
        )
        for head in _HEADS
        for size in (2, 7, 14)
    ]
    line, ticks, frames, lengths = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(line, kind="stable")
    return HexLines(line[order], ticks[order], frames[order], lengths[order])


def _length(head: str, frame_bytes: int) -> int:
    return 1 + sum(_HEADS[head]) + 2 * frame_bytes + 1


def _of_shape(buffer: NDArray[np.uint8], starts: Ints, line: Ints, head: str, frame_bytes: int) -> HexLines:
    """Lines of one shape, all of one length."""
    if not len(line):
        return HexLines(line, line, np.empty((0, FRAME_BYTES), np.uint8), np.empty(0, np.uint8))
    digits_each = _length(head, frame_bytes) - 2
    items = np.ndarray((len(buffer) - digits_each + 1,), f"V{digits_each}", buffer, strides=(1,))
    digits = _DIGIT[items[starts[line] + 1].view(np.uint8).reshape(-1, digits_each)]
    good = (digits != _NO_DIGIT).all(axis=1)
    line, digits = line[good], digits[good]
    octets = digits[:, ::2] << 4 | digits[:, 1::2]
    counter, signal = _HEADS[head]
    ticks = _numbers(octets[:, : counter // 2]) if head in _HAS_COUNTER else np.zeros(len(line), np.int64)
    sent = octets[:, (counter + signal) // 2 :]
    frames = np.zeros((len(line), FRAME_BYTES), np.uint8)
    frames[:, : sent.shape[1]] = sent
    return HexLines(line, ticks, frames, np.full(len(line), sent.shape[1], np.uint8))


def _numbers(octets: NDArray[np.uint8]) -> Ints:
    wide = np.zeros((len(octets), 8), np.uint8)
    wide[:, 8 - octets.shape[1] :] = octets
    return wide.view(">i8")[:, 0].astype(np.int64)
