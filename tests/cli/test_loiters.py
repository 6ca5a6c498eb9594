"""Loiters as a person asks for them."""

import json
from pathlib import Path

import pytest

from cli_archive import Made, Run, put
from made_loiters import circle, flown, joined, straight
from skywitness.model import StateVector
from skywitness.pipeline.derive import derive
from skywitness.store.archive import Archive


@pytest.fixture
def circling(tmp_path: Path) -> Path:
    """An archive of an aircraft that flies 20 NM, circles six times to the right, and flies on."""
    track = flown(joined(straight(20.0), circle(2.0, 6), straight(20.0)), 150)
    rows = [
        StateVector("4ca123", at, lat, lon, baro_altitude_ft=feet, ground_speed_kt=150, source_row=row)
        for row, (at, lat, lon, feet) in enumerate(
            track.select("observed_at", "lat_deg", "lon_deg", "baro_altitude_ft").iter_rows(), 1
        )
    ]
    archive = Archive.create(tmp_path)
    put(archive, [Made("heard.csv", False, rows)])
    derive(archive)
    return tmp_path


def test_an_orbit_is_told_with_its_laps(run: Run, circling: Path) -> None:
    lines = run("loiters", folder=circling).stdout.splitlines()
    assert lines[0].startswith("4ca123 circled for ")
    assert 5.8 <= float(lines[0].split(" laps")[0].split()[-1]) <= 6.2
    assert " laps to the right, mostly within 2.0 NM of " in lines[0]
    assert "loiter, orbit;" in lines[1]


def test_its_basis_is_the_flight(run: Run, circling: Path) -> None:
    (found,) = json.loads(run("findings", "loiter", "--json", folder=circling).stdout)
    flights = json.loads(run("flights", "--json", folder=circling).stdout)
    assert found["basis"][0] in {flight["flight_id"] for flight in flights}


def test_what_comes_later_is_not_known(run: Run, circling: Path) -> None:
    result = run("loiters", "--until", "2025-06-01T12:09:00Z", folder=circling)
    assert (result.stdout, "nothing found" in result.stderr) == ("", True)
