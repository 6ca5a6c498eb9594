"""Loiter course: the way of many flights at once, thinned, with the turn at each place; from positions alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import wrap_lon

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

THIN_S = 5.0
"""Positions closer in time are one: at 60 kt it flies 0.08 NM, four times the noise of a position; judgement."""
_STILL_NM = 0.02
"""A step below this has no direction: positions are coded to about 5 m (ICAO Doc 9871, B.2.3.2)."""
SILENCE_S = 600.0
"""A longer silence ends the course: what it did in it is not known; judgement."""
_BLIND_S = 90.0
"""The turn over a longer step is not counted: at 3 degrees a second (rate one) it may pass half a circle."""
_APART_S = 1e5


@dataclass(frozen=True, slots=True)
class Course:
    """Places of many flights, one after the other, each flight in order of time; columns of shape (n,).

    Attributes:
        row: row of the positions that each place was taken from.
        run: number of the run of places without a long silence, rising; a run is of one flight.
        clock_s: seconds, rising over all runs, with more than a day between two of them.
        lat_deg: degrees.
        lon_deg: degrees.
        step: way from the place before, NM north plus 1j times NM east; 0 at the first of a run.
        step_s: seconds from the place before; 0 at the first of a run.
        turn_deg: change of direction at a place, right positive; 0 where it cannot be told.
    """

    row: Rows
    run: Rows
    clock_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    step: NDArray[np.complex128]
    step_s: Floats
    turn_deg: Floats

    @property
    def unbroken_lon_deg(self) -> Floats:
        """Longitude without the jump at the antimeridian, in any turn; degrees."""
        return np.asarray(np.unwrap(self.lon_deg, period=360.0), np.float64)

    def __len__(self) -> int:
        """Number of places."""
        return len(self.row)


def course(flight: Rows, time_s: Floats, lat_deg: Floats, lon_deg: Floats) -> Course:
    """The course of many flights.

    Args:
        flight: number of the flight of each position, rising; shape (n,).
        time_s: Unix seconds, rising within a flight.
        lat_deg: degrees.
        lon_deg: degrees.
    """
    row = _thinned(flight, time_s)
    row = row[_moving(flight[row], lat_deg[row], lon_deg[row])]
    seconds = np.diff(time_s[row], prepend=0.0)
    first = np.diff(flight[row], prepend=-1) != 0
    first |= seconds > SILENCE_S
    run = np.cumsum(first) - 1
    step = _steps(lat_deg[row], lon_deg[row])
    step[first], seconds[first] = 0, 0.0
    return Course(
        row=row,
        run=run,
        clock_s=np.cumsum(seconds) + run * _APART_S,
        lat_deg=lat_deg[row],
        lon_deg=lon_deg[row],
        step=step,
        step_s=seconds,
        turn_deg=_turns(step, seconds),
    )


def _thinned(flight: Rows, time_s: Floats) -> Rows:
    """The first position of each flight in every span of ``THIN_S``."""
    span = np.floor(time_s / THIN_S)
    new = (np.diff(span, prepend=-1.0) != 0) | (np.diff(flight, prepend=-1) != 0)
    return np.flatnonzero(new)


def _moving(flight: Rows, lat_deg: Floats, lon_deg: Floats) -> Flags:
    """Places that are away from the one before, and the first of each flight."""
    moved = np.abs(_steps(lat_deg, lon_deg)) >= _STILL_NM
    return np.asarray(moved | (np.diff(flight, prepend=-1) != 0))


def _steps(lat_deg: Floats, lon_deg: Floats) -> NDArray[np.complex128]:
    """Way to each place from the one before, NM north plus 1j times NM east, on the plane of its latitude."""
    north = np.diff(lat_deg, prepend=lat_deg[:1]) * 60
    east = wrap_lon(np.diff(lon_deg, prepend=lon_deg[:1])) * 60 * np.cos(np.radians(lat_deg))
    return np.asarray(north + 1j * east)


def _turns(step: NDArray[np.complex128], seconds: Floats) -> Floats:
    """Turn at each place from the step before it to the step after it."""
    turn = np.zeros(len(step))
    if len(step) < 2:
        return turn
    known = (np.abs(step) > 0) & (seconds <= _BLIND_S)
    both = known[:-1] & known[1:]
    turn[:-1] = np.where(both, np.degrees(np.angle(step[1:] * np.conj(step[:-1]))), 0.0)
    return turn
