"""Clock jumps: stamps that are off for a while though the path goes on."""

from dataclasses import replace

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt, Track
from skywitness.tracks.doubts import doubts


def flight(step_s: float = 5.0) -> Track:
    return made_track(leg(Fix(0, 50.0, 8.0, 35_000, 450), 52.0, 9.0, 35_000, 450, step_s))


def shifted(track: Track, first: int, last: int, off_s: float) -> tuple[Track, list[int]]:
    """The track with some stamps off, in order again, and where those rows are now."""
    time_s = track.time_s.copy()
    time_s[first:last] += off_s
    order = np.argsort(time_s, kind="stable")
    now = np.isin(order, np.arange(first, last))
    return replace(track.take(order), time_s=time_s[order]), np.flatnonzero(now).tolist()


def jumped(track: Track) -> list[int]:
    return [int(row) for row in np.flatnonzero(doubts(track) & Doubt.CLOCK_JUMP)]


@pytest.mark.parametrize("off_s", [-60.5, -31.0, -12.5, 12.5, 31.0, 60.5])
def test_a_stretch_stamped_wrong_is_found(off_s: float) -> None:
    track, rows = shifted(flight(), 60, 120, off_s)
    assert jumped(track) == rows


def test_a_step_never_taken_back_is_not_judged() -> None:
    track = flight()
    assert jumped(shifted(track, 60, len(track), 40.0)[0]) == []


def test_single_stamps_are_let_be() -> None:
    assert jumped(shifted(flight(), 60, 61, 12.0)[0]) == []


def test_only_the_source_that_jumped_is_doubted() -> None:
    """Two sources take turns; the second one's clock is 30 s off for a while."""
    track = flight()
    source = (np.arange(len(track)) % 2).astype(np.int32)
    time_s = track.time_s.copy()
    off = (source == 1) & (np.arange(len(track)) > 60) & (np.arange(len(track)) < 120)
    time_s[off] += 30.0
    order = np.argsort(time_s, kind="stable")
    both = replace(track, source=source, sources=("a", "b")).take(order)
    assert jumped(replace(both, time_s=time_s[order])) == np.flatnonzero(off[order]).tolist()


def test_a_holding_pattern_is_no_clock_jump() -> None:
    """Circles of 4 min with a fix every 10 s: the way is a little shorter than the arc."""
    angle = np.radians(np.arange(0, 1080, 15))
    fixes = [
        Fix(10.0 * i, 50 + 0.05 * float(np.sin(a)), 8 + 0.078 * float(np.cos(a)), 10_000, 285)
        for i, a in enumerate(angle)
    ]
    assert jumped(made_track(fixes)) == []
