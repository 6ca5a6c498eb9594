"""``skywitness import``: options, report and exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sbs_lines import sbs_flight, sbs_line
from skywitness.cli.app import app
from skywitness.cli.column_map import column_map
from skywitness.store.archive import Archive

Import = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Import:
    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(app, ["import", "--data", str(tmp_path / "data"), *map(str, arguments)])

    return invoke


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "morning.txt"
    path.write_bytes(sbs_flight(100) + sbs_line(lat_deg=91))
    return path


def test_the_summary_has_the_counts_and_the_first_reject(run: Import, recording: Path) -> None:
    result = run(recording)
    assert result.exit_code == 0
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert lines["files"] == "1 imported, 0 imported before, 0 failed"
    assert lines["messages"] == "101"
    assert lines["positions"] == "100 new, in 100 state vectors; 0 already stored"
    assert lines["aircraft"] == "1"
    assert lines["span"] == "2025-02-04T10:00:00Z to 2025-02-04T10:01:39Z"
    assert lines["rejected"] == "1"
    assert f"latitude_out_of_range, the first at {recording}: line 101" in result.stdout


def test_json_is_one_object(run: Import, recording: Path) -> None:
    (report,) = json.loads(run(recording, "--json").stdout)
    assert (report["files"], report["imported"], report["positions"], report["aircraft"]) == (1, 1, 100, 1)
    assert report["rejects"][0]["where"] == "line 101"
    assert report["sources"][0]["format"] == "sbs"


def test_nothing_new_is_no_failure(run: Import, recording: Path) -> None:
    run(recording)
    again = run(recording)
    assert again.exit_code == 0
    assert "already imported on" in again.stderr
    assert "files       0 imported, 1 imported before, 0 failed" in again.stdout


def test_a_failed_file_gives_exit_code_1_and_says_what_to_do(run: Import, recording: Path, tmp_path: Path) -> None:
    result = run(recording, tmp_path / "gone")
    assert result.exit_code == 1
    assert f"failed: {tmp_path / 'gone'}: not found; check the path" in result.stderr
    assert Archive.open(tmp_path / "data").positions().collect().height == 100


def test_flights_are_derived_unless_told_otherwise(run: Import, recording: Path, tmp_path: Path) -> None:
    run(recording, "--no-derive")
    assert Archive.open(tmp_path / "data").flights().collect().height == 0
    run(recording)
    assert Archive.open(tmp_path / "data").flights().collect().height == 1


def test_a_reconstruction_is_said_on_the_screen(run: Import, recording: Path, tmp_path: Path) -> None:
    assert "RECONSTRUCTION" in run(recording, "--reconstruction").stderr
    assert Archive.open(tmp_path / "data").positions().collect()["reconstruction"].all()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "morse"], "no format 'morse'"),
        (["--at", "yesterday"], "no ISO 8601 time"),
        (["--at", "1970-01-01"], "before 1990"),
        (["--icao24", "4ca12"], "six hex digits"),
        (["--receiver-at", "52"], "not LAT,LON"),
        (["--receiver-at", "91,4"], "not on the globe"),
        (["--columns", "lat_deg"], "not FIELD=HEADING"),
        (["--column-map", "gone.toml"], "cannot read gone.toml"),
    ],
)
def test_wrong_usage_gives_exit_code_2_and_names_the_option(
    run: Import, recording: Path, arguments: list[str], says: str
) -> None:
    result = run(recording, *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert arguments[0] in result.stderr


def test_a_locked_archive_is_said_so(run: Import, recording: Path, tmp_path: Path) -> None:
    with Archive.create(tmp_path / "data").writing():
        result = run(recording)
    assert result.exit_code == 1
    assert "another import is writing" in result.stderr


def test_a_column_map_comes_from_a_file_and_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text('[columns]\nlat_deg = "Lat"\nlon_deg = "Long, east"\n')
    assert column_map("lat_deg=Latitude", file) == {"lat_deg": "Latitude", "lon_deg": "Long, east"}
    file.write_text('lat_deg = "Lat"\n')
    assert column_map(None, file) == {"lat_deg": "Lat"}
