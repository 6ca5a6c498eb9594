"""Steadiness: at which messages of a lane there is no doubt that the place counts, if the one before did."""

import numpy as np

from skywitness.decode.bulk.cpr_columns import PlaceColumns, decode_near, decode_pairs
from skywitness.decode.bulk.groups import Bools, Floats, Ints
from skywitness.decode.bulk.lanes import Lanes
from skywitness.decode.cpr import Place
from skywitness.decode.position import (
    FAR_NM,
    FASTEST_AIR_KT,
    FASTEST_SURFACE_KT,
    LOCAL_AIR_S,
    LOCAL_SURFACE_S,
    TOLERANCE_NM,
)

_SURE_NM = 1e-6
"""Nearer to the limit than this, the live decoder's own formula decides."""
_NM_A_DEGREE = 60


def steady(lanes: Lanes, last: PlaceColumns, last_s: Floats, beside: Place | None) -> Bools:
    """Whether each message is steady; those received twice change nothing, and are.

    Args:
        lanes: the messages.
        last: by lane, the last place that counts before them, NaN where there is none.
        last_s: when it was, Unix seconds.
        beside: a place that all have to be near to on the ground, in place of that before each.
    """
    inside = lanes.before >= 0
    before = PlaceColumns(
        *(
            np.where(inside, place[lanes.before], carried[lanes.lane])
            for place, carried in zip(lanes.places, last, strict=True)
        )
    )
    before_s = np.where(inside, lanes.sent.time_s[lanes.before], last_s[lanes.lane])
    surface = lanes.sent.surface
    away_s = np.abs(lanes.sent.time_s - before_s)
    fastest_kt = np.where(surface, FASTEST_SURFACE_KT, FASTEST_AIR_KT)
    reach_nm = TOLERANCE_NM + fastest_kt * away_s / 3600 - _SURE_NM
    near = away_s <= np.where(surface, LOCAL_SURFACE_S, LOCAL_AIR_S)
    near &= _at_most_nm(before, lanes.places) <= reach_nm  # False where either is NaN
    if beside is not None:
        near &= (
            _at_most_nm(PlaceColumns(*(np.full(len(near), side) for side in beside)), lanes.places)
            <= FAR_NM - _SURE_NM
        )
    near[near] = _same_reading(lanes, before, near)
    return lanes.twice | near


def _at_most_nm(one: PlaceColumns, other: PlaceColumns) -> Floats:
    """A way from one place to the other, straight in latitude and longitude: never shorter than the shortest."""
    north = other.lat - one.lat
    east = np.abs(other.lon - one.lon)
    east = np.minimum(east, 360 - east)
    nearest = np.where(one.lat * other.lat > 0, np.minimum(np.abs(one.lat), np.abs(other.lat)), 0)
    return np.asarray(_NM_A_DEGREE * np.hypot(north, east * np.cos(np.radians(nearest))))


def _same_reading(lanes: Lanes, before: PlaceColumns, chosen: Bools) -> Bools:
    """Whether messages whose reading depends on a place near by read the same from the place before them."""
    rows = np.flatnonzero(chosen)
    same = np.ones(len(rows), np.bool_)
    for which, read in ((lanes.alone[rows], _near), (lanes.sent.surface[rows] & ~lanes.alone[rows], _pairs)):
        asked = rows[which]
        again = read(lanes, asked, before.take(asked))
        same[which] = (again.lat == lanes.places.lat[asked]) & (again.lon == lanes.places.lon[asked])
    return same


def _near(lanes: Lanes, rows: Ints, near: PlaceColumns) -> PlaceColumns:
    return decode_near(lanes.sent.take(rows), near)


def _pairs(lanes: Lanes, rows: Ints, near: PlaceColumns) -> PlaceColumns:
    later = lanes.sent.take(rows)
    other = np.where(later.odd, lanes.even[rows], lanes.odd[rows])
    return decode_pairs(later, lanes.sent.take(other), near)
