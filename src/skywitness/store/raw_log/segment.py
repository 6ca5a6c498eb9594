"""Segment: one file of the raw log, read."""

from pathlib import Path
from typing import NamedTuple

from skywitness.model import Chunk
from skywitness.store.raw_log.framing import HEADER, Damage, frames
from skywitness.store.raw_log.header import SegmentHeader


class Segment(NamedTuple):
    """What a segment's file holds.

    Attributes:
        header: what it says of itself; None when that is lost.
        chunks: deliveries in order.
        damages: bytes that are no frame, in order.
    """

    header: SegmentHeader | None
    chunks: list[Chunk]
    damages: list[Damage]


def read_segment(data: bytes) -> Segment:
    """A segment from the bytes of its file; never raises."""
    header: SegmentHeader | None = None
    chunks: list[Chunk] = []
    damages: list[Damage] = []
    for found in frames(data):
        if isinstance(found, Damage):
            damages.append(found)
            continue
        for record in found.records:
            if record.kind == HEADER:
                header = header or SegmentHeader.decoded(record.data)
            else:
                chunks.append(record)
    return Segment(header, chunks, damages)


def load_segment(path: Path) -> Segment:
    """A segment from its file.

    Raises:
        OSError: it cannot be read.
    """
    return read_segment(path.read_bytes())
