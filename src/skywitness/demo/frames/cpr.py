"""Compact position reporting: latitude and longitude as 17 bits each (RTCA DO-260B, 2.2.3.2.3.7 and A.1.7)."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
_AIRBORNE_BITS = 17
_SURFACE_BITS = 19  # four times as fine; the two highest bits are not sent (A.1.7.3, note on surface encoding)
_SENT = (1 << 17) - 1
_ZONES = 60  # latitude zones of the even format, 4 * NZ with NZ = 15


class Cpr(NamedTuple):
    """Encoded latitude and longitude, 17 bits each."""

    lat: Codes
    lon: Codes


def encode(lat_deg: ArrayLike, lon_deg: ArrayLike, odd: ArrayLike, *, surface: bool) -> Cpr:
    """Position in the even (odd = 0) or odd (odd = 1) format; shapes broadcast.

    Args:
        lat_deg: degrees north.
        lon_deg: degrees east.
        odd: 0 or 1.
        surface: the finer format of surface positions.
    """
    lat, lon = np.asarray(lat_deg, np.float64), np.asarray(lon_deg, np.float64)
    odd = np.asarray(odd, np.int64)
    steps = float(1 << (_SURFACE_BITS if surface else _AIRBORNE_BITS))
    height = 360 / (_ZONES - odd)
    lat_code = np.floor(steps * (lat % height) / height + 0.5)
    sent_lat = height * (lat_code / steps + np.floor(lat / height))
    width = 360 / np.maximum(longitude_zones(sent_lat) - odd, 1)
    lon_code = np.floor(steps * (lon % width) / width + 0.5)
    return Cpr(lat_code.astype(np.int64) & _SENT, lon_code.astype(np.int64) & _SENT)


def longitude_zones(lat_deg: ArrayLike) -> Codes:
    """NL: number of longitude zones at a latitude, 59 at the equator to 1 at the poles (A.1.7.2.d)."""
    edges = _edges()
    return np.asarray(1 + len(edges) - np.searchsorted(edges, np.abs(lat_deg), side="right"), np.int64)


@cache
def _edges() -> Floats:
    """Latitudes, ascending, above which there are 58, 57, ... 1 zones."""
    zones = np.arange(59, 1, -1)
    ratio = (1 - np.cos(np.pi / 30)) / (1 - np.cos(2 * np.pi / zones))
    edges = np.degrees(np.arccos(np.sqrt(np.minimum(ratio, 1))))
    edges[-1] = 87.0  # the standard's value for NL = 2 (A.1.7.2.d note)
    return np.asarray(edges, np.float64)
