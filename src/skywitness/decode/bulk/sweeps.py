"""Sweeps: the moments at which the stream decoder forgets what is silent, and what of it lives through them.

It looks every ten minutes of the messages' own time, and a recording's clock may leap. What was heard before such
a moment is gone when it is too far from it in time, to either side.
"""

import numpy as np

from skywitness.decode.bulk.groups import Bools, Floats, Ints

EVERY_S = 600.0


class Sweeps:
    """The sweeps among a block's messages.

    Attributes:
        count: sweeps up to and with each message, shape (n,).
        times_s: of the sweeps; the first entry stands for none.
        total: number of them.
    """

    def __init__(self, times_s: Floats, last_s: float) -> None:
        """Find them.

        Args:
            times_s: of the messages in their order, shape (n,).
            last_s: time of the last sweep before.
        """
        at, last = _moments(times_s, last_s)
        self.count: Ints = np.zeros(len(times_s), np.int64)
        self.count[at] = 1
        self.count = np.cumsum(self.count)
        self.times_s: Floats = np.append(last_s, times_s[at])
        self.total = len(at)
        self.at = at
        self.last_s = last

    def spare(self, heard_s: Floats, since: Ints, until: Ints, longest_s: float) -> Bools:
        """Whether what was heard at these times is kept by all sweeps after one number up to another.

        Args:
            heard_s: shape (n,).
            since: number of sweeps before it was heard.
            until: number of sweeps that it has to have lived through.
            longest_s: how far from a sweep it may be.
        """
        kept = np.ones(len(heard_s), np.bool_)
        met = np.flatnonzero(until > since)
        if len(met):
            # Latest and earliest sweep in each span: reduceat takes pairs of begin and end.
            spans = np.stack([since[met] + 1, until[met] + 1], axis=1).ravel()
            padded = np.append(self.times_s, self.times_s[-1])
            latest, earliest = (f.reduceat(padded, spans)[::2] for f in (np.maximum, np.minimum))
            kept[met] = np.maximum(np.abs(latest - heard_s[met]), np.abs(earliest - heard_s[met])) <= longest_s
        return kept


def _moments(times_s: Floats, last_s: float) -> tuple[list[int], float]:
    found: list[int] = []
    begin, width = 0, 256
    while begin < len(times_s):
        far = np.abs(times_s[begin : begin + width] - last_s) > EVERY_S
        if far.any():
            begin += int(far.argmax())
            last_s = float(times_s[begin])
            found.append(begin)
            begin, width = begin + 1, 256
        else:
            begin, width = begin + width, width * 2
    return found, last_s
