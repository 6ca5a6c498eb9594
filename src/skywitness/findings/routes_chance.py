"""Routes, part: how often the same would come about by chance."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def share_tail(count: int, trips: int, share: float, weight: float) -> float:
    """Chance of at least ``count`` of ``trips`` where the share is known only as well as ``weight`` trips tell it.

    The beta-binomial distribution (Skellam 1948, J. R. Stat. Soc. B 10, 257) with mean ``share``.

    Args:
        count: trips to the field.
        trips: all trips from home, at least ``count``.
        share: expected share of them, between 0 and 1.
        weight: number of trips that the expectation rests on, above 0.
    """
    one, other = share * weight, (1 - share) * weight
    first = (
        math.lgamma(trips + 1) - math.lgamma(count + 1) - math.lgamma(trips - count + 1)
        + math.lgamma(count + one) + math.lgamma(trips - count + other) - math.lgamma(trips + weight)
        + math.lgamma(weight) - math.lgamma(one) - math.lgamma(other)
    )  # fmt: skip
    k = np.arange(count, trips, dtype=np.float64)
    # Each term over the one before: the sum needs no further logarithms of gamma functions.
    steps = (trips - k) / (k + 1) * (k + one) / np.maximum(trips - k - 1 + other, 1e-12)
    return float(min(1.0, math.exp(first) * (1 + np.cumprod(steps).sum())))


def lower_share(count: int, trips: int, z: float = 1.96) -> float:
    """Lower end of the 95 % interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22, 209)."""
    share = count / trips
    middle = share + z * z / (2 * trips)
    half = z * math.sqrt(share * (1 - share) / trips + z * z / (4 * trips * trips))
    return (middle - half) / (1 + z * z / trips)


class Period(NamedTuple):
    """The strongest period of a series of days, and the chance of one as strong."""

    days: float
    chance_probability: float


def period(days: Floats, others: Floats, shortest: float = 3.0) -> Period | None:
    """The period at which days recur most strictly, beside that of other trips of the same aircraft.

    Rayleigh's test at every frequency that the span resolves (Mardia and Jupp, Directional Statistics, 2000,
    section 6.3), with the mean direction of the other trips taken off: what flies on weekdays only is no more
    weekly to this field than to any. The chance is corrected for the number of frequencies.

    Args:
        days: since any day, one a trip.
        others: the same for the subject's other trips; with fewer than ten they are left out of account.
        shortest: shortest period looked for, days.

    Returns:
        The period; None with fewer than five days, or a span in which no period would fit four times.
    """
    span = float(days.max() - days.min()) if days.size else 0.0
    if days.size < 5 or span < 4 * shortest:
        return None
    cycles = np.arange(4, int(span / shortest) + 1, dtype=np.float64)
    turns = 2j * math.pi / span * cycles
    mean = np.exp(np.outer(days, turns)).mean(axis=0)
    compared = others.size >= 10
    usual = np.exp(np.outer(others, turns)).mean(axis=0) if compared else np.zeros(cycles.size)
    weight = days.size * others.size / (days.size + others.size) if compared else days.size
    power = weight * np.abs(mean - usual) ** 2 / np.maximum(1 - np.abs(usual) ** 2, 0.1)
    best = int(power.argmax())
    # Events evenly spread fit their period twice as often too: the first maximum near the greatest is meant.
    near = int(np.flatnonzero(power >= 0.8 * power[best])[0])
    chance = -math.expm1(cycles.size * math.log1p(-min(math.exp(-float(power[best])), 1 - 1e-12)))
    return Period(span / float(cycles[near]), chance)
