"""Jamming share: how many of the aircraft over a place were disturbed, as gpsjam counts, and how sure that is."""

import math

LOW, MEDIUM, HIGH = "low", "medium", "high"
MEDIUM_SHARE, HIGH_SHARE = 0.02, 0.10
"""Where gpsjam.org's yellow and red begin (its FAQ: more than 98 % good is green, more than 10 % bad is red)."""
_Z = 1.959964
"""Standard normal deviate of a two-sided 95 %."""


def bad_share(good: int, bad: int) -> float:
    """Share of disturbed aircraft as gpsjam.org counts it: one bad aircraft is taken for a broken one.

    Args:
        good: number of aircraft that were not disturbed.
        bad: number of those that were.
    """
    return max(bad - 1, 0) / (bad + good) if bad + good else 0.0


def band(good: int, bad: int) -> str:
    """``low``, ``medium`` (from 2 %) or ``high`` (from 10 %); arguments as for ``bad_share``."""
    share = bad_share(good, bad)
    return HIGH if share >= HIGH_SHARE else MEDIUM if share >= MEDIUM_SHARE else LOW


def wilson_low(bad: int, total: int) -> float:
    """Lower end of the 95 % interval of a share (Wilson, 1927, J. Am. Stat. Assoc. 22, 209).

    >>> round(wilson_low(5, 10), 4)
    0.2366
    """
    if not total:
        return 0.0
    share, spread = bad / total, _Z * _Z / total
    middle = share + spread / 2
    half = _Z * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    return max((middle - half) / (1 + spread), 0.0)


def chance_above(share: float, good: int, bad: int) -> float:
    """Probability that the true share of disturbed aircraft is above a share, all shares equally likely before.

    The tail of a beta distribution, as a sum of binomial terms.
    """
    draws = bad + good + 1
    logs = (
        math.lgamma(draws + 1)
        - math.lgamma(k + 1)
        - math.lgamma(draws - k + 1)
        + k * math.log(share)
        + (draws - k) * math.log1p(-share)
        for k in range(bad + 1)
    )
    return min(math.fsum(map(math.exp, logs)), 1.0)
