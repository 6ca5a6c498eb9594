"""Framing: records of a raw segment as bytes, in zstd frames that are each readable without the others.

A segment is a row of zstd frames (RFC 8878) with checksums; ``zstd -dc`` gives their content. A frame holds whole
records: a byte of kind, eight of arrival time in Unix milliseconds, four of length, little-endian, and the data.
Since a frame is written whole and read alone, a torn end costs that frame, and damage within a file those it hits.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import zstandard

from skywitness.model import Chunk

HEADER = "header"
"""Kind of the first record of a segment: what the segment is, as JSON."""
KINDS = (HEADER, "data", "opened", "shed", "clock")
"""Kinds of records by their byte."""
RECORD_BYTES = 13
_RECORD = struct.Struct("<Bqi")
_MAGIC = b"\x28\xb5\x2f\xfd"
_BLOCK_BYTES = 3
_CHECKSUM_BYTES = 4
_LEVEL = 3
_RLE, _RESERVED = 1, 3
_MOST_CONTENT_BYTES = 1 << 28  # no frame of ours comes near; a damaged header may claim any size


class Whole(NamedTuple):
    """A frame that could be read.

    Attributes:
        offset: where it begins in the file.
        records: what it holds.
    """

    offset: int
    records: list[Chunk]


class Damage(NamedTuple):
    """Bytes that are no frame.

    Attributes:
        offset: where they begin in the file.
        length: how many.
        at_end: whether nothing follows them: a frame that was being written when the power went.
    """

    offset: int
    length: int
    at_end: bool


def pack(records: Iterable[Chunk]) -> bytes:
    """Records as the content of a frame."""
    parts = []
    for record in records:
        parts.append(_RECORD.pack(KINDS.index(record.kind), record.arrived_ms, len(record.data)))
        parts.append(record.data)
    return b"".join(parts)


def frame(content: bytes) -> bytes:
    """Content as one zstd frame with a checksum and its size."""
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(content)


def frames(data: bytes) -> Iterator[Whole | Damage]:
    """What a segment's file holds, in order; never raises."""
    at = 0
    while at < len(data):
        end = _frame_end(data, at)
        records = _records(data[at:end]) if end else None
        if end and records is not None:
            yield Whole(at, records)
            at = end
            continue
        following = data.find(_MAGIC, at + 1)
        end = len(data) if following < 0 else following
        yield Damage(at, end - at, following < 0)
        at = end


def _frame_end(data: bytes, at: int) -> int:
    """Where the frame at ``at`` ends, by the headers of its blocks (RFC 8878, 3.1.1.2); 0 when cut or none."""
    if data[at : at + 4] != _MAGIC:
        return 0
    try:
        place = at + zstandard.frame_header_size(data[at : at + 18])
        checked = zstandard.get_frame_parameters(data[at : at + 18]).has_checksum
    except zstandard.ZstdError:
        return 0
    last = False
    while not last:
        block = int.from_bytes(data[place : place + _BLOCK_BYTES], "little")
        last, kind, size = bool(block & 1), block >> 1 & 3, block >> 3
        place += _BLOCK_BYTES + (1 if kind == _RLE else size)
        if kind == _RESERVED or place > len(data):
            return 0
    end = place + _CHECKSUM_BYTES * checked
    return end if end <= len(data) else 0


def _records(whole: bytes) -> list[Chunk] | None:
    """Records of a frame; None when it is damaged."""
    try:
        content = zstandard.ZstdDecompressor().decompress(whole, max_output_size=_MOST_CONTENT_BYTES)
    except (zstandard.ZstdError, MemoryError):
        return None
    records, at = [], 0
    while at + RECORD_BYTES <= len(content):
        kind, arrived_ms, length = _RECORD.unpack_from(content, at)
        at += RECORD_BYTES
        if kind >= len(KINDS) or not 0 <= length <= len(content) - at:
            return None
        records.append(Chunk(KINDS[kind], arrived_ms, content[at : at + length]))
        at += length
    return records if at == len(content) else None
