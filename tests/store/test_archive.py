"""Archive: what is put in comes out, once, under the schema that the model gives."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from deltalake import DeltaTable

from made_rows import T0, add, derived, staged, vectors
from skywitness.model import Flight, Source, Statement, StateVector, Visit
from skywitness.store import commit, delta
from skywitness.store.archive import Archive
from skywitness.store.commit import commit_batch
from skywitness.store.delta import DeltaFiles
from skywitness.store.errors import ArchiveError, ArchiveLockedError, ArchiveMissingError, DiskFullError
from skywitness.store.schema import TABLES


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "data")


def test_every_table_is_empty_with_its_columns_before_the_first_import(archive: Archive) -> None:
    frames = [archive.positions(), archive.statements(), archive.sources(), archive.flights(), archive.visits()]
    for table, frame in zip(TABLES.values(), frames, strict=False):
        assert frame.collect().height == 0
        assert dict(frame.collect_schema()) == table.read_schema


def test_columns_are_the_fields_of_the_model() -> None:
    assert tuple(TABLES["positions"].read_schema) == (
        *StateVector._fields,
        "source_sha256",
        "reconstruction",
        "day",
    )
    assert tuple(TABLES["statements"].read_schema) == (*Statement._fields, "source_sha256")
    models: dict[str, type[NamedTuple]] = {"sources": Source, "flights": Flight, "visits": Visit}
    for name, model in models.items():
        assert tuple(TABLES[name].read_schema) == model._fields


def test_every_column_says_what_it_means() -> None:
    assert [c.name for t in TABLES.values() for c in t.columns if not c.doc] == []
    doc = next(c.doc for c in TABLES["positions"].columns if c.name == "lon_deg")
    assert doc == "WGS 84 longitude in degrees, east positive, in [-180, 180)."


def test_numbers_read_back_as_the_source_wrote_them(archive: Archive) -> None:
    row = StateVector(
        "4ca123", T0, 48.865311, -179.999999, 35_025, -1_000, 450.13, 359.99, -64, True, "EIN12", nic=8
    )
    add(archive, {"a": [row]})
    [stored] = archive.positions().collect().iter_rows(named=True)
    assert StateVector(**{name: stored[name] for name in StateVector._fields}) == row
    assert (stored["source_sha256"], stored["reconstruction"], stored["day"]) == ("a", False, date(2025, 2, 4))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (StateVector("a", T0, 1.0, 179.9999999), {"lon_deg": -180.0}),
        (StateVector("a", T0, 1.0, 1.0, track_deg=359.999), {"track_deg": 0.0}),
        (StateVector("a", T0, 1.0, 1.0, baro_altitude_ft=10**12), {"baro_altitude_ft": None}),
        (StateVector("a", T0, 1.0, 1.0, ground_speed_kt=1e30), {"ground_speed_kt": None}),
        (StateVector("a", T0, 1.0, 1.0, ground_speed_kt=float("nan")), {"ground_speed_kt": None}),
    ],
)
def test_odd_numbers_are_wrapped_or_null_and_never_raise(
    archive: Archive, given: StateVector, kept: dict[str, float | None]
) -> None:
    add(archive, {"a": [given]})
    [stored] = archive.positions().collect().iter_rows(named=True)
    assert {name: stored[name] for name in kept} == kept


def test_positions_are_partitioned_by_day_and_filtered_by_aircraft_and_time(archive: Archive) -> None:
    add(archive, {"a": [*vectors(20), *vectors(5, "abc123")]})
    assert sorted(f.day.isoformat() for f in archive.files("positions").files() if f.day) == [
        "2025-02-04",
        "2025-02-05",
    ]
    midnight = datetime(2025, 2, 5, tzinfo=UTC)
    assert archive.positions(icao24s=["4ca123"]).collect().height == 20
    assert archive.positions(icao24s=["4ca123"], since=midnight).collect().height == 10
    assert archive.positions(until=midnight).collect().height == 15
    assert archive.positions(icao24s=[]).collect().height == 0
    assert archive.positions(since=T0, until=T0).collect().height == 0


def test_a_file_is_sorted_by_aircraft_and_time(archive: Archive) -> None:
    rows = [*reversed(vectors(9)), *vectors(9, "abc123")]
    add(archive, {"a": rows})
    for file in archive.files("positions").files():
        frame = pl.read_parquet(file.path, columns=["icao24", "observed_at"])
        assert frame.equals(frame.sort("icao24", "observed_at"))


def test_the_same_rows_again_add_nothing(archive: Archive) -> None:
    first = add(archive, {"a": vectors(20)})["a"]
    again = add(archive, {"b": vectors(20)})["b"]
    assert (first.positions, first.duplicates) == (20, 0)
    assert (again.positions, again.duplicates, again.first_row) == (0, 20, None)
    assert archive.positions().collect()["source_sha256"].unique().to_list() == ["a"]


def test_an_overlapping_file_adds_only_what_is_new(archive: Archive) -> None:
    add(archive, {"a": vectors(20)})
    outcome = add(archive, {"b": vectors(20, first=15)})["b"]
    assert (outcome.positions, outcome.duplicates, outcome.first_row, outcome.last_row) == (15, 5, 21, 35)
    assert outcome.first_observed_at == T0 + timedelta(seconds=20)
    assert archive.positions().collect().height == 35


def test_duplicates_inside_one_batch_count_for_the_later_file(archive: Archive) -> None:
    outcomes = add(archive, {"b": [*vectors(10), *vectors(3)], "a": vectors(12)})
    assert [(outcomes[s].positions, outcomes[s].duplicates) for s in ("b", "a")] == [(10, 3), (2, 10)]


def test_rows_that_differ_in_place_receiver_or_words_are_kept(archive: Archive) -> None:
    rows = [
        StateVector("4ca123", T0, 52.0, 4.0, receiver="one"),
        StateVector("4ca123", T0, 52.0, 4.0, receiver="two"),
        StateVector("4ca123", T0, 52.0, 4.1),
        StateVector("4ca123", T0, callsign="EIN12"),
        StateVector("4ca123", T0, squawk="1000"),
        StateVector("4ca123", T0, squawk="1000"),
    ]
    assert add(archive, {"a": rows})["a"][:2] == (5, 3)


def test_a_batch_larger_than_a_slice_gives_the_same_rows(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skywitness.store.staging.CHUNK_ROWS", 50)
    monkeypatch.setattr(commit, "SLICE_ROWS", 60)
    rows = [row for k in range(8) for row in vectors(40, f"4ca12{k}")]
    outcome = add(archive, {"a": rows, "b": rows[100:150]})
    assert (outcome["a"].positions, outcome["a"].aircraft, outcome["b"].duplicates) == (320, 8, 50)
    stored = archive.positions().collect().sort("icao24", "observed_at")
    assert stored["source_row"].to_list() == [row.source_row for row in rows]
    assert len(archive.files("positions").files()) > 4


def test_statements_are_kept_when_they_change_and_once_a_day(archive: Archive) -> None:
    def said(value: str, hours: int) -> Statement:
        return Statement("4ca123", "registration", value, T0 + timedelta(hours=hours))

    add(archive, {"a": [said("EI-A", 0), said("EI-A", 0), said("EI-A", 1), said("EI-A", 2), said("EI-B", 3)]})
    stored = archive.statements().sort("observed_at").collect()
    assert stored["value"].to_list() == ["EI-A", "EI-A", "EI-B"]
    assert stored["source_sha256"].unique().to_list() == ["a"]


def test_sources_read_back(archive: Archive) -> None:
    add(archive, {"a": vectors(20)})
    [row] = archive.sources().collect().iter_rows(named=True)
    assert (row["positions"], row["first_row"], row["last_row"]) == (20, 1, 20)
    assert row["rejects"] == [{"reason": "time_implausible", "count": 2}]
    assert row["notes"] == ["a note"]


def test_many_small_imports_do_not_make_many_small_files(archive: Archive) -> None:
    for index in range(40):
        add(archive, {f"{index:02}": vectors(1, first=index)})
    assert archive.sources().collect().height == 40
    assert len(archive.files("sources").files()) < 33


def test_rows_whose_source_was_not_listed_are_taken_up_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a process leaves that dies after the first of the three commits."""

    def dies_after_the_first(changes: list[delta.Change]) -> None:
        changes[0].files.commit(changes[0].added)

    with monkeypatch.context() as patch:
        patch.setattr(commit, "commit_all", dies_after_the_first)
        add(archive, {"a": vectors(20)})
    assert archive.positions().collect().height == 20
    assert archive.sources().collect().height == 0
    outcome = add(archive, {"a": vectors(20)})["a"]
    assert (outcome.positions, outcome.duplicates, outcome.last_row) == (20, 0, 20)
    assert archive.positions().collect().height == 20
    assert archive.sources().collect().height == 1


