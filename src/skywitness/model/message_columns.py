"""MessageColumns: many received frames as columns, as a recording is decoded in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NO_TIME_MS = np.iinfo(np.int64).min
"""Time of a frame whose recording holds no time and for which none was given."""
NO_RECEIVER = -1
FRAME_BYTES = 14
"""The longest frame."""


@dataclass(frozen=True, slots=True)
class MessageColumns:
    """Frames in the order in which they were received, a row each (see Message for one alone).

    Attributes:
        time_ms: time of reception, Unix milliseconds, or NO_TIME_MS; shape (n,).
        frames: replies without preamble, shape (n, 14), zeros behind shorter ones.
        lengths: bytes of each: 7 or 14 for Mode S, 2 for Mode A/C; shape (n,).
        source_row: number of each frame in its source, from 1; shape (n,).
        receiver: index into ``receivers``, or NO_RECEIVER; shape (n,).
        receivers: identities of receivers.
        mlat: True where the frame carries a position that receivers computed together; shape (n,).
    """

    time_ms: NDArray[np.int64]
    frames: NDArray[np.uint8]
    lengths: NDArray[np.uint8]
    source_row: NDArray[np.int64]
    receiver: NDArray[np.int32]
    receivers: Sequence[str]
    mlat: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.time_ms)

    @property
    def timeless(self) -> bool:
        """Whether any frame has no time."""
        return bool((self.time_ms == NO_TIME_MS).any())
