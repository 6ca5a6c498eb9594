"""Groups: rows that belong together stand together, and each row asks for the last one before it of some kind."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
LONG_AGO_S = -1e18
"""Time of what never was."""


def starts_of(keys: Ints) -> Bools:
    """True where a group begins, of rows whose equal keys stand together; shape (n,)."""
    starts = np.ones(len(keys), np.bool_)
    starts[1:] = keys[1:] != keys[:-1]
    return starts


def ends_of(keys: Ints) -> Bools:
    """True where a group ends, of rows whose equal keys stand together; shape (n,)."""
    ends = np.ones(len(keys), np.bool_)
    ends[:-1] = keys[1:] != keys[:-1]
    return ends


def start_of_each(starts: Bools) -> Ints:
    """Row at which each row's group begins, shape (n,)."""
    first = np.flatnonzero(starts)
    return np.repeat(first, np.diff(np.append(first, len(starts))))


def last_up_to(chosen: Bools) -> Ints:
    """The last chosen row up to and with each row, -1 where there is none; shape (n,)."""
    return np.maximum.accumulate(np.where(chosen, np.arange(len(chosen)), -1))


def last_before(chosen: Bools) -> Ints:
    """The last chosen row before each row, -1 where there is none; shape (n,)."""
    before = np.empty(len(chosen), np.int64)
    before[:1] = -1
    before[1:] = last_up_to(chosen)[:-1]
    return before
