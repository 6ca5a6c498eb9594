"""Log file: ``log.jsonl``, the entries of a case's log as lines, beside the same entries in its database.

An entry is in the database first, in one transaction with its row. Its line follows; a line that a crash or a full
disk kept back is added by the next who writes. So the file never has an entry that the database lacks.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from skywitness.store.cases.entry import Entry, parse_entry

NAME = "log.jsonl"


def count_whole(path: Path) -> tuple[int, int, int | None]:
    """Whole lines, their bytes, and the number of the last entry, None when the last line is no entry.

    A torn line at the end, left by a power cut, is no line.
    """
    if not path.is_file():
        return 0, 0, 0
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    lines = whole.splitlines(keepends=True)
    last = parse_entry(lines[-1]) if lines else None
    return len(lines), len(whole), last.seq if last else None if lines else 0


def append_lines(path: Path, entries: Sequence[Entry]) -> None:
    """Add the lines that the file lacks and bring them to the disk.

    Args:
        path: of the file.
        entries: all that the database has, from the first that the file may lack on.

    Raises:
        OSError: no room; the file is as before.
    """
    _, whole_bytes, last = count_whole(path)
    lacking = [entry.line() for entry in entries if last is not None and entry.seq > last]
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        os.ftruncate(descriptor, whole_bytes)
        os.lseek(descriptor, 0, os.SEEK_END)
        _write(descriptor, b"".join(lacking), whole_bytes)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes, whole_bytes: int) -> None:
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(descriptor, view) :]
    except OSError:
        with suppress(OSError):
            os.ftruncate(descriptor, whole_bytes)
        raise


def read_lines(path: Path) -> list[bytes]:
    """Every line with its end; the last may be torn; none when there is no file."""
    return path.read_bytes().splitlines(keepends=True) if path.is_file() else []
