"""Import: files become rows once, whole, and with a report."""

import gzip
import itertools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sbs_lines import T0, sbs_flight, sbs_line
from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import ImportOptions, ImportReport, Progress
from skywitness.store import staging
from skywitness.store.archive import Archive
from skywitness.store.commit import commit_batch
from skywitness.store.errors import ArchiveLockedError, DiskFullError

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "data")


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def run(archive: Archive, paths: Iterable[Path], options: ImportOptions | None = None) -> ImportReport:
    return import_paths(archive, paths, options or ImportOptions(), NOW)


def stored(archive: Archive) -> int:
    return archive.positions().collect().height


def test_a_recording_becomes_positions_and_a_source(archive: Archive, tmp_path: Path) -> None:
    path = put(tmp_path, "morning.txt", sbs_flight(100) + sbs_flight(50, "ABC123"))
    report = run(archive, [path])
    [file] = report.files
    assert (file.status, file.format, file.messages, file.positions, len(file.icao24s)) == (
        "imported",
        "sbs",
        150,
        150,
        2,
    )
    assert report.span == (T0, T0 + timedelta(seconds=99))
    assert not report.failed
    [source] = archive.sources().collect().iter_rows(named=True)
    assert source["name"] == "morning.txt"
    assert (source["messages"], source["positions"], source["aircraft"]) == (150, 150, 2)
    assert (source["size_bytes"], source["imported_at"]) == (path.stat().st_size, NOW)
    rows = archive.positions().sort("source_row").collect()
    assert rows["source_row"].to_list() == list(range(1, 151))
    assert rows["source_sha256"].unique().to_list() == [source["source_sha256"]]


def test_the_same_file_again_adds_nothing_and_says_so(archive: Archive, tmp_path: Path) -> None:
    path = put(tmp_path, "morning.txt", sbs_flight(100))
    run(archive, [path])
    again = run(archive, [path, put(tmp_path, "copy.txt", sbs_flight(100))])
    assert [file.status for file in again.files] == ["already", "already"]
    assert again.files[0].notes == ["already imported on 2026-01-01T12:00:00Z as morning.txt; nothing added"]
    assert not again.failed
    assert (stored(archive), archive.sources().collect().height) == (100, 1)


