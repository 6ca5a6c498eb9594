"""Contact: when the wheels left or touched the ground, and how surely that is known."""

import math
from datetime import datetime
from typing import NamedTuple

from skywitness.measure.clock import utc_from_seconds
from skywitness.model import Track
from skywitness.movements.end_state import EndState

_HEARD_S = 120.0  # longest silence between air and ground that still times a contact
_SEEN_FT = 1500.0  # from below that, a descent or climb is as good as a landing or take-off
_FURTHEST_S = 480.0  # further away from the ground a time would be a guess
_FLAG_S = 10.0  # the transponder's ground state lags the wheels by some seconds
_HOVER_S = 30.0  # where the ground was told from slowness at its height, a helicopter may still have hovered
_PRESSURE_FT = 600.0  # pressure altitude against elevation, nine times of ten
_FORECAST = 0.35  # how far the way to the ground is off, as a share: level parts, vectors
_RUNWAY_KT = 130.0  # speed on the runway of an aircraft that is faster in the air
_SLOWEST_KT = 40.0
_DETOUR = 1.1  # the way flown over the straight one, close to the field
_FIELD_NM = 1.0  # from the reference point to the threshold


class Contact(NamedTuple):
    """Time of a take-off or a landing.

    Attributes:
        at: UTC; None when it cannot be told.
        uncertainty_s: nine times of ten the contact was within so many seconds of it; None without a time.
        seen: whether the contact was as good as heard: ground beside it, or the last of its descent or the first
            of its climb; otherwise the time is a forecast.
    """

    at: datetime | None
    uncertainty_s: float | None
    seen: bool


UNSEEN = Contact(None, None, seen=False)


class Ground(NamedTuple):
    """The field that a contact is with.

    Attributes:
        elevation_ft: above mean sea level.
        distance_nm: from the outermost airborne position to its reference point.
    """

    elevation_ft: float
    distance_nm: float


def contact(track: Track, row: int, beyond: int | None, end: EndState, ground: Ground | None) -> Contact:
    """Time of the contact beyond an outermost airborne position.

    Between a position in the air and one on the ground: where the height runs out at the last rate, held between
    the two. Without ground contact: the longer of the time that the height takes at that rate and the time that
    the way takes at speeds that fall to, or rise from, those of a runway; with an uncertainty that grows with it.

    Args:
        track: undoubted positions of one airframe.
        row: outermost airborne position.
        beyond: the ground position next to it; None when there is none.
        end: what the aircraft was doing there.
        ground: the field; None when it is unknown.
    """
    sign = 1.0 if end.arriving else -1.0
    air_s = float(track.time_s[row])
    sinking_s = _sinking_s(end, ground)
    if beyond is not None and (between_s := abs(float(track.time_s[beyond]) - air_s)) <= _HEARD_S:
        ahead_s = between_s / 2 if sinking_s is None else min(sinking_s, between_s)
        lag_s = _FLAG_S if track.on_ground[beyond] == 1 else _HOVER_S
        uncertainty_s = max(ahead_s, between_s - ahead_s) + lag_s
        return Contact(utc_from_seconds(air_s + sign * ahead_s), round(uncertainty_s, 1), seen=True)
    if sinking_s is None or ground is None:
        return UNSEEN
    ahead_s = max(sinking_s, _way_s(end, ground))
    if ahead_s > _FURTHEST_S:
        return UNSEEN
    uncertainty_s = _FLAG_S + min(_PRESSURE_FT / end.towards_fpm * 60, 60.0) + _FORECAST * ahead_s
    low = end.altitude_ft - ground.elevation_ft <= _SEEN_FT
    return Contact(
        utc_from_seconds(air_s + sign * ahead_s), round(uncertainty_s, 1), seen=low and ahead_s <= _HEARD_S
    )


def _sinking_s(end: EndState, ground: Ground | None) -> float | None:
    """Time in which the height above the field runs out at the last rate; None when that is not known."""
    if ground is None or not math.isfinite(end.altitude_ft) or not end.towards:
        return None
    return max(end.altitude_ft - ground.elevation_ft, 0.0) / end.towards_fpm * 60


def _way_s(end: EndState, ground: Ground) -> float:
    """Time for the way to or from the runway, at the mean of the speed there and that of a runway."""
    if not math.isfinite(end.speed_kt) or end.speed_kt < _SLOWEST_KT:
        return 0.0
    mean_kt = (end.speed_kt + min(end.speed_kt, _RUNWAY_KT)) / 2
    return max(_DETOUR * ground.distance_nm - _FIELD_NM, 0.0) / mean_kt * 3600
