"""The manifest: a chain of hashes that a change anywhere breaks, and a torn end does not."""

import hashlib
import json
from pathlib import Path

from skywitness.store.raw_log.manifest import GENESIS, Entry, Manifest


def entry(serial: int, event: str = "opened") -> Entry:
    return Entry(event, serial, f"2026-03-01/{serial:02}.zst", 1_000 + serial, "", "ab" * 32)


def made(folder: Path, count: int = 4) -> Manifest:
    manifest = Manifest(folder)
    for serial in range(1, count + 1):
        manifest.add(entry(serial))
    return manifest


def test_each_line_has_the_hash_of_the_line_before(tmp_path: Path) -> None:
    manifest = made(tmp_path)
    lines = (tmp_path / "manifest.jsonl").read_bytes().splitlines()
    before = [json.loads(line)["previous"] for line in lines]
    assert before == [GENESIS, *(hashlib.sha256(line).hexdigest() for line in lines[:-1])]
    assert manifest.head == hashlib.sha256(lines[-1]).hexdigest()


def test_it_reads_back(tmp_path: Path) -> None:
    written = made(tmp_path)
    read = Manifest(tmp_path)
    assert (read.here, read.last_serial, read.head, read.faults) == (written.here, 4, written.head, [])


def test_a_changed_line_breaks_the_chain(tmp_path: Path) -> None:
    made(tmp_path)
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"at_ms":1002', b'"at_ms":1003'))
    assert Manifest(tmp_path).faults == ["line 3 of manifest.jsonl does not follow from the line before it"]


def test_a_line_taken_out_breaks_the_chain(tmp_path: Path) -> None:
    made(tmp_path)
    path = tmp_path / "manifest.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:1], *lines[2:]]))
    assert Manifest(tmp_path).faults == ["line 2 of manifest.jsonl does not follow from the line before it"]


def test_a_torn_line_is_no_line_and_the_next_takes_its_place(tmp_path: Path) -> None:
    made(tmp_path, 2)
    path = tmp_path / "manifest.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"at_ms":99,"eve')
    torn = Manifest(tmp_path)
    assert (list(torn.here), torn.faults) == ([1, 2], [])
    torn.add(entry(3))
    again = Manifest(tmp_path)
    assert (list(again.here), again.faults) == ([1, 2, 3], [])
    assert path.read_bytes().startswith(whole)


def test_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(b"hello\n")
    assert Manifest(tmp_path).faults == ["line 1 of manifest.jsonl is no entry"]


def test_a_deleted_segment_is_counted_and_its_number_not_used_again(tmp_path: Path) -> None:
    made(tmp_path, 2).add(entry(2, "deleted"))
    read = Manifest(tmp_path)
    assert (list(read.here), read.deleted, read.last_serial) == ([1], 1, 2)
