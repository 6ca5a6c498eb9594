"""The check: every way in which a raw log can differ from its manifest is named."""

from pathlib import Path

import pytest

from raw_logs import HEADER, T0_MS, chunk, write_log
from skywitness.store.raw_log.check import check_feed
from skywitness.store.raw_log.feed_log import close_torn
from skywitness.store.raw_log.writer import RawWriter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_log(tmp_path / "roof", [[chunk(b"a"), chunk(b"bc", 5)], [chunk(b"d", 9)]])
    return tmp_path / "roof"


def test_a_log_as_it_was_written_is_whole(folder: Path) -> None:
    found = check_feed(folder)
    assert (found.feed, found.segments, found.chunks, found.raw_bytes, found.faults) == ("roof", 2, 3, 4, [])
    assert (found.first_ms, found.last_ms) == (T0_MS, T0_MS + 9)


def test_a_changed_byte_is_named(folder: Path) -> None:
    path = folder / "2026-03-01/10.zst"
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)
    faults = check_feed(folder).faults
    assert faults[0] == "2026-03-01/10.zst has other bytes than when it was closed"
    assert "is damaged" in faults[1]


def test_a_missing_and_a_strange_file_are_named(folder: Path) -> None:
    (folder / "2026-03-01/10.zst").rename(folder / "2026-03-01/99.zst")
    assert check_feed(folder).faults == [
        "2026-03-01/10.zst is missing",
        "2026-03-01/99.zst is not in the manifest",
    ]


def test_two_segments_changed_for_one_another_are_named(folder: Path) -> None:
    first, second = folder / "2026-03-01/10.zst", folder / "2026-03-01/10-1.zst"
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    faults = check_feed(folder).faults
    assert [fault for fault in faults if "another header" in fault] == [
        "2026-03-01/10.zst has another header than the manifest says",
        "2026-03-01/10-1.zst has another header than the manifest says",
    ]


def test_the_torn_end_of_a_crash_is_no_fault(folder: Path) -> None:
    log = RawWriter(folder, HEADER)
    log.add(chunk(b"e", 20))
    log.write()
    path = folder / "2026-03-01/10-2.zst"
    path.write_bytes(path.read_bytes() + b"\x28\xb5")
    assert (check_feed(folder).open, check_feed(folder).faults) == (1, [])
    close_torn(folder, T0_MS + 30)
    assert (check_feed(folder).open, check_feed(folder).faults) == (0, [])
