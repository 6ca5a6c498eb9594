"""Addresses over a whole block: which replies belong to an aircraft that is known to be there.

The rule is that of ``decode.addresses``, asked for every frame at once. Frames stand by aircraft, those of each in
the order in which they were received.
"""

from typing import NamedTuple

import numpy as np

from skywitness.decode.addresses import CONFIRMED_S
from skywitness.decode.bulk.groups import (
    Bools,
    Floats,
    Ints,
    ends_of,
    last_before,
    last_up_to,
    start_of_each,
    starts_of,
)
from skywitness.decode.bulk.roster import Roster
from skywitness.decode.bulk.sweeps import Sweeps

UNKNOWN = {"confirmed_s": -1e18, "claimed_s": -1e18}
"""What the roster has of an aircraft for this: when it was last confirmed, and last claimed."""


class Heard(NamedTuple):
    """Frames of a block by aircraft.

    Attributes:
        row: in the roster, shape (n,).
        time_s: shape (n,).
        swept: number of sweeps up to each, shape (n,).
        confirms: shows at once that the address is there, shape (n,).
        claims: does so if it is not alone, shape (n,).
    """

    row: Ints
    time_s: Floats
    swept: Ints
    confirms: Bools
    claims: Bools


class AddressColumns:
    """The addresses known to be there, from block to block, in two columns of the roster."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    def known(self, heard: Heard, sweeps: Sweeps) -> Bools:
        """Whether each frame's address is confirmed, by the frame itself or before it; shape (n,)."""
        begin = start_of_each(starts_of(heard.row))
        claims = np.flatnonzero(heard.claims)
        claimed = self._near(heard, heard.claims, "claimed_s", claims, begin, sweeps)
        confirms = heard.confirms.copy()
        while True:
            # A claim that is believed confirms what follows, so that others may be believed in turn.
            now = heard.confirms.copy()
            now[claims] = claimed | self._near(heard, confirms, "confirmed_s", claims, begin, sweeps)
            if np.array_equal(now, confirms):
                break
            confirms = now
        known = confirms.copy()
        others = np.flatnonzero(~heard.confirms & ~heard.claims)
        known[others] = self._near(heard, confirms, "confirmed_s", others, begin, sweeps)
        self._keep(heard, confirms, "confirmed_s", sweeps)
        self._keep(heard, heard.claims, "claimed_s", sweeps)
        return known

    def _near(self, heard: Heard, chosen: Bools, column: str, asked: Ints, begin: Ints, sweeps: Sweeps) -> Bools:
        """Whether the last chosen frame of the same address before each asked one still counts there."""
        before = last_before(chosen)[asked]
        inside = before >= begin[asked]
        said_s = np.where(inside, heard.time_s[before], self._roster[column][heard.row[asked]])
        since = np.where(inside, heard.swept[before], 0)
        near = np.abs(heard.time_s[asked] - said_s) <= CONFIRMED_S
        there = np.flatnonzero(near)
        near[there] = sweeps.spare(said_s[there], since[there], heard.swept[asked[there]], CONFIRMED_S)
        return near

    def _keep(self, heard: Heard, chosen: Bools, column: str, sweeps: Sweeps) -> None:
        """Carry the last chosen frame of each address on, unless a sweep has forgotten it."""
        since = np.zeros(len(self._roster.keys), np.int64)
        ends = ends_of(heard.row)
        last = last_up_to(chosen)[ends]
        rows = heard.row[ends]
        there = (last >= 0) & (heard.row[last] == rows)
        said_s = self._roster[column]
        said_s[rows[there]] = heard.time_s[last[there]]
        since[rows[there]] = heard.swept[last[there]]
        until = np.full(len(since), sweeps.total)
        self._roster.reset(~sweeps.spare(said_s.astype(np.float64), since, until, CONFIRMED_S), (column,))
