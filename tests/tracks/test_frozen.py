"""Frozen positions: one place again and again at speed."""

import numpy as np

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt
from skywitness.tracks.doubts import doubts


def frozen(fixes: list[Fix]) -> list[int]:
    return [int(row) for row in np.flatnonzero(doubts(made_track(fixes)) & Doubt.FROZEN)]


def held(speed_kt: float, step_s: float, count: int) -> list[Fix]:
    """Flight at one speed in which ``count`` fixes repeat the place of the twelfth."""
    fixes = leg(Fix(0, 50.0, 8.0, 5000, speed_kt), 51.0, 8.0, 5000, speed_kt, step_s)
    for i in range(12, 12 + count):
        fixes[i] = fixes[i]._replace(lat_deg=fixes[11].lat_deg)
    return fixes


def test_a_place_repeated_at_speed_is_frozen() -> None:
    assert frozen(held(450, 20, 5)) == [12, 13, 14, 15, 16]


def test_sixteen_seconds_are_enough_where_they_are_two_miles() -> None:
    """At 450 kt 16 s are 2 NM; at 100 kt they are less than half a mile."""
    assert frozen(held(450, 1, 17)) == list(range(12, 29))
    assert frozen(held(100, 1, 17)) == []


def test_half_a_minute_is_enough_at_any_flying_speed() -> None:
    assert frozen(held(100, 5, 6)) == list(range(12, 18))
    assert frozen(held(55, 5, 6)) == []


def test_a_parked_aircraft_is_not_frozen() -> None:
    assert frozen([Fix(i * 10.0, 50.0, 8.0, None, 0.0) for i in range(20)]) == []
    assert frozen([Fix(i * 10.0, 50.0, 8.0, None, 130.0) for i in range(20)]) == []


def test_a_return_to_the_same_place_after_a_silence_is_not_frozen() -> None:
    assert frozen([Fix(0, 50.0, 8.0, 5000, 120), Fix(301, 50.0, 8.0, 5000, 120)]) == []
