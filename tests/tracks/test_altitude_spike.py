"""Altitude spikes: heights that are neither reached nor left."""

from dataclasses import replace

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt, Track
from skywitness.reference.envelopes import WIDEST
from skywitness.tracks.doubts import doubts

AIRLINER = WIDEST._replace(max_climb_fpm=35_000, ceiling_ft=46_000)


def cruise(step_s: float = 20.0) -> list[Fix]:
    return leg(Fix(0, 50.0, 8.0, 35_000, 450), 55.0, 8.0, 35_000, 450, step_s)


def spikes(track: Track) -> list[int]:
    return [int(row) for row in np.flatnonzero(doubts(track, envelope=AIRLINER) & Doubt.ALTITUDE_SPIKE)]


@pytest.mark.parametrize("wrong_ft", [0.0, 126_000.0, 15_000.0, -1000.0])
@pytest.mark.parametrize("step_s", [1.0, 10.0, 20.0])
def test_a_single_wrong_height(wrong_ft: float, step_s: float) -> None:
    fixes = cruise(step_s)
    fixes[20] = fixes[20]._replace(baro_altitude_ft=wrong_ft)
    assert spikes(made_track(fixes)) == [20]


def test_the_first_and_the_last_height_may_be_wrong() -> None:
    fixes = cruise()
    fixes[0], fixes[-1] = fixes[0]._replace(baro_altitude_ft=500), fixes[-1]._replace(baro_altitude_ft=126_000)
    assert spikes(made_track(fixes)) == [0, len(fixes) - 1]


def test_heights_above_the_ellipsoid_are_judged_where_there_are_no_others() -> None:
    fixes = cruise()
    fixes[20] = fixes[20]._replace(baro_altitude_ft=0)
    track = made_track(fixes)
    bare = replace(track, baro_altitude_ft=np.full(len(track), np.nan), geo_altitude_ft=track.baro_altitude_ft)
    assert spikes(bare) == [20]


def test_an_aircraft_that_falls_is_not_doubted() -> None:
    """29,000 ft in 100 s with a climb of 1,000 ft in 15 s on the way, as in a loss of control."""
    heights = [*np.linspace(29_000, 7_500, 15), *np.linspace(7_500, 8_500, 4), *np.linspace(8_500, 1_000, 5)]
    before = leg(Fix(0, 50.0, 8.0, 29_000, 450), 52.0, 8.0, 29_000, 450)
    last = before[-1]
    fall = [Fix(last.time_s + 5 * (i + 1), 52.0 + i * 1e-3, 8.0, float(h), 450) for i, h in enumerate(heights)]
    assert spikes(made_track(before + fall)) == []


def test_a_height_of_zero_while_rolling_is_the_ground() -> None:
    """A network that writes 0 on the ground, at a field 5,400 ft up."""
    approach = leg(Fix(0, 39.0, -104.7, 9000, 150), 39.3, -104.7, 5500, 150)
    end = approach[-1]
    roll = [Fix(end.time_s + 10 * (i + 1), 39.3 + i * 1e-4, -104.7, 0, 60) for i in range(10)]
    assert spikes(made_track(approach + roll)) == []


def test_a_height_held_and_then_caught_up_is_not_doubted() -> None:
    """30 s at one height while the place goes on, then 5,000 ft higher: an average of 10,000 ft/min."""
    fixes = cruise(1.0)[:120]
    held = [fix._replace(baro_altitude_ft=20_000 if i < 60 else 25_000) for i, fix in enumerate(fixes)]
    assert spikes(made_track(held)) == []


def test_a_wrong_height_before_a_silence_does_not_take_the_next_flight_with_it() -> None:
    first = cruise()
    first[-1] = first[-1]._replace(baro_altitude_ft=126_000)
    second = leg(Fix(first[-1].time_s + 7200, 55.0, 8.0, 30_000, 450), 59.0, 8.0, 35_000, 450)
    assert spikes(made_track(first + second)) == [len(first) - 1]
