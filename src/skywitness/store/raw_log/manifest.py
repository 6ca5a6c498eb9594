"""Manifest: the log of a feed's segments, each line with the SHA-256 of the line before.

``raw/<feed>/manifest.jsonl`` is only ever added to. A segment has a line when it is opened, one with the SHA-256
of its file when it is closed, and one when it is deleted. Whoever changes a segment must change its line and so
every line after it; the hash of the last line, kept elsewhere, holds all of them.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from skywitness.store.errors import disk_errors

NAME = "manifest.jsonl"
GENESIS = "0" * 64
"""What the first line has before it."""


class Entry(NamedTuple):
    """One line.

    Attributes:
        event: ``opened``, ``closed`` or ``deleted``.
        serial: number of the segment.
        path: of the segment, below the feed's folder.
        at_ms: when, Unix milliseconds.
        previous: SHA-256 of the line before.
        source_sha256: by which rows name the segment.
        sha256: of the file, once closed.
        size_bytes: of the file, once closed.
        chunks: deliveries in it, once closed.
        raw_bytes: bytes received in it, once closed.
        first_ms: arrival of the first, Unix milliseconds.
        last_ms: arrival of the last.
        note: what is unusual about it.
    """

    event: str
    serial: int
    path: str
    at_ms: int
    previous: str
    source_sha256: str
    sha256: str | None = None
    size_bytes: int | None = None
    chunks: int | None = None
    raw_bytes: int | None = None
    first_ms: int | None = None
    last_ms: int | None = None
    note: str | None = None

    def encoded(self) -> bytes:
        """As a line, without its end."""
        said = {name: value for name, value in self._asdict().items() if value is not None}
        return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Manifest:
    """A feed's manifest, as read and as added to.

    Attributes:
        here: the last line of each segment that is not deleted, by serial, in order.
        deleted: number of segments that are.
        last_serial: of the last segment, deleted or not; 0 when there was none.
        head: SHA-256 of the last line.
        faults: what is wrong with it, in words; empty when the chain holds.
    """

    def __init__(self, folder: Path) -> None:
        """Read it; a folder without one has an empty one.

        Raises:
            OSError: it cannot be read.
        """
        self.path = folder / NAME
        self.here: dict[int, Entry] = {}
        self.deleted = self.last_serial = 0
        self.head = GENESIS
        self.faults: list[str] = []
        self._whole_bytes = 0
        if self.path.is_file():
            self._read()

    def _read(self) -> None:
        with self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.endswith(b"\n"):
                    self._check(number, line[:-1])
                    self._whole_bytes += len(line)

    def _check(self, number: int, line: bytes) -> None:
        entry = _entry(line)
        if entry is None:
            self.faults.append(f"line {number} of {self.path.name} is no entry")
        else:
            if entry.previous != self.head:
                self.faults.append(f"line {number} of {self.path.name} does not follow from the line before it")
            self._take(entry)
        self.head = hashlib.sha256(line).hexdigest()

    def _take(self, entry: Entry) -> None:
        self.last_serial = max(self.last_serial, entry.serial)
        if entry.event == "deleted":
            self.deleted += self.here.pop(entry.serial, None) is not None
        else:
            self.here[entry.serial] = entry

    def add(self, entry: Entry) -> Entry:
        """Add a line and bring it to the disk; a torn line that a power cut left is no line and is overwritten.

        Returns:
            The line, with the hash of the one before.

        Raises:
            DiskFullError: no room; nothing was added.
        """
        entry = entry._replace(previous=self.head)
        line = entry.encoded()
        with disk_errors():
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                os.ftruncate(descriptor, self._whole_bytes)
                os.lseek(descriptor, 0, os.SEEK_END)
                write_all(descriptor, line + b"\n")
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        self._whole_bytes += len(line) + 1
        self.head = hashlib.sha256(line).hexdigest()
        self._take(entry)
        return entry


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of these bytes; the system may take fewer at a time.

    Raises:
        OSError: as the system says.
    """
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _entry(line: bytes) -> Entry | None:
    try:
        said: dict[str, Any] = json.loads(line)
        return Entry(**said)
    except (ValueError, TypeError):
        return None
