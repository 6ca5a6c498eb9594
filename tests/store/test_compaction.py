"""Compaction: the same rows in fewer files, whoever reads, writes or dies meanwhile."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from made_rows import T0, add, vectors
from skywitness.model import StateVector
from skywitness.store import compaction, delta
from skywitness.store.archive import Archive
from skywitness.store.compaction import DayDone, compact, due, due_after_import
from skywitness.store.errors import ArchiveError, ArchiveLockedError, DiskFullError
from skywitness.store.integrity import check
from skywitness.store.schema import AIRFRAME_DAYS, INDEXES, POSITIONS_BY_PLACE
from skywitness.store.seen_days import seen_days
from skywitness.store.sizes import day_sizes, table_sizes
from skywitness.store.twins import is_compacted

ORDER = ["icao24", "observed_at", "source_sha256", "source_row"]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three imports over midnight of 4 February 2025, one row of them without a place."""
    made = Archive.create(tmp_path / "data")
    add(made, {"a": vectors(30), "b": vectors(20, "abc123")})
    add(made, {"c": vectors(25, "4ca999", step_s=3)})
    add(made, {"d": [*vectors(10, first=30), StateVector("4ca123", T0, callsign="EIN12")]})
    return made


def never(_: float) -> None:
    raise AssertionError("nobody else writes")


def run(archive: Archive, *, everything: bool = False) -> list[DayDone]:
    return list(compact(archive, due(archive, everything=everything), never))


def rows(archive: Archive) -> pl.DataFrame:
    return archive.positions().collect().sort(ORDER)


def names(archive: Archive) -> list[str]:
    return [file.path.name for file in archive.files("positions").files()]


def test_each_day_becomes_one_file_with_the_same_rows(archive: Archive) -> None:
    before = rows(archive)
    done = run(archive)
    assert [(day.day, day.files_before, day.files_after) for day in done] == [
        (date(2025, 2, 4), 3, 1),
        (date(2025, 2, 5), 3, 1),
    ]
    assert sum(day.rows for day in done) == before.height == 86
    assert rows(archive).equals(before)
    assert all(is_compacted(file) for file in archive.files("positions").files())
    assert due(archive) == {}


def test_a_compacted_file_is_sorted_by_aircraft_and_time(archive: Archive) -> None:
    run(archive)
    for file in archive.files("positions").files():
        frame = pl.read_parquet(file.path, hive_partitioning=False)
        assert frame.select(ORDER).equals(frame.select(ORDER).sort(ORDER))


def test_the_same_rows_give_the_same_bytes(archive: Archive) -> None:
    run(archive)
    run(archive, everything=True)
    first = names(archive)
    run(archive, everything=True)
    assert names(archive) == first
    assert rows(archive).height == 86
    assert not check(archive).failed


def test_a_large_day_is_cut_by_aircraft(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "PART_ROWS", 30)
    before = rows(archive)
    assert [day.files_after for day in run(archive)] == [1, 3]
    spans = [(file.first_icao24, file.last_icao24, file.rows) for file in archive.files("positions").files()]
    assert spans[1:] == [("4ca123", "4ca123", 30), ("4ca999", "4ca999", 21), ("abc123", "abc123", 10)]
    assert rows(archive).equals(before)
    assert due(archive) == {}


def test_rows_added_later_are_put_together_with_those_of_the_day(archive: Archive) -> None:
    run(archive)
    add(archive, {"e": vectors(5, "4caeee")})
    assert [day.isoformat() for day in due(archive)] == ["2025-02-04"]
    before = rows(archive)
    run(archive)
    assert rows(archive).equals(before)
    assert len(names(archive)) == 2
    assert not check(archive).failed


def test_the_same_rows_again_are_known_after_compaction(archive: Archive) -> None:
    run(archive)
    again = add(archive, {"z": vectors(30)})["z"]
    assert (again.positions, again.duplicates) == (0, 30)


