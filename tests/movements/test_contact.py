"""Times of take-off and landing, on descents that can be worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from made_tracks import Fix, leg, made_track
from skywitness.model import Track
from skywitness.movements.contact import Ground, contact
from skywitness.movements.end_state import EndState, end_states

FIELD = Ground(elevation_ft=0.0, distance_nm=3.0)


def descent(lowest_ft: float, rate_fpm: float = 750.0) -> Track:
    """Down to a height at 135 kt, one position every ten seconds."""
    count = 30
    heights = lowest_ft + rate_fpm / 6 * np.arange(count)[::-1]
    return made_track([Fix(i * 10.0, 50.0 + i * 0.00625, 8.0, float(h), 135.0) for i, h in enumerate(heights)])


def state(track: Track, row: int, touched: NDArray[np.int64] | None = None) -> EndState:
    (found,) = end_states(track, [row], [touched], arriving=True)
    return found


def test_between_air_and_ground_it_is_where_the_height_runs_out() -> None:
    air = descent(250)  # 250 ft at 750 ft/min: 20 s
    last = len(air) - 1
    fixes = [
        Fix(float(t), 50.2, 8.0, float(a), 135.0)
        for t, a in zip(air.time_s - air.time_s[0], air.baro_altitude_ft, strict=True)
    ]
    track = made_track([*fixes, Fix(fixes[-1].time_s + 60, 50.2, 8.0, None, 40.0)])
    end = state(track, last, np.array([last + 1]))
    found = contact(track, last, last + 1, end, FIELD)
    assert found.at is not None
    assert found.at.timestamp() - track.time_s[last] == pytest.approx(20, abs=0.1)
    assert found.uncertainty_s == pytest.approx(40 + 10, abs=0.1)  # 40 s to the ground position, 10 s for its flag
    assert found.seen


def test_a_low_descent_is_as_good_as_seen_and_a_high_one_a_forecast() -> None:
    for lowest_ft, seen in ((500, True), (2_400, False)):
        track = descent(lowest_ft)
        end = state(track, len(track) - 1)
        found = contact(track, len(track) - 1, None, end, FIELD)
        assert found.at is not None
        assert found.at.timestamp() - track.time_s[-1] >= lowest_ft / 750 * 60 - 0.1
        assert found.seen is seen


def test_uncertainty_grows_with_the_forecast() -> None:
    found = []
    for lowest_ft in (300, 900, 2_400):
        track = descent(lowest_ft)
        end = state(track, len(track) - 1)
        found.append(contact(track, len(track) - 1, None, end, FIELD).uncertainty_s or 0.0)
    assert found == sorted(found)
    assert found[0] < found[-1]


def test_no_time_is_told_without_a_field_a_height_or_a_descent() -> None:
    track = descent(500)
    last = len(track) - 1
    end = state(track, last)
    assert contact(track, last, None, end, None).at is None
    blank = replace(track, baro_altitude_ft=np.full(len(track), np.nan))
    assert contact(blank, last, None, state(blank, last), FIELD).at is None
    level = made_track(leg(Fix(0, 50.0, 8.0, 2_000, 135), 50.3, 8.0, 2_000, 135))
    flat = state(level, len(level) - 1)
    assert contact(level, len(level) - 1, None, flat, FIELD).at is None


def test_far_from_the_ground_no_time_is_told() -> None:
    track = descent(9_000)
    end = state(track, len(track) - 1)
    assert contact(track, len(track) - 1, None, end, Ground(0.0, 40.0)).at is None
