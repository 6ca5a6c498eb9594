"""Trips on the command line: chains, legs and bases, filtered, in every form."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli_archive import Run
from made_flights import made_flight, made_visits
from skywitness.cli.output import RECONSTRUCTION
from skywitness.cli.trips import chain_text
from skywitness.model import Flight, HomeBase, Trip, TripLeg
from skywitness.movements.trips import TripFinder
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table
from skywitness.store.rows import frame_of
from skywitness.store.schema import TABLES

OTHER = "ae4af6"
US = {"icao24": OTHER, "registration": "08-5678", "typecode": "C30J", "flag_state": "US"}


def cargo() -> list[Flight]:
    """Runs to Latakia that make Chkalovsky the base, then Caracas with a stop unseen and a leg unseen home."""
    flights = []
    for day in range(-20, -4, 2):
        out, back = (day * 24 + 4.0, day * 24 + 8.0), (day * 24 + 12.0, day * 24 + 16.0)
        flights += [made_flight("UUMU", "OSLK", out), made_flight("OSLK", "UUMU", back)]
    heard = {"last_lat_deg": 18.0, "last_lon_deg": -10.0}
    return [
        *flights,
        made_flight("UUMU", "OSLK", (12.0, 18.0)),
        made_flight("OSLK", None, (20.0, 26.0), ends_seen=(True, False), **heard),
        made_flight(None, "SVMI", (33.0, 39.0), ends_seen=(False, True), reconstruction=True),
        made_flight("GOBD", "UUMU", (66.0, 75.0)),
    ]


def transport() -> list[Flight]:
    """A C-130J without a base in the record: out, a landing nobody heard, and back."""
    return [
        made_flight("KCHS", None, (10.0, 14.0), ends_seen=(True, False), **US),
        made_flight(None, "KCHS", (16.0, 20.0), ends_seen=(False, True), **US),
    ]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the trips of both."""
    folder = tmp_path_factory.mktemp("trips")
    finder = TripFinder(airport_table().by_icao, "movements")
    found = [finder.find(flights, made_visits(flights)) for flights in (cargo(), transport())]
    rows: dict[str, list[Any]] = {
        "flights": [*cargo(), *transport()],
        "trips": [trip for chains in found for trip in chains.trips],
        "trip_legs": [leg for chains in found for leg in chains.legs],
        "home_bases": [base for chains in found for base in chains.home_bases],
    }
    frames = {name: frame_of(TABLES[name], records) for name, records in rows.items()}
    Archive.create(folder).replace_derived(None, frames)
    return folder


def listed(run: Run, record: Path, *arguments: str) -> list[dict[str, Any]]:
    result = run("trips", *arguments, "--json", folder=record)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


def test_json_has_the_models_fields(run: Run, record: Path) -> None:
    assert tuple(listed(run, record)[0]) == Trip._fields
    assert tuple(listed(run, record, "--legs")[0]) == TripLeg._fields
    assert tuple(listed(run, record, "--home")[0]) == HomeBase._fields


def test_a_trip_is_one_line_with_its_stops_and_what_nobody_saw(run: Run, record: Path) -> None:
    table = run("trips", "--aircraft", "RA-82035", "--airport", "SVMI", folder=record).stdout
    assert table.startswith(RECONSTRUCTION)
    assert "UUMU > OSLK (technical) > ? (inferred) > SVMI ~> GOBD > UUMU" in table
    (trip,) = listed(run, record, "--airport", "SVMI")
    assert trip["airports"] == ["UUMU", "OSLK", "?", "SVMI", "GOBD", "UUMU"]
    assert (trip["home_base"], trip["unseen_legs"], trip["reconstruction"]) == ("UUMU", 1, True)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], 10),
        (["--aircraft", "RA-82035"], 9),
        (["--airport", "OSLK"], 9),
        (["--airport", "GOBD"], 1),
        (["--country", "VE", "--country", "US"], 2),
        (["--airport", "SVMI", "--country", "SY"], 1),
        (["--airport", "SVMI", "--country", "US"], 0),
        (["--flag", "US"], 1),
        (["--type", "a124"], 9),
        (["--since", "2019-03-01"], 2),
        (["--until", "2019-02-10"], 1),
        (["--since", "2019-03-03", "--until", "2019-03-03"], 1),
        (["--limit", "3"], 3),
    ],
)
def test_filters(run: Run, record: Path, arguments: list[str], expected: int) -> None:
    assert len(listed(run, record, *arguments)) == expected


def test_legs_are_filtered_by_their_own_ends_and_times(run: Run, record: Path) -> None:
    legs = listed(run, record, "--legs", "--since", "2019-03-01", "--aircraft", "RA-82035")
    assert [(leg["number"], leg["kind"], leg["adep"], leg["ades"]) for leg in legs] == [
        (1, "flight", "UUMU", "OSLK"),
        (2, "flight", "OSLK", None),
        (3, "flight", None, "SVMI"),
        (4, "unseen_leg", "SVMI", "GOBD"),
        (5, "flight", "GOBD", "UUMU"),
    ]
    assert [leg["number"] for leg in listed(run, record, "--legs", "--airport", "SVMI")] == [3, 4]
    on_the_third = listed(run, record, "--legs", "--since", "2019-03-03T01:00Z", "--until", "2019-03-03T02:00Z")
    assert [leg["kind"] for leg in on_the_third] == ["unseen_leg"]
    assert [leg["stop_kind"] for leg in listed(run, record, "--legs", "--flag", "US")] == ["inferred", None]


def test_home_bases(run: Run, record: Path) -> None:
    (base,) = listed(run, record, "--home")
    assert (base["icao24"], base["airport"]) == ("154073", "UUMU")
    assert listed(run, record, "--home", "--flag", "US") == []
    assert listed(run, record, "--home", "--airport", "OSLK") == []
    assert listed(run, record, "--home", "--until", "2019-02-01") == []
    assert "UUMU" in run("trips", "--home", folder=record).stdout


def test_legs_and_home_exclude_each_other(run: Run, record: Path) -> None:
    result = run("trips", "--legs", "--home", folder=record)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "not both" in result.stderr


def test_the_chain_in_words() -> None:
    trip = {"airports": ["A", "B", "?", "C"], "stop_kinds": ["crew_rest", "unknown"]}
    assert chain_text(trip, {2}) == "A > B (crew rest) ~> ? > C"
    assert chain_text({"airports": ["A", "A"], "stop_kinds": []}, set()) == "A > A"