def test_an_import_compacts_days_of_many_small_files_only(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert due_after_import(archive) == {}
    monkeypatch.setattr(compaction, "MANY_FILES", 3)
    assert {day: len(files) for day, files in due_after_import(archive).items()} == {
        date(2025, 2, 4): 3,
        date(2025, 2, 5): 3,
    }


def test_a_large_compacted_file_is_left_alone_while_little_was_added(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(archive)
    monkeypatch.setattr(compaction, "MANY_FILES", 2)
    for name in ("e", "f"):
        add(archive, {name: vectors(2, f"4cae0{name}")})
    [(day, files)] = due_after_import(archive).items()
    assert (day, len(files), [is_compacted(file) for file in files]) == (date(2025, 2, 4), 2, [False, False])


def test_a_reader_keeps_what_it_opened(archive: Archive) -> None:
    before, opened = rows(archive), archive.positions()
    run(archive)
    with archive.writing():
        assert archive.sweep() == 0
    assert opened.collect().sort(ORDER).equals(before)


def test_replaced_files_go_when_their_grace_is_over(archive: Archive) -> None:
    run(archive)
    with archive.writing():
        assert archive.sweep(0) == 6
    assert rows(archive).height == 86
    assert [fault for fault in check(archive).faults if fault.table == "positions"] == []


def test_another_writer_is_waited_for(archive: Archive) -> None:
    waited: list[float] = []
    with archive.writing(), pytest.raises(ArchiveLockedError, match="another import is writing"):
        list(compact(archive, due(archive), waited.append))
    assert waited == sorted(waited)
    assert len(waited) > 3
    assert len(names(archive)) == 6


def test_two_compactions_do_not_meet(archive: Archive) -> None:
    under_way = compact(archive, due(archive), never)
    next(under_way)
    with pytest.raises(ArchiveLockedError, match="another compaction is at work"):
        run(archive)
    assert len(list(under_way)) == 1


def test_what_another_has_compacted_is_not_compacted_again(archive: Archive) -> None:
    chosen = due(archive)
    run(archive)
    with pytest.raises(ArchiveError, match="another compaction was there first"):
        list(compact(archive, chosen, never))
    assert rows(archive).height == 86


def test_a_file_with_fewer_rows_than_the_log_says_is_not_compacted(archive: Archive) -> None:
    file = max(archive.files("positions").files(), key=lambda one: (one.day == date(2025, 2, 4), one.rows))
    pl.read_parquet(file.path, hive_partitioning=False).head(1).write_parquet(file.path)
    with pytest.raises(ArchiveError, match="archive check"):
        run(archive)
    assert len(names(archive)) == 6


@pytest.mark.parametrize("commits", range(4))
def test_a_compaction_that_dies_between_commits_loses_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, commits: int
) -> None:
    before, commit = rows(archive), delta.DeltaFiles.commit
    left = commits

    def dying(self: delta.DeltaFiles, *arguments: object) -> None:
        nonlocal left
        if not left:
            raise KeyboardInterrupt
        left -= 1
        commit(self, *arguments)  # type: ignore[arg-type]  # handed on as they are

    with monkeypatch.context() as patched:
        patched.setattr(delta.DeltaFiles, "commit", dying)
        patched.setattr(delta.DeltaFiles, "discard", lambda *_: None)  # a process that is killed tidies nothing up
        with pytest.raises(KeyboardInterrupt):
            run(archive)
    assert rows(archive).equals(before)
    assert seen_days(archive).collect()["state_vectors"].sum() == 86
    run(archive)
    with archive.writing():
        archive.sweep(0)
    assert rows(archive).equals(before)
    assert seen_days(archive).collect()["state_vectors"].sum() == 86
    assert check(archive).faults == []


def test_a_full_disk_leaves_the_day_as_it_was(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = rows(archive)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError, match="no room left"):
        run(archive)
    assert rows(archive).equals(before)


def test_sizes_count_rows_files_and_bytes(archive: Archive) -> None:
    run(archive)
    tables = {size.table: size for size in table_sizes(archive)}
    assert (tables["positions"].rows, tables["positions"].files) == (86, 2)
    assert tables["positions_by_place"].rows == 85
    days = day_sizes(archive)
    assert [(day.rows, day.files, day.compacted, day.by_place) for day in days] == [(25, 1, 1, 1), (61, 1, 1, 1)]
    assert sum(day.size_bytes for day in days) == tables["positions"].size_bytes
    assert tables["positions"].size_bytes == sum(f.path.stat().st_size for f in archive.files("positions").files())


def damaged(archive: Archive, damage: Callable[[Path], object]) -> list[tuple[str, str]]:
    """Faults after a compacted file of positions was damaged."""
    run(archive)
    damage(archive.files("positions").files()[0].path)
    found = check(archive)
    assert found.failed
    return [(fault.table, fault.fault) for fault in found.faults if fault.fault != "leftover"]


def test_a_whole_archive_has_no_fault(archive: Archive) -> None:
    assert check(archive).faults == []
    run(archive)
    found = check(archive)
    assert not found.failed
    assert {fault.fault for fault in found.faults} == {"leftover"}
    assert found.hashed == 4


def test_a_missing_file_is_told(archive: Archive) -> None:
    assert damaged(archive, Path.unlink) == [("positions", "missing")]


def test_a_changed_byte_is_told(archive: Archive) -> None:
    def flip(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[10] ^= 1
        path.write_bytes(content)

    assert damaged(archive, flip) == [("positions", "sha256")]


def test_a_cut_file_is_told(archive: Archive) -> None:
    assert damaged(archive, lambda path: path.write_bytes(path.read_bytes()[:-1])) == [("positions", "size")]


def test_a_lost_index_is_told_and_made_again(archive: Archive) -> None:
    run(archive)
    for table in INDEXES:
        files = archive.index(table)
        files.commit([], files.files())
    assert {fault.table for fault in check(archive).faults if fault.fault == "index"} == {"airframe_days"}
    run(archive, everything=True)
    assert not check(archive).failed
    assert archive.index(POSITIONS_BY_PLACE).files()
    assert archive.index(AIRFRAME_DAYS).files()


def test_the_index_knows_each_aircrafts_day_as_the_rows_do(archive: Archive) -> None:
    by_rows = seen_days(archive).collect().drop("file").sort("icao24", "day", "first_observed_at")
    together = (
        by_rows.group_by("icao24", "day").agg(pl.col("state_vectors", "positions").sum()).sort("icao24", "day")
    )
    run(archive)
    by_index = seen_days(archive).collect().sort("icao24", "day")
    assert by_index.select("icao24", "day", "state_vectors", "positions").equals(together)
    last = by_index.row(
        by_predicate=(pl.col("icao24") == "4ca123") & (pl.col("day") == date(2025, 2, 5)), named=True
    )
    assert (last["last_lat_deg"], last["last_lon_deg"]) == (52.039, 4.078)
