"""Feed log: one feed's raw segments on disk, in a chain: opened, added to, closed, taken up after a crash."""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from skywitness.measure.clock import utc_from_ms
from skywitness.model import Chunk
from skywitness.model.chunk import DATA
from skywitness.store.errors import ArchiveLockedError, disk_errors
from skywitness.store.raw_log.framing import HEADER, frame, pack
from skywitness.store.raw_log.header import SegmentHeader
from skywitness.store.raw_log.manifest import Entry, Manifest, write_all
from skywitness.store.raw_log.segment import read_segment

_LOCK = ".lock"


def feed_folders(raw: Path) -> list[Path]:
    """Folders of all feeds below ``raw``, in order of name."""
    if not raw.is_dir():
        return []
    return sorted(path for path in raw.iterdir() if path.is_dir() and not path.name.startswith("."))


@contextmanager
def recording(folder: Path) -> Iterator[None]:
    """Hold a feed's folder for adding to it; the system lets go of it when the process ends, however it ends.

    Raises:
        ArchiveLockedError: another process records this feed.
        DiskFullError: no room.
        OSError: the folder cannot be written to.
    """
    with disk_errors():
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / _LOCK).open("a+")
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveLockedError(
                f"another process records the feed {folder.name}; end it, or give this one another name"
            ) from error
        yield


def close_torn(folder: Path, now_ms: int) -> list[Entry]:
    """Close segments that a killed collector left open; only for the holder of ``recording``.

    Args:
        folder: of the feed.
        now_ms: Unix milliseconds.

    Returns:
        Their lines in the manifest.

    Raises:
        DiskFullError: no room.
        OSError: they cannot be read.
    """
    manifest = Manifest(folder)
    left = [entry for entry in manifest.here.values() if entry.event == "opened"]
    return [manifest.add(_closing(folder, entry, now_ms)) for entry in left]


def _closing(folder: Path, opened: Entry, now_ms: int) -> Entry:
    path = folder / opened.path
    data = path.read_bytes() if path.is_file() else b""
    segment = read_segment(data)
    torn = sum(damage.length for damage in segment.damages)
    times = [chunk.arrived_ms for chunk in segment.chunks]
    return opened._replace(
        event="closed",
        at_ms=now_ms,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        chunks=len(segment.chunks),
        raw_bytes=sum(len(chunk.data) for chunk in segment.chunks if chunk.kind == DATA),
        first_ms=times[0] if times else None,
        last_ms=times[-1] if times else None,
        note=f"taken up after a crash; {torn} torn bytes at its end" if torn else "taken up after a crash",
    )


class OpenSegment:
    """A segment that is being written.

    Attributes:
        header: what it is.
        path: its file.
        raw_bytes: bytes received in it so far.
        held_bytes: bytes of records that are not in the file yet.
        last_ms: arrival of its last record, Unix milliseconds.
    """

    def __init__(self, folder: Path, header: SegmentHeader, manifest: Manifest) -> None:
        """Open it: its line in the manifest first, then its file with the header, both on the disk.

        Raises:
            DiskFullError: no room; nothing is open then.
            OSError: it cannot be made.
        """
        self.header = header
        self.raw_bytes = self.held_bytes = 0
        self.last_ms = header.opened_ms
        self._manifest = manifest
        self._hash = hashlib.sha256()
        self._size = self._chunks = 0
        self._first_ms: int | None = None
        self._held = [Chunk(HEADER, header.opened_ms, header.encoded())]
        name = _free_name(folder, header.opened_ms)
        self.path = folder / name
        manifest.add(Entry("opened", header.serial, name, header.opened_ms, "", header.source_sha256))
        with disk_errors():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            self.write()
            os.fsync(self._descriptor)
            _settle_folder(self.path.parent)

    def add(self, chunk: Chunk) -> None:
        """Take a record; it is in the file after the next ``write``."""
        self._held.append(chunk)
        self._chunks += 1
        self._first_ms = chunk.arrived_ms if self._first_ms is None else self._first_ms
        self.last_ms = chunk.arrived_ms
        self.held_bytes += len(chunk.data)
        self.raw_bytes += len(chunk.data) if chunk.kind == DATA else 0

    def write(self) -> None:
        """Put what is held into the file as one frame; the disk may not have it yet.

        Raises:
            DiskFullError: no room; all is still held, and the file is as before.
        """
        if not self._held:
            return
        whole = frame(pack(self._held))
        try:
            with disk_errors():
                write_all(self._descriptor, whole)
        except BaseException:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self._size)
                os.lseek(self._descriptor, self._size, os.SEEK_SET)
            raise
        self._hash.update(whole)
        self._size += len(whole)
        self._held, self.held_bytes = [], 0

    def descriptor(self) -> int:
        """A descriptor of its own for ``os.fsync`` in another thread; the caller closes it."""
        return os.dup(self._descriptor)

    def close(self, now_ms: int) -> Entry:
        """Bring it to the disk and enter its hash into the manifest.

        Raises:
            DiskFullError: no room; it is still open.
        """
        self.write()
        with disk_errors():
            os.fsync(self._descriptor)
        opened = Entry("opened", self.header.serial, self._name(), now_ms, "", self.header.source_sha256)
        closed = self._manifest.add(
            opened._replace(
                event="closed",
                sha256=self._hash.hexdigest(),
                size_bytes=self._size,
                chunks=self._chunks,
                raw_bytes=self.raw_bytes,
                first_ms=self._first_ms,
                last_ms=self.last_ms if self._chunks else None,
            )
        )
        os.close(self._descriptor)
        return closed

    def _name(self) -> str:
        return self.path.relative_to(self.path.parent.parent).as_posix()


def _free_name(folder: Path, at_ms: int) -> str:
    """``<day>/<hour>.zst``, or with a number after the hour where that is taken."""
    at = utc_from_ms(at_ms).astimezone(UTC)
    stem = f"{at:%Y-%m-%d}/{at:%H}"
    number = 0
    while (folder / (name := f"{stem}-{number}.zst" if number else f"{stem}.zst")).exists():
        number += 1
    return name


def _settle_folder(folder: Path) -> None:
    """A new file's name must be on the disk as well as its bytes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
