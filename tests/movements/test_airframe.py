"""Kinds of airframe, each from one piece of evidence."""

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.movements.airframe import AirframeFinder, usual_speed_kt
from skywitness.movements.identity import Identity
from skywitness.store.packaged import military_blocks, military_designators, type_table

CASES = {
    "a military block": ("ae4af6", None, "RCH431", 35_000, 400, "military"),
    "a state's designator": ("154073", None, "RFF7041", 35_000, 400, "military"),
    "a flight number and a jet's speed": ("400683", None, "BAW45EM", 35_000, 450, "airline"),
    "an airliner's type": ("400683", "B772", None, 35_000, 450, "airline"),
    "a business jet's type without flight number": ("a100b9", "GLF5", "N550GA", 41_000, 460, "business"),
    "a piston's type": ("a100b9", "C172", "N12345", 3_000, 100, "light"),
    "a helicopter's type, whatever its block": ("ae4af6", "H60", "RCH1", 1_000, 120, "helicopter"),
    "never fast": ("a100b9", None, "N12345", 3_000, 100, "light"),
    "a jet's speed and height and a registration": ("a100b9", None, "N550GA", 41_000, 460, "business"),
    "nothing known": ("a100b9", None, None, 15_000, 250, "unknown"),
}


@pytest.fixture(scope="module")
def finder() -> AirframeFinder:
    """Over the packaged tables."""
    return AirframeFinder(type_table(), military_blocks(), military_designators())


@pytest.mark.parametrize("case", CASES)
def test_one_piece_of_evidence_gives_the_kind(finder: AirframeFinder, case: str) -> None:
    icao24, typecode, callsign, altitude_ft, speed_kt, kind = CASES[case]
    track = made_track(
        leg(Fix(0, 40.0, 10.0, altitude_ft, speed_kt, callsign), 42.0, 10.0, altitude_ft, speed_kt), icao24
    )
    found = finder.of(track, np.zeros(len(track), np.bool_), Identity(typecode=typecode))
    assert found.kind == kind
    assert found.reason
    assert found.envelope.endurance_s > 3600


def test_what_hovers_is_a_helicopter(finder: AirframeFinder) -> None:
    track = made_track([Fix(i * 5.0, 40.0 + i * 1e-5, 10.0, 800, 8.0, None) for i in range(60)])
    assert finder.of(track, np.zeros(len(track), np.bool_), Identity()).kind == "helicopter"


def test_the_usual_speed_is_that_of_the_air_and_within_bounds() -> None:
    cruise = leg(Fix(0, 40.0, 10.0, 30_000, 440), 45.0, 10.0, 30_000, 440)
    taxi = [cruise[-1]._replace(time_s=cruise[-1].time_s + 10 * i, ground_speed_kt=15.0) for i in range(1, 400)]
    track = made_track([*cruise, *taxi])
    ground = np.arange(len(track)) >= len(cruise)
    assert usual_speed_kt(track, ground) == 440
    assert usual_speed_kt(made_track(taxi), np.zeros(len(taxi), np.bool_)) == 80
    silent = made_track([fix._replace(ground_speed_kt=np.nan) for fix in cruise])
    assert usual_speed_kt(silent, np.zeros(len(silent), np.bool_)) == 250
