"""``explain``: the reasons for a flight, over a real archive made of hand-made positions."""

import json
from pathlib import Path

import pytest

from cli_archive import Made, Run, flying, put
from skywitness.pipeline.derive import derive
from skywitness.store.archive import Archive


@pytest.fixture
def flight_id(tmp_path: Path) -> str:
    """Id of the first of two flights of one aircraft, hours apart at one height."""
    archive = Archive.create(tmp_path)
    minutes = [*range(600, 631), *range(1300, 1331)]
    put(archive, [Made("made.csv", False, flying("4ca2d1", minutes, "EIN12", 35.0, 35.0))])
    derive(archive)
    return str(archive.flights().sort("first_seen_at").collect()["flight_id"][0])


def test_it_says_why_a_flight_begins_and_ends(run: Run, tmp_path: Path, flight_id: str) -> None:
    shown = run("explain", flight_id, folder=tmp_path).stdout
    assert flight_id in shown
    assert "the record of this aircraft begins here" in shown
    assert "silence of 11.2 h" in shown
    assert "log odds of a landing" in shown
    assert "departure: " in shown
    assert "destination: " in shown


def test_json_has_the_row_and_the_reasons(run: Run, tmp_path: Path, flight_id: str) -> None:
    found = json.loads(run("explain", flight_id, "--json", folder=tmp_path).stdout)
    assert found["flight"]["flight_id"] == flight_id
    assert {"airframe", "begins", "ends", "departure", "destination", "silences", "doubted"} < set(found)
    for end in (found["departure"], found["destination"]):
        total = sum(candidate["posterior"] for candidate in end["candidates"]) + end["none"]
        assert total <= 1.001


def test_an_unknown_flight_is_said_so(run: Run, tmp_path: Path, flight_id: str) -> None:
    failed = run("explain", flight_id + "x", folder=tmp_path)
    assert failed.exit_code == 1
    assert "no flight" in failed.stderr
    assert "skywitness flights" in failed.stderr
