"""Positions, passages, last-seen, heatmap and archive on the command line."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli_archive import CARGO, PRIVATE, TRANSPORT, Run, build
from skywitness.cli.output import RECONSTRUCTION
from skywitness.model import StateVector
from skywitness.store.archive import Archive

LEVANT = "34,34,37,38"


def rows(run: Run, *arguments: str, folder: Path | None = None) -> list[dict[str, Any]]:
    result = run(*arguments, "--json", **({"folder": folder} if folder else {}))
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A data directory that a test may change."""
    build(tmp_path)
    return tmp_path


def test_positions_have_every_field_and_who_it_was(run: Run) -> None:
    found = rows(run, "positions", "--in", LEVANT)
    assert len(found) == 31
    assert set(StateVector._fields) < set(found[0])
    assert (found[0]["icao24"], found[0]["registration"], found[0]["typecode"]) == (CARGO, "RA-82035", "A124")
    assert found[0]["observed_at"] == "2019-03-23T10:00:00Z"


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ("--since 2019-03-23T10:10 --until 2019-03-23T10:20", 10),
        ("--flag RU --type a124", 31),
        ("--military", 0),
        ("--above 30000 --below 30000", 31),
        ("--aircraft RA-82035", 31),
        ("--limit 5", 5),
    ],
)
def test_positions_are_narrowed_by_options(run: Run, arguments: str, count: int) -> None:
    assert len(rows(run, "positions", "--in", LEVANT, *arguments.split())) == count


