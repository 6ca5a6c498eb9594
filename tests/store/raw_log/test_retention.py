"""Retention: old segments go, oldest first, and never one that the archive or its neighbour still needs."""

from pathlib import Path

import pytest

from raw_logs import T0_MS, chunk, write_log
from skywitness.store.raw_log.check import check_feed
from skywitness.store.raw_log.manifest import Entry
from skywitness.store.raw_log.retention import Keep, delete_old
from skywitness.store.raw_log.writer import RawWriter

DAY_MS = 86_400_000


@pytest.fixture
def log(tmp_path: Path) -> RawWriter:
    return write_log(tmp_path, [[chunk(b"a" * 100, day * DAY_MS)] for day in range(5)])


def all_of(log: RawWriter) -> set[str]:
    return {entry.source_sha256 for entry in log.manifest.here.values()}


def serials(entries: list[Entry]) -> list[int]:
    return [entry.serial for entry in entries]


@pytest.mark.parametrize(
    ("text", "keep"),
    [
        ("7 days", Keep(age_ms=7 * DAY_MS)),
        ("1 week", Keep(age_ms=7 * DAY_MS)),
        ("36 hours", Keep(age_ms=36 * 3_600_000)),
        ("20 GB", Keep(size_bytes=20_000_000_000)),
        ("512MiB", Keep(size_bytes=512 << 20)),
        ("7 days, 20 GB", Keep(7 * DAY_MS, 20_000_000_000)),
        ("all", Keep()),
    ],
)
def test_what_is_kept_is_said_in_words(text: str, keep: Keep) -> None:
    assert Keep.parsed(text) == keep


@pytest.mark.parametrize("text", ["", "7", "a while", "7 days and more", "GB"])
def test_words_that_say_nothing_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="neither an age"):
        Keep.parsed(text)


def test_the_old_go_and_the_chain_holds(tmp_path: Path, log: RawWriter) -> None:
    deleted = delete_old(tmp_path, log.manifest, all_of(log), Keep(age_ms=2 * DAY_MS), T0_MS + 4 * DAY_MS)
    assert serials(deleted) == [1, 2]
    assert [path.name for path in sorted(tmp_path.glob("*/*.zst"))] == ["10.zst"] * 3
    found = check_feed(tmp_path)
    assert (found.segments, found.deleted, found.faults) == (5, 2, [])


def test_the_oldest_go_until_the_rest_is_small_enough(tmp_path: Path, log: RawWriter) -> None:
    size = sum(log.manifest.here[serial].size_bytes or 0 for serial in (3, 4, 5))
    deleted = delete_old(tmp_path, log.manifest, all_of(log), Keep(size_bytes=size), T0_MS)
    assert serials(deleted) == [1, 2]


def test_nothing_goes_that_the_archive_lacks(tmp_path: Path, log: RawWriter) -> None:
    closed = log.manifest.here
    listed = all_of(log) - {closed[3].source_sha256}
    # The second is needed to decode the third.
    assert serials(delete_old(tmp_path, log.manifest, listed, Keep(age_ms=0), T0_MS + 9 * DAY_MS)) == [1]


def test_the_last_stays_for_the_next_to_go_on_from(tmp_path: Path, log: RawWriter) -> None:
    assert serials(delete_old(tmp_path, log.manifest, all_of(log), Keep(age_ms=0), T0_MS + 9 * DAY_MS)) == [
        1,
        2,
        3,
        4,
    ]


def test_all_is_all(tmp_path: Path, log: RawWriter) -> None:
    assert delete_old(tmp_path, log.manifest, all_of(log), Keep(), T0_MS + 900 * DAY_MS) == []
