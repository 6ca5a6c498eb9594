"""Updating sources of aircraft: what is kept, what is noted, and what stays in use when an update fails."""

import fcntl
import gzip
import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from file_server import serving
from made_registers import PLANE_ALERT, STANDING, TAR1090_CSV, faa_zip, standing_data, tar1090_db, tar_gz
from skywitness.store.reference_files import ReferenceFileError
from skywitness.store.reference_sources import SOURCES, last_attempt, noted, own_sources, update
from skywitness.store.registers import compiled as compiled_tables
from skywitness.store.registers import load, own_csv
from skywitness.store.registers.source import Source
from skywitness.store.transfer import DownloadError

DAY_1, DAY_2, DAY_3 = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (16, 17, 20))


def small(name: str) -> Source:
    """A published source that is content with the few rows of a test."""
    (source,) = (source for source in SOURCES if source.name == name)
    fields = {field: getattr(source, field) for field in source.__slots__}
    return Source(**{**fields, "least_rows": 1})


@pytest.fixture
def taken(tmp_path: Path) -> Callable[[Source, bytes, datetime], Path]:
    """Takes in a file as a source; gives the folder."""

    def _take(source: Source, content: bytes, now: datetime) -> Path:
        (tmp_path / "given").write_bytes(content)
        update(source, tmp_path / "reference", now, origin=str(tmp_path / "given"))
        return tmp_path / "reference"

    return _take


Take = Callable[[Source, bytes, datetime], Path]


def test_the_file_is_kept_as_it_came_with_its_note(taken: Take) -> None:
    source, content = small("tar1090-db"), tar1090_db()
    folder = taken(source, content, DAY_1)
    assert (folder / "tar1090-db.tar.gz").read_bytes() == content
    note = noted(source, folder)
    assert note is not None
    assert (note["rows"], note["as_of"], note["bytes"]) == (7, "2026-04-06", len(content))
    assert note["tables"] == {"aircraft": 7, "airlines": 2, "code_blocks": 2}
    assert note["rejected"][0] == {"reason": "not_an_entry", "rows": 1, "lines": [8], "kept": False}


def test_loaders_find_what_was_taken_in(taken: Take) -> None:
    taken(small("tar1090-db"), tar1090_db(), DAY_1)
    taken(small("standing-data"), standing_data(), DAY_1)
    folder = taken(small("faa"), faa_zip(), DAY_1)
    tables = load.aircraft_tables(folder)
    assert {name: table.height for name, table in tables.items()} == {
        "faa": 3,
        "standing-data": 3,
        "tar1090-db": 7,
    }
    assert load.aircraft_tables(folder, ["icao24", "owner"])["faa"].columns == ["icao24", "owner"]
    assert load.airlines(folder).select("designator", "country", "source").rows() == [
        ("SDM", None, "standing-data"),
        ("RFF", "Russia", "tar1090-db"),
        ("AAB", "Belgium", "tar1090-db"),
    ]
    assert load.code_blocks(folder).filter("military")["source"].to_list() == [
        "standing-data",
        "tar1090-db",
        "tar1090-db",
    ]
    assert load.registration_prefixes(folder)["prefix"].to_list() == ["RA"]
    assert load.model_types(folder)["typecode"].to_list() == ["A124"]
    assert load.source_notes(folder)["faa"].as_of == date(2026, 11, 20)


def test_with_nothing_fetched_there_is_nothing(tmp_path: Path) -> None:
    assert load.aircraft_tables(tmp_path / "none") == {}
    assert load.source_notes(tmp_path / "none") == {}
    for table in (load.airlines, load.code_blocks, load.registration_prefixes, load.model_types):
        assert table(tmp_path / "none").is_empty()
        assert table(tmp_path / "none").columns[-1] == "source"


def test_what_was_edited_keeps_its_days(taken: Take) -> None:
    source = small("plane-alert-db")
    taken(source, PLANE_ALERT.encode(), DAY_1)
    folder = taken(source, PLANE_ALERT.replace("Russian Air Force", "Nobody").encode(), DAY_2)
    rows = load.aircraft_tables(folder)["plane-alert-db"].filter(pl.col("icao24") == "14f00a")
    assert rows.select("operator", "stated_since", "stated_until").rows() == [
        ("Russian Air Force", DAY_1.date(), DAY_2.date()),
        ("Nobody", DAY_2.date(), None),
    ]


def test_an_older_version_dates_nothing_backwards(taken: Take) -> None:
    source = small("tar1090-db")
    taken(source, TAR1090_CSV.encode(), DAY_1)
    folder = taken(source, tar1090_db(), DAY_2)  # its own date is in April
    table = load.aircraft_tables(folder)["tar1090-db"].drop_nulls("stated_until")
    assert (table["stated_since"] <= table["stated_until"]).all()


def test_a_date_to_come_is_not_believed(taken: Take) -> None:
    content = tar_gz({"db/1.js": gzip.compress(b'{"4F00A": ["RA-1", null, "10", null]}')}, mtime=4_000_000_000)
    folder = taken(small("tar1090-db"), content, DAY_1)
    assert load.aircraft_tables(folder)["tar1090-db"]["stated_since"].to_list() == [DAY_1.date()]


