"""Taxi: an aircraft's way on the ground, from a stand to lift-off and from touch-down to a stand."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.demo.world.airfields import Airfield
from skywitness.measure.geodesy import destination

Floats = NDArray[np.float64]
_TAXI_KT = 16.0  # within the 10 to 30 kt of operators' taxi rules
_STAND_NM = 0.35  # stands lie this far beside the middle of the runway,
_TAXIWAY_NM = 0.12  # the taxiway this far
_ROLL_OUT = 0.5  # share of the runway used to slow down
_TAXI_STEP_S = 10.0
_ROLL_STEP_S = 2.0


class Ground(NamedTuple):
    """Time on the ground as columns of the same length.

    Attributes:
        after_s: seconds from the first to each place, ascending.
        lat_deg: degrees.
        lon_deg: degrees.
        ground_speed_kt: knots.
    """

    after_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    ground_speed_kt: Floats


def to_lift_off(field: Airfield, runway_deg: float, lift_off: tuple[float, float], speed_kt: float) -> Ground:
    """From the stand along the taxiway to the runway's end, and the take-off roll up to ``speed_kt``."""
    stand = _off(field, runway_deg, 0, _STAND_NM)
    half_nm = field.runway_nm / 2
    turn_on, start = _off(field, runway_deg, -half_nm, _TAXIWAY_NM), _off(field, runway_deg, -half_nm, 0)
    taxi = _taxi([stand, _off(field, runway_deg, 0, _TAXIWAY_NM), turn_on, start])
    roll = _roll(start, lift_off, 0, speed_kt)
    return _joined(taxi, roll)


def to_stand(field: Airfield, runway_deg: float, touch_down: tuple[float, float], speed_kt: float) -> Ground:
    """The landing roll from ``speed_kt`` to taxi speed, and off the runway to the stand."""
    lat, lon = destination(*touch_down, runway_deg, _ROLL_OUT * field.runway_nm)
    slow = float(lat), float(lon)
    lat, lon = destination(*slow, runway_deg + 90, _TAXIWAY_NM)
    taxi = _taxi([slow, (float(lat), float(lon)), _off(field, runway_deg, 0, _STAND_NM)])
    return _joined(_roll(touch_down, slow, speed_kt, _TAXI_KT), taxi)


def _off(field: Airfield, runway_deg: float, ahead_nm: float, right_nm: float) -> tuple[float, float]:
    """A place so far ahead of the middle of the runway, and so far to its right."""
    lat, lon = destination(field.lat_deg, field.lon_deg, runway_deg, ahead_nm)
    lat, lon = destination(lat, lon, runway_deg + 90, right_nm)
    return float(lat), float(lon)


def _taxi(corners: list[tuple[float, float]]) -> Ground:
    lat, lon = np.array(corners).T
    steps_nm = 60 * np.hypot(np.diff(lat), np.diff(lon) * np.cos(np.radians(lat[:-1])))
    at_corner_s = np.concatenate(([0.0], np.cumsum(steps_nm / _TAXI_KT * 3600)))
    times = np.unique(np.concatenate((at_corner_s, np.arange(0, at_corner_s[-1], _TAXI_STEP_S))))
    speeds = np.full(times.shape, _TAXI_KT)
    return Ground(times, np.interp(times, at_corner_s, lat), np.interp(times, at_corner_s, lon), speeds)


def _roll(start: tuple[float, float], end: tuple[float, float], from_kt: float, to_kt: float) -> Ground:
    """Even acceleration from one speed to another between two places."""
    length_nm = 60 * float(np.hypot(end[0] - start[0], (end[1] - start[1]) * np.cos(np.radians(start[0]))))
    duration_s = 2 * length_nm / (from_kt + to_kt) * 3600
    share = np.linspace(0, 1, int(duration_s / _ROLL_STEP_S) + 2)
    way = (from_kt * share + (to_kt - from_kt) * share**2 / 2) / ((from_kt + to_kt) / 2)
    lat, lon = (start[axis] + (end[axis] - start[axis]) * way for axis in (0, 1))
    return Ground(duration_s * share, lat, lon, from_kt + (to_kt - from_kt) * share)


def _joined(first: Ground, second: Ground) -> Ground:
    after = np.concatenate((first.after_s, second.after_s[1:] + first.after_s[-1]))
    rest = (np.concatenate((a, b[1:])) for a, b in zip(first[1:], second[1:], strict=True))
    return Ground(after, *rest)
