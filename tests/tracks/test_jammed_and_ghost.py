"""A real aircraft whose navigation is disturbed, and one that is not there: told apart by the barometer."""

from dataclasses import replace

import numpy as np

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt, Track
from skywitness.tracks.doubts import doubts


def straight() -> list[Fix]:
    return leg(Fix(0, 50.0, 8.0, 35_000, 450), 54.0, 8.0, 35_000, 450)


def moved(height_ft: float | None, off_deg: float = 15.0) -> Track:
    """Rows 40 to 59 lie elsewhere, at this height; None for no heights at all."""
    fixes = straight()
    for row in range(40, 60):
        fixes[row] = fixes[row]._replace(lon_deg=8.0 + off_deg, baro_altitude_ft=height_ft or 35_000)
    track = made_track(fixes)
    return track if height_ft else replace(track, baro_altitude_ft=np.full(len(track), np.nan))


def rows(track: Track, doubt: Doubt) -> list[int]:
    return [int(row) for row in np.flatnonzero(doubts(track) & doubt)]


def test_a_false_place_at_the_true_height_is_a_jammed_aircraft() -> None:
    assert rows(moved(35_000), Doubt.JAMMED) == list(range(40, 60))
    assert rows(moved(35_000), Doubt.GHOST) == []


def test_a_false_place_at_another_height_is_a_ghost() -> None:
    assert rows(moved(12_000), Doubt.GHOST) == list(range(40, 60))
    assert rows(moved(12_000), Doubt.JAMMED) == []


def test_without_heights_neither_is_told() -> None:
    assert rows(moved(None), Doubt.TELEPORT) == list(range(40, 60))
    assert rows(moved(None), Doubt.JAMMED | Doubt.GHOST) == []


def test_a_site_that_is_some_miles_off_is_not_jammed() -> None:
    """0.6 degrees of longitude at 51 north: 22 NM, less than a site that extrapolates may be off."""
    assert rows(moved(35_000, 0.6), Doubt.TELEPORT) == list(range(40, 60))
    assert rows(moved(35_000, 0.6), Doubt.JAMMED) == []


def test_low_integrity_on_the_way_is_jammed_and_on_the_ground_is_not() -> None:
    track = made_track(straight())
    nic = track.nic.copy()
    nic[40:60] = 0
    jammed = replace(track, nic=nic)
    assert rows(jammed, Doubt.JAMMED) == list(range(40, 60))
    parked = made_track([Fix(20.0 * i, 50.0, 8.0, None, 0) for i in range(100)])
    assert rows(replace(parked, nic=np.resize(jammed.nic, 100)), Doubt.JAMMED) == []


def test_one_report_of_low_integrity_is_not_jamming() -> None:
    track = made_track(straight())
    nic = track.nic.copy()
    nic[40] = 0
    assert rows(replace(track, nic=nic), Doubt.LOW_INTEGRITY) == [40]
    assert rows(replace(track, nic=nic), Doubt.JAMMED) == []


def without_sil(silence_s: float) -> Track:
    """A flight, a silence, and 47 reports without integrity some 300 NM off, which can be flown to."""
    first = straight()
    start = Fix(first[-1].time_s + silence_s, 54.0, 16.0, 30_000, 450)
    second = leg(start, 56.0, 16.0, 30_000, 450)
    track = made_track(first + second)
    sil = track.sil.copy()
    sil[len(first) :] = 0
    return replace(track, sil=sil)


def test_a_piece_without_integrity_from_nowhere_is_a_ghost() -> None:
    first = len(straight())
    track = without_sil(7200)
    assert rows(track, Doubt.GHOST) == list(range(first, len(track)))


def test_a_piece_without_integrity_that_joins_up_is_not() -> None:
    track = without_sil(1500)
    assert rows(track, Doubt.TELEPORT) == []
    assert rows(track, Doubt.GHOST) == []


def test_an_airframe_that_never_states_integrity_is_no_ghost() -> None:
    track = without_sil(7200)
    assert rows(replace(track, sil=np.zeros(len(track), np.int8)), Doubt.GHOST) == []
