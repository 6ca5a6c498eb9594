"""Jamming: satellite navigation disturbed off the Syrian coast, in some windows of some days.

That GNSS was disturbed around Khmeimim from 2018 on is published (C4ADS, "Above Us Only Stars", March 2019); the
days, hours and strength here are invented.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.demo.chance import uniform
from skywitness.measure.geodesy import distance_nm

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
_PLACE = (35.40, 35.95)  # Khmeimim
_RADIUS_NM = 90.0
_SHARE_OF_DAYS = 0.4
_WINDOW_S = 5 * 3600
_S_PER_DAY = 86_400
_LOST = 0.6  # share of position frames that a disturbed receiver on board does not send or sends late
_STEPS = np.array([0.25, 0.5, 0.75])  # strength at which the next worse category begins
_TYPE_CODES = np.array([11, 14, 16, 18])  # NIC 8, 5, 2 and 0 (DO-260B, table 2-14)
_NAC_P = np.array([9, 6, 3, 0])  # 30 m, 0.3 NM, 2 NM and unknown (DO-260B, table 2-71)


class Disturbed(NamedTuple):
    """What jamming does to an aircraft at each time.

    Attributes:
        chance: factor on the probability that a position is sent, 1 where undisturbed.
        type_code: type code of the airborne position, which carries the NIC.
        nac_p: navigation accuracy category for position.
    """

    chance: Floats
    type_code: Codes
    nac_p: Codes


def disturbed(seed: int, time_s: Floats, lat_deg: Floats, lon_deg: Floats) -> Disturbed:
    """The effect of jamming along a flight; all columns of the same length."""
    near = 1 - distance_nm(*_PLACE, lat_deg, lon_deg) / _RADIUS_NM
    strength = np.where(_active(seed, time_s), np.clip(near * 1.4, 0, 1), 0.0)
    grade = np.searchsorted(_STEPS, strength, side="right")
    return Disturbed(1 - _LOST * strength, _TYPE_CODES[grade], _NAC_P[grade])


def _active(seed: int, time_s: Floats) -> NDArray[np.bool_]:
    """On four days of ten, for five hours that begin at a different hour each day."""
    days = (time_s // _S_PER_DAY).astype(np.int64)
    on = np.zeros(time_s.shape, np.bool_)
    for day in map(int, np.unique(days)):
        share, start = uniform(seed, f"jamming/{day}", 2)
        since = time_s - day * _S_PER_DAY - start * (_S_PER_DAY - _WINDOW_S)
        on |= (days == day) & (share < _SHARE_OF_DAYS) & (since >= 0) & (since < _WINDOW_S)
    return on
