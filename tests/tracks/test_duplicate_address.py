"""Duplicate address: two airframes under one address at the same time."""

import numpy as np

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt
from skywitness.tracks.doubts import doubts


def flight(lat: float, lon: float, start_s: float = 0.0) -> list[Fix]:
    return leg(Fix(start_s, lat, lon, 35_000, 450), lat + 3, lon, 35_000, 450)


def flags_of(fixes: list[Fix]) -> tuple[list[Fix], np.ndarray]:
    ordered = sorted(fixes, key=lambda fix: fix.time_s)
    return ordered, doubts(made_track(ordered))


def test_both_are_doubted_while_they_overlap() -> None:
    """The second is heard from the middle of the first one's flight, and goes on after its end."""
    first, second = flight(50.0, 8.0), flight(40.0, -5.0, 701.0)
    ordered, flags = flags_of(first + second)
    doubted = [fix for fix, flag in zip(ordered, flags, strict=True) if flag & Doubt.DUPLICATE_ADDRESS]
    begun, ended = second[0].time_s, first[-1].time_s
    assert {fix for fix in ordered if begun <= fix.time_s < ended} <= set(doubted)
    assert not any(fix.time_s < begun for fix in doubted)


def test_a_few_errors_are_no_airframe() -> None:
    """Five reports that move as they say, against 70."""
    _, flags = flags_of(flight(50.0, 8.0) + flight(40.0, -5.0, 301.0)[:5])
    assert not (flags & Doubt.DUPLICATE_ADDRESS).any()
    assert np.count_nonzero(flags & Doubt.TELEPORT) == 5


def test_a_point_that_stands_still_at_speed_is_no_airframe() -> None:
    still = [Fix(100 + 60.0 * i, 33.82 + i % 2 * 1e-4, 35.49, 35_000, 450) for i in range(20)]
    _, flags = flags_of(flight(50.0, 8.0) + still)
    assert not (flags & Doubt.DUPLICATE_ADDRESS).any()


def test_one_after_the_other_is_no_duplicate() -> None:
    """A jump to another place and no way back: not in two places at once."""
    first = flight(50.0, 8.0)
    _, flags = flags_of(first + flight(40.0, -5.0, first[-1].time_s + 30)[:40])
    assert not (flags & Doubt.DUPLICATE_ADDRESS).any()
