"""The real tables, through the real downloader from a server on this machine; counted by other means."""

import csv
import gzip
import io
import re
import tarfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from file_server import serving
from skywitness.reference.aircraft_records import SCHEMA
from skywitness.store.reference_sources import update
from skywitness.store.registers import load, plane_alert_db, standing_data, tar1090_db
from skywitness.store.registers.source import Source

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FILES = {
    "tar1090-db": (tar1090_db.SOURCE, "tar1090-db.tar.gz"),
    "plane-alert-db": (plane_alert_db.SOURCE, "plane-alert-db.csv.gz"),
    "standing-data": (standing_data.SOURCE, "vrs-standing-data.tar.gz"),
}


@pytest.fixture(scope="module")
def snapshots(shared: Path) -> Path:
    folder = shared / "reference"
    if not (folder / "tar1090-db.tar.gz").is_file():
        pytest.skip(f"no snapshots of reference sources in {folder}")
    return folder


@pytest.fixture(scope="module")
def fetched(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which all three were fetched; tar1090-db as its host serves it: in chunks, with a break."""
    folder = tmp_path_factory.mktemp("data") / "reference"
    for source, name in FILES.values():
        with serving(name, (snapshots / name).read_bytes()) as server:
            server.ranges, server.headers = True, {"ETag": f'"{name}"'}
            server.length = source.name != "tar1090-db"
            server.breaks = [150_000]
            assert update(source, folder, NOW, origin=server.url) is not None
            assert update(source, folder, NOW, origin=server.url) is None
            assert len(server.sent) == 2
    return folder


def texts(file: Path, pattern: str) -> list[str]:
    """Files of an archive whose names match, gzip undone."""
    with tarfile.open(file) as archive:
        members = [archive.extractfile(entry) for entry in archive if re.search(pattern, entry.name)]
        contents = [member.read() for member in members if member is not None]
    return [(gzip.decompress(one) if one[:2] == b"\x1f\x8b" else one).decode("utf-8-sig") for one in contents]


def rows_of(fetched: Path, name: str) -> pl.DataFrame:
    return load.aircraft_tables(fetched)[name]


def test_every_entry_of_tar1090_db_is_there(fetched: Path, snapshots: Path) -> None:
    """Counted by pattern in the text: digits, then a list of two texts or nulls and the flags."""
    parts = texts(snapshots / "tar1090-db.tar.gz", r"db/[0-9A-F]+\.js$")
    cell = r'(?:"(?:[^"\\]|\\.)*"|null)'
    entry = rf'"[0-9A-F]{{1,5}}":\[{cell},{cell},"([01]+)"'
    entries = [flags for part in parts for flags in re.findall(entry, part)]
    table = rows_of(fetched, "tar1090-db")
    assert table.height == len(entries) == 619_472
    assert table.filter(pl.col("military") == "military").height == sum(flags[0] == "1" for flags in entries)
    assert table["icao24"].n_unique() == table.height
    assert table["icao24"].str.contains("^[0-9a-f]{6}$").all()


def test_every_line_of_plane_alert_db_is_there_but_two(fetched: Path, snapshots: Path) -> None:
    text = gzip.decompress((snapshots / "plane-alert-db.csv.gz").read_bytes()).decode()
    lines = list(csv.reader(io.StringIO(text, newline="")))[1:]
    whole = [line for line in lines if re.fullmatch("[0-9A-F]{6}", line[0])]
    table = rows_of(fetched, "plane-alert-db")
    assert (table.height, len(lines) - len(whole)) == (len(whole), 2)
    for group, grade in {"Mil": "military", "Civ": "civil"}.items():
        expected = sorted(line[0].lower() for line in whole if line[5] == group)
        assert table.filter(pl.col("military") == grade)["icao24"].sort().to_list() == expected
    note = load.source_notes(fetched)["plane-alert-db"]
    assert (note.as_of, note.licence[:4]) == (date(2026, 11, 23), "ODbL")


def test_every_line_of_standing_data_is_there(fetched: Path, snapshots: Path) -> None:
    def lines(pattern: str) -> int:
        return sum(text.strip().count("\n") for text in texts(snapshots / "vrs-standing-data.tar.gz", pattern))

    assert rows_of(fetched, "standing-data").height == lines(r"aircraft/schema-01/.*\.csv$")
    own = load.code_blocks(fetched).filter(pl.col("source") == "standing-data")
    assert own.height == lines(r"code-blocks\.csv$")
    assert own.filter(pl.col("first") > pl.col("last")).is_empty()
    assert load.registration_prefixes(fetched).height == lines(r"reg-prefixes\.csv$")
    models = load.model_types(fetched)
    ground = sum(
        line.startswith("-")
        for text in texts(snapshots / "vrs-standing-data.tar.gz", r"model-type/.*\.csv$")
        for line in text.splitlines()
    )
    assert models.height == lines(r"model-type/.*\.csv$") - ground


def test_two_aircraft_that_everybody_knows(fetched: Path) -> None:
    table = rows_of(fetched, "tar1090-db").filter(pl.col("icao24").is_in(["154073", "1551e0"]))
    assert table.select("icao24", "registration", "typecode").rows() == [
        ("154073", "RA-82035", "A124"),
        ("1551e0", "RA-86496", "IL62"),
    ]


def test_operators_of_both_sources_stand_side_by_side(fetched: Path) -> None:
    found = load.airlines(fetched).filter(pl.col("designator") == "AFL")
    assert sorted(found["source"]) == ["standing-data", "tar1090-db"]
    assert found.filter(pl.col("source") == "tar1090-db")["country"].to_list()[0].startswith("Russia")


def test_all_sources_load_at_once(fetched: Path) -> None:
    """A third of a second is the aim; the test allows for a machine that has other work."""
    load.aircraft_tables(fetched)
    begun = time.perf_counter()
    tables = load.aircraft_tables(fetched)
    assert time.perf_counter() - begun < 3.0
    assert all(dict(table.schema) == SCHEMA for table in tables.values())
    assert sum(table.estimated_size() for table in tables.values()) < 300_000_000


def test_the_same_again_changes_nothing(fetched: Path, snapshots: Path) -> None:
    source: Source = FILES["standing-data"][0]
    before = rows_of(fetched, source.name)
    later = datetime(2026, 12, 1, tzinfo=UTC)
    assert update(source, fetched, later, origin=str(snapshots / "vrs-standing-data.tar.gz")) is not None
    assert rows_of(fetched, source.name).equals(before)
