"""The way with a corner, on geometry that can be worked out by hand."""

import math

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.model import Track
from skywitness.movements.airframe import Airframe
from skywitness.movements.detour import corner_way_nm
from skywitness.movements.silence import Silence, both_sides
from skywitness.reference.envelopes import WIDEST


def log_odds(track: Track, before: int) -> float:
    (seen,) = both_sides(track, np.array([before]), np.zeros(1), ["same"])
    return Silence().weigh(seen, Airframe("military", WIDEST, 450.0, "")).log_odds


def test_east_along_the_equator_then_north_along_a_meridian() -> None:
    assert corner_way_nm((0.0, 0.0), 90.0, (20.0, 30.0), 0.0) == pytest.approx(50 * 60)
    assert corner_way_nm((0.0, 170.0), 90.0, (20.0, -160.0), 0.0) == pytest.approx(50 * 60)


def test_directions_that_never_cross_ahead_give_none() -> None:
    assert math.isnan(corner_way_nm((0.0, 0.0), 270.0, (20.0, 30.0), 0.0))
    assert math.isnan(corner_way_nm((0.0, 0.0), 90.0, (0.0, 30.0), 90.0))


def test_a_flight_around_closed_airspace_did_not_land() -> None:
    """South for 900 NM and then west for 900 NM in one go; the straight line is 1,270 NM."""
    out = leg(Fix(0, 57.0, 40.0, 31_000, 450, "RFF9501"), 55.0, 40.0, 31_000, 450)
    home = Fix(out[-1].time_s + (900 + 900) / 450 * 3600, 40.0, 20.0, 31_000, 450, "RFF9501")
    track = made_track([*out, home, *leg(home, 40.0, 15.0, 31_000, 450)])
    assert log_odds(track, len(out) - 1) < 0
    slower = [*out, home._replace(time_s=home.time_s + 9 * 3600)]
    track = made_track([*slower, *leg(slower[-1], 40.0, 15.0, 31_000, 450)])
    assert log_odds(track, len(out) - 1) > 0
