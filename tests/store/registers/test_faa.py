"""FAA: registered and deregistered aircraft, with the days between which each row holds."""

from datetime import date
from pathlib import Path

import pytest

from made_registers import MASTER, faa_zip
from skywitness.store.registers import faa as source
from skywitness.store.registers.source import Parsed, SourceFileError


def read(content: bytes, folder: Path) -> Parsed:
    file = folder / "fetched"
    file.write_bytes(content)
    return source.read(file, "made", 1_000_000)


def test_one_mark_was_two_aircraft_one_after_the_other(tmp_path: Path) -> None:
    parsed = read(faa_zip(), tmp_path)
    columns = ("icao24", "registration", "serial_number", "model", "owner", "valid_from", "valid_to", "source_row")
    assert parsed.tables["aircraft"].select(columns).rows() == [
        ("a00001", "N1", '"680-0001"', "CESSNA 680", "EXAMPLE ADMINISTRATION", date(2011, 11, 17), None, 2),
        ("a00002", "N2", "99", None, "SOMEBODY", None, None, 3),
        (
            "a00001",
            "N1",
            "17280005",
            "CESSNA 680",
            "OLD OWNER LLC",
            date(2005, 1, 1),
            date(2010, 10, 15),
            10_000_002,
        ),
    ]


def test_the_state_is_named_and_nobody_graded(tmp_path: Path) -> None:
    table = read(faa_zip(), tmp_path).tables["aircraft"]
    assert table["flag_state"].to_list() == ["US"] * 3
    assert table["military"].null_count() == 3
    assert table["tags"].to_list() == ["registrant: government", "registrant: individual", None]
    assert table["year"].to_list() == [2010, None, 1998]
    assert table["stated_on"].to_list() == [date(2024, 1, 2), date(2024, 1, 3), date(2010, 10, 15)]


def test_the_day_of_the_zip_is_that_of_the_register(tmp_path: Path) -> None:
    assert read(faa_zip(), tmp_path).as_of == date(2026, 11, 20)


def test_without_the_two_other_files_the_register_is_read(tmp_path: Path) -> None:
    parsed = read(faa_zip({"deep/Master.txt": MASTER}), tmp_path)
    assert parsed.tables["aircraft"]["icao24"].to_list() == ["a00001", "a00002"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (faa_zip()[:-50], "not the FAA's zip, or damaged"),
        (faa_zip({"ENGINE.txt": "CODE\n"}), "no MASTER.txt"),
        (faa_zip({"MASTER.txt": "A,B\n1,2\n"}), "MASTER.txt: .*no column 'registration'"),
        (faa_zip({"MASTER.txt": "x" * 2_000_000}), "more than 1,000,000 bytes"),
        (b"<!DOCTYPE html><html>", "a web page"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(SourceFileError, match=words):
        read(content, tmp_path)