def test_tables_that_a_version_lacks_go(taken: Take) -> None:
    source = small("tar1090-db")
    assert load.airlines(taken(source, tar1090_db(), DAY_1)).height == 2
    assert load.airlines(taken(source, TAR1090_CSV.encode(), DAY_2)).is_empty()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        tar1090_db()[:-100],
        b"\x1f\x8b\x08half",
        PLANE_ALERT.encode(),
        b"{}",
        standing_data(),
    ],
)
def test_a_file_that_is_none_changes_nothing(taken: Take, content: bytes) -> None:
    source = small("tar1090-db")
    folder = taken(source, tar1090_db(), DAY_1)
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".json"}
    with pytest.raises(DownloadError):
        taken(source, content, DAY_2)
    with pytest.raises(DownloadError):
        taken(source, content, DAY_3)
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".json"} == before
    attempt = last_attempt(source, folder)
    assert (attempt["state"], attempt["at"][:10], attempt["failed_since"][:10]) == (
        "failed",
        "2026-11-20",
        "2026-11-17",
    )
    taken(source, tar1090_db(), DAY_3)
    assert last_attempt(source, folder)["state"] == "fetched"


def test_tables_made_by_another_reader_are_made_anew(taken: Take) -> None:
    """The same file, read otherwise: what it is read to changes, its days do not."""
    source = small("plane-alert-db")
    folder = taken(source, PLANE_ALERT.encode(), DAY_1)
    file = compiled_tables.table_file(folder, source.name, "aircraft")
    old = pl.read_parquet(file).with_columns(pl.col("operator").str.to_uppercase())
    old.write_parquet(file)
    note = json.loads((folder / "plane-alert-db.csv.json").read_text())
    (folder / "plane-alert-db.csv.json").write_text(json.dumps({**note, "form": 0}))
    taken(source, PLANE_ALERT.encode(), DAY_2)
    table = load.aircraft_tables(folder)[source.name]
    assert table["operator"].to_list()[0] == "Russian Air Force"
    assert table["stated_since"].unique().to_list() == [DAY_1.date()]
    assert table["stated_until"].null_count() == table.height


def test_tables_that_were_deleted_are_made_again(tmp_path: Path) -> None:
    source = small("plane-alert-db")
    with serving("plane-alert-db.csv", PLANE_ALERT.encode()) as server:
        server.headers = {"ETag": '"one"'}
        update(source, tmp_path, DAY_1, origin=server.url)
        compiled_tables.table_file(tmp_path, source.name, "aircraft").unlink()
        assert update(source, tmp_path, DAY_1, origin=server.url) is not None
    assert load.aircraft_tables(tmp_path)[source.name].height == 5


def test_a_damaged_table_is_named(taken: Take) -> None:
    source = small("plane-alert-db")
    folder = taken(source, PLANE_ALERT.encode(), DAY_1)
    compiled_tables.table_file(folder, source.name, "aircraft").write_bytes(b"PAR1 no more")
    with pytest.raises(ReferenceFileError, match=r"plane-alert-db.aircraft.parquet: damaged.*reference update"):
        load.aircraft_tables(folder)
    with pytest.raises(DownloadError, match=r"plane-alert-db.aircraft.parquet: damaged.*delete it"):
        taken(source, PLANE_ALERT.encode(), DAY_2)


def test_the_same_versions_give_the_same_bytes(tmp_path: Path) -> None:
    source = small("standing-data")
    other = {name: text.replace("Rossiya", "Russia") for name, text in STANDING.items()}
    versions = ((standing_data(), DAY_1), (standing_data(other), DAY_2))  # made once: a zip holds the time
    for place in ("a", "b"):
        for content, now in versions:
            (tmp_path / "given").write_bytes(content)
            update(source, tmp_path / place, now, origin=str(tmp_path / "given"))
    files = sorted(file.name for file in (tmp_path / "a").iterdir())
    assert len(files) == 7
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in files)


def test_own_tables_have_names_of_their_own(taken: Take) -> None:
    taken(own_csv.source("fleet"), b"tail,operator\nRA-82035,Air Force\n", DAY_1)
    folder = taken(own_csv.source("notes"), b"hex,type,licence\n154073,A124,CC0\n", DAY_1)
    assert [source.name for source in own_sources(folder)] == ["own-fleet", "own-notes"]
    assert {name: note.licence for name, note in load.source_notes(folder).items()} == {
        "own-fleet": "own table",
        "own-notes": "CC0",
    }
    assert set(load.aircraft_tables(folder)) == {"own-fleet", "own-notes"}


def test_two_updates_do_not_write_at_once(taken: Take) -> None:
    source = small("plane-alert-db")
    folder = taken(source, PLANE_ALERT.encode(), DAY_1)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(DownloadError, match="another update is writing"):
            taken(source, PLANE_ALERT.encode(), DAY_2)
    finally:
        os.close(handle)
    assert last_attempt(source, folder)["state"] == "fetched"


def test_a_source_without_an_address_wants_a_file(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="own-fleet is not published at an address: give it with --from FILE"):
        update(own_csv.source("fleet"), tmp_path, DAY_1)
