"""Doubt flags on made tracks."""

import numpy as np

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt
from skywitness.tracks.doubts import doubts


def straight() -> list[Fix]:
    return leg(Fix(0, 50.0, 8.0, 35_000, 450), 52.0, 8.0, 35_000, 450)


def test_an_honest_track_is_not_doubted() -> None:
    assert not doubts(made_track(straight())).any()


def test_a_jump_and_back_is_doubted_and_nothing_else() -> None:
    fixes = straight()
    fixes[20] = fixes[20]._replace(lat_deg=33.82, lon_deg=35.49)
    flags = doubts(made_track(fixes))
    assert np.flatnonzero(flags).tolist() == [20]
    assert Doubt(int(flags[20])).words() == "teleport"


def test_clocks_twenty_seconds_apart_make_no_doubt() -> None:
    """Half the track from a source whose clock is 20 s behind: 10.6 NM in 50 s and the like."""
    fixes = straight()
    late = [fix._replace(time_s=fix.time_s - 19.5) if i >= 20 else fix for i, fix in enumerate(fixes)]
    assert not doubts(made_track(late)).any()


def test_the_shorter_of_two_interleaved_places_is_doubted() -> None:
    fixes = straight()
    false = {i: fixes[i]._replace(lat_deg=33.82, lon_deg=35.49) for i in range(10, 40, 3)}
    flags = doubts(made_track([false.get(i, fix) for i, fix in enumerate(fixes)]))
    assert np.flatnonzero(flags).tolist() == sorted(false)


def test_a_place_repeated_at_speed_is_frozen() -> None:
    fixes = straight()
    for i in range(31, 36):
        fixes[i] = fixes[i]._replace(lat_deg=fixes[30].lat_deg, lon_deg=fixes[30].lon_deg)
    flags = doubts(made_track(fixes))
    assert np.flatnonzero(flags & Doubt.FROZEN).tolist() == [31, 32, 33, 34, 35]


def test_a_parked_aircraft_is_not_frozen() -> None:
    fixes = [Fix(i * 10.0, 50.0, 8.0, None, 0.0) for i in range(20)]
    assert not doubts(made_track(fixes)).any()


def test_single_positions_and_equal_times_do_not_raise() -> None:
    assert not doubts(made_track([Fix(0, 50.0, 8.0, 35_000, 450)])).any()
    same_time = [Fix(0, 50.0 + i, 8.0, 35_000, 450) for i in range(5)]
    assert doubts(made_track(same_time)).astype(bool).sum() == 4
