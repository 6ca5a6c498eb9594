"""Compact position reporting over columns: the formulas of ``decode.cpr``, operation for operation.

The results are those of ``decode_global`` and ``decode_local`` to the last bit; where there is no place is NaN.
"""

from typing import NamedTuple

import numpy as np

from skywitness.decode.bulk.groups import Bools, Floats, Ints
from skywitness.decode.cpr import STEPS, TRANSITIONS, ZONES, Encoded

_TRANSITIONS = np.array(TRANSITIONS)


class Sent(NamedTuple):
    """Encoded places, each of shape (n,): see ``cpr.Encoded``."""

    lat: Ints
    lon: Ints
    odd: Bools
    surface: Bools
    time_s: Floats

    def take(self, rows: Ints | Bools) -> "Sent":
        """Some of them."""
        return Sent(self.lat[rows], self.lon[rows], self.odd[rows], self.surface[rows], self.time_s[rows])

    def encoded(self, row: int) -> Encoded:
        """One of them."""
        odd, surface = bool(self.odd[row]), bool(self.surface[row])
        return Encoded(int(self.lat[row]), int(self.lon[row]), odd, surface, float(self.time_s[row]))


class PlaceColumns(NamedTuple):
    """Places in degrees, NaN where there is none; each of shape (n,)."""

    lat: Floats
    lon: Floats

    def take(self, rows: Ints | Bools) -> "PlaceColumns":
        """Some of them."""
        return PlaceColumns(self.lat[rows], self.lon[rows])


def longitude_zones(lat_deg: Floats) -> Ints:
    """NL(lat) of each latitude."""
    return 59 - np.searchsorted(_TRANSITIONS, np.abs(lat_deg), side="left")


def decode_pairs(later: Sent, earlier: Sent, near: PlaceColumns) -> PlaceColumns:
    """Places of the later messages of even and odd pairs.

    Args:
        later: the messages whose places are wanted.
        earlier: those before them in the other format; each pair airborne, or both surface.
        near: for surface pairs, places within 45 degrees of the aircraft.
    """
    even_lat, odd_lat = _even_and_odd(later.lat, earlier.lat, later.odd)
    even_lon, odd_lon = _even_and_odd(later.lon, earlier.lon, later.odd)
    surface = later.surface
    span = np.where(surface, 90.0, 360.0)
    index = np.floor((59 * even_lat - 60 * odd_lat) / STEPS + 0.5)
    lat_even = _latitude(span / 60 * (index % 60 + even_lat / STEPS), near.lat, surface)
    lat_odd = _latitude(span / 59 * (index % 59 + odd_lat / STEPS), near.lat, surface)
    exists = (np.maximum(np.abs(lat_even), np.abs(lat_odd)) <= 90) & (
        longitude_zones(lat_even) == longitude_zones(lat_odd)
    )
    lat = np.where(later.odd, lat_odd, lat_even)
    zones = longitude_zones(lat)
    count = np.maximum(zones - later.odd, 1)
    index = np.floor((even_lon * (zones - 1) - odd_lon * zones) / STEPS + 0.5)
    lon = span / count * (index % count + later.lon / STEPS)
    lon = np.where(surface, lon + 90 * np.round((near.lon - lon) / 90), lon)
    return _where(exists, lat, (lon + 180) % 360 - 180)


def decode_near(message: Sent, near: PlaceColumns) -> PlaceColumns:
    """Places of messages that are within half a zone of known places."""
    span = np.where(message.surface, 90.0, 360.0)
    d_lat = span / (ZONES - message.odd)
    fraction = message.lat / STEPS
    lat = d_lat * (np.floor(near.lat / d_lat + 0.5 - fraction) + fraction)
    d_lon = span / np.maximum(longitude_zones(lat) - message.odd, 1)
    fraction = message.lon / STEPS
    lon = d_lon * (np.floor(near.lon / d_lon + 0.5 - fraction) + fraction)
    return _where(np.abs(lat) <= 90, lat, (lon + 180) % 360 - 180)


def _even_and_odd(later: Ints, earlier: Ints, odd: Bools) -> tuple[Ints, Ints]:
    return np.where(odd, earlier, later), np.where(odd, later, earlier)


def _latitude(lat: Floats, near: Floats, surface: Bools) -> Floats:
    """Northern or southern reading: airborne beyond 270 is south; on the surface the one nearer to ``near``."""
    south = np.where(surface, np.abs(lat - 90 - near) < np.abs(lat - near), lat >= 270)
    return np.where(south, lat - np.where(surface, 90, 360), lat)


def _where(exists: Bools, lat: Floats, lon: Floats) -> PlaceColumns:
    return PlaceColumns(np.where(exists, lat, np.nan), np.where(exists, lon, np.nan))
