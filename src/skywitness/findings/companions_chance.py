"""Companions' chance: how likely so many coincidences are by chance, and how many such pairs chance would make."""

import math
from collections.abc import Collection, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

_NEGLIGIBLE = 1e-17
"""A term below this part of the sum changes no digit of it."""


def poisson_tail(count: int, mean: float) -> float:
    """Probability of ``count`` or more events where ``mean`` are expected (Poisson), exact also when tiny."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if count <= mean:
        return max(0.0, 1.0 - sum(_term(k, mean) for k in range(count)))
    total, k, term = 0.0, count, _term(count, mean)
    while term > total * _NEGLIGIBLE and term > 0:
        total, k = total + term, k + 1
        term *= mean / k
    return min(1.0, total)


def _term(k: int, mean: float) -> float:
    return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))


def false_discovery_rates(p_values: Sequence[float], tested: int) -> NDArray[np.float64]:
    """Of all pairs with at most this p-value, the expected share that is chance.

    Benjamini and Hochberg, Controlling the False Discovery Rate, J. R. Statist. Soc. B 57 (1995): the q-values of
    their step-up procedure.

    Args:
        p_values: of the pairs with any coincidence.
        tested: number of pairs that could have met, those without a coincidence too; at least as many.

    Returns:
        A rate for each p-value, in their order, shape (n,).
    """
    p = np.asarray(p_values, np.float64)
    order = np.argsort(p, kind="stable")
    rates = p[order] * max(tested, len(p)) / np.arange(1, len(p) + 1)
    least = np.minimum.accumulate(rates[::-1])[::-1]
    found = np.empty_like(least)
    found[order] = np.minimum(least, 1.0)
    return found


def with_any(pairs: pl.DataFrame, about: Collection[str] | None) -> pl.DataFrame:
    """Pairs with any of these addresses as first or second; all for None."""
    if about is None:
        return pairs
    wanted = sorted(about)
    return pairs.filter(pl.col("first").is_in(wanted) | pl.col("second").is_in(wanted))


def pairs_with(rows: pl.DataFrame, shared: tuple[str, ...], about: Collection[str] | None) -> int:
    """Pairs of aircraft with a value in common; those with several are counted at each, on the safe side.

    Args:
        rows: icao24 and the columns ``shared``.
        shared: what a pair has in common.
        about: only pairs with any of these addresses; None for all.
    """
    each = (
        rows.unique(("icao24", *shared))
        .group_by(shared)
        .agg(
            every=pl.len().cast(pl.Int64),
            others=pl.lit(0, pl.Int64)
            if about is None
            else (~pl.col("icao24").is_in(sorted(about))).sum().cast(pl.Int64),
        )
    )
    pairs = each.select(pl.col(name) * (pl.col(name) - 1) // 2 for name in ("every", "others")).sum()
    every, others = pairs.row(0)
    return int(every - others)
