"""Aircraft, status, sql and derive: what they say, and that they prefer no source."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli_archive import CARGO, PRIVATE, TRANSPORT, Made, Run, build, flying, put
from skywitness.cli.output import RECONSTRUCTION


def only(run: Run, *arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    [found] = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_statements_that_differ_stand_side_by_side_with_their_sources(run: Run) -> None:
    found = only(run, "aircraft", "AE4AF6")
    said = [(s["value"], s["source"], s["source_date"]) for s in found["statements"][:2]]
    assert said == [("12-5756", "norfolk.csv", "2019-03-23"), ("99-9999", "list.csv", None)]
    assert found["shown"]["registration"]["differing"] == [["99-9999", "recordings"]]
    assert found["identity"]["conflicts"] == ["registration"]
    assert (found["flag_state"], found["computed_registration"]) == ("US", None)
    assert found["type_names"]["C30J"][0].endswith("Super Hercules")
    shown = run("aircraft", "ae4af6").stdout
    assert "conflicts     registration: 99-9999 (recordings)" in shown
    shown = shown.partition("what sources say")[2]
    assert shown.index("12-5756") < shown.index("99-9999")


def test_what_was_seen_of_it(run: Run) -> None:
    found = only(run, "aircraft", "RA-82035")
    assert (found["positions"], found["days_seen"], found["flights"]) == (203, 2, 2)
    assert (found["first_seen_at"], found["last_seen_at"]) == ("2019-03-23T10:00:00Z", "2019-03-24T17:00:00Z")
    assert [(c["callsign"], c["state_vectors"]) for c in found["callsigns"]] == [("RFF7041", 203)]
    assert [(v["airport"], v["visits"], v["inferred"]) for v in found["visits"]] == [("SVMI", 1, 0), (None, 1, 1)]
    assert found["reconstruction"] is True


@pytest.mark.parametrize("name", ["a835af", "A835AF", "N628TS", "n-628 ts"])
def test_a_registration_that_follows_from_the_address_finds_it(run: Run, name: str) -> None:
    found = only(run, "aircraft", name)
    assert (found["icao24"], found["computed_registration"]) == (PRIVATE, "N628TS")
    assert found["statements"] == []


@pytest.mark.parametrize(("name", "near"), [("RA-82053", "RA-82035"), ("154074", "154073")])
def test_an_unknown_aircraft_is_not_found_and_near_ones_are_named(run: Run, name: str, near: str) -> None:
    result = run("aircraft", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"no aircraft '{name}' in the archive or the reference sources; near it: {near}" in result.stderr


def test_tables_about_an_aircraft_fit_a_narrow_window(run: Run) -> None:
    result = run("aircraft", TRANSPORT, columns=80)
    tables = result.stdout.partition("what sources say")[2]
    assert max(map(len, tables.splitlines())) <= 80
    assert "no room for: source_sha256" in result.stderr


def test_status_counts_what_was_put_in(run: Run) -> None:
    held = only(run, "status")
    assert (held["sources"], held["positions"], held["aircraft"], held["days"]) == (3, 203 + 61 + 5, 3, 2)
    assert (held["flights"], held["visits"], held["underived_sources"]) == (3, 3, 0)
    assert held["rejects"] == {"latitude_out_of_range": 6}
    assert (held["reconstruction"], held["reconstruction_sources"]) == (True, 1)
    assert held["size_bytes"] > 0
    shown = run("status").stdout
    assert f"{RECONSTRUCTION} (1 of 3 sources)" in shown
    assert "up to date" in shown


def test_sql_answers_in_every_form_and_warns_of_the_reconstruction(run: Run) -> None:
    query = "SELECT icao24, max(landing_at) AS landing_at, 1, 1 FROM flights GROUP BY icao24 ORDER BY 1"
    result = run("sql", query, "--json")
    assert json.loads(result.stdout)[0] == {
        "icao24": CARGO, "landing_at": "2019-03-24T16:55:30Z", "1": 1, "1_2": 1,
    }  # fmt: skip
    assert RECONSTRUCTION in result.stderr
    assert run("sql", "SELECT 'a' AS x, NULL AS y", "--csv").stdout == "x,y\na,\n"
    assert run("sql", "SELECT [1.5, NULL] AS x, {'k': 'nan'::DOUBLE} AS y", "--json").stdout == (
        '[{"x": [1.5, null], "y": {"k": null}}]\n'
    )


@pytest.mark.parametrize("query", ["SELECT nothing FROM flights", "DELETE FROM flights", "SELECT 1; SELECT 2"])
def test_a_query_that_fails_or_writes_is_an_error(run: Run, query: str) -> None:
    result = run("sql", query)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("skywitness: ")


def test_derive_brings_the_archive_up_to_date(run: Run, tmp_path: Path) -> None:
    put(build(tmp_path), [Made("later.csv", False, flying("4ca123", range(60), "EIN12", 52.0, 4.0))])
    assert run("derive", folder=tmp_path).stdout == "aircraft 1, flights 1, visits 0\n"
    assert run("derive", folder=tmp_path).stdout == "everything derived is up to date\n"
    assert only(run, "status", "--data", str(tmp_path))["underived_sources"] == 0
