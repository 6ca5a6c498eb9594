"""End state: what an aircraft was doing at the first or the last position of a flight."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.movements.trend import climb_fpm, direction_deg

_TREND_FPM = 250.0  # less is level flight: altitude is reported in steps of 25 or 100 ft
_FAST_KT = 80.0  # touch-down and lift-off speed that no helicopter has on the ground
_NEAR_GROUND_S = 120.0


class EndState(NamedTuple):
    """The outermost airborne position of a flight, and ground contact beyond it.

    Attributes:
        arriving: True at the end of the flight, False at its beginning.
        time_s: Unix seconds.
        lat_deg: degrees.
        lon_deg: degrees.
        altitude_ft: pressure altitude, else height above the ellipsoid; NaN when neither is known.
        direction_deg: direction of flight; NaN when unknown.
        towards_fpm: sink rate when arriving, climb rate when departing; positive when it fits the end.
        speed_kt: over ground; NaN when unknown.
        ground_lat_deg: places of contact with the ground; empty when there is none.
        ground_lon_deg: the same.
        fast: True when heard on or next to the ground at aeroplane speed.
    """

    arriving: bool
    time_s: float
    lat_deg: float
    lon_deg: float
    altitude_ft: float
    direction_deg: float
    towards_fpm: float
    speed_kt: float
    ground_lat_deg: NDArray[np.float64]
    ground_lon_deg: NDArray[np.float64]
    fast: bool

    @property
    def towards(self) -> bool:
        """Whether it was sinking when arriving, or climbing when departing."""
        return self.towards_fpm > _TREND_FPM

    @property
    def contact(self) -> bool:
        """Whether it was heard on the ground."""
        return bool(len(self.ground_lat_deg))


def end_state(track: Track, row: int, contact: NDArray[np.int64] | None, *, arriving: bool) -> EndState:
    """State at one end of a flight.

    Args:
        track: undoubted positions of one airframe.
        row: its outermost airborne position.
        contact: rows on the ground that belong to this end; None when there are none.
        arriving: True for the end, False for the beginning of the flight.
    """
    climb = climb_fpm(track, row, backwards=arriving)
    direction = direction_deg(track, row, backwards=arriving)
    rows = np.zeros(0, np.int64) if contact is None else contact
    return EndState(
        arriving=arriving,
        time_s=float(track.time_s[row]),
        lat_deg=float(track.lat_deg[row]),
        lon_deg=float(track.lon_deg[row]),
        altitude_ft=_altitude_ft(track, row, backwards=arriving),
        direction_deg=np.nan if direction is None else direction,
        towards_fpm=-climb if arriving else climb,
        speed_kt=float(track.ground_speed_kt[row]),
        ground_lat_deg=track.lat_deg[rows],
        ground_lon_deg=track.lon_deg[rows],
        fast=_fast(track, rows),
    )


def stay_state(track: Track, rows: NDArray[np.int64]) -> EndState:
    """State of a time on the ground that belongs to no flight."""
    middle = int(rows[len(rows) // 2])
    return EndState(
        arriving=True,
        time_s=float(track.time_s[middle]),
        lat_deg=float(track.lat_deg[middle]),
        lon_deg=float(track.lon_deg[middle]),
        altitude_ft=np.nan,
        direction_deg=np.nan,
        towards_fpm=0.0,
        speed_kt=float(track.ground_speed_kt[middle]),
        ground_lat_deg=track.lat_deg[rows],
        ground_lon_deg=track.lon_deg[rows],
        fast=_fast(track, rows),
    )


def _altitude_ft(track: Track, row: int, *, backwards: bool) -> float:
    """Altitude at the row, else at the nearest of the next ten inwards, else above the ellipsoid."""
    inwards = slice(max(row - 10, 0), row + 1) if backwards else slice(row, row + 11)
    for column in (track.baro_altitude_ft, track.geo_altitude_ft):
        near = column[inwards]
        known = near[np.isfinite(near)]
        if len(known):
            return float(known[-1] if backwards else known[0])
    return np.nan


def _fast(track: Track, contact: NDArray[np.int64]) -> bool:
    if not len(contact):
        return False
    around = slice(max(int(contact[0]) - 3, 0), int(contact[-1]) + 4)
    times = track.time_s[around]
    near = (times > track.time_s[contact[0]] - _NEAR_GROUND_S) & (
        times < track.time_s[contact[-1]] + _NEAR_GROUND_S
    )
    return bool(np.any(track.ground_speed_kt[around][near] > _FAST_KT))
