"""aircraft: who it is on a day, says who, and aircraft found by words."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli_archive import Run
from pipeline_reference import fetched

LISTED: list[dict[str, object]] = [
    {"icao24": "1551e0", "registration": "RA-86496", "typecode": "IL62", "military": "military", "source_row": 1},
    {"icao24": "154073", "registration": "RA-82035", "typecode": "A124", "operator": "Russian Air Force"},
    {"icao24": "154078", "registration": "RA-82042", "typecode": "A124", "operator": "Volga-Dnepr Airlines"},
    {"icao24": "400a00", "registration": "G-ABCD", "typecode": "C172", "operator": "Flying School"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fetched(tmp_path, "one", LISTED)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("il62 russia military",), ["1551e0"]),
        (("Ил-62",), ["1551e0"]),
        (("an-124", "volga"), ["154078"]),
        (("An-124-100",), ["154073", "154078"]),
        (("russian air force",), ["154073", "1551e0"]),
        (("RA-820",), ["154073", "154078"]),
        (("154073",), ["154073"]),
        (("Руслан",), ["154073", "154078"]),
        (("antonov 124", "volga"), ["154078"]),
        (("ilyushin il-62m russia",), ["1551e0"]),
        (("cessna 172 russia",), []),
    ],
)
def test_words_find_aircraft_and_say_why(run: Run, folder: Path, words: tuple[str, ...], found: list[str]) -> None:
    result = run("aircraft", "search", *words, "--json", folder=folder)
    rows = json.loads(result.stdout)
    assert sorted(row["aircraft"] for row in rows) == found
    assert all("(one)" in row["fits"] or "address" in row["fits"] for row in rows)


def test_a_search_is_a_list_like_any_other(run: Run, folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("aircraft", "search", "a124", "--csv", folder=folder).stdout)))
    assert {row["aircraft"]: row["grade"] for row in rows} == {"154073": "military", "154078": "civil"}
    assert "1 more; --limit" in run("aircraft", "search", "a124", "--limit", "1", folder=folder).stderr
    assert run("aircraft", "154073", "--csv", folder=folder).exit_code == 2
    assert run("aircraft", "154073", "154078", folder=folder).exit_code == 2


def test_who_says_so_and_how_sure(run: Run, folder: Path) -> None:
    shown = run("aircraft", "ra82035", "--all", folder=folder).stdout
    assert "registration  RA-82035 (one)" in shown
    assert "flag state    RU (registration)" in shown
    assert "military by operator's name" in shown
    assert "CC0" in shown
    [found] = json.loads(run("aircraft", "154073", "--on", "2019-03-23", "--json", folder=folder).stdout)
    assert found["identity"]["grade"] == "military"
    assert found["identity"]["military_probability"] > 0.5
    assert found["flag_states"]["verdict"] == "agree"
    assert found["on"] == "2019-03-23"
    assert run("aircraft", "154073", "--on", "yesterday", folder=folder).exit_code == 2


def test_the_page_has_what_the_type_can_do(run: Run, folder: Path) -> None:
    shown = run("aircraft", "ra82035", folder=folder).stdout
    assert "can do        cruise 459 kt (1 source)\n" in shown
    assert "payload, most 120 to 150 t (2 sources)\n" in shown
    assert "by `skywitness type A124`, with the sources\n" in shown
    assert "can do" not in run("aircraft", "400a00", folder=folder).stdout


def test_address_and_registration_of_different_states_are_minded(run: Run, tmp_path: Path) -> None:
    fetched(tmp_path, "one", [{"icao24": "a00001", "registration": "RA-01896"}])
    shown = run("aircraft", "a00001", folder=tmp_path).stdout
    assert "mind the states" in shown
