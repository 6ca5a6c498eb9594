"""Silences weighed by hand-made cases whose answer follows from physics."""

import math

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.movements.airframe import Airframe
from skywitness.movements.silence import Landed, Silence, both_sides
from skywitness.reference.envelopes import WIDEST

AIRLINER = Airframe("airline", WIDEST, 450.0, "")
TRANSPORT = Airframe("military", WIDEST, 330.0, "")


def weighed(
    before: list[Fix], after: list[Fix], airframe: Airframe, callsigns: str = "same", since_s: float | None = None
) -> Landed:
    track = made_track([*before, *after])
    (seen,) = both_sides(track, np.array([len(before) - 1]), np.zeros(1), [callsigns])
    return Silence().weigh(seen, airframe, since_s=since_s)


def cruising(minutes_silent: float, miles: float, callsigns: str = "same") -> Landed:
    """An airliner at 35,000 ft over the equator that is heard again so many miles on."""
    before = leg(Fix(0, 0.0, -30.0, 35_000, 450), 0.0, -29.0, 35_000, 450)
    start = Fix(before[-1].time_s + minutes_silent * 60, 0.0, -29.0 + miles / 60, 35_000, 450)
    after = [start, *leg(start, 0.0, start.lon_deg + 1, 35_000, 450)]
    return weighed(before, after, AIRLINER, callsigns)


def test_an_ocean_crossed_at_cruise_speed_holds_no_landing() -> None:
    assert cruising(240, 240 / 60 * 450).log_odds == -math.inf


def test_hours_to_spare_under_another_callsign_are_a_landing() -> None:
    assert cruising(480, 300, "other").log_odds > 3
    assert cruising(480, 300, "other").log_odds > cruising(480, 300, "same").log_odds


def test_a_stop_needs_time_to_come_down_and_go_up_again() -> None:
    """From 35,000 ft and back takes 2 x 35,000 / 3,000 = 23 min at the least, and an airliner's stop 20."""
    assert cruising(40, 0, "other").log_odds == -math.inf
    assert cruising(60, 0, "other").log_odds > -math.inf


def test_descending_before_and_climbing_after_speak_for_a_landing() -> None:
    down = leg(Fix(0, 20.0, -74.0, 16_000, 250), 20.0, -74.6, 10_000, 250)
    level = leg(Fix(0, 20.0, -74.0, 10_000, 250), 20.0, -74.6, 10_000, 250)
    start = Fix(down[-1].time_s + 6_800, 20.0, -74.6, 10_000, 250)
    up = [start, *leg(start, 20.0, -74.0, 16_000, 250)]
    flat = [start, *leg(start, 20.0, -74.0, 10_000, 250)]
    towards, neither = weighed(down, up, TRANSPORT), weighed(level, flat, TRANSPORT)
    assert towards.log_odds - neither.log_odds == pytest.approx(2 * (1.5 + 0.7))
    assert towards.log_odds > 0


def test_endurance_decides_whatever_else_is_seen() -> None:
    assert cruising(WIDEST.endurance_s / 60 + 1, 3_000).log_odds == math.inf


def test_a_longer_time_in_the_air_speaks_for_a_landing() -> None:
    before = leg(Fix(0, 0.0, -30.0, 30_000, 330), 0.0, -29.0, 30_000, 330)
    start = Fix(before[-1].time_s + 4 * 3600, 0.0, -29.0 + 10, 30_000, 330)
    after = [start, *leg(start, 0.0, -18.0, 30_000, 330)]
    first_s = 1_553_299_200.0
    short = weighed(before, after, TRANSPORT, since_s=first_s)
    long = weighed(before, after, TRANSPORT, since_s=first_s - 11 * 3600)
    assert long.log_odds - short.log_odds > 1
    assert set(long.terms) == set(short.terms)


def test_terms_add_up() -> None:
    found = cruising(480, 300)
    assert found.log_odds == pytest.approx(sum(found.terms.values()))