def test_a_commit_that_fails_leaves_no_file(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    add(archive, {"a": vectors(20)})
    before = sorted(archive.folder.rglob("*.parquet"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(delta, "_settle", full)
    batch = staged(archive, {"b": vectors(20, "abc123")})
    with pytest.raises(DiskFullError, match="no room left"), archive.writing():
        commit_batch(archive, batch, lambda _: [])
    batch.drop()
    assert sorted(archive.folder.rglob("*.parquet")) == before
    assert archive.positions().collect().height == 20


def test_files_of_killed_imports_are_swept(archive: Archive) -> None:
    add(archive, {"a": vectors(5)})
    table = archive.files("positions")
    stray = archive.table_path("positions") / table.write(pl.DataFrame({"icao24": ["x"]}), date(2025, 2, 4)).path
    assert stray.exists()
    table.sweep()
    assert not stray.exists()
    assert archive.positions().collect().height == 5


def flight(icao24: str, number: int) -> Flight:
    seen = T0 + timedelta(hours=number)
    values = dict.fromkeys(Flight._fields)
    known = {
        "flight_id": f"{icao24}-{number}",
        "icao24": icao24,
        "first_seen_at": seen,
        "last_seen_at": seen,
        "first_lat_deg": 1.0,
        "source_sha256s": ["a", "b"],
        "reconstruction": False,
    }
    return Flight(**(values | known))  # type: ignore[arg-type]


def test_derived_rows_of_named_aircraft_are_replaced_and_others_stay(archive: Archive) -> None:
    archive.replace_derived(["a", "b"], derived([flight("a", 1), flight("a", 2), flight("b", 1)]))
    archive.replace_derived(["a", "c"], derived([flight("a", 3), flight("c", 1)]))
    assert archive.flights().sort("flight_id").collect()["flight_id"].to_list() == ["a-3", "b-1", "c-1"]
    assert archive.flights().collect()["source_sha256s"].to_list()[0] == ["a", "b"]
    archive.replace_derived(None, derived())
    assert archive.flights().collect().height == 0


def test_a_reader_keeps_what_it_opened_while_rows_are_replaced(archive: Archive) -> None:
    archive.replace_derived(["a"], derived([flight("a", 1)]))
    opened = archive.flights()
    archive.replace_derived(["a"], derived([flight("a", 2)]))
    archive.files("flights").sweep()
    assert opened.collect()["flight_id"].to_list() == ["a-1"]


def test_a_second_writer_is_refused_and_readers_are_not(archive: Archive, tmp_path: Path) -> None:
    add(archive, {"a": vectors(5)})
    with archive.writing():
        with pytest.raises(ArchiveLockedError, match=r"another import .* \(process \d+\)"), archive.writing():
            pass
        assert Archive.open(tmp_path / "data").positions().collect().height == 5


def test_no_archive_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissingError, match="no archive in"):
        Archive.open(tmp_path / "nowhere")


def test_a_data_directory_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot make the data directory"):
        Archive.create(tmp_path / "file" / "data")


def test_another_schema_is_refused(archive: Archive, tmp_path: Path) -> None:
    add(archive, {"a": vectors(5)})
    DeltaTable(archive.table_path("positions")).alter.set_table_properties(
        {"skywitness.schema": "99"}, raise_if_not_exists=False
    )
    with pytest.raises(ArchiveError, match="has schema 99, this program knows 1"):
        Archive.open(tmp_path / "data")


def test_a_broken_log_is_refused_with_its_place(archive: Archive, tmp_path: Path) -> None:
    add(archive, {"a": vectors(5)})
    for entry in (archive.table_path("sources") / "_delta_log").glob("*.json"):
        entry.write_text("{broken")
    with pytest.raises(ArchiveError, match=r"cannot read the table .*sources"):
        Archive.open(tmp_path / "data")


def test_derived_tables_of_another_version_are_said_so_and_renewed(archive: Archive, tmp_path: Path) -> None:
    add(archive, {"a": vectors(5)})
    archive.replace_derived(["a"], derived([flight("a", 1)]))
    archive.mark_derived(["a"], "other rules")
    table = archive.table_path("flights")
    shutil.rmtree(table)
    DeltaFiles(table, TABLES["visits"]).commit([])
    older = DeltaFiles(table, TABLES["visits"])
    older.commit([older.write(derived()["visits"])])
    with pytest.raises(ArchiveError, match="derived by another version; run `skywitness derive`"):
        Archive.open(tmp_path / "data")
    renewed = Archive.open(tmp_path / "data", renew=True)
    assert renewed.flights().collect().height == 0
    assert renewed.positions().collect().height == 5
    assert renewed.underived_sources("other rules") == ["a"]


def test_derived_tables_can_be_deleted(archive: Archive, tmp_path: Path) -> None:
    archive.replace_derived(["a"], derived([flight("a", 1)]))
    shutil.rmtree(archive.table_path("flights"))
    assert Archive.open(tmp_path / "data").flights().collect().height == 0
