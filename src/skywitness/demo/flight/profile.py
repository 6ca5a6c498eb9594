"""Profile: altitude and airspeed along a path."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.demo.world.performance import Performance, true_airspeed_kt

Floats = NDArray[np.float64]
_GLIDE_FT_PER_NM = 318.0  # three degrees
_DESCENT_FT_PER_NM = 290.0  # from the top of descent to the glide path: about three miles a thousand feet
_GLIDE_NM = 10.0
_STEP_CLIMB_FT = 2000.0
_STEP_CLIMB_FROM_NM = 2000.0  # shorter flights stay at their first level
_STEP_CLIMB_AT = 0.45  # share of the way at which enough fuel is burnt
_STEP_CLIMB_NM = 25.0


class Profile(NamedTuple):
    """Altitude and airspeed at each place of a path.

    Attributes:
        altitude_ft: pressure altitude.
        tas_kt: true airspeed.
    """

    altitude_ft: Floats
    tas_kt: Floats


def profile(along_nm: Floats, from_ft: float, to_ft: float, kind: Performance) -> Profile:
    """Climb, cruise with one step up on long flights, descent and approach.

    Args:
        along_nm: distance flown to each place, ascending from 0.
        from_ft: elevation of the field of departure.
        to_ft: elevation of the field of destination.
        kind: the type.
    """
    to_go = along_nm[-1] - along_nm
    climb = _climb_ft(along_nm, from_ft, kind)
    glide = np.minimum(to_go, _GLIDE_NM) * _GLIDE_FT_PER_NM
    descent = to_ft + glide + np.maximum(to_go - _GLIDE_NM, 0) * _DESCENT_FT_PER_NM
    altitude = np.minimum(np.minimum(climb, descent), _cruise_ft(along_nm, kind))
    climbing = along_nm < along_nm[int(np.argmin(np.abs(climb - descent)))]
    cas = np.where(climbing, _climb_cas(altitude - from_ft, altitude, kind), _descent_cas(to_go, altitude, kind))
    return Profile(altitude, true_airspeed_kt(cas, kind.cruise_mach, altitude))


def _climb_ft(along_nm: Floats, from_ft: float, kind: Performance) -> Floats:
    levels = np.arange(from_ft, 45_000, 250.0)
    rate = np.select([levels < 10_000, levels < 24_000], list(kind.climb_fpm[:2]), kind.climb_fpm[2])
    speed = true_airspeed_kt(_climb_cas(levels - from_ft, levels, kind), kind.cruise_mach, levels)
    miles = np.concatenate(([0.0], np.cumsum(250 / rate[:-1] / 60 * speed[:-1])))
    return np.asarray(np.interp(along_nm, miles, levels), np.float64)


def _climb_cas(height_ft: Floats, altitude_ft: Floats, kind: Performance) -> Floats:
    """Accelerating to 250 kt at 3,000 ft above the field; the limit of 250 kt ends at 10,000 ft."""
    low = np.interp(height_ft, (0, 3000), (kind.rotation_kt + 10, 250))
    return np.minimum(low, _below_10000(altitude_ft, kind))


def _descent_cas(to_go_nm: Floats, altitude_ft: Floats, kind: Performance) -> Floats:
    slowing = np.interp(to_go_nm, (0, 5, 12, 20, 30), (kind.approach_kt - 5, kind.approach_kt, 200, 250, 400))
    return np.minimum(slowing, _below_10000(altitude_ft, kind))


def _below_10000(altitude_ft: Floats, kind: Performance) -> Floats:
    """250 kt up to 10,000 ft, then the climb speed; below 3,000 ft the caller's own ramp is slower."""
    return np.asarray(np.interp(altitude_ft, (10_000, 12_000), (250, kind.climb_cas_kt)), np.float64)


def _cruise_ft(along_nm: Floats, kind: Performance) -> Floats:
    length = along_nm[-1]
    if length < _STEP_CLIMB_FROM_NM:
        return np.full(along_nm.shape, float(kind.cruise_ft))
    start = _STEP_CLIMB_AT * length
    step = np.interp(along_nm, (start, start + _STEP_CLIMB_NM), (0, _STEP_CLIMB_FT))
    return np.asarray(kind.cruise_ft + step, np.float64)
