"""Bad input: a clear message with its place, what was kept is stated, and the archive is none the worse."""

import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sbs_lines import T0, sbs_flight, sbs_line
from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import ImportOptions, ImportReport
from skywitness.store.archive import Archive
from skywitness.store.source_files import SourceFile

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
IMPORT = [sys.executable, "-m", "skywitness", "import", "--no-derive", "--json", "--data"]


class Case(NamedTuple):
    """An archive with one good import in it, and a folder for bad files."""

    archive: Archive
    folder: Path

    def put(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def run(self, *paths: Path) -> ImportReport:
        return import_paths(self.archive, paths, ImportOptions(), NOW)

    def rows(self) -> int:
        return self.archive.positions().collect().height


@pytest.fixture
def case(tmp_path: Path) -> Case:
    folder = tmp_path / "in"
    folder.mkdir()
    case = Case(Archive.create(tmp_path / "data"), folder)
    case.run(case.put("good.txt", sbs_flight(100, "ABCDEF")))
    return case


def test_an_empty_file(case: Case) -> None:
    report = case.run(case.put("empty", b""))
    assert [(p.what, p.failed) for p in report.problems] == [("the file is empty", True)]
    assert case.rows() == 100


def test_a_missing_file_does_not_stop_the_others(case: Case) -> None:
    report = case.run(case.folder / "gone", case.put("more.txt", sbs_flight(10)))
    assert [(p.path, p.what) for p in report.problems] == [(str(case.folder / "gone"), "not found")]
    assert report.failed
    assert case.rows() == 110


def test_a_file_that_cannot_be_opened(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a raised error, because the superuser may open every file."""

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = case.put("closed", b"x")
    monkeypatch.setattr(SourceFile, "__init__", refused)
    [problem] = case.run(path).problems
    assert problem.what == "cannot be read: Permission denied"


@pytest.mark.parametrize(
    ("content", "begins"),
    [(b"Dear Sir or Madam,\n" * 50, "'Dear Sir or Madam"), (bytes(range(128, 256)) * 20, "the bytes 80 81 82")],
)
def test_an_unknown_format_is_shown_by_its_first_bytes(case: Case, content: bytes, begins: str) -> None:
    [problem] = case.run(case.put("odd", content)).problems
    assert problem.what.startswith(f"format not recognised; it begins with {begins}")
    assert "--format" in problem.todo
    assert "sbs" in problem.todo


def test_a_recording_without_absolute_times_wants_to_know_when(case: Case) -> None:
    frame = bytes.fromhex("1a33000000000001408d4840d6202cc371c32ce0576098")
    [problem] = case.run(case.put("beast.bin", frame * 20)).problems
    assert "without absolute times" in problem.what
    assert "--at" in problem.todo


def test_a_file_of_which_nothing_is_usable_is_not_stored(case: Case) -> None:
    line = sbs_line(time=datetime(1970, 1, 1, tzinfo=UTC))
    report = case.run(case.put("unset-clock.txt", line * 50))
    [problem] = report.problems
    assert problem.what.startswith("nothing usable in it, taken as sbs: 50 rejected, mostly time_implausible (50)")
    assert "line 1" in problem.what
    assert report.failed
    assert case.archive.sources().collect().height == 1


def test_latitude_91_and_1970_are_counted_and_the_rest_is_kept(case: Case) -> None:
    lines = [sbs_line(time=T0 + timedelta(seconds=s), lat_deg=52 + s / 1000) for s in range(20)]
    lines[4] = sbs_line(lat_deg=91)
    lines[7] = sbs_line(time=datetime(1970, 1, 1, 0, 0, 3, tzinfo=UTC))
    [file] = case.run(case.put("a.txt", b"".join(lines))).files
    assert file.positions == 18
    found = {reason: (count, file.rejects.examples[reason].where) for reason, count in file.rejects.counts.items()}
    assert found == {"latitude_out_of_range": (1, "line 5"), "time_implausible": (1, "line 8")}


def test_times_out_of_order_are_put_in_order(case: Case) -> None:
    lines = sbs_flight(50).splitlines(keepends=True)
    case.run(case.put("a.txt", b"".join(lines[25:] + lines[:25])))
    times = case.archive.positions(icao24s=["4ca123"]).collect()["observed_at"]
    assert times.is_sorted()
    assert times.len() == 50


def test_duplicate_rows_are_stored_once(case: Case) -> None:
    [file] = case.run(case.put("a.txt", sbs_flight(50) * 3)).files
    assert (file.positions, file.duplicates) == (50, 100)


def test_a_cut_off_text_keeps_the_lines_before(case: Case) -> None:
    report = case.run(case.put("a.txt", sbs_flight(50)[:-40]))
    assert report.files[0].positions == 49
    [problem] = report.problems
    assert problem.what.startswith("truncated at line 50")
    assert (problem.todo, problem.failed) == ("what came before was kept", False)


def test_a_gzip_cut_in_half_keeps_what_is_there(case: Case) -> None:
    packed = gzip.compress(sbs_flight(5_000))
    report = case.run(case.put("a.gz", packed[: len(packed) // 2]))
    assert 1_000 < report.files[0].positions < 4_000
    assert not report.failed
    [problem] = report.problems
    assert problem.what.startswith("truncated at ")
    assert report.files[0].rejects.counts["truncated"] >= 1


def test_a_gzip_cut_off_in_its_head(case: Case) -> None:
    [problem] = case.run(case.put("a.gz", gzip.compress(sbs_flight(5))[:12])).problems
    assert problem.what.startswith("nothing in it can be decompressed")


def test_mixed_formats_are_warned_of_with_the_first_odd_line(case: Case) -> None:
    report = case.run(case.put("a.txt", sbs_flight(50) + b"*8d4840d6202cc371c32ce0576098;\n" * 40))
    [problem] = report.problems
    assert problem.what.startswith("40 of 90 lines are not sbs, the first at line 51")
    assert not problem.failed
    assert report.files[0].positions == 50


def test_a_file_that_grows_is_taken_as_far_as_it_went(case: Case) -> None:
    path = case.put("growing.txt", sbs_flight(50))
    grown = False

    def grow() -> bool:
        nonlocal grown
        if not grown:
            grown = True
            with path.open("ab") as more:
                more.write(sbs_flight(50, "4CA999"))
        return False

    report = import_paths(case.archive, [path], ImportOptions(), NOW, stop=grow)
    [file] = report.files
    assert file.positions == 50
    assert file.notes[-1].startswith("the file grew by ")
    [later] = case.run(path).files
    assert (later.positions, later.duplicates) == (50, 50)


def test_a_file_that_is_rewritten_meanwhile_is_not_taken(case: Case) -> None:
    path = case.put("changing.txt", sbs_flight(20_000))

    def rewrite() -> bool:
        path.write_bytes(sbs_flight(20_000, "4CA999"))
        return False

    report = import_paths(case.archive, [path], ImportOptions(), NOW, stop=rewrite)
    assert [p.what for p in report.problems] == ["changed_while_read: other bytes than a moment before"]
    assert case.rows() == 100


def command(data: Path, *paths: Path) -> list[str]:
    return [*IMPORT, str(data), *map(str, paths)]


def limited(kind: int, amount: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(kind, (amount, amount))


def report_of(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(done.stdout)[0]
    return report


def test_a_million_lines_of_noise_take_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "noise.txt"
    noise = b"".join(b"%08x no such line\n" % (number * 2_654_435_761 % 2**32) for number in range(1_000_000))
    path.write_bytes(sbs_flight(30) + noise)
    # Not getrusage: a new process starts with the peak of the one that forked it.
    script = (
        "import runpy, sys; sys.argv = ['skywitness', *sys.argv[1:]]\n"
        "try: runpy.run_module('skywitness', run_name='__main__')\n"
        "finally: print(*[s.split()[1] for s in open('/proc/self/status') if 'VmHWM' in s], file=sys.stderr)"
    )
    arguments = command(tmp_path / "data", path)[3:]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, check=False, timeout=200
    )
    report = report_of(done)
    assert (report["messages"], report["positions"]) == (1_000_030, 30)
    assert sum(reject["count"] for reject in report["rejects"]) == 1_000_000
    assert report["problems"][0]["what"].startswith("1000000 of 1000030 lines are not sbs, the first at line 31")
    peak_mb = int(done.stderr.split()[-1]) / 1024
    assert peak_mb < 400


def many(folder: Path, files: int = 24, rows: int = 2_000) -> Path:
    folder.mkdir()
    for number in range(files):
        (folder / f"{number:02}.txt").write_bytes(sbs_flight(rows, f"4CA1{number:02}"))
    return folder


def test_a_full_disk_is_said_and_nothing_half_written_is_visible(tmp_path: Path) -> None:
    """The limit on file size stands for a full disk: both come back from the write that no longer fits."""
    good, folder, data = tmp_path / "good.txt", many(tmp_path / "in"), tmp_path / "data"
    good.write_bytes(sbs_flight(100, "ABCDEF"))
    assert subprocess.run(command(data, good), capture_output=True, check=False, timeout=100).returncode == 0
    small = limited(resource.RLIMIT_FSIZE, 10_000)
    done = subprocess.run(command(data, folder), capture_output=True, check=False, timeout=100, preexec_fn=small)
    assert done.returncode == 1, done.stderr
    report = report_of(done)
    assert report["stopped_by"].startswith("no room left on the disk of the archive")
    assert "0 files were kept whole, 24 were not" in report["stopped_by"]
    archive = Archive.open(data)
    assert archive.positions().collect()["icao24"].unique().to_list() == ["abcdef"]
    assert list(archive.staging.iterdir()) == []
    after = subprocess.run(command(data, folder), capture_output=True, check=False, timeout=100)
    assert report_of(after)["positions"] == 24 * 2_000


@pytest.mark.parametrize("delay_s", [0.0, 0.3, 0.7])
def test_killed_at_any_moment_the_archive_is_whole_and_takes_up_again(tmp_path: Path, delay_s: float) -> None:
    folder, data = many(tmp_path / "in"), tmp_path / "data"
    import_paths(Archive.create(data), [_good(tmp_path)], ImportOptions(), NOW)
    process = subprocess.Popen(command(data, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_until_it_writes(process, data)
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    process.wait()
    archive = Archive.open(data)
    assert archive.positions(icao24s=["abcdef"]).collect().height == 100
    _is_consistent(archive)
    report = import_paths(archive, [folder], ImportOptions(), NOW)
    assert not report.failed
    assert archive.positions().collect().height == 24 * 2_000 + 100
    assert archive.sources().collect()["positions"].sum() == 24 * 2_000 + 100
    assert list(archive.staging.iterdir()) == []
    _is_consistent(archive)


def _wait_until_it_writes(process: subprocess.Popen[bytes], data: Path) -> None:
    lock = data / "archive" / ".lock"
    while process.poll() is None and not (lock.exists() and lock.read_text() == str(process.pid)):
        time.sleep(0.01)


def _good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_bytes(sbs_flight(100, "ABCDEF"))
    return path


def _is_consistent(archive: Archive) -> None:
    """No row twice, and every listed file with all its rows."""
    rows = archive.positions().collect()
    assert rows.select("icao24", "observed_at").is_duplicated().sum() == 0
    counts = dict(rows.group_by("source_sha256").len().iter_rows())
    for sha256, positions in archive.sources().select("source_sha256", "positions").collect().iter_rows():
        assert counts[sha256] == positions


def test_ctrl_c_keeps_complete_files_and_says_how_many(tmp_path: Path) -> None:
    folder, data = many(tmp_path / "in", files=60), tmp_path / "data"
    process = subprocess.Popen(command(data, folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _wait_until_it_writes(process, data)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=100)
    assert process.returncode == 130, err
    (report,) = json.loads(out)
    assert report["interrupted"]
    assert b"stopping: keeping the files that are complete" in err
    archive = Archive.open(data)
    assert report["imported"] == archive.sources().collect().height < 60
    assert archive.positions().collect().height == 2_000 * report["imported"]
    _is_consistent(archive)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every folder")
def test_a_folder_without_permission(case: Case) -> None:
    closed = case.folder / "closed"
    closed.mkdir(mode=0)
    report = case.run(closed, case.put("more.txt", sbs_flight(10)))
    assert [(p.path, p.what) for p in report.problems] == [(str(closed), "no permission to read")]
    assert case.rows() == 110
