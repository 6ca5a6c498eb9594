"""tar1090-db: both of its forms, flags, and what is wrong with a damaged one."""

import gzip
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from made_registers import TAR1090, TAR1090_CSV, tar1090_db, tar_gz
from skywitness.reference.aircraft_records import SCHEMA
from skywitness.store.registers import tar1090_db as source
from skywitness.store.registers.source import Parsed, Rejected, SourceFileError


def read(content: bytes, folder: Path) -> Parsed:
    file = folder / "fetched"
    file.write_bytes(content)
    return source.read(file, "made", 10_000_000)


def row(parsed: Parsed, icao24: str) -> dict[str, object]:
    (found,) = parsed.tables["aircraft"].filter(pl.col("icao24") == icao24).to_dicts()
    return {key: value for key, value in found.items() if value is not None}


@pytest.mark.parametrize("folder", ["", "tar1090-db-master/", "./deep/er/"])
def test_prefix_and_rest_make_the_address_whatever_the_folder(tmp_path: Path, folder: str) -> None:
    parsed = read(tar1090_db(folder=folder), tmp_path)
    table = parsed.tables["aircraft"]
    assert dict(table.schema) == SCHEMA
    assert table["icao24"].to_list() == ["14f00a", "154073", "1551e0", "a00001", "a00002", "a00003", "a00004"]
    assert (parsed.rows, parsed.duplicates, parsed.as_of) == (7, 0, date(2026, 4, 6))
    assert row(parsed, "154073") == {
        "icao24": "154073",
        "registration": "RA-82035",
        "typecode": "A124",
        "model": "ANTONOV An-124 Ruslan",
        "military": "military",
        "source_row": 2,
    }


def test_a_flag_that_is_not_set_says_nothing(tmp_path: Path) -> None:
    parsed = read(tar1090_db(), tmp_path)
    assert "military" not in row(parsed, "1551e0")
    assert row(parsed, "a00001") == {"icao24": "a00001", "tags": "PIA", "source_row": 4}
    assert row(parsed, "a00002")["tags"] == "interesting; LADD"
    assert "military" not in row(parsed, "a00002")


def test_a_tower_is_no_type_and_no_registration(tmp_path: Path) -> None:
    parsed = read(tar1090_db(), tmp_path)
    assert row(parsed, "a00003") == {
        "icao24": "a00003",
        "use": "tower or other fixed installation",
        "source_row": 6,
    }


def test_what_cannot_be_is_counted_with_its_place(tmp_path: Path) -> None:
    parsed = read(tar1090_db(), tmp_path)
    assert parsed.rejected == (
        Rejected("not_an_entry", 1, (8,)),
        Rejected("not_a_type_designator", 1, (7,), kept=True),
    )
    assert row(parsed, "a00004")["registration"] == "N3"


def test_operators_and_military_blocks_come_with_it(tmp_path: Path) -> None:
    tables = read(tar1090_db(), tmp_path).tables
    assert tables["airlines"].rows() == [
        ("RFF", "Russian Federation Air Force", "Russia", "RUSSIAN AIRFORCE"),
        ("AAB", "Abelag Aviation", "Belgium", None),
    ]
    assert tables["code_blocks"].rows() == [(0xADF7C8, 0xAFFFFF, True), (0x33FF00, 0x33FFFF, True)]


def test_of_a_key_that_comes_twice_both_are_kept(tmp_path: Path) -> None:
    text = '{"4F00A": ["RA-1", null, "10", null], "4F00A": ["RA-2", null, "00", null]}'
    parsed = read(tar_gz({"db/1.js": gzip.compress(text.encode(), mtime=0)}), tmp_path)
    assert parsed.tables["aircraft"]["registration"].to_list() == ["RA-1", "RA-2"]


@pytest.mark.parametrize("pack", [str.encode, lambda text: gzip.compress(text.encode(), mtime=0)])
def test_the_csv_of_readsb_is_told_by_its_content(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    parsed = read(pack(TAR1090_CSV), tmp_path)
    assert (parsed.rows, set(parsed.tables)) == (3, {"aircraft"})
    assert row(parsed, "14f00a") == {
        "icao24": "14f00a",
        "registration": "RA-09007",
        "typecode": "F900",
        "model": "DASSAULT Falcon 900",
        "year": 1992,
        "owner": "Russia - Air Force",
        "military": "military",
        "source_row": 1,
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (tar1090_db()[:-200], "cut off or damaged at compressed byte"),
        (tar_gz({"db/A.js": gzip.compress(b'{"00001": [', mtime=0)}), r"db/A.js: not JSON .*line 1 column"),
        (tar_gz({"db/A.js": gzip.compress(b"[1, 2]", mtime=0)}), "db/A.js: not a JSON object"),
        (tar_gz({"db/A.js": gzip.compress(b"{}" * 100, mtime=0)[:-9]}), "db/A.js: cut off"),
        (tar_gz({"db/A.js": b""}), "db/A.js: empty"),
        (tar_gz({"README.md": b"x"}), "no db/.*it is not tar1090-db"),
        (tar1090_db({name: part for name, part in TAR1090.items() if name != "db/15.js"}), "names db/15.js"),
        (b"icao,reg\n1,2\n", "line 1: neither"),
        (b"", "empty"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(SourceFileError, match=words):
        read(content, tmp_path)


def test_a_part_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = tar_gz({"db/A.js": gzip.compress(b" " * 20_000_000 + json.dumps({}).encode())})
    with pytest.raises(SourceFileError, match=r"db/A.js: more than 10,000,000 bytes"):
        read(bomb, tmp_path)
