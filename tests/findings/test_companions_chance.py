"""Chance: Poisson's law and the rate of false discoveries."""

import math

import polars as pl
import pytest

from skywitness.findings.companions_chance import false_discovery_rates, pairs_with, poisson_tail

PAPER = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]
"""The example of Benjamini and Hochberg (1995), section 4.1: at 0.05 the first four are rejected."""


@pytest.mark.parametrize(
    ("count", "mean", "expected"),
    [
        (0, 3.0, 1.0),
        (1, 0.5, 1 - math.exp(-0.5)),
        (2, 1.0, 1 - 2 * math.exp(-1)),
        (3, 2.0, 1 - 5 * math.exp(-2)),
        (1, 5.0, 1 - math.exp(-5)),
        (1, 0.0, 0.0),
    ],
)
def test_the_tail_by_hand(count: int, mean: float, expected: float) -> None:
    assert poisson_tail(count, mean) == pytest.approx(expected, rel=1e-12)


def test_a_tiny_tail_keeps_its_digits() -> None:
    # The first term is all but the whole sum: e^-m m^20 / 20!, times 1 + m / 21 + m^2 / (21 * 22) + ...
    mean = 0.01
    first = math.exp(-mean) * mean**20 / math.factorial(20)
    assert poisson_tail(20, mean) == pytest.approx(first * (1 + mean / 21 + mean**2 / 462), rel=1e-9)


def test_the_papers_example() -> None:
    rates = false_discovery_rates(PAPER, len(PAPER))
    assert [rate <= 0.05 for rate in rates] == [True] * 4 + [False] * 11


def test_pairs_that_never_met_count_too() -> None:
    assert false_discovery_rates([0.001], 10).tolist() == [0.01]
    assert false_discovery_rates([0.4, 0.01], 100).tolist() == [1.0, 1.0]


def test_pairs_with_something_in_common() -> None:
    rows = pl.DataFrame({"icao24": ["a", "b", "c", "c", "d"], "airport": ["X", "X", "X", "Y", "Y"]})
    assert pairs_with(rows, ("airport",), None) == 3 + 1
    assert pairs_with(rows, ("airport",), ["c"]) == 2 + 1
    assert pairs_with(rows.clear(), ("airport",), None) == 0
