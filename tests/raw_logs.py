"""Raw logs made for tests: a feed's header, and a log written from chunks."""

import json
from collections.abc import Iterable
from pathlib import Path

from skywitness.model import Chunk
from skywitness.store.raw_log.header import SegmentHeader
from skywitness.store.raw_log.manifest import GENESIS, Entry
from skywitness.store.raw_log.writer import RawWriter

T0_MS = 1_772_359_200_000
"""2026-03-01T10:00:00Z."""
HEADER = SegmentHeader(
    feed="roof",
    serial=0,
    format="beast",
    polled=False,
    url="beast://127.0.0.1:30005",
    receiver_deg=None,
    reconstruction=False,
    opened_ms=0,
    previous=GENESIS,
    program="test",
)


def chunk(data: bytes, after_ms: int = 0, kind: str = "data") -> Chunk:
    """A delivery so long after ten o'clock."""
    return Chunk(kind, T0_MS + after_ms, data)


def lines(folder: Path) -> list[Entry]:
    """Every line of a feed's manifest."""
    return [Entry(**json.loads(line)) for line in (folder / "manifest.jsonl").read_text().splitlines()]


def write_log(folder: Path, segments: Iterable[Iterable[Chunk]], header: SegmentHeader = HEADER) -> RawWriter:
    """A feed's log with these segments, all closed."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = RawWriter(folder, header)
    for chunks in segments:
        last_ms = T0_MS
        for one in chunks:
            writer.add(one)
            last_ms = one.arrived_ms
        writer.roll(last_ms)
    return writer
