"""Runway truth: the airport of a recorded flight's end by a rule of its own, stricter than any that is measured.

An end counts as known when at least four positions lie within 0.3 NM of the extended centre line of one field's
runway, at most 8 NM from its threshold, pointing along it within 10 degrees and at most 3,000 ft above it; the
lowest of them at most 1,000 ft above the field; the speed of the lowest below 200 kt; and no other field of the
table has the same. The rule reads nothing of the product's code, only OurAirports' runways.
"""

import numpy as np
from fields import Field, Fields, Runway
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg, distance_nm, turn_deg

Floats = NDArray[np.float64]
_LATERAL_NM, _ALONG_NM, _COURSE_DEG = 0.3, 8.0, 10.0
_HIGH_FT, _LOW_FT, _FAST_KT, _POSITIONS = 3000.0, 1000.0, 200.0, 4
_QNH_FT = 700.0  # pressure altitude against true altitude, in all but rare weather


def end_airport(
    fields: Fields, lat: Floats, lon: Floats, altitude_ft: Floats, speed_kt: Floats, *, landing: bool
) -> str | None:
    """The field that a flight's positions show it to land on or take off from, None when unclear.

    Args:
        fields: the table.
        lat: degrees, in order of time; all columns have the same length.
        lon: degrees.
        altitude_ft: pressure altitude, NaN where unknown.
        speed_kt: ground speed.
        landing: whether the end or the start of the track is asked for.
    """
    span = slice(-120, None) if landing else slice(0, 120)
    lat, lon, altitude_ft, speed_kt = lat[span], lon[span], altitude_ft[span], speed_kt[span]
    course = bearing_deg(lat[:-1], lon[:-1], lat[1:], lon[1:])
    moved = distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:]) > 0.02
    if not len(lat) or moved.sum() < _POSITIONS:
        return None
    course = np.append(course, course[-1])
    at = len(lat) - 1 if landing else 0
    rows, _ = fields.near(float(lat[at]), float(lon[at]), 12.0)
    fits = []
    for row in rows:
        field = fields.fields[row]
        if any(
            _fits(runway, field, lat, lon, altitude_ft, speed_kt, course, landing=landing)
            for runway in field.runways
        ):
            fits.append(field.ident)
    return fits[0] if len(fits) == 1 else None


def _fits(
    runway: Runway,
    field: Field,
    lat: Floats,
    lon: Floats,
    altitude_ft: Floats,
    speed_kt: Floats,
    course: Floats,
    *,
    landing: bool,
) -> bool:
    away = distance_nm(runway.lat_deg, runway.lon_deg, lat, lon)
    angle = np.radians(turn_deg(runway.course_deg, bearing_deg(runway.lat_deg, runway.lon_deg, lat, lon)))
    along, across = away * np.cos(angle), away * np.sin(angle)
    height = altitude_ft - field.elevation_ft
    length_nm = runway.length_ft / 6076
    ahead = (along < length_nm) & (along > -_ALONG_NM) if landing else (along > 0) & (along < _ALONG_NM)
    lined_up = ahead & (abs(across) < _LATERAL_NM) & (abs(turn_deg(runway.course_deg, course)) < _COURSE_DEG)
    lined_up &= ~(height > _HIGH_FT)
    if lined_up.sum() < _POSITIONS:
        return False
    known = np.flatnonzero(lined_up & ~np.isnan(height))
    if not len(known):
        return False
    lowest = known[np.argmin(height[known])]
    return bool(-_QNH_FT < height[lowest] < _LOW_FT + 0 and speed_kt[lowest] < _FAST_KT)
