"""Rounding to six decimals as Python's ``round`` does it, over columns."""

import numpy as np

from skywitness.decode.bulk.cpr_columns import PlaceColumns
from skywitness.decode.bulk.groups import Floats

_DECIMALS = 6
_NEAR_A_TIE = 1e-4
"""Scaling by a million is off by less than a millionth; nearer to a tie than this, Python itself is asked."""


def rounded(places: PlaceColumns) -> tuple[Floats, Floats]:
    """Latitudes, and longitudes in [-180, 180)."""
    lat, lon = _rounded(places.lat), _rounded(places.lon)
    return lat, np.where(lon < 180, lon, -180.0)


def _rounded(values: Floats) -> Floats:
    scaled = values * 10**_DECIMALS
    result: Floats = np.rint(scaled) / 10**_DECIMALS
    ties = np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < _NEAR_A_TIE)
    result[ties] = [round(value, _DECIMALS) for value in values[ties].tolist()]
    return result
