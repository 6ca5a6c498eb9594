"""Compact position reporting: 17-bit latitude and longitude back to degrees.

Clauses are those of ICAO Doc 9871 (second edition), appendix C.2.6, and RTCA DO-260B, appendix A.1.7. Encoded
values are integers in [0, 131072); zones are 6 degrees (even) and 360/59 (odd) of latitude, a quarter of that on
the surface.
"""

import math
from bisect import bisect_left
from typing import NamedTuple

STEPS = 131_072
ZONES = 60
Place = tuple[float, float]
"""Latitude and longitude in degrees."""


class Encoded(NamedTuple):
    """One position message's encoded place.

    Attributes:
        lat: 17-bit encoded latitude.
        lon: 17-bit encoded longitude.
        odd: True for the odd format.
        surface: True for a surface position.
        time_s: when it was received, Unix seconds.
    """

    lat: int
    lon: int
    odd: bool
    surface: bool
    time_s: float


def _transition_latitude(zones: int) -> float:
    """Latitude at which the number of longitude zones falls from ``zones`` to ``zones - 1`` (C.2.6.2 d)."""
    ratio = (1 - math.cos(math.pi / (2 * 15))) / (1 - math.cos(2 * math.pi / zones))
    return math.degrees(math.acos(math.sqrt(ratio)))


TRANSITIONS = [_transition_latitude(zones) for zones in range(59, 1, -1)]


def longitude_zones(lat_deg: float) -> int:
    """NL(lat): number of longitude zones, 59 at the equator to 1 beyond 87 degrees."""
    return 59 - bisect_left(TRANSITIONS, abs(lat_deg))


def decode_global(later: Encoded, earlier: Encoded, near: Place | None = None) -> Place | None:
    """Place of the later message of an even and odd pair (C.2.6.7 airborne, C.2.6.8 surface).

    Args:
        later: the message whose place is wanted.
        earlier: the one before it in the other format; both airborne or both surface.
        near: for a surface pair, any place within 45 degrees of the aircraft; the pair alone fits eight places.

    Returns:
        None when the pair lies in different longitude zones, or a surface pair has nothing to be near to.
    """
    even, odd = (earlier, later) if later.odd else (later, earlier)
    if even.surface and near is None:
        return None
    span = 90.0 if even.surface else 360.0
    lat_index = math.floor((59 * even.lat - 60 * odd.lat) / STEPS + 0.5)
    lat_even = span / 60 * (lat_index % 60 + even.lat / STEPS)
    lat_odd = span / 59 * (lat_index % 59 + odd.lat / STEPS)
    lats = [_latitude(lat, near if even.surface else None) for lat in (lat_even, lat_odd)]
    if max(map(abs, lats)) > 90 or longitude_zones(lats[0]) != longitude_zones(lats[1]):
        return None
    lat = lats[later.odd]
    zones = longitude_zones(lat)
    count = max(zones - later.odd, 1)
    lon_index = math.floor((even.lon * (zones - 1) - odd.lon * zones) / STEPS + 0.5)
    lon = span / count * (lon_index % count + later.lon / STEPS)
    if even.surface and near is not None:
        lon += 90 * round((near[1] - lon) / 90)
    return lat, (lon + 180) % 360 - 180


def _latitude(lat: float, near: Place | None) -> float:
    """Northern or southern reading: airborne beyond 270 is south; on the surface the one nearer to ``near``."""
    if near is None:
        return lat - 360 if lat >= 270 else lat
    return min((lat, lat - 90), key=lambda reading: abs(reading - near[0]))


def decode_local(message: Encoded, near: Place) -> Place | None:
    """Place of one message that is within half a zone of a known place (C.2.6.5 airborne, C.2.6.6 surface).

    Half a zone is at least 180 NM in the air and 45 NM on the surface; a result outside the globe gives None.
    """
    span = 90.0 if message.surface else 360.0
    d_lat = span / (ZONES - message.odd)
    fraction = message.lat / STEPS
    lat = d_lat * (math.floor(near[0] / d_lat + 0.5 - fraction) + fraction)
    if abs(lat) > 90:
        return None
    d_lon = span / max(longitude_zones(lat) - message.odd, 1)
    fraction = message.lon / STEPS
    lon = d_lon * (math.floor(near[1] / d_lon + 0.5 - fraction) + fraction)
    return lat, (lon + 180) % 360 - 180