@pytest.mark.parametrize("content", ["POLYGON((34 34, 38.01 34, 38.01 37, 34 37))", "geojson"])
def test_an_area_may_be_a_file(run: Run, tmp_path: Path, content: str) -> None:
    corners = [[34, 34], [38.01, 34], [38.01, 37], [34, 37]]
    shape = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [corners]}, "properties": {}}
    file = tmp_path / "area.txt"
    file.write_text(json.dumps(shape) if content == "geojson" else content)
    assert len(rows(run, "positions", "--in", str(file))) == 31


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["positions", "--in", "37,34,34,38"], "S,W,N,E"),
        (["positions", "--in", "no-such-file.geojson"], "is no area"),
        (["positions", "--above", "2", "--below", "1"], "--above"),
        (["positions", "--type", "XQZ9"], "--type"),
        (["positions", "--operator", "nobody at all"], "--operator"),
        (["passages", "--in", LEVANT, "--then", "x", "--within", "1"], "--then"),
        (["last-seen", "--days", "--in", LEVANT], "--days"),
        (["heatmap", "--geojson", "--csv"], "--geojson"),
        (["coverage", "--geojson", "--csv"], "--geojson"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(run: Run, arguments: list[str], word: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert word in result.stderr


def test_explain_says_what_was_read_and_leaves_the_answer_as_it_is(run: Run) -> None:
    plain, explained = (run("positions", "--in", LEVANT, "--csv", *more) for more in ([], ["--explain"]))
    assert explained.stdout == plain.stdout
    assert "order by aircraft: 2 of " in explained.stderr
    assert "doubts: " in explained.stderr
    assert "order by" not in plain.stderr


def test_passages_name_both_positions(run: Run) -> None:
    [row] = rows(run, "passages", "--in", "34,34,36,36.05", "--then", "34,36.95,36,39", "--within", "1")
    assert (row["icao24"], row["left_at"], row["came_at"]) == (
        CARGO,
        "2019-03-23T10:10:00Z",
        "2019-03-23T10:20:00Z",
    )
    table = run("passages", "--in", "34,34,36,36.05", "--then", "34,36.95,36,39", "--within", "1")
    assert table.stdout.startswith(RECONSTRUCTION)


def test_last_seen_lists_the_latest_first(run: Run) -> None:
    found = rows(run, "last-seen")
    assert [row["icao24"] for row in found] == [CARGO, TRANSPORT, PRIVATE]
    assert (found[0]["last_observed_at"], found[0]["days"]) == ("2019-03-24T17:00:00Z", 2)
    assert [row["icao24"] for row in rows(run, "last-seen", "--military")] == [TRANSPORT]
    assert [row["day"] for row in rows(run, "last-seen", "--days", "--aircraft", CARGO)] == [
        "2019-03-23",
        "2019-03-24",
    ]


def test_a_heat_map_says_the_same_in_every_form(run: Run) -> None:
    asked = ("heatmap", "--in", LEVANT, "--cell", "1")
    cells = rows(run, *asked)
    assert [cell["positions"] for cell in cells] == [10, 10, 10, 1]
    lines = list(csv.DictReader(io.StringIO(run(*asked, "--csv").stdout)))
    assert [int(line["positions"]) for line in lines] == [10, 10, 10, 1]
    squares = json.loads(run(*asked, "--geojson").stdout)["features"]
    assert [square["properties"]["positions"] for square in squares] == [10, 10, 10, 1]
    assert squares[0]["geometry"]["coordinates"][0][:3] == [[35.0, 35.0], [36.0, 35.0], [36.0, 36.0]]


def test_compacting_changes_no_answer(run: Run, own: Path) -> None:
    before = [run(*asked.split(), folder=own).stdout for asked in _ASKED]
    assert all(before)
    done = rows(run, "archive", "compact", folder=own)
    assert [(day["rows"], day["files_before"], day["files_after"]) for day in done] == [(148, 1, 1), (121, 1, 1)]
    assert [run(*asked.split(), folder=own).stdout for asked in _ASKED] == before
    assert rows(run, "archive", "compact", folder=own) == []
    assert "order by place" in run("positions", "--in", LEVANT, "--explain", folder=own).stderr


_ASKED = (
    f"positions --in {LEVANT} --doubted --json",
    "passages --in 34,34,36,36.05 --then 34,36.95,36,39 --within 1 --json",
    "last-seen --json",
    "last-seen --days --json",
    "heatmap --cell 0.5 --json",
    f"track {CARGO} --to csv",
)


def test_a_check_tells_what_is_wrong_and_fails(run: Run, own: Path) -> None:
    run("archive", "compact", folder=own)
    good = run("archive", "check", "--json", folder=own)
    assert good.exit_code == 0
    assert {fault["fault"] for fault in json.loads(good.stdout)} == {"leftover"}
    file = Archive(own).files("positions").files()[0].path
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    bad = run("archive", "check", "--json", folder=own)
    assert bad.exit_code == 1
    assert {fault["fault"] for fault in json.loads(bad.stdout)} > {"leftover"}
    file.unlink()
    assert "missing" in run("archive", "check", "--quick", folder=own).stdout


def test_stats_tell_tables_and_days(run: Run, own: Path) -> None:
    tables = {row["table"]: row for row in rows(run, "archive", "stats", folder=own)}
    assert (tables["positions"]["rows"], tables["positions"]["files"], tables["flights"]["rows"]) == (269, 2, 3)
    days = rows(run, "archive", "stats", "--days", folder=own)
    assert [(day["day"], day["rows"], day["compacted"]) for day in days] == [
        ("2019-03-23", 148, 0),
        ("2019-03-24", 121, 0),
    ]


def test_coverage_as_a_map_has_a_square_for_each_cell(run: Run) -> None:
    result = run("coverage", "--in", LEVANT, "--geojson")
    cells = rows(run, "coverage", "--in", LEVANT, "--by", "cell")
    features = json.loads(result.stdout)["features"]
    assert features
    assert [feature["geometry"]["coordinates"][0][0] for feature in features] == [
        [cell["cell_lon_deg"], cell["cell_lat_deg"]] for cell in cells
    ]
    assert [feature["properties"]["heard_share"] for feature in features] == [
        cell["heard_share"] for cell in cells
    ]
