"""Teleports: what cannot be flown to and on from."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt
from skywitness.tracks.doubts import doubts


def at_beirut(fix: Fix) -> Fix:
    return fix._replace(lat_deg=33.82, lon_deg=35.49)


def straight() -> list[Fix]:
    """49 fixes, 20 s and 2.5 NM apart."""
    return leg(Fix(0, 50.0, 8.0, 35_000, 450), 52.0, 8.0, 35_000, 450)


def teleported(fixes: list[Fix]) -> list[int]:
    return [int(row) for row in np.flatnonzero(doubts(made_track(fixes)) & Doubt.TELEPORT)]


def test_a_jump_and_back_is_doubted_and_nothing_else() -> None:
    fixes = straight()
    fixes[20] = at_beirut(fixes[20])
    flags = doubts(made_track(fixes))
    assert np.flatnonzero(flags).tolist() == [20]
    assert Doubt(int(flags[20])).words() == "teleport"


def test_clocks_twenty_seconds_apart_make_no_doubt() -> None:
    """Half the track from a source whose clock is 19.5 s behind: 2.5 NM in half a second."""
    fixes = straight()
    late = [fix._replace(time_s=fix.time_s - 19.5) if i >= 20 else fix for i, fix in enumerate(fixes)]
    assert not doubts(made_track(late)).any()


def test_the_shorter_of_two_interleaved_places_is_doubted() -> None:
    fixes = straight()
    false = {i: at_beirut(fixes[i]) for i in range(10, 40, 3)}
    assert teleported([false.get(i, fix) for i, fix in enumerate(fixes)]) == sorted(false)


def test_a_hundred_errors_in_a_row_do_not_part_the_flight() -> None:
    """Each at another place, so that they are a hundred pieces; the longer half alone is not enough."""
    first = leg(Fix(0, 50.0, 8.0, 35_000, 450), 54.0, 8.0, 35_000, 450)
    errors = [Fix(first[-1].time_s + 1 + i, -40.0 + i % 2 * 60, float(i), 35_000, 450) for i in range(100)]
    on = first[-1]._replace(time_s=first[-1].time_s + 120, lat_deg=54.25)
    second = leg(on, 57.0, 8.0, 35_000, 450)
    assert teleported(first + errors + second) == list(range(len(first), len(first) + 100))


def test_an_error_before_a_silence_does_not_take_the_next_flight_with_it() -> None:
    first = straight()
    error = Fix(first[-1].time_s + 5, 33.82, 35.49, 35_000, 450)
    second = leg(Fix(first[-1].time_s + 36_000, 52.0, 8.0, 35_000, 450), 57.0, 8.0, 35_000, 450)
    assert teleported([*first, error, *second]) == [len(first)]


def test_a_catch_up_after_a_held_place_is_no_teleport() -> None:
    """Ten fixes hold the last place for 200 s, then it is 25 NM further on."""
    fixes = straight()
    for i in range(21, 31):
        fixes[i] = fixes[i]._replace(lat_deg=fixes[20].lat_deg)
    flags = doubts(made_track(fixes))
    assert np.flatnonzero(flags & Doubt.FROZEN).tolist() == list(range(21, 31))
    assert not (flags & Doubt.TELEPORT).any()


def test_equal_times_at_five_places_believe_one() -> None:
    assert len(teleported([Fix(0, 50.0 + i, 8.0, 35_000, 450) for i in range(5)])) == 4


@given(st.sets(st.integers(1, 47), max_size=12), st.floats(-60, 60), st.floats(-170, 170))
def test_single_false_places_are_found_wherever_they_are(rows: set[int], lat: float, lon: float) -> None:
    """Every second row at most, and further off than can be flown in 20 s."""
    alone = {row for row in rows if row - 1 not in rows}
    if abs(lat - 51) < 3:
        return
    fixes = straight()
    for row in alone:
        fixes[row] = fixes[row]._replace(lat_deg=lat, lon_deg=lon)
    assert teleported(fixes) == sorted(alone)
