"""The writer: a segment an hour, nothing lost to a full disk that memory can hold, and what was lost is said."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from raw_logs import HEADER, T0_MS, chunk, lines, write_log
from skywitness.model import Chunk
from skywitness.store.errors import ArchiveLockedError
from skywitness.store.raw_log import feed_log, writer
from skywitness.store.raw_log.feed_log import close_torn, recording
from skywitness.store.raw_log.segment import load_segment
from skywitness.store.raw_log.writer import RawWriter, settle

HOUR_MS = 3_600_000


def paths(folder: Path) -> list[str]:
    return [entry.path for entry in lines(folder) if entry.event == "closed"]


def chunks(folder: Path) -> list[Chunk]:
    return [one for path in paths(folder) for one in load_segment(folder / path).chunks]


class Disk:
    """A disk that can be full: writes of a raw segment fail while it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self.error = errno.ENOSPC
        monkeypatch.setattr(feed_log, "write_all", self.write)

    def write(self, descriptor: int, data: bytes) -> None:
        if self.full:
            os.write(descriptor, data[: len(data) // 2])
            raise OSError(self.error, os.strerror(self.error))
        os.write(descriptor, data)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_each_hour_has_a_segment_and_a_restart_one_more(tmp_path: Path) -> None:
    write_log(tmp_path, [[chunk(b"a"), chunk(b"b", HOUR_MS - 1), chunk(b"c", HOUR_MS)]])
    write_log(tmp_path, [[chunk(b"d", HOUR_MS + 5)]])
    assert paths(tmp_path) == ["2026-03-01/10.zst", "2026-03-01/11.zst", "2026-03-01/11-1.zst"]
    assert [one.data for one in chunks(tmp_path)] == [b"a", b"b", b"c", b"d"]


def test_a_busy_hour_has_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "SEGMENT_BYTES", 10)
    write_log(tmp_path, [[chunk(bytes(6), second) for second in range(5)]])
    assert paths(tmp_path) == ["2026-03-01/10.zst", "2026-03-01/10-1.zst", "2026-03-01/10-2.zst"]
    assert [len(load_segment(tmp_path / path).chunks) for path in paths(tmp_path)] == [2, 2, 1]


def test_a_closed_segment_has_the_hash_of_its_file(tmp_path: Path) -> None:
    write_log(tmp_path, [[chunk(b"abc"), chunk(b"x", 7, "opened")]])
    [opened, closed] = lines(tmp_path)
    data = (tmp_path / closed.path).read_bytes()
    assert closed.sha256 == hashlib.sha256(data).hexdigest()
    assert (closed.size_bytes, closed.chunks, closed.raw_bytes) == (len(data), 2, 3)
    assert (closed.first_ms, closed.last_ms) == (T0_MS, T0_MS + 7)
    assert opened.source_sha256 == closed.source_sha256


def test_a_segment_names_the_chain_before_it(tmp_path: Path) -> None:
    write_log(tmp_path, [[chunk(b"a")], [chunk(b"b", 1)]])
    closed = [entry for entry in lines(tmp_path) if entry.event == "closed"]
    written = (tmp_path / "manifest.jsonl").read_bytes().splitlines()
    header = load_segment(tmp_path / closed[1].path).header
    assert header is not None
    assert (header.serial, header.previous) == (2, hashlib.sha256(written[1]).hexdigest())
    assert header.source_sha256 == closed[1].source_sha256 == hashlib.sha256(header.encoded()).hexdigest()


def test_what_was_written_is_there_while_it_is_open(tmp_path: Path) -> None:
    log = RawWriter(tmp_path, HEADER)
    log.add(chunk(b"abc"))
    log.write()
    [entry] = lines(tmp_path)
    assert [one.data for one in load_segment(tmp_path / entry.path).chunks] == [b"abc"]
    descriptor = log.unsynced()
    assert descriptor is not None
    settle(descriptor)
    assert log.unsynced() is None
    log.roll(T0_MS)


def test_a_full_disk_costs_nothing_that_memory_can_hold(tmp_path: Path, disk: Disk) -> None:
    log = RawWriter(tmp_path, HEADER)
    assert [one.chunk.data for one in log.add(chunk(b"a"))] == [b"a"]
    disk.full = True
    log.write()
    assert "no space" in str(log.trouble).lower()
    assert log.add(chunk(b"b", 1)) == []
    disk.full = False
    assert [one.chunk.data for one in log.write()] == [b"b"]
    assert (log.trouble, log.shed_bytes) == (None, 0)
    log.roll(T0_MS)
    assert [one.data for one in chunks(tmp_path)] == [b"a", b"b"]


def test_permission_lost_is_held_the_same_way(tmp_path: Path, disk: Disk) -> None:
    log = RawWriter(tmp_path, HEADER)
    log.add(chunk(b"a"))
    disk.full, disk.error = True, errno.EACCES
    log.write()
    assert isinstance(log.trouble, PermissionError)
    disk.full = False
    log.roll(T0_MS)
    assert [one.data for one in chunks(tmp_path)] == [b"a"]


def test_what_memory_cannot_hold_is_shed_counted_and_marked(
    tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "HELD_BYTES", 10)
    log = RawWriter(tmp_path, HEADER)
    log.add(chunk(b"start"))
    disk.full = True
    log.write()
    for number in range(4):
        log.add(chunk(b"%03d" % number, number))
    disk.full = False
    log.write()
    assert [one.chunk.kind for one in log.add(chunk(b"end", 9))] == ["shed", "data"]
    log.roll(T0_MS)
    assert log.shed_bytes == 9
    assert [one.data for one in chunks(tmp_path)] == [b"start", b"000", b"9 bytes", b"end"]


def test_no_room_for_a_new_segment_is_tried_again(tmp_path: Path, disk: Disk) -> None:
    disk.full = True
    log = RawWriter(tmp_path, HEADER)
    assert log.add(chunk(b"a")) == []
    disk.full = False
    assert [one.chunk.data for one in log.write()] == [b"a"]
    log.roll(T0_MS)
    assert [one.data for one in chunks(tmp_path)] == [b"a"]


def test_a_segment_left_open_is_closed_with_what_it_holds(tmp_path: Path) -> None:
    log = RawWriter(tmp_path, HEADER)
    log.add(chunk(b"abc"))
    log.write()
    [entry] = lines(tmp_path)
    whole = (tmp_path / entry.path).read_bytes()
    (tmp_path / entry.path).write_bytes(whole + b"\x28\xb5\x2f\xfdtorn")
    [closed] = close_torn(tmp_path, T0_MS + 50)
    assert closed.note == "taken up after a crash; 8 torn bytes at its end"
    assert (closed.chunks, closed.raw_bytes, closed.last_ms) == (1, 3, T0_MS)
    assert closed.sha256 == hashlib.sha256(whole + b"\x28\xb5\x2f\xfdtorn").hexdigest()
    assert close_torn(tmp_path, T0_MS + 60) == []


def test_a_segment_that_was_never_written_is_closed_as_empty(tmp_path: Path) -> None:
    log = RawWriter(tmp_path, HEADER)
    log.add(chunk(b"abc"))
    [entry] = lines(tmp_path)
    (tmp_path / entry.path).unlink()
    [closed] = close_torn(tmp_path, T0_MS)
    assert (closed.size_bytes, closed.chunks) == (0, 0)


def test_one_process_records_a_feed(tmp_path: Path) -> None:
    with recording(tmp_path / "roof"), pytest.raises(ArchiveLockedError, match="records the feed roof"):  # noqa: SIM117  the second must fail inside the first
        with recording(tmp_path / "roof"):
            pass
