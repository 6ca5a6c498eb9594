"""Decompress: gzip and zstd told from their first bytes, in bounded pieces; of a cut-off file what is there."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import zstandard

from skywitness.model import Reject

PIECE_BYTES = 1 << 20
"""No piece handed on is larger, however well the input was compressed."""
_GZIP_MAGIC = b"\x1f\x8b\x08"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_ZSTD_FEED_BYTES = 1 << 10
"""A zstd block of 4 bytes can stand for 128 KiB (RFC 8878, 3.1.1.2.3): 1 KiB of input gives at most 32 MiB."""


class Decompressor(Protocol):
    """Turns the bytes of a file into its content; ``rejects`` says what was wrong with them."""

    rejects: list[Reject]

    def push(self, chunk: bytes) -> Iterator[bytes]:
        """Content completed by these bytes."""

    def finish(self) -> None:
        """The file has ended."""


def decompressor(head: bytes) -> Decompressor:
    """The decompressor for a file with these first bytes, whatever its name."""
    if head.startswith(_GZIP_MAGIC):
        return _Gzip()
    if head.startswith(_ZSTD_MAGIC):
        return _Zstd()
    return _Plain()


def decompressed(chunks: Iterable[bytes], content: Decompressor) -> Iterator[bytes]:
    """Content of a whole file in pieces of at most PIECE_BYTES."""
    for chunk in chunks:
        yield from content.push(chunk)
    content.finish()


class _Plain:
    def __init__(self) -> None:
        self.rejects: list[Reject] = []

    def push(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def finish(self) -> None:
        pass


class _Gzip:
    """Members after one another (RFC 1952, 2.2), as log rotation and appending writers leave them."""

    def __init__(self) -> None:
        self.rejects: list[Reject] = []
        self._member = zlib.decompressobj(wbits=31)
        self._begun = False
        self._dead = False
        self._read = 0

    def push(self, chunk: bytes) -> Iterator[bytes]:
        start = self._read
        self._read += len(chunk)
        while chunk and not self._dead:
            if not self._begun:
                chunk = chunk.lstrip(b"\0")  # padding between members, as tape blocks leave it
                self._begun = bool(chunk)
                continue
            try:
                content = self._member.decompress(chunk, PIECE_BYTES)
            except zlib.error as error:
                self._dead = True
                where = f"compressed byte {start} or later"
                self.rejects.append(Reject("corrupt_compression", where, str(error)))
                return
            if content:
                yield content
            if self._member.eof:
                chunk = self._member.unused_data
                self._member, self._begun = zlib.decompressobj(wbits=31), False
            else:
                chunk = self._member.unconsumed_tail

    def finish(self) -> None:
        if self._begun and not self._dead:
            self.rejects.append(_cut_off("gzip", self._read))


class _Zstd:
    """Frames after one another (RFC 8878, 3.1)."""

    def __init__(self) -> None:
        self.rejects: list[Reject] = []
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._begun = False
        self._dead = False
        self._read = 0

    def push(self, chunk: bytes) -> Iterator[bytes]:
        for offset in range(0, len(chunk), _ZSTD_FEED_BYTES):
            part = chunk[offset : offset + _ZSTD_FEED_BYTES]
            while part and not self._dead:
                content, part = self._step(part)
                for start in range(0, len(content), PIECE_BYTES):
                    yield content[start : start + PIECE_BYTES]
            self._read += len(chunk[offset : offset + _ZSTD_FEED_BYTES])

    def _step(self, part: bytes) -> tuple[bytes, bytes]:
        self._begun = True
        try:
            content = self._frame.decompress(part)
        except zstandard.ZstdError as error:
            self._dead = True
            self.rejects.append(
                Reject("corrupt_compression", f"compressed byte {self._read} or later", str(error))
            )
            return b"", b""
        if not self._frame.eof:
            return content, b""
        rest = self._frame.unused_data
        self._frame, self._begun = zstandard.ZstdDecompressor().decompressobj(), False
        return content, rest

    def finish(self) -> None:
        if self._begun and not self._dead:
            self.rejects.append(_cut_off("zstd", self._read))


def _cut_off(kind: str, size_bytes: int) -> Reject:
    detail = f"the {kind} stream is cut off; what came before was kept"
    return Reject("truncated", f"compressed byte {size_bytes}", detail)
