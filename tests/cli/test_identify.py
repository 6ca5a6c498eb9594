"""identify: lists of any shape in, the same lines with names out."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli_archive import CARGO, Run
from pipeline_reference import fetched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fetched(
        tmp_path,
        "one",
        [
            {"icao24": CARGO, "registration": "RA-82035", "typecode": "A124", "operator": "224 Flight Unit"},
            {"icao24": "a00001", "registration": "N1"},
            {"icao24": "a00002", "registration": "N-1"},
        ],
    )
    return tmp_path


def test_a_plain_list(run: Run, folder: Path) -> None:
    (folder / "list.txt").write_text(f"ra82035\n\n{CARGO.upper()}\nN1\nN9\n~a00001\n")
    found = json.loads(run("identify", str(folder / "list.txt"), "--json", folder=folder).stdout)
    assert [(row["given"], row["icao24"], row["typecode"], row["note"]) for row in found] == [
        ("ra82035", CARGO, "A124", None),
        (CARGO.upper(), CARGO, "A124", None),
        ("N1", None, None, "borne by a00001, a00002"),
        ("N9", None, None, "no source lists it"),
        ("~a00001", "~a00001", None, None),
    ]


def test_csv_keeps_its_columns_and_heeds_its_days(run: Run, tmp_path: Path) -> None:
    fetched(
        tmp_path,
        "faa",
        [
            {"icao24": "a00001", "registration": "N1", "valid_to": "2019-03-24", "valid_from": None},
            {"icao24": "a00001", "registration": "N2", "valid_to": None, "valid_from": "2019-03-24"},
        ],
    )
    (tmp_path / "list.csv").write_text(
        'Seen,Hex,Registration,Date\n"x, y",A00001,,2019-03-23T10:00:00Z\n'
        ",,N2,2019-03-25\n,,N2,2019-03-20\n,a00001,,\n"
    )
    result = run("identify", str(tmp_path / "list.csv"), "--on", "2019-03-01", "--csv", folder=tmp_path)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["Seen"], row["Hex"], row["Registration"]) for row in rows[:2]] == [
        ("x, y", "A00001", ""),
        ("", "", "N2"),
    ]
    assert [row["registration"] for row in rows] == ["N1", "N2", "N1", "N1"]
    assert [row["until"] for row in rows] == ["2019-03-24", "", "2019-03-24", "2019-03-24"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"a,b\n1,2\n", "line 1: no column of addresses or registrations"), (b"\xff\xfea", "byte 0: not UTF-8")],
)
def test_a_list_that_is_none_is_refused_in_words(run: Run, folder: Path, content: bytes, said: str) -> None:
    (folder / "list.csv").write_bytes(content)
    result = run("identify", str(folder / "list.csv"), folder=folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_nothing_listed_gives_nothing(run: Run, folder: Path) -> None:
    (folder / "list.txt").write_text("")
    assert json.loads(run("identify", str(folder / "list.txt"), "--json", folder=folder).stdout) == []
