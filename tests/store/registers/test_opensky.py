"""OpenSky: both forms of its aircraft database, and dates that make sense or do not."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from made_registers import OPENSKY_NEW, OPENSKY_OLD
from skywitness.store.registers import opensky as source
from skywitness.store.registers.source import Parsed, Rejected, SourceFileError


def read(text: str, folder: Path) -> Parsed:
    file = folder / "fetched.csv"
    file.write_text(text, "utf-8")
    return source.read(file, "made", 1_000_000)


def test_the_old_form(tmp_path: Path) -> None:
    parsed = read(OPENSKY_OLD, tmp_path)
    columns = ("icao24", "model", "operator_designator", "year", "use", "valid_from", "valid_to", "source_row")
    assert parsed.tables["aircraft"].select(columns).rows() == [
        ("14f00a", "Dassault Falcon 900", "SDM", 1992, None, date(2001, 5, 1), date(2011, 5, 1), 3),
        ("3c0001", "Eurocopter EC135", None, None, "Rotorcraft", date(2011, 5, 1), None, 4),
    ]
    assert parsed.rejected == (
        Rejected("no_address_and_no_registration", 1, (2,)),
        Rejected("says_nothing", 1, (5,)),
    )


def test_the_form_with_single_quotes(tmp_path: Path) -> None:
    parsed = read(OPENSKY_NEW, tmp_path)
    (row,) = parsed.tables["aircraft"].select(pl.exclude("stated_since", "stated_until")).to_dicts()
    assert {key: value for key, value in row.items() if value is not None} == {
        "icao24": "8a003c",
        "registration": "PK-GPG",
        "typecode": "A333",
        "model": "Airbus A330 341",
        "serial_number": "165",
        "year": 2014,
        "operator_designator": "GIA",
        "owner": "Garuda Indonesia",
        "stated_on": date(2017, 9, 15),
        "source_row": 3,
    }
    assert Rejected("address_never_assigned", 1, (2,)) in parsed.rejected
    assert Rejected("implausible_valid_from", 1, (3,), kept=True) in parsed.rejected


def test_a_quote_that_is_never_closed_costs_one_line(tmp_path: Path) -> None:
    last = OPENSKY_OLD.splitlines()[-2]
    many = "\n".join([last.replace("3c0001", f"3c{number:04x}") for number in range(16, 216)])
    broken = last.replace("3c0001", "3c0002").replace('"D-HBPA"', '"D-HBPA')
    parsed = read(f"{OPENSKY_OLD}{broken}\n{many}\n", tmp_path)
    assert [one for one in parsed.rejected if one.lines == (6,)]
    assert {"3c0010", "3c00d7"} <= set(parsed.tables["aircraft"]["icao24"])
    assert parsed.rows >= 2 + 199


def test_other_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="no column 'registration'"):
        read("icao24,reg\n3c0001,D-HBPA\n", tmp_path)
