"""Flights and visits: the rows asked for, in order of time, in every form."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli_archive import CARGO, CARGO_1, CARGO_2, FLIGHTS, PRIVATE, TRANSPORT_1, Made, Run, build, flying, put
from made_rows import derived
from skywitness.cli.output import RECONSTRUCTION
from skywitness.model import Flight, Visit


def rows(run: Run, *arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


def flight_ids(run: Run, *arguments: str) -> list[str]:
    return [row["flight_id"] for row in rows(run, "flights", *arguments)]


def test_json_has_the_models_fields_with_times_in_utc_and_null_for_unknown(run: Run) -> None:
    first, _, last = rows(run, "flights")
    assert tuple(first) == Flight._fields
    assert first["first_seen_at"] == "2019-03-23T10:00:00Z"
    assert (first["ades"], first["ades_reason"], first["landing_at"]) == (None, "undetermined", None)
    assert (last["adep_reason"], last["landing_at"]) == ("outside_coverage", "2019-03-24T16:55:30Z")
    assert first["source_sha256s"] == ["aa", "bb"]
    assert tuple(rows(run, "visits")[0]) == Visit._fields


def test_csv_says_the_same_as_json(run: Run) -> None:
    result = run("flights", "--csv")
    read = list(csv.DictReader(io.StringIO(result.stdout)))
    for line, record in zip(read, rows(run, "flights"), strict=True):
        assert line["reconstruction"] == str(record["reconstruction"]).lower()
        assert line["landing_at"] == (record["landing_at"] or "")
        assert line["source_sha256s"].split() == record["source_sha256s"]


def test_flights_come_in_order_of_time(run: Run) -> None:
    assert flight_ids(run) == [CARGO_1, TRANSPORT_1, CARGO_2]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--aircraft", "RA82035"], [CARGO_1, CARGO_2]),
        (["--aircraft", "AE4AF6"], [TRANSPORT_1]),
        (["--aircraft", "99-9999"], [TRANSPORT_1]),
        (["--aircraft", "154073", "--aircraft", "ae4af6"], [CARGO_1, TRANSPORT_1, CARGO_2]),
        (["--aircraft", PRIVATE], []),
        (["--airport", "oslk"], [CARGO_1]),
        (["--airport", "CCS"], [CARGO_2]),
        (["--country", "US"], [TRANSPORT_1]),
        (["--country", "SY", "--country", "VE"], [CARGO_1, CARGO_2]),
        (["--airport", "SVMI", "--country", "SY"], []),
        (["--flag", "ru"], [CARGO_1, CARGO_2]),
        (["--type", "c30j"], [TRANSPORT_1]),
        (["--since", "2019-03-24"], [CARGO_2]),
        (["--until", "2019-03-23"], [CARGO_1, TRANSPORT_1]),
        (["--since", "2019-03-23T11:40:00Z", "--until", "2019-03-23T12:00:00Z"], [CARGO_1]),
        (["--since", "2019-03-23T13:40:00+02:00", "--until", "2019-03-23T12:00:01"], [CARGO_1, TRANSPORT_1]),
        (["--since", "2019-03-23T11:41", "--until", "2019-03-23T11:59"], []),
        (["--limit", "1"], [CARGO_1]),
    ],
)
def test_filters(run: Run, arguments: list[str], expected: list[str]) -> None:
    assert flight_ids(run, *arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], [None, "KCHS", "SVMI"]),
        (["--country", "VE"], ["SVMI"]),
        (["--flag", "US"], ["KCHS"]),
        (["--since", "2019-03-24T15:00:01Z"], ["SVMI"]),
        (["--since", "2019-03-24T00:00Z", "--until", "2019-03-24T01:00Z"], [None]),
        (["--since", "2019-03-25"], []),
    ],
)
def test_visits_count_as_far_as_their_ends_are_known(run: Run, arguments: list[str], expected: list[str]) -> None:
    assert [row["airport"] for row in rows(run, "visits", *arguments)] == expected


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["--aircraft", "RA-82036"], 1, "RA-82035"),
        (["--airport", "XXXX"], 2, "--airport"),
        (["--country", "Venezuela"], 2, "VE"),
        (["--flag", "XX"], 2, "--flag"),
        (["--type", "B999"], 2, "8643"),
        (["--since", "yesterday"], 2, "2019-03-23"),
        (["--since", "2019-03-24", "--until", "2019-03-23"], 2, "not before"),
        (["--since", "2019-02-30"], 2, "--since"),
        (["--limit", "0"], 2, "--limit"),
        (["--json", "--csv"], 2, "not both"),
    ],
)
def test_a_mistake_is_an_error_and_never_an_empty_answer(
    run: Run, arguments: list[str], code: int, word: str
) -> None:
    result = run("flights", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert word in result.stderr


def test_nothing_found_is_an_empty_list_and_no_error(run: Run) -> None:
    assert run("flights", "--airport", "EGLL", "--json").stdout == "[]\n"
    result = run("flights", "--airport", "EGLL")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing found\n")


def test_a_limit_says_what_it_left_out(run: Run) -> None:
    assert "the first 2 of 3 rows" in run("flights", "--limit", "2").stderr


@pytest.mark.parametrize("columns", [20, 40, 80, 120, 200, None])
@pytest.mark.parametrize("command", ["flights", "visits"])
def test_a_table_fits_the_width_without_breaking_a_value(run: Run, command: str, columns: int | None) -> None:
    result = run(command, columns=columns)
    caption, heading, *lines = result.stdout.splitlines()
    assert caption.startswith(RECONSTRUCTION)
    assert len(lines) == 3
    known = {str(value) for row in rows(run, command) for value in row.values()}
    for line in lines:
        assert set(line.split()) <= known | {"-", "yes", "no", "1234.57", "60"}
        assert columns is None or len(line) <= max(columns, len("icao24  reconstruction"))
    assert heading.split()[-1] == "reconstruction"


def test_what_has_no_room_is_named(run: Run) -> None:
    assert "no room for: last_seen_at, typecode" in run("flights", columns=80).stderr
    assert "no room" not in run("flights").stderr


def test_a_reconstruction_is_said_to_be_one_in_every_form_and_only_then(run: Run) -> None:
    simulated, real = ["--aircraft", CARGO], ["--aircraft", "ae4af6"]
    for form in ("--json", "--csv"):
        assert RECONSTRUCTION in run("flights", *simulated, form).stderr
        assert RECONSTRUCTION not in run("flights", *real, form).stderr
    assert run("flights", *simulated).stdout.startswith(f"{RECONSTRUCTION}\n")
    assert RECONSTRUCTION not in run("flights", *real).stdout
    assert "(2 of 3 rows)" in run("flights").stdout


def test_positions_that_no_flight_rests_on_yet_are_said(run: Run, tmp_path: Path) -> None:
    archive = build(tmp_path)
    assert "derive" not in run("flights", "--json", folder=tmp_path).stderr
    put(archive, [Made("later.csv", False, flying("4ca123", range(5), "EIN12", 52.0, 4.0))])
    assert "1 source is not in flights and what follows yet" in run("flights", "--json", folder=tmp_path).stderr
    assert "behind the positions by 1" in run("status", folder=tmp_path).stdout


def test_a_registration_of_two_aircraft_means_both(run: Run, tmp_path: Path) -> None:
    archive = build(tmp_path)
    archive.replace_derived(None, derived([flight._replace(registration="12-5756") for flight in FLIGHTS]))
    result = run("flights", "--aircraft", "12-5756", "--json", folder=tmp_path)
    assert {row["icao24"] for row in json.loads(result.stdout)} == {"154073", "ae4af6"}
    assert "is 2 aircraft" in result.stderr