def test_a_file_and_its_copy_in_one_import_are_one_source(archive: Archive, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        put(tmp_path, f"in/{name}", sbs_flight(100))
    report = run(archive, [tmp_path / "in"])
    assert [file.status for file in report.files] == ["imported", "already"]
    assert report.files[1].notes == ["already in this import as a.txt; nothing added"]
    assert archive.sources().collect().height == 1


def test_an_overlapping_file_adds_only_what_is_new(archive: Archive, tmp_path: Path) -> None:
    run(archive, [put(tmp_path, "a.txt", sbs_flight(100))])
    [file] = run(archive, [put(tmp_path, "b.txt", sbs_flight(130))]).files
    assert (file.positions, file.duplicates, file.first_row, file.last_row) == (30, 100, 101, 130)
    assert stored(archive) == 130


def test_a_tree_gives_the_same_rows_whatever_the_batches(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        start = T0 + timedelta(seconds=50 * number)
        put(tmp_path, f"tree/{number:02}/x.txt", sbs_flight(100, start=start, step_s=1))
    run(archive, [tmp_path / "tree"])
    monkeypatch.setattr(staging, "BATCH_FILES", 5)
    monkeypatch.setattr(staging, "CHUNK_ROWS", 30)
    other = Archive.create(tmp_path / "other")
    run(other, [tmp_path / "tree"])
    order = ["observed_at", "lat_deg", "source_row"]
    assert archive.positions().sort(order).collect().equals(other.positions().sort(order).collect())
    counts = ["source_sha256", "positions", "duplicates", "first_row"]
    assert (
        archive.sources()
        .select(counts)
        .sort(counts)
        .collect()
        .equals(other.sources().select(counts).sort(counts).collect())
    )


def test_compressed_files_are_hashed_as_they_lie_on_disk(archive: Archive, tmp_path: Path) -> None:
    packed = gzip.compress(sbs_flight(100))
    [file] = run(archive, [put(tmp_path, "odd.name", packed)]).files
    assert (file.positions, file.size_bytes) == (100, len(packed))


def test_a_reconstruction_is_marked_on_every_row(archive: Archive, tmp_path: Path) -> None:
    run(archive, [put(tmp_path, "caracas-RECONSTRUCTION.txt", sbs_flight(10))])
    run(archive, [put(tmp_path, "sim.txt", sbs_flight(10, "ABC123"))], ImportOptions(reconstruction=True))
    run(archive, [put(tmp_path, "real.txt", sbs_flight(10, "DEF123"))])
    marked = archive.positions().filter("reconstruction").collect()
    assert sorted(marked["icao24"].unique()) == ["4ca123", "abc123"]
    sources = archive.sources().sort("name").collect()
    assert sources["reconstruction"].to_list() == [True, False, True]
    assert sources["notes"].to_list()[0][0] == "marked as a reconstruction, because its name says so"


def test_a_simulated_row_does_not_hide_a_real_one(archive: Archive, tmp_path: Path) -> None:
    run(archive, [put(tmp_path, "sim.txt", sbs_flight(10))], ImportOptions(reconstruction=True))
    [file] = run(archive, [put(tmp_path, "real.txt", sbs_flight(11))]).files
    assert (file.positions, file.duplicates) == (11, 0)


def test_progress_ends_at_the_whole(archive: Archive, tmp_path: Path) -> None:
    for name in ("a", "b"):
        put(tmp_path, f"in/{name}", sbs_flight(100, "4CA12" + ("1" if name == "a" else "2")))
    seen: list[Progress] = []
    import_paths(archive, [tmp_path / "in"], ImportOptions(), NOW, seen.append)
    total = sum(path.stat().st_size for path in (tmp_path / "in").iterdir())
    assert seen[-1][:4] == (2, 2, total, total)
    assert all(a.bytes_done <= b.bytes_done <= total for a, b in itertools.pairwise(seen))


def test_stopping_keeps_the_complete_files(archive: Archive, tmp_path: Path) -> None:
    for number in range(5):
        put(tmp_path, f"in/{number}", sbs_flight(100, f"4CA12{number}"))
    read: list[str] = []
    report = import_paths(
        archive,
        [tmp_path / "in"],
        ImportOptions(),
        NOW,
        lambda progress: read.append(progress.name),
        lambda: read[-1] == "3",
    )
    assert report.interrupted
    assert [file.status for file in report.files] == ["imported", "imported", "imported", "failed"]
    assert sorted(archive.positions().collect()["icao24"].unique()) == ["4ca120", "4ca121", "4ca122"]
    assert archive.sources().collect().height == 3
    run(archive, [tmp_path / "in"])
    assert stored(archive) == 500


def test_an_abrupt_end_drops_the_batch_and_its_staging(archive: Archive, tmp_path: Path) -> None:
    put(tmp_path, "in/a", sbs_flight(100))

    def abort() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_paths(archive, [tmp_path / "in"], ImportOptions(), NOW, stop=abort)
    assert stored(archive) == 0
    assert list(archive.staging.iterdir()) == []


def test_what_a_killed_import_left_is_cleared(archive: Archive, tmp_path: Path) -> None:
    archive.staging.mkdir()
    (archive.staging / "left.parquet").write_bytes(b"half")
    run(archive, [put(tmp_path, "a.txt", sbs_flight(10))])
    assert list(archive.staging.iterdir()) == []


def test_a_second_import_at_the_same_time_is_refused(archive: Archive, tmp_path: Path) -> None:
    with archive.writing(), pytest.raises(ArchiveLockedError):
        run(archive, [put(tmp_path, "a.txt", sbs_flight(10))])


def test_a_message_of_two_days_lies_in_two_partitions(archive: Archive, tmp_path: Path) -> None:
    midnight = datetime(2025, 2, 5, tzinfo=UTC)
    lines = [sbs_line(time=midnight + timedelta(milliseconds=ms), lat_deg=52 + ms / 1000) for ms in (-1, 0, 1)]
    run(archive, [put(tmp_path, "a.txt", b"".join(lines))])
    assert [(str(f.day), f.rows) for f in archive.files("positions").files()] == [
        ("2025-02-04", 1),
        ("2025-02-05", 2),
    ]


def test_the_report_of_a_full_disk_names_what_was_kept(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        put(tmp_path, f"in/{number}", sbs_flight(100, f"4CA12{number}"))
    monkeypatch.setattr(staging, "BATCH_FILES", 2)
    calls: list[int] = []

    def full_at_the_second(*args: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise DiskFullError("no room left on the disk of the archive")
        commit_batch(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("skywitness.pipeline.import_files.commit_batch", full_at_the_second)
    report = run(archive, [tmp_path / "in"])
    assert report.failed
    assert "no room left on the disk of the archive; 2 files were kept whole, 2 were not" in report.stopped_by
    assert [file.positions for file in report.files] == [100, 100, 0, 0]
    monkeypatch.undo()
    assert run(archive, [tmp_path / "in"]).total(lambda file: file.positions) == 200
    assert stored(archive) == 400
