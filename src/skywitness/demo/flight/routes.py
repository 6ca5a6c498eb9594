"""Routes: great-circle legs through waypoints, sampled evenly, with rounded corners."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.demo.world.airfields import Airfield
from skywitness.measure.geodesy import bearing_deg, destination, distance_nm, turn_deg

Floats = NDArray[np.float64]
Place = tuple[float, float]
"""Latitude and longitude in degrees."""
STEP_NM = 0.5
_ROUNDING = 6  # samples on either side: a turn takes about six miles, as at 25 degrees of bank and 450 kt
_CLIMB_OUT_NM = 8.0
_FINAL_NM = 12.0
_LIFT_OFF = 0.65  # share of the runway behind the aircraft when it lifts off
_TOUCH_DOWN_NM = 1000 / 6076  # aiming point markings stand some 1,000 ft behind the threshold


class Path(NamedTuple):
    """Places along a flight from lift-off to touch-down.

    Attributes:
        lat_deg: shape (n,), degrees.
        lon_deg: degrees.
        along_nm: distance flown to each place, from 0.
        track_deg: direction of flight at each place.
        takeoff_deg: direction of the runway used for take-off.
        landing_deg: and for landing.
    """

    lat_deg: Floats
    lon_deg: Floats
    along_nm: Floats
    track_deg: Floats
    takeoff_deg: float
    landing_deg: float


def path(origin: Airfield, waypoints: tuple[Place, ...], target: Airfield) -> Path:
    """The way from lift-off to touch-down: along one runway, through the waypoints, into the other's final."""
    origin_place, target_place = (origin.lat_deg, origin.lon_deg), (target.lat_deg, target.lon_deg)
    through = (origin_place, *waypoints, target_place)
    takeoff_deg = _runway_towards(origin, _bearing(through[0], through[1]))
    landing_deg = _runway_towards(target, _bearing(through[-2], through[-1]))
    lift_off = _beside(origin_place, takeoff_deg, (_LIFT_OFF - 0.5) * origin.runway_nm)
    touch_down = _beside(target_place, landing_deg, _TOUCH_DOWN_NM - target.runway_nm / 2)
    climb_out = _beside(lift_off, takeoff_deg, _CLIMB_OUT_NM)
    final = _beside(touch_down, landing_deg, -_FINAL_NM)
    lat, lon = _rounded(_sampled((lift_off, climb_out, *waypoints, final, touch_down)))
    steps = distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:])
    track = bearing_deg(lat[:-1], lon[:-1], lat[1:], lon[1:])
    along = np.concatenate(([0.0], np.cumsum(steps)))
    return Path(lat, lon, along, np.append(track, track[-1]), takeoff_deg, landing_deg)


def _runway_towards(field: Airfield, direction_deg: float) -> float:
    """The one of the runway's two directions that needs the smaller turn."""
    turn = abs(float(turn_deg(field.runway_deg, direction_deg)))
    return field.runway_deg if turn <= 90 else (field.runway_deg + 180) % 360


def _bearing(start: Place, end: Place) -> float:
    return float(bearing_deg(*start, *end))


def _beside(place: Place, direction_deg: float, away_nm: float) -> Place:
    lat, lon = destination(*place, direction_deg, away_nm)
    return float(lat), float(lon)


def _sampled(corners: tuple[Place, ...]) -> tuple[Floats, Floats]:
    """Places every half mile along the great circles between the corners."""
    lats, lons = [], []
    for start, end in pairwise(corners):
        length = float(distance_nm(*start, *end))
        count = max(int(length / STEP_NM), 1)
        lat, lon = destination(*start, _bearing(start, end), length * np.arange(count) / count)
        lats.append(lat)
        lons.append(lon)
    last = np.array(corners[-1])
    return np.concatenate((*lats, last[:1])), np.concatenate((*lons, last[1:]))


def _rounded(places: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Moving average, which cuts corners; both ends are straight and stay as they are."""
    window = np.full(2 * _ROUNDING + 1, 1 / (2 * _ROUNDING + 1))
    lat, lon = (
        np.concatenate((column[:_ROUNDING], np.convolve(column, window, "valid"), column[-_ROUNDING:]))
        for column in places
    )
    return lat, lon
