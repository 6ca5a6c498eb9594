"""Impossible: beyond the envelope of the type."""

import numpy as np

from made_tracks import Fix, leg, made_track
from skywitness.model import Doubt
from skywitness.reference.envelopes import WIDEST, Envelope
from skywitness.tracks.doubts import doubts

LIGHT = Envelope(250, 120, 20_000, 3000, 36_000, 300, needs_paved=False, rotor=False)


def straight(speed_kt: float, height_ft: float) -> list[Fix]:
    return leg(Fix(0, 50.0, 8.0, height_ft, speed_kt), 52.0, 8.0, height_ft, speed_kt)


def impossible(fixes: list[Fix], envelope: Envelope = WIDEST) -> list[int]:
    flags = doubts(made_track(fixes), envelope=envelope)
    return [int(row) for row in np.flatnonzero(flags & Doubt.IMPOSSIBLE)]


def test_a_reported_speed_above_the_envelope() -> None:
    fixes = straight(120, 5000)
    fixes[30] = fixes[30]._replace(ground_speed_kt=251)
    assert impossible(fixes, LIGHT) == [30]
    assert impossible(fixes) == []


def test_a_height_above_the_ceiling() -> None:
    fixes = straight(120, 5000)
    fixes[30] = fixes[30]._replace(baro_altitude_ft=21_000)
    assert impossible(fixes, LIGHT) == [30]


def test_a_place_that_the_type_cannot_fly_to() -> None:
    """8 NM off in 20 s: 3 NM and 5 NM at 900 kt, which a jet can fly and a light aircraft cannot."""
    fixes = straight(120, 5000)
    fixes[30] = fixes[30]._replace(lon_deg=8.0 + 8 / 60 / np.cos(np.radians(fixes[30].lat_deg)))
    assert impossible(fixes, LIGHT) == [30]
    assert impossible(fixes) == []


def test_a_wrong_type_doubts_nothing() -> None:
    assert impossible(straight(450, 35_000), LIGHT) == []


def test_a_jet_that_reports_a_small_part_of_its_speed_at_height() -> None:
    fixes = straight(450, 38_000)
    for row in range(20, 25):
        fixes[row] = fixes[row]._replace(ground_speed_kt=51)
    assert impossible(fixes) == list(range(20, 25))


def test_a_slow_aircraft_or_a_low_one_may_be_slow() -> None:
    for speed_kt, height_ft in ((200, 30_000), (450, 10_000)):
        fixes = straight(speed_kt, height_ft)
        fixes[20] = fixes[20]._replace(ground_speed_kt=45)
        assert impossible(fixes) == []
