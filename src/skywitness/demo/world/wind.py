"""Wind: a smooth invented field, so that ground speed and airspeed differ as they do in life.

A westerly jet in the middle latitudes that grows with height and is stronger in the cold season, trade winds low
in the tropics, and waves that move from day to day. It is no record of any day's weather.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Wind(NamedTuple):
    """Where the air moves to, in knots."""

    east_kt: Floats
    north_kt: Floats


def wind(lat_deg: ArrayLike, lon_deg: ArrayLike, altitude_ft: ArrayLike, day: int) -> Wind:
    """Wind at places on a day.

    Args:
        lat_deg: degrees north.
        lon_deg: degrees east.
        altitude_ft: pressure altitude.
        day: days since 1 January 1970.
    """
    lat, lon = np.asarray(lat_deg, np.float64), np.asarray(lon_deg, np.float64)
    height = np.clip(np.asarray(altitude_ft, np.float64) / 36_000, 0, 1.1)
    north_winter = np.cos(2 * np.pi * (day - 15) / 365.25)
    season = 1 + 0.3 * north_winter * np.sign(lat)
    jet = 70 * season * height * np.exp(-(((np.abs(lat) - 42) / 15) ** 2))
    trades = -14 * (1 - 0.6 * height) * np.exp(-((lat / 17) ** 2))
    wave = np.radians(4 * lon + 25 * day)
    east = 4 + jet * (1 + 0.25 * np.sin(wave + np.radians(3 * lat))) + trades
    north = (5 + 22 * height) * np.cos(wave)
    return Wind(east, north)
