"""The chain of pieces that most rows support."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from skywitness.tracks.chain import eased, outside_chain

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


def chained(levels: list[float], limit: float = 1.0) -> list[int]:
    """Rows outside, where one row can follow another if their levels differ by no more than a limit."""
    level = np.array(levels)

    def used(before: Rows, after: Rows) -> Floats:
        return np.asarray(np.abs(level[after] - level[before]) / limit)

    every = np.arange(len(level))
    outside = outside_chain(
        used(every[:-1], every[1:]), np.ones(len(level) - 1), lambda before, after: eased(used(before, after))
    )
    return [int(row) for row in np.flatnonzero(outside)]


def test_the_lesser_part_is_left_out() -> None:
    assert chained([0, 0, 5, 0, 0]) == [2]
    assert chained([0, 0, 5, 5, 5]) == [0, 1]
    assert chained([0]) == []


def test_of_equals_the_easier_is_taken() -> None:
    """0.9 can follow 0 as well as 0.1 can, but the two exclude each other: 0.1 lies on the way."""
    assert chained([0, 0, 0.9, -0.1, 0, 0], limit=0.95) == [2]


def test_the_chain_goes_on_behind_more_errors_than_are_looked_back() -> None:
    levels = [0.0] * 10 + [100.0 + 10 * i for i in range(200)] + [0.0] * 9
    assert chained(levels) == list(range(10, 210))


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60))
def test_what_is_left_is_a_chain(levels: list[float]) -> None:
    outside = set(chained(levels))
    kept = [level for row, level in enumerate(levels) if row not in outside]
    assert kept
    assert all(abs(after - before) <= 1 for before, after in pairwise(kept))
