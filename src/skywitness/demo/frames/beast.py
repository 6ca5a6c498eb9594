"""Beast binary: frames as a receiver hands them on, dated by readsb's absolute stamps.

``1A`` and a type (``2`` short, ``3`` long), 48 bits of a 12 MHz counter, a byte of signal, and the frame; each
``1A`` in what follows the type is doubled (Mode-S Beast data output formats). Before each new millisecond stands
``1A E8`` and the Unix time in milliseconds as eight little-endian bytes, which are not escaped (readsb, net_io.c,
readBeast: "synthetic" time).
"""

import numpy as np
from numpy.typing import NDArray

from skywitness.demo.frames.bits import Bytes, to_bytes

_ESCAPE = 0x1A
_STAMP = 0xE8
_TICKS_PER_MS = 12_000
_MS_PER_DAY = 86_400_000
_STAMP_BYTES = 10  # escape, type and eight bytes of time
_PLAIN_BYTES = _STAMP_BYTES + 2  # after them, escape and type of the frame
_SHORT, _LONG = 7, 14


def beast(frames: Bytes, short: NDArray[np.bool_], time_ms: NDArray[np.int64], signal: Bytes) -> bytes:
    """Frames in the order given, as one recording.

    Args:
        frames: shape (n, 14); of a short frame the first seven bytes count.
        short: which frames are short.
        time_ms: Unix milliseconds, ascending.
        signal: amplitude, 255 being full scale: 20 log10(signal / 255) dBFS.
    """
    count = len(frames)
    rows = np.empty((count, _PLAIN_BYTES + 7 + _LONG), np.uint8)
    rows[:, 0], rows[:, 1] = _ESCAPE, _STAMP
    rows[:, 2:_STAMP_BYTES] = time_ms.astype("<i8").view(np.uint8).reshape(count, 8)
    rows[:, _STAMP_BYTES] = _ESCAPE
    rows[:, _STAMP_BYTES + 1] = np.where(short, ord("2"), ord("3"))
    ticks = (time_ms % _MS_PER_DAY * _TICKS_PER_MS).astype(np.uint64)
    rows[:, _PLAIN_BYTES : _PLAIN_BYTES + 6] = to_bytes(ticks, 6)
    rows[:, _PLAIN_BYTES + 6] = signal
    rows[:, _PLAIN_BYTES + 7 :] = frames
    return np.repeat(rows.ravel(), _copies(rows, short, time_ms).ravel()).tobytes()


def _copies(rows: Bytes, short: NDArray[np.bool_], time_ms: NDArray[np.int64]) -> NDArray[np.int64]:
    """How often each byte is written: 2 when escaped, 0 for a repeated stamp or the rest of a short frame."""
    copies = np.ones(rows.shape, np.int64)
    copies[:, _PLAIN_BYTES:][rows[:, _PLAIN_BYTES:] == _ESCAPE] = 2
    copies[np.diff(time_ms, prepend=-1) == 0, :_STAMP_BYTES] = 0
    copies[short, -(_LONG - _SHORT) :] = 0
    return copies
