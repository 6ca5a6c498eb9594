"""Lives: an aircraft's frames from its first to its last before it is silent for too long and forgotten."""

import numpy as np

from skywitness.decode.bulk.believe import Believed
from skywitness.decode.bulk.groups import LONG_AGO_S, Bools, Floats, Ints, ends_of, starts_of
from skywitness.decode.bulk.roster import Roster
from skywitness.decode.bulk.sweeps import Sweeps
from skywitness.decode.places import FORGET_S

UNKNOWN = {"heard_s": LONG_AGO_S, "messages": 0, "born": 0}
"""What the roster has of an aircraft for this: when it was last heard, how many of its frames were, and the number
of the first of them in the recording."""


class Lives:
    """The lives among a block's believed frames, which stand by aircraft.

    Attributes:
        first: first frame of each life, shape (m,).
        last: last frame of each life, shape (m,).
        of: life of each frame, shape (n,).
        begin: first frame of each frame's life, shape (n,).
        row: aircraft of each life, shape (m,).
        carried: whether a life goes on from the block before, shape (m,).
        born: number of the first frame of each life in the recording, shape (m,).
        final: whether it is its aircraft's last one in the block, shape (m,).
        sweeps: those among the believed frames, in the order in which they were received.
        swept: number of sweeps up to each frame, shape (n,).
    """

    def __init__(self, believed: Believed, roster: Roster, messages: range, swept_s: float) -> None:
        """Find them.

        Args:
            believed: the block's believed frames.
            roster: what is carried of each aircraft.
            messages: numbers of the block's messages in the recording.
            swept_s: time of the last sweep before the block.
        """
        heard = np.zeros(len(messages), np.bool_)
        heard[believed.message] = True
        time_s = np.empty(len(messages))
        time_s[believed.message] = believed.time_s
        in_order = np.flatnonzero(heard)
        self.sweeps = Sweeps(time_s[in_order], swept_s)
        count = np.zeros(len(messages), np.int64)
        count[in_order] = self.sweeps.count
        self.swept: Ints = count[believed.message]
        self._swept_at: Ints = in_order[self.sweeps.at]
        self._divide(believed, roster)
        self.born: Ints = np.where(
            self.carried, roster["born"][self.row], believed.message[self.first] + messages.start
        )

    def _divide(self, believed: Believed, roster: Roster) -> None:
        group = starts_of(believed.row)
        before_s, since = np.empty(len(group)), np.zeros(len(group), np.int64)
        before_s[1:], since[1:] = believed.time_s[:-1], self.swept[:-1]
        before_s[group], since[group] = roster["heard_s"][believed.row[group]], 0
        lived = self.sweeps.spare(before_s, since, self.swept, FORGET_S)
        starts = group | ~lived
        self.first: Ints = np.flatnonzero(starts)
        self.last: Ints = np.append(self.first[1:], len(starts))[: len(self.first)] - 1
        self.of: Ints = np.cumsum(starts) - 1
        self.begin: Ints = self.first[self.of]
        self.row: Ints = believed.row[self.first]
        known = roster["messages"][self.row] > 0
        self.carried: Bools = group[self.first] & known & lived[self.first]
        self.final: Bools = ends_of(self.row)

    def heard_before(self, believed: Believed, roster: Roster) -> Ints:
        """How many frames of its life came up to and with each frame, shape (n,)."""
        carried = np.where(self.carried, roster["messages"][self.row], 0)
        return np.arange(len(believed.row)) - self.begin + 1 + carried[self.of]

    def first_far(self, heard_s: float, message: int) -> int:
        """The message at which a sweep after another message has forgotten what was heard at a time."""
        far = (np.abs(self.sweeps.times_s[1:] - heard_s) > FORGET_S) & (self._swept_at > message)
        return int(self._swept_at[far.argmax()]) if far.any() else 0

    def forgotten(self, believed: Believed, roster: Roster) -> Bools:
        """Aircraft of the roster that are forgotten by the end of the block; those heard in it brought up to date.

        Args:
            believed: the block's believed frames.
            roster: of the aircraft.

        Returns:
            Shape of the roster.
        """
        since = np.zeros(len(roster.keys), np.int64)
        last = self.last[self.final]
        rows = self.row[self.final]
        roster["born"][rows] = self.born[self.final]
        roster["messages"][rows] = self.heard_before(believed, roster)[last]
        roster["heard_s"][rows] = believed.time_s[last]
        since[rows] = self.swept[last]
        until = np.full(len(since), self.sweeps.total)
        heard_s: Floats = roster["heard_s"].astype(np.float64)
        known = roster["messages"] > 0
        return known & ~self.sweeps.spare(heard_s, since, until, FORGET_S)
