"""Chances of routes, against exact sums."""

from itertools import product
from math import comb, prod

import numpy as np
import pytest
from numpy.typing import NDArray

from skywitness.findings.routes_chance import lower_share, period, share_tail

NONE: NDArray[np.float64] = np.zeros(0)


@pytest.mark.parametrize(("count", "trips"), list(product([1, 3, 7], [7, 20])))
def test_the_tail_is_the_sum_of_an_urn(count: int, trips: int) -> None:
    # Polya's urn with 2 balls of the field and 8 of others, one added of the colour drawn: the same distribution.
    def exactly(k: int) -> float:
        ways = prod(2 + i for i in range(k)) * prod(8 + i for i in range(trips - k))
        return comb(trips, k) * ways / prod(10 + i for i in range(trips))

    assert share_tail(count, trips, 0.2, 10) == pytest.approx(sum(exactly(k) for k in range(count, trips + 1)))


def test_a_well_known_share_gives_the_binomial_tail() -> None:
    binomial = sum(comb(20, k) * 0.1**k * 0.9 ** (20 - k) for k in range(6, 21))
    assert share_tail(6, 20, 0.1, 1e7) == pytest.approx(binomial, rel=1e-4)


def test_the_interval_is_that_of_the_textbook() -> None:
    # Newcombe 1998, Statistics in Medicine 17, 857, table I: 81 of 263 by the score method.
    assert lower_share(81, 263) == pytest.approx(0.2553, abs=1e-4)


def test_a_timetable_has_its_period_and_chance_has_none() -> None:
    rng = np.random.default_rng(1)
    strict = period(np.arange(20, dtype=np.float64) * 14 + rng.normal(0, 0.5, 20).astype(np.float64), NONE)
    assert strict is not None
    assert strict.days == pytest.approx(14, abs=0.3)
    assert strict.chance_probability < 1e-4
    chances = [period(rng.uniform(0, 300, 20), NONE) for _ in range(200)]
    assert sum(found is not None and found.chance_probability < 0.01 for found in chances) <= 8


def test_what_flies_on_fridays_only_is_no_more_weekly_to_one_field() -> None:
    rng = np.random.default_rng(2)
    fridays = (rng.permutation(50) * 7.0).astype(np.float64)
    alone, beside = period(fridays[:20], NONE), period(fridays[:20], fridays[20:])
    assert alone is not None
    assert beside is not None
    assert alone.chance_probability < 1e-4
    assert beside.chance_probability > 0.01


@pytest.mark.parametrize("days", [[], [1.0], [1.0, 2.0, 3.0, 4.0, 5.0], [3.0] * 9])
def test_too_few_or_too_short_have_no_period(days: list[float]) -> None:
    assert period(np.array(days), NONE) is None
