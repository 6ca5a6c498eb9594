"""Spans: runs of rows of different lengths, laid one after another so that one operation takes them all."""

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


def runs(mask: NDArray[np.bool_]) -> tuple[Rows, Rows]:
    """Where each run of True begins, and where it ends (exclusive)."""
    padded = np.zeros(len(mask) + 2, np.bool_)
    padded[1:-1] = mask
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]


def laid_out(first: Rows, counts: Rows) -> tuple[Rows, Rows]:
    """The rows of several runs one after another, and for each the run that it is of; shape (sum of counts,) each.

    Args:
        first: where each run begins, shape (k,).
        counts: how long each is, shape (k,).
    """
    ends = np.cumsum(counts)
    owner = np.repeat(np.arange(len(counts)), counts)
    return np.arange(len(owner)) + (first - ends + counts)[owner], owner
