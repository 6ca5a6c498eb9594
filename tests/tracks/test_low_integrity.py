"""Low integrity: a drop below what the airframe usually sends."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt, Track
from skywitness.tracks.doubts import doubts
from skywitness.tracks.low_integrity import usual_level


def sent(column: str, usual: int, low: int) -> Track:
    """Straight flight, 48 fixes, in which rows 20 to 24 send a lower category."""
    track = made_track(leg(Fix(0, 50.0, 8.0, 35_000, 450), 52.0, 8.0, 35_000, 450))
    values = np.full(len(track), usual, np.int8)
    values[20:25] = low
    columns: dict[str, Any] = {column: values}
    return replace(track, **columns)


def low_rows(track: Track) -> list[int]:
    return [int(row) for row in np.flatnonzero(doubts(track) & Doubt.LOW_INTEGRITY)]


@pytest.mark.parametrize(("column", "usual", "low"), [("nic", 8, 0), ("nac_p", 9, 4), ("sil", 3, 0)])
def test_a_drop_is_doubted(column: str, usual: int, low: int) -> None:
    assert low_rows(sent(column, usual, low)) == [20, 21, 22, 23, 24]


@pytest.mark.parametrize(
    ("column", "usual", "low"),
    [("nic", 0, 0), ("nic", -1, 0), ("nic", 6, 0), ("nic", 8, 5), ("nac_p", 8, 5), ("sil", 0, 0), ("nic", 8, -1)],
)
def test_honest_transponders_are_not(column: str, usual: int, low: int) -> None:
    """Old ones that never send better, small drops, and nothing sent."""
    assert low_rows(sent(column, usual, low)) == []


def test_the_usual_level_is_the_median_of_what_is_known() -> None:
    assert usual_level(np.array([-1, -1, -1, 8, 8, 0], np.int8)) == 8
    assert usual_level(np.array([0, 0, 8], np.int8)) == 0
    assert usual_level(np.array([-1], np.int8)) == -1
