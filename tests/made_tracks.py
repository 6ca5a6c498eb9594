"""Tracks made by hand for tests: straight legs between places, with heights and speeds as given."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from skywitness.measure.geodesy import bearing_deg, distance_nm
from skywitness.model import Track


class Fix(NamedTuple):
    """One position of a made track: seconds from the start, degrees, feet or None on the ground, knots."""

    time_s: float
    lat_deg: float
    lon_deg: float
    baro_altitude_ft: float | None
    ground_speed_kt: float
    callsign: str | None = None


def made_track(fixes: Sequence[Fix], icao24: str = "4ca2d1") -> Track:
    """Track through these positions from 2019-03-23T00:00Z; track angles follow from the places."""
    count = len(fixes)
    lat, lon = np.array([fix.lat_deg for fix in fixes]), np.array([fix.lon_deg for fix in fixes])
    ahead = np.minimum(np.arange(count) + 1, count - 1)
    behind = np.maximum(ahead - 1, 0)
    altitude = np.array([np.nan if fix.baro_altitude_ft is None else fix.baro_altitude_ft for fix in fixes], float)
    callsigns = tuple(sorted({fix.callsign for fix in fixes if fix.callsign}))
    return Track(
        icao24=icao24,
        time_s=np.array([1_553_299_200.0 + fix.time_s for fix in fixes]),
        lat_deg=lat,
        lon_deg=lon,
        baro_altitude_ft=altitude,
        geo_altitude_ft=np.full(count, np.nan),
        ground_speed_kt=np.array([fix.ground_speed_kt for fix in fixes], float),
        track_deg=bearing_deg(lat[behind], lon[behind], lat[ahead], lon[ahead]),
        vertical_rate_fpm=np.full(count, np.nan),
        on_ground=np.array([fix.baro_altitude_ft is None for fix in fixes], np.int8),
        nic=np.full(count, 8, np.int8),
        nac_p=np.full(count, 9, np.int8),
        sil=np.full(count, 3, np.int8),
        stale=np.zeros(count, np.bool_),
        new_leg=np.zeros(count, np.bool_),
        callsign=np.array([callsigns.index(fix.callsign) if fix.callsign else -1 for fix in fixes], np.int32),
        source=np.zeros(count, np.int32),
        callsigns=callsigns,
        sources=("sha",),
        reconstruction=False,
    )


def leg(
    start: Fix, to_lat: float, to_lon: float, to_altitude_ft: float | None, speed_kt: float, step_s: float = 20.0
) -> list[Fix]:
    """Positions every ``step_s`` from a fix (left out) straight to a place (included) at one speed."""
    way_nm = float(distance_nm(start.lat_deg, start.lon_deg, to_lat, to_lon))
    steps = max(int(way_nm / speed_kt * 3600 / step_s), 1)
    fixes = []
    for part in np.arange(1, steps + 1) / steps:
        low, high = start.baro_altitude_ft, to_altitude_ft
        altitude = None if low is None or high is None else low + (high - low) * part
        lat = start.lat_deg + (to_lat - start.lat_deg) * part
        lon = start.lon_deg + (to_lon - start.lon_deg) * part
        time_s = start.time_s + way_nm / speed_kt * 3600 * part
        fixes.append(Fix(time_s, lat, lon, altitude, speed_kt, start.callsign))
    return fixes
