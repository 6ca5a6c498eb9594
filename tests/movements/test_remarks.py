"""Remarks: odd records are told, and make no flight that was not flown."""

from dataclasses import replace

import numpy as np

from made_tracks import Fix, leg, made_track
from skywitness.model import Track
from skywitness.movements.identity import Identity
from skywitness.movements.movements import Found, Movements


def found(movements: Movements, track: Track) -> Found:
    return movements.find(track, np.zeros(len(track), np.uint16), Identity())


def kinds(of: Found) -> set[str]:
    return {remark.kind for remark in of.remarks}


def test_one_position_is_said_and_makes_no_flight(movements: Movements) -> None:
    all_found = found(movements, made_track([Fix(0, 10.0, 20.0, 30_000, 400)]))
    assert not (all_found.flights)
    assert not (all_found.visits)
    assert kinds(all_found) == {"one_position"}
    assert all_found.remarks[0].source_sha256s == ["sha"]


def test_one_place_again_and_again_is_said(movements: Movements) -> None:
    all_found = found(movements, made_track([Fix(i * 10.0, 10.0, 20.0, 30_000, 300) for i in range(50)]))
    assert all_found.flights == []
    assert "one_place" in kinds(all_found)


def test_a_callsign_that_changes_every_message_cuts_nothing_and_is_said(movements: Movements) -> None:
    fixes = leg(Fix(0, 40.0, -20.0, 35_000, 450), 40.0, -8.0, 35_000, 450)
    changing = [fix._replace(callsign=f"TEST{i % 97}") for i, fix in enumerate(fixes)]
    all_found = found(movements, made_track(changing))
    assert len(all_found.flights) == 1
    assert "callsign_changes_too_often" in kinds(all_found)


def test_two_days_in_the_air_are_one_flight_and_are_said(movements: Movements) -> None:
    """Heard every minute for 48 h on a circle over the sea."""
    turns = np.arange(0, 48 * 60)
    fixes = [
        Fix(60.0 * i, 30.0 + 2 * np.cos(i / 60), -40.0 + 2 * np.sin(i / 60), 30_000, 250.0) for i in turns.tolist()
    ]
    all_found = found(movements, made_track(fixes))
    assert len(all_found.flights) == 1
    (remark,) = [remark for remark in all_found.remarks if remark.kind == "too_long_in_the_air"]
    assert remark.sentence.startswith("48.0 hours")


def test_when_all_is_doubted_it_is_said(movements: Movements) -> None:
    track = made_track(leg(Fix(0, 40.0, -20.0, 35_000, 450), 40.0, -18.0, 35_000, 450))
    all_found = movements.find(track, np.ones(len(track), np.uint16), Identity())
    assert not (all_found.flights)
    assert not (all_found.gaps)
    assert not (all_found.trips)
    assert kinds(all_found) == {"all_doubted"}


def test_what_was_never_sent_is_said(movements: Movements) -> None:
    track = made_track(leg(Fix(0, 40.0, -20.0, 35_000, 450), 40.0, -18.0, 35_000, 450))
    nothing = np.full(len(track), np.nan)
    assert kinds(found(movements, replace(track, baro_altitude_ft=nothing))) == {"no_altitude"}
    assert kinds(found(movements, replace(track, ground_speed_kt=nothing))) == {"no_speed"}
