"""Writer: one feed's deliveries into its raw log, a new segment each hour, whatever happens to the disk."""

import os
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from skywitness.model import Chunk
from skywitness.model.chunk import SHED
from skywitness.store.errors import DiskFullError, disk_errors
from skywitness.store.raw_log.feed_log import OpenSegment
from skywitness.store.raw_log.header import SegmentHeader
from skywitness.store.raw_log.manifest import Entry, Manifest

SEGMENT_BYTES = 32 << 20
"""Bytes received after which a segment is closed before its hour is over: what a restart decodes anew, at most."""
HELD_BYTES = 8 << 20
"""Bytes that wait in memory for a disk that is full, before more are shed."""
_FRAME_BYTES = 1 << 18
_HOUR_MS = 3_600_000


class Recorded(NamedTuple):
    """A delivery that the log has taken, and the segment that it is in."""

    header: SegmentHeader
    chunk: Chunk


class RawWriter:
    """Takes a feed's deliveries in order.

    What it has taken is in the file after ``write`` and on the disk after the ``os.fsync`` of ``unsynced``. While
    the disk is full it holds what fits into memory, and counts what it has to shed; the log says so at that place.

    Attributes:
        shed_bytes: bytes lost so far because nothing could hold them.
        trouble: why the disk takes nothing (it is full, or it may not be written to), None while it does.
        manifest: of the feed; only for the thread that writes.
        closed: lines of segments that were closed and that nobody has taken from here yet.
    """

    def __init__(self, folder: Path, template: SegmentHeader) -> None:
        """Begin.

        Args:
            folder: of the feed; the caller holds ``recording``.
            template: header of its segments; serial, time and chain are filled in.
        """
        self.shed_bytes = 0
        self.trouble: Exception | None = None
        self.closed: list[Entry] = []
        self._folder = folder
        self._template = template
        self.manifest = Manifest(folder)
        self._open: OpenSegment | None = None
        self._waiting: deque[Chunk] = deque()
        self._waiting_bytes = 0
        self._shed_now = 0
        self._dirty = False

    @property
    def header(self) -> SegmentHeader | None:
        """The segment that is open."""
        return self._open.header if self._open else None

    def add(self, chunk: Chunk) -> list[Recorded]:
        """Take a delivery.

        Returns:
            What the log has now taken, in order: mostly this delivery; none while the disk is full; those that
            waited, and a mark of what was shed, when there is room again.
        """
        if self.trouble and len(chunk.data) + self._waiting_bytes + self._held_bytes() > HELD_BYTES:
            self.shed_bytes += len(chunk.data)
            self._shed_now += len(chunk.data)
            return []
        if self._shed_now:
            self._wait(Chunk(SHED, chunk.arrived_ms, f"{self._shed_now} bytes".encode()))
            self._shed_now = 0
        self._wait(chunk)
        return [] if self.trouble else self._take()

    def _wait(self, chunk: Chunk) -> None:
        self._waiting.append(chunk)
        self._waiting_bytes += len(chunk.data)

    def _held_bytes(self) -> int:
        return self._open.held_bytes if self._open else 0

    def _take(self) -> list[Recorded]:
        taken = []
        while self._waiting:
            segment = self._ready(self._waiting[0].arrived_ms)
            if segment is None:
                break
            chunk = self._waiting.popleft()
            self._waiting_bytes -= len(chunk.data)
            segment.add(chunk)
            self._dirty = True
            taken.append(Recorded(segment.header, chunk))
            if segment.held_bytes >= _FRAME_BYTES:
                self._trying(segment.write)
        return taken

    def _ready(self, at_ms: int) -> OpenSegment | None:
        """The segment for a delivery at this time; None while there is no room for a new one."""
        if self._open and (
            self._open.raw_bytes >= SEGMENT_BYTES or at_ms // _HOUR_MS != self._open.header.opened_ms // _HOUR_MS
        ):
            self.roll(at_ms)
        if self._open is None:
            self._trying(lambda: self._begin(at_ms))
        return self._open

    def _begin(self, at_ms: int) -> None:
        serial = self.manifest.last_serial + 1
        header = self._template._replace(serial=serial, opened_ms=at_ms, previous=self.manifest.head)
        self._open = OpenSegment(self._folder, header, self.manifest)

    def roll(self, at_ms: int) -> None:
        """Close the open segment; the next delivery begins another. Without room it stays open."""
        segment = self._open
        if segment and self._trying(lambda: self.closed.append(segment.close(at_ms))):
            self._open = None
            self._dirty = False

    def write(self) -> list[Recorded]:
        """Put what was taken into the file; tried again each time while the disk takes nothing.

        Returns:
            Deliveries that waited for room and are taken now.
        """
        if self._open:
            self._trying(self._open.write)
        return self._take()

    def unsynced(self) -> int | None:
        """A descriptor to ``os.fsync`` and close, for what was written since the last; None for nothing."""
        if not self._open or not self._dirty:
            return None
        self._dirty = False
        return self._open.descriptor()

    def sync(self) -> bool:
        """Write and bring to the disk; whether all that was taken is there."""
        self.write()
        descriptor = self.unsynced()
        if descriptor is not None:
            self._trying(lambda: settle(descriptor))
        return self.trouble is None

    def _trying(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except (DiskFullError, OSError) as error:
            self.trouble = error
            return False
        self.trouble = None
        return True


def settle(descriptor: int) -> None:
    """Bring a file's bytes to the disk, and close the descriptor.

    Raises:
        DiskFullError: no room.
    """
    try:
        with disk_errors():
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
