"""Coverage: which receiver, if any, can hear an aircraft, by the radio horizon of both."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.demo.chance import uniform
from skywitness.demo.world.receivers import RECEIVERS, Receiver
from skywitness.measure.clock import ms_from_utc
from skywitness.measure.geodesy import distance_nm

Floats = NDArray[np.float64]
LONGEST_NM = 220.0  # about what a good aerial reaches, whatever the horizon
GROUND_NM = 5.0  # buildings and terrain hide aircraft on the ground beyond this
_HORIZON_NM = 1.23  # nautical miles for each root of a foot, over an Earth of 4/3 radius (standard refraction)
_LEAST_HEIGHT_FT = 30.0  # an aerial on a fuselage, whatever the altimeter says
_BEST, _WORST = 0.97, 0.35  # share of frames heard nearby, and at the edge of the range
_S_PER_DAY = 86_400
_COARSE = 20  # every so many places are enough to leave out receivers that are far away


def _span(start: str, end: str) -> tuple[float, float]:
    times = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end))
    first, last = (ms_from_utc(time) / 1000 for time in times)
    return first, last


_OUTAGES: Mapping[str, tuple[float, float]] = {
    # Invented: early on 23 March 2019 the aerial at Dakar fails, so that one stop is seen and the other is not.
    "Dakar": _span("2019-03-23T04:40", "2019-03-23T08:40"),
}
_SURE_DAYS = frozenset(
    # Days of the published trips, on which the receivers that matter work: the reconstruction is of what was seen.
    int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) // _S_PER_DAY
    for day in ("2018-12-10", "2018-12-14", "2019-03-03", "2019-03-22", "2019-03-23", "2019-03-24", "2019-06-23")
)


class Heard(NamedTuple):
    """Who hears the aircraft best at each time.

    Attributes:
        distance_nm: to that receiver; infinite where nobody hears it.
        chance: probability that a frame is received, 0 where nobody hears it.
    """

    distance_nm: Floats
    chance: Floats


def reach_nm(receiver: Receiver, altitude_ft: Floats, on_ground: NDArray[np.bool_]) -> Floats:
    """Distance at which the receiver still hears an aircraft."""
    height = np.maximum(altitude_ft, _LEAST_HEIGHT_FT)
    horizon = _HORIZON_NM * (np.sqrt(receiver.height_ft) + np.sqrt(height))
    return np.where(on_ground, GROUND_NM, np.minimum(horizon, LONGEST_NM))


def heard(
    seed: int, time_s: Floats, lat_deg: Floats, lon_deg: Floats, altitude_ft: Floats, on_ground: NDArray[np.bool_]
) -> Heard:
    """Who hears the aircraft; all columns of one flight, of the same length."""
    best_share = np.full(time_s.shape, np.inf)
    best_nm = np.full(time_s.shape, np.inf)
    for receiver in RECEIVERS:
        if _far(receiver, lat_deg, lon_deg):
            continue
        distance = distance_nm(receiver.lat_deg, receiver.lon_deg, lat_deg, lon_deg)
        share = distance / reach_nm(receiver, altitude_ft, on_ground)
        share[~works(seed, receiver, time_s)] = np.inf
        nearer = (share <= 1) & (share < best_share)
        best_share[nearer], best_nm[nearer] = share[nearer], distance[nearer]
    fading = _BEST - (_BEST - _WORST) * np.minimum(best_share, 1) ** 3
    return Heard(best_nm, np.where(best_share <= 1, fading, 0.0))


def works(seed: int, receiver: Receiver, time_s: Floats) -> NDArray[np.bool_]:
    """Whether the receiver is switched on at these times: by day, save for named outages."""
    days = (time_s // _S_PER_DAY).astype(np.int64)
    on = np.zeros(time_s.shape, np.bool_)
    for day in map(int, np.unique(days)):
        lucky = uniform(seed, f"receiver/{receiver.name}/{day}", 1)[0] < receiver.up
        on[days == day] = lucky or day in _SURE_DAYS
    if receiver.name in _OUTAGES:
        start, end = _OUTAGES[receiver.name]
        on &= (time_s < start) | (time_s >= end)
    return on


def _far(receiver: Receiver, lat_deg: Floats, lon_deg: Floats) -> bool:
    """Whether no place comes near: judged from a sample, with a margin for the places between."""
    coarse = distance_nm(receiver.lat_deg, receiver.lon_deg, lat_deg[::_COARSE], lon_deg[::_COARSE])
    return bool(np.min(coarse) > LONGEST_NM + 60)
