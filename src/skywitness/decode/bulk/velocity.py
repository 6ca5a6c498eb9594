"""Velocity over columns: type code 19, as ``decode.registers`` reads it (DO-260B, 2.2.3.2.6)."""

import math

import numpy as np

from skywitness.decode.bulk.groups import Bools, Floats, Ints
from skywitness.decode.bulk.said import Saying

_BEYOND = 1 << 12
"""Larger than any component, which has ten bits."""


def bits(fields: Ints, first: int, last: int) -> Ints:
    """Bits ``first`` to ``last`` of 56-bit message fields, numbered from 1 as the standards do; shape (n,)."""
    return fields >> 56 - last & (1 << last - first + 1) - 1


def velocities(at: Ints, fields: Ints) -> dict[str, Saying]:
    """What velocity messages say, by field.

    Args:
        at: their frames, shape (n,).
        fields: their message fields, shape (n,).
    """
    climb, climbs = _signed(fields, 37, 9)
    difference, differs = _signed(fields, 49, 7)
    said = {
        "vertical_rate_fpm": Saying(at[climbs], climb[climbs] * 64),
        "geo_minus_baro_ft": Saying(at[differs], difference[differs] * 25),
    }
    east, some_east = _signed(fields, 14, 10)
    north, some_north = _signed(fields, 25, 10)
    subtype = bits(fields, 6, 8)
    moves = (subtype == 1) | (subtype == 2)
    moves &= some_east & some_north
    at, east, north = at[moves], east[moves], north[moves]
    step_kt = np.where(subtype[moves] == 2, 4, 1)
    said["ground_speed_kt"] = Saying(at, step_kt * np.sqrt(east * east + north * north))
    turned = (east != 0) | (north != 0)
    said["track_deg"] = Saying(at[turned], _tracks(east[turned], north[turned]))
    return said


def _signed(fields: Ints, first: int, width: int) -> tuple[Ints, Bools]:
    """A sign bit and a magnitude plus one, and whether it is known: neither 0 nor all ones."""
    code = bits(fields, first + 1, first + width)
    value = np.where(bits(fields, first, first) == 1, 1 - code, code - 1)
    return value, (code != 0) & (code != (1 << width) - 1)


def _tracks(east: Ints, north: Ints) -> Floats:
    # math's arc tangent, once for each direction: numpy's differs from it in the last place on some processors.
    pairs, which = np.unique((east + _BEYOND) * 2 * _BEYOND + north + _BEYOND, return_inverse=True)
    easts, norths = np.divmod(pairs, 2 * _BEYOND)
    tracks = [
        math.degrees(math.atan2(e - _BEYOND, n - _BEYOND)) % 360
        for e, n in zip(easts.tolist(), norths.tolist(), strict=True)
    ]
    return np.array(tracks, np.float64)[which]
