"""Disturbed navigation as a person asks for it."""

import json
from datetime import timedelta
from pathlib import Path

import h3
import pytest

from cli_archive import DAY, Made, Run, put
from skywitness.model import StateVector
from skywitness.store.archive import Archive


@pytest.fixture
def disturbed(tmp_path: Path) -> Path:
    """An archive of four aircraft over one place, three of which lose their accuracy for a minute."""
    rows = [
        StateVector(
            f"4ca12{number}",
            DAY + timedelta(minutes=minute),
            55.0 + number / 100,
            20.2 + minute / 50,
            30_000,
            ground_speed_kt=40.0,
            nac_p=1 if number and minute == 3 else 9,
        )
        for number in range(4)
        for minute in range(6)
    ]
    put(Archive.create(tmp_path), [Made("heard.csv", False, rows)])
    return tmp_path


def test_a_cell_is_told_in_words(run: Run, disturbed: Path) -> None:
    lines = run("jamming", folder=disturbed).stdout.splitlines()
    assert lines[0].startswith("3 of 4 aircraft in cell ")
    assert "50.0% as gpsjam counts" in lines[0]
    assert "jamming, high;" in lines[1]


def test_geojson_is_the_hexagon_that_holds_the_place(run: Run, disturbed: Path) -> None:
    (feature,) = json.loads(run("jamming", "--geojson", folder=disturbed).stdout)["features"]
    cell = h3.latlng_to_cell(55.01, 20.26, 4)
    (ring,) = feature["geometry"]["coordinates"]
    assert [(lat, lon) for lon, lat in ring[:-1]] == list(h3.cell_to_boundary(cell))
    assert ring[0] == ring[-1]
    assert feature["properties"]["bad_aircraft"] == 3


def test_an_aircraft_chooses_cells_and_changes_no_count(run: Run, disturbed: Path) -> None:
    asked = run("jamming", "--aircraft", "4ca121", folder=disturbed).stdout
    assert asked == run("jamming", folder=disturbed).stdout
    assert "nothing found" in run("jamming", "--aircraft", "4ca120", folder=disturbed).stderr


def test_a_field_chooses_the_cells_around_it(run: Run, disturbed: Path) -> None:
    """Kaliningrad is 25 NM away, Heathrow 800."""
    assert "high" in run("jamming", "--airport", "UMKK", folder=disturbed).stdout
    assert "nothing found" in run("jamming", "--airport", "EGLL", folder=disturbed).stderr
