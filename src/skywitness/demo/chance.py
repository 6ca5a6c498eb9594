"""Chance without state: numbers that depend on a seed and a place in the story, not on the order of calls.

SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014) is integer
arithmetic only, so that the numbers are the same on every machine and under every version of NumPy.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def uniform(seed: int, story: str, count: int) -> NDArray[np.float64]:
    """``count`` numbers in [0, 1), a different and unrelated series for each seed and each ``story``."""
    digest = hashlib.blake2b(f"{seed}/{story}".encode(), digest_size=8).digest()
    state = np.uint64(int.from_bytes(digest, "big")) + _GOLDEN * np.arange(1, count + 1, dtype=np.uint64)
    state = (state ^ (state >> np.uint64(30))) * _MIX_1
    state = (state ^ (state >> np.uint64(27))) * _MIX_2
    state ^= state >> np.uint64(31)
    return (state >> np.uint64(11)).astype(np.float64) * 2.0**-53


def integer(seed: int, story: str, below: int) -> int:
    """One whole number in [0, below)."""
    return int(uniform(seed, story, 1)[0] * below)
