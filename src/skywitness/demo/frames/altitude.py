"""Altitude codes in 25-foot steps, with the Q bit set (ICAO Annex 10, volume IV, 3.1.2.6.5.4)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Codes = NDArray[np.int64]
_MOST_STEPS = 0x7FF  # eleven bits


def ac12(altitude_ft: ArrayLike) -> Codes:
    """The 12-bit code of airborne positions: eleven bits of N with the Q bit before the lowest four.

    Raises:
        ValueError: outside -1,000 to 50,175 ft.
    """
    steps = _steps(altitude_ft)
    return (steps & 0x7F0) << 1 | 0x10 | steps & 0xF


def ac13(altitude_ft: ArrayLike) -> Codes:
    """The 13-bit code of surveillance replies: as ac12, with the M bit (0, feet) before the lowest six.

    Raises:
        ValueError: as ac12.
    """
    code = ac12(altitude_ft)
    return (code & 0xFC0) << 1 | code & 0x3F


def _steps(altitude_ft: ArrayLike) -> Codes:
    steps = np.asarray(np.rint((np.asarray(altitude_ft, np.float64) + 1000) / 25), np.int64)
    if np.any((steps < 0) | (steps > _MOST_STEPS)):
        raise ValueError("altitude outside -1,000 to 50,175 ft does not fit")
    return steps
