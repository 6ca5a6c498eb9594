"""End state: what an aircraft was doing at the first or the last position of a flight."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.movements.trend import climbs_fpm, directions_deg

Floats = NDArray[np.float64]

TREND_FPM = 250.0
"""Less is level flight: altitude is reported in steps of 25 or 100 ft."""
_FAST_KT = 80.0  # touch-down and lift-off speed that no helicopter has on the ground
_NEAR_GROUND_S = 120.0
_NO_PLACES: Floats = np.zeros(0)


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
    ground_lat_deg: Floats
    ground_lon_deg: Floats
    fast: bool

    @property
    def towards(self) -> bool:
        """Whether it was sinking when arriving, or climbing when departing."""
        return self.towards_fpm > TREND_FPM

    @property
    def contact(self) -> bool:
        """Whether it was heard on the ground."""
        return bool(len(self.ground_lat_deg))


class EndColumns(NamedTuple):
    """Some attributes of several ends as columns, shape (n,) each; see EndState."""

    arriving: NDArray[np.bool_]
    lat_deg: Floats
    lon_deg: Floats
    altitude_ft: Floats
    direction_deg: Floats
    towards_fpm: Floats
    speed_kt: Floats

    @classmethod
    def of(cls, ends: Sequence[EndState]) -> "EndColumns":
        """Columns of these ends."""
        return cls._make(np.array([getattr(end, name) for end in ends]) for name in cls._fields)

    def at(self, rows: NDArray[np.int64]) -> "EndColumns":
        """Some of the ends, or the same ones several times."""
        return EndColumns._make(column[rows] for column in self)


def end_states(
    track: Track, rows: Sequence[int], contacts: Sequence[NDArray[np.int64] | None], *, arriving: bool
) -> list[EndState]:
    """States at the ends, or at the beginnings, of several flights.

    Args:
        track: undoubted positions of one airframe.
        rows: the outermost airborne position of each.
        contacts: rows on the ground that belong to each end; None when there are none.
        arriving: True for the ends, False for the beginnings of the flights.
    """
    at = np.array(rows, np.int64)
    climb_fpm = climbs_fpm(track, at, backwards=arriving)
    columns = (
        track.time_s[at],
        track.lat_deg[at],
        track.lon_deg[at],
        _altitudes_ft(track, at, backwards=arriving),
        directions_deg(track, at, backwards=arriving),
        -climb_fpm if arriving else climb_fpm,
        track.ground_speed_kt[at],
    )
    known = zip(*(column.tolist() for column in columns), strict=True)
    return [
        EndState._make((arriving, *one, *_touched(track, contact)))
        for one, contact in zip(known, contacts, strict=True)
    ]


def stay_state(track: Track, rows: NDArray[np.int64]) -> EndState:
    """State of a time on the ground that belongs to no flight."""
    middle = int(rows[len(rows) // 2])
    return EndState(
        arriving=True,
        time_s=float(track.time_s[middle]),
        lat_deg=float(track.lat_deg[middle]),
        lon_deg=float(track.lon_deg[middle]),
        altitude_ft=math.nan,
        direction_deg=math.nan,
        towards_fpm=0.0,
        speed_kt=float(track.ground_speed_kt[middle]),
        ground_lat_deg=track.lat_deg[rows],
        ground_lon_deg=track.lon_deg[rows],
        fast=_fast(track, rows),
    )


def _altitudes_ft(track: Track, rows: NDArray[np.int64], *, backwards: bool) -> NDArray[np.float64]:
    altitude = track.baro_altitude_ft[rows]
    for place in np.flatnonzero(~np.isfinite(altitude)).tolist():
        altitude[place] = _altitude_ft(track, int(rows[place]), backwards=backwards)
    return altitude


def _altitude_ft(track: Track, row: int, *, backwards: bool) -> float:
    """Altitude at the row, else at the nearest of the next ten inwards, else above the ellipsoid."""
    inwards = slice(max(row - 10, 0), row + 1) if backwards else slice(row, row + 11)
    for column in (track.baro_altitude_ft, track.geo_altitude_ft):
        near = column[inwards]
        known = near[np.isfinite(near)]
        if len(known):
            return float(known[-1] if backwards else known[0])
    return math.nan


def _touched(track: Track, contact: NDArray[np.int64] | None) -> tuple[Floats, Floats, bool]:
    """Places of a contact with the ground, and whether it was heard there or near it at aeroplane speed."""
    if contact is None or not len(contact):
        return _NO_PLACES, _NO_PLACES, False
    return track.lat_deg[contact], track.lon_deg[contact], _fast(track, contact)


def _fast(track: Track, contact: NDArray[np.int64]) -> bool:
    first, last = int(contact[0]), int(contact[-1])
    around = slice(max(first - 3, 0), last + 4)
    since_s, until_s = track.time_s[first] - _NEAR_GROUND_S, track.time_s[last] + _NEAR_GROUND_S
    times = track.time_s[around]
    fast = (track.ground_speed_kt[around] > _FAST_KT) & (times > since_s) & (times < until_s)
    return bool(fast.any())
