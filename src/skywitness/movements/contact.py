"""Contact: when the wheels left or touched the ground, and how surely that is known."""

from datetime import datetime
from typing import NamedTuple

import numpy as np

from skywitness.measure.clock import utc_from_seconds
from skywitness.model import Track
from skywitness.movements.end_state import EndState

_HEARD_S = 120.0  # longest silence between air and ground that still times a contact
_SEEN_FT = 1500.0  # from below that, a descent or climb is as good as a landing or take-off
_FURTHEST_S = 480.0  # further away from the ground a time would be a guess
_FLAG_S = 10.0  # the transponder's ground state lags the wheels by some seconds
_PRESSURE_FT = 600.0  # pressure altitude against elevation, nine times of ten
_FORECAST = 0.5  # how far the way to the ground is off, as a share: level parts, vectors, reduced speed


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


def contact(track: Track, row: int, beyond: int | None, end: EndState, elevation_ft: float | None) -> Contact:
    """Time of the contact beyond an outermost airborne position.

    Between a position in the air and one on the ground: where the height runs out at the last rate, held between
    the two. Without ground contact: extrapolated, with an uncertainty that grows with the time.

    Args:
        track: undoubted positions of one airframe.
        row: outermost airborne position.
        beyond: the ground position next to it; None when there is none.
        end: what the aircraft was doing there.
        elevation_ft: elevation of the airport; None when it is unknown.
    """
    sign = 1.0 if end.arriving else -1.0
    air_s = float(track.time_s[row])
    to_ground_s, rate_fps = _to_ground_s(end, elevation_ft)
    if beyond is not None and abs(track.time_s[beyond] - air_s) <= _HEARD_S:
        between_s = abs(float(track.time_s[beyond]) - air_s)
        ahead_s = between_s / 2 if to_ground_s is None else min(to_ground_s, between_s)
        return Contact(
            utc_from_seconds(air_s + sign * ahead_s),
            round(max(ahead_s, between_s - ahead_s) + _FLAG_S, 1),
            seen=True,
        )
    if to_ground_s is None or to_ground_s > _FURTHEST_S:
        return UNSEEN
    uncertainty_s = _FLAG_S + min(_PRESSURE_FT / rate_fps, 90.0) + _FORECAST * to_ground_s
    low = elevation_ft is not None and end.altitude_ft - elevation_ft <= _SEEN_FT
    return Contact(
        utc_from_seconds(air_s + sign * to_ground_s), round(uncertainty_s, 1), seen=low and to_ground_s <= _HEARD_S
    )


def _to_ground_s(end: EndState, elevation_ft: float | None) -> tuple[float | None, float]:
    if elevation_ft is None or not np.isfinite(end.altitude_ft) or not end.towards:
        return None, 1.0
    rate_fps = end.towards_fpm / 60
    return max(end.altitude_ft - elevation_ft, 0.0) / rate_fps, rate_fps
