"""Standing data: five tables of one archive, each by itself."""

from datetime import date
from pathlib import Path

import pytest

from made_registers import STANDING, standing_data
from skywitness.store.registers import standing_data as source
from skywitness.store.registers.source import Parsed, Rejected, SourceFileError


def read(content: bytes, folder: Path) -> Parsed:
    file = folder / "fetched"
    file.write_bytes(content)
    return source.read(file, "made", 1_000_000)


@pytest.mark.parametrize("folder", ["", "standing-data-main/"])
def test_aircraft_of_all_files(tmp_path: Path, folder: str) -> None:
    parsed = read(standing_data(folder=folder), tmp_path)
    assert parsed.as_of == date(2026, 4, 6)
    columns = ("icao24", "registration", "typecode", "operator_designator", "year", "use", "source_row")
    assert parsed.tables["aircraft"].select(columns).rows() == [
        ("14f00a", "RA-09007", "F900", "SDM", 1992, None, 1),
        ("3c0001", "D-HBPA", "EC35", None, 1999, None, 2),
        ("3c0009", None, None, None, None, "ground vehicle", 3),
    ]


def test_each_table_is_there(tmp_path: Path) -> None:
    tables = read(standing_data(), tmp_path).tables
    assert tables["airlines"].select("designator", "name", "iata").rows() == [("SDM", "Rossiya", "FV")]
    assert tables["code_blocks"].rows() == [
        (0x140000, 0x157FFF, False, "RU"),
        (0x3F4000, 0x3FBFFF, True, "DE"),
        (0, 0x7FFFFF, False, None),
    ]
    assert tables["registration_prefixes"].select("prefix", "state", "has_hyphen", "template").rows() == [
        ("RA", "RU", True, "RA-{code}")
    ]
    assert tables["model_types"].select("typecode", "model", "engines", "wake", "active").rows() == [
        ("A124", "An-124 Ruslan", "4", "H", True)
    ]


def test_a_line_that_lost_a_cell_is_counted(tmp_path: Path) -> None:
    name = "aircraft/schema-01/1/14/14F.csv"
    parsed = read(standing_data({**STANDING, name: STANDING[name] + "14F00B,RA-1\r\n"}), tmp_path)
    assert Rejected("too_few_cells", 1, (3,)) in parsed.rejected
    assert parsed.rows == 3


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"README.md": "x"}, "no files of aircraft; it is not standing-data"),
        ({**STANDING, "airlines/schema-01/airlines.csv": "Code,Name\r\nA,B\r\n"}, "airlines.csv: .*'designator'"),
        ({**STANDING, "airlines/schema-01/airlines.csv": "\ufeff"}, "airlines.csv: .*begins with nothing"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, files: dict[str, str], words: str) -> None:
    with pytest.raises(SourceFileError, match=words):
        read(standing_data(files), tmp_path)
