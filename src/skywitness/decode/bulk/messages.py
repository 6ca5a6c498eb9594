"""Position messages as columns."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from skywitness.decode.bulk.cpr_columns import Sent
from skywitness.decode.bulk.groups import Bools, Floats, Ints
from skywitness.decode.cpr import Encoded

SOURCES_AT_MOST = 8
"""More than there are position sources."""


class Messages(NamedTuple):
    """A block's position messages by aircraft, each aircraft's in their order; columns of shape (n,).

    Attributes:
        number: of each message in the recording: what a place is for.
        life: of each message, ascending.
        source: position source, an index into a list of them.
        sent: what they say.
        speed_kt: over the ground, NaN where unknown.
    """

    number: Ints
    life: Ints
    source: Ints
    sent: Sent
    speed_kt: Floats

    def speed_at(self, row: int) -> float | None:
        """Speed over the ground at one of them, None where unknown."""
        speed_kt = float(self.speed_kt[row])
        return None if math.isnan(speed_kt) else speed_kt

    def take(self, rows: Ints | Bools) -> "Messages":
        """Some of them."""
        return Messages(
            self.number[rows], self.life[rows], self.source[rows], self.sent.take(rows), self.speed_kt[rows]
        )


def joined(pieces: Sequence[Messages]) -> Messages:
    """Pieces one behind the other; at least one."""
    number, life, source, sent, speed_kt = zip(*pieces, strict=True)
    columns = [np.concatenate(column) for column in zip(*sent, strict=True)]
    return Messages(
        np.concatenate(number),
        np.concatenate(life),
        np.concatenate(source),
        Sent(*columns),
        np.concatenate(speed_kt),
    )


def one_message(said: Encoded, number: int, speed_kt: float | None) -> Messages:
    """One message; its life and source are not told."""
    sent = Sent(*(np.array([value]) for value in said))
    nothing = np.zeros(1, np.int64)
    return Messages(
        np.array([number]), nothing, nothing, sent, np.array([np.nan if speed_kt is None else speed_kt])
    )
