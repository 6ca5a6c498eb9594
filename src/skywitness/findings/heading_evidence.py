"""Heading's evidence: how well a flight so far fits each field as its destination."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg, distance_nm, turn_deg
from skywitness.reference.airports import Airports

Floats = NDArray[np.float64]

DETOUR: Final = 0.08
"""Mean part of a flown way that is none towards the destination; judgement: European en-route extension is 3 to
5 % (EUROCONTROL's performance reviews), terminal procedures and weather come on top."""
COURSE_DEG: Final = 15.0
"""Standard deviation of the course from the bearing to the destination; judgement: airways and radar vectors."""
DESCENT_FT_A_NM: Final = 318.0
"""Height over distance on a path of three degrees, the usual one (ICAO Doc 9931, continuous descent)."""
_ODD: Final = 0.1
"""Flights that do what none of this expects: holding, diverting, surveying; judgement."""
_ODDEST: Final = 0.002
_SETTLED_NM: Final = 100.0
"""From here on, each doubling of the way flown halves the flights that do what none of this expects, down to
``_ODDEST``; judgement: an aircraft that has flown away from a field for a thousand miles is not going there."""
_MANOEUVRES_NM: Final = 20.0
"""Way that departure and vectors waste, whatever the distance; judgement."""
_NEAR_NM: Final = 20.0
"""Within this distance a course says nothing: the aircraft may be on a downwind leg, or on its way back."""
_DESCENT_SPREAD: Final = 0.5
"""Of the logarithm of the way to go in descent; judgement."""
_LEVEL_FT: Final = 15_000.0
"""From this height on, level flight says that the descent has not begun."""


class SoFar(NamedTuple):
    """A flight so far.

    Attributes:
        lat_deg: of the last trusted position.
        lon_deg: likewise.
        from_lat_deg: of the field of departure, or of the first trusted position when it is not known.
        from_lon_deg: likewise.
        flown_nm: way from there.
        course_deg: over the last minutes, from positions; NaN when it hardly moved.
        altitude_ft: pressure altitude; NaN when unknown.
        descending: it has come down by more than noise over the last minutes.
        reach_nm: what its type can still fly; infinite when not known.
        min_runway_ft: shortest runway that its type uses; 0 when not known.
        rotor: it lands on the spot.
    """

    lat_deg: float
    lon_deg: float
    from_lat_deg: float
    from_lon_deg: float
    flown_nm: float
    course_deg: float
    altitude_ft: float
    descending: bool
    reach_nm: float
    min_runway_ft: float
    rotor: bool


def log_likelihood(flight: SoFar, fields: Airports) -> Floats:
    """Logarithm of how well the flight fits each field, shape (number of fields,); -inf where it cannot land."""
    to_go = distance_nm(flight.lat_deg, flight.lon_deg, fields.lat_deg, fields.lon_deg)
    found = _way(flight, fields, to_go) + _course(flight, fields, to_go) + _height(flight, fields, to_go)
    return np.where(_feasible(flight, fields, to_go), found, -np.inf)


def _way(flight: SoFar, fields: Airports, to_go: Floats) -> Floats:
    """How much of the way flown was no way towards the field: 0 for a straight one, 2 for the opposite direction.

    Back to where it came from every way is a detour, so that nothing is said of round trips.
    """
    direct = distance_nm(flight.from_lat_deg, flight.from_lon_deg, fields.lat_deg, fields.lon_deg)
    flown = max(flight.flown_nm, 1.0)
    wasted = np.clip((flown + to_go - direct) / flown, 0, 2)
    usual = DETOUR + _MANOEUVRES_NM / flown
    odd = max(_ODD * min(1.0, _SETTLED_NM / flown), _ODDEST)
    found = np.log((1 - odd) * np.exp(-wasted / usual) / usual + odd / 2)
    return np.asarray(np.where(direct < _NEAR_NM, np.log(1 / 2), found))


def _course(flight: SoFar, fields: Airports, to_go: Floats) -> Floats:
    """The course over the last minutes against the bearing."""
    if not np.isfinite(flight.course_deg):
        return np.zeros(len(to_go))
    bearing = bearing_deg(flight.lat_deg, flight.lon_deg, fields.lat_deg, fields.lon_deg)
    off = turn_deg(flight.course_deg, bearing)
    usual = np.exp(-0.5 * (off / COURSE_DEG) ** 2) / (COURSE_DEG * np.sqrt(2 * np.pi))
    found = np.log((1 - _ODD) * usual + _ODD / 360)
    start = distance_nm(flight.from_lat_deg, flight.from_lon_deg, fields.lat_deg, fields.lon_deg)
    return np.asarray(np.where((to_go < _NEAR_NM) | (start < _NEAR_NM), np.log(1 / 360), found))


def _height(flight: SoFar, fields: Airports, to_go: Floats) -> Floats:
    """Level and high: not yet where it must come down. Descending: about as far as the path of descent is long."""
    if not np.isfinite(flight.altitude_ft):
        return np.zeros(len(to_go))
    above = np.maximum(flight.altitude_ft - np.nan_to_num(fields.elevation_ft), 1_000.0)
    needed = above / DESCENT_FT_A_NM
    off = np.log(np.maximum(to_go, 1.0) / needed)
    if flight.descending:
        usual = np.exp(-0.5 * (np.clip(np.abs(off) - _DESCENT_SPREAD, 0, None) / _DESCENT_SPREAD) ** 2)
    elif flight.altitude_ft >= _LEVEL_FT:
        usual = np.where(off < 0, np.exp(-0.5 * (off / _DESCENT_SPREAD) ** 2), 1.0)
    else:
        return np.zeros(len(to_go))
    return np.asarray(np.log((1 - _ODD) * usual + _ODD))


def _feasible(flight: SoFar, fields: Airports, to_go: Floats) -> NDArray[np.bool_]:
    """Within reach, and with a runway that is not known to be too short."""
    too_short = fields.longest_ft < flight.min_runway_ft
    no_runway = fields.rotor_or_water & (not flight.rotor)
    return np.asarray((to_go <= flight.reach_nm) & ~too_short & ~no_runway)
