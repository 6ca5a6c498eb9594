"""Check: a feed's raw log against its manifest: nothing changed, nothing missing, nothing unreadable."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from skywitness.model.chunk import DATA
from skywitness.store.raw_log.manifest import Entry, Manifest
from skywitness.store.raw_log.segment import Segment, read_segment


class Checked(NamedTuple):
    """What a check of one feed found.

    Attributes:
        feed: its name.
        segments: in the manifest.
        deleted: of them, by retention.
        open: of them, still being written or left by a crash.
        chunks: deliveries in those that are here.
        size_bytes: of their files.
        raw_bytes: received in them.
        first_ms: arrival of the first delivery that is here, Unix milliseconds; None when none is.
        last_ms: arrival of the last.
        head: SHA-256 of the manifest's last line; kept elsewhere, it proves all of it.
        faults: what is wrong, in words; empty when all holds.
    """

    feed: str
    segments: int
    deleted: int
    open: int
    chunks: int
    size_bytes: int
    raw_bytes: int
    first_ms: int | None
    last_ms: int | None
    head: str
    faults: list[str]


def check_feed(folder: Path, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Checked:
    """Read every segment of a feed and compare it with the manifest.

    Args:
        folder: of the feed.
        progress: called with segments done and in all.

    Raises:
        OSError: a file cannot be read.
    """
    manifest = Manifest(folder)
    faults = list(manifest.faults)
    entries = manifest.here
    here: list[Segment] = []
    size_bytes = 0
    for done, entry in enumerate(entries.values()):
        progress(done, len(entries))
        path = folder / entry.path
        data = path.read_bytes() if path.is_file() else None
        segment = read_segment(data or b"")
        faults += _faults(entry, data, segment)
        here.append(segment)
        size_bytes += len(data or b"")
    progress(len(entries), len(entries))
    faults += _strangers(folder, {entry.path for entry in entries.values()})
    times = [chunk.arrived_ms for segment in here for chunk in (segment.chunks[:1] + segment.chunks[-1:])]
    return Checked(
        feed=folder.name,
        segments=len(entries) + manifest.deleted,
        deleted=manifest.deleted,
        open=sum(entry.event == "opened" for entry in entries.values()),
        chunks=sum(len(segment.chunks) for segment in here),
        size_bytes=size_bytes,
        raw_bytes=sum(len(chunk.data) for segment in here for chunk in segment.chunks if chunk.kind == DATA),
        first_ms=min(times, default=None),
        last_ms=max(times, default=None),
        head=manifest.head,
        faults=faults,
    )


def _faults(entry: Entry, data: bytes | None, segment: Segment) -> list[str]:
    is_closed = entry.event == "closed"
    if data is None:
        return [] if is_closed and not entry.size_bytes else [f"{entry.path} is missing"]
    faults = []
    if is_closed and hashlib.sha256(data).hexdigest() != entry.sha256:
        faults.append(f"{entry.path} has other bytes than when it was closed")
    if segment.header is None and data:
        faults.append(f"{entry.path} has no header that can be read")
    elif segment.header and segment.header.source_sha256 != entry.source_sha256:
        faults.append(f"{entry.path} has another header than the manifest says")
    for damage in segment.damages:
        torn = damage.at_end and (not is_closed or entry.note)
        if not torn:
            faults.append(f"{entry.path} is damaged: {damage.length} bytes at {damage.offset} cannot be read")
    return faults


def _strangers(folder: Path, known: set[str]) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in sorted(folder.glob("*/*.zst")))
    return [f"{name} is not in the manifest" for name in found if name not in known]
