"""Source files: opened once, hashed as they lie on disk, read as far as they went at opening."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from skywitness.model import Reject
from skywitness.store.decompress import Decompressor, decompressed, decompressor

CHUNK_BYTES = 1 << 18
_MAGIC_BYTES = 8


class ChangedWhileReadError(Exception):
    """The bytes that were parsed are not those that were hashed."""


class SourceFile:
    """One file of an import, open for reading.

    Attributes:
        path: where it is.
        size_bytes: its size at opening; what is written to it later is not read.
        position: bytes read so far in the present pass.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            OSError: it cannot be opened.
        """
        self.path = path
        self._handle = path.open("rb", buffering=0)
        self.size_bytes = os.fstat(self._handle.fileno()).st_size
        self._content: Decompressor | None = None
        self._sha256 = ""
        self.position = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._handle.close()

    def sha256(self) -> str:
        """Hash of the bytes as they lie on disk, before decompression.

        Raises:
            OSError: it cannot be read.
        """
        digest = hashlib.sha256()
        for chunk in self._chunks():
            digest.update(chunk)
        self._sha256 = digest.hexdigest()
        return self._sha256

    def content(self) -> Iterator[bytes]:
        """The content, decompressed, in pieces of at most 1 MiB.

        Raises:
            ChangedWhileReadError: at the end, when ``sha256`` was taken of other bytes.
            OSError: it cannot be read.
        """
        self._handle.seek(0)
        self._content = decompressor(self._handle.read(_MAGIC_BYTES))
        digest = hashlib.sha256()
        yield from decompressed(self._hashed(digest), self._content)
        if self._sha256 and digest.hexdigest() != self._sha256:
            raise ChangedWhileReadError(f"{self.path} changed while it was read")

    @property
    def rejects(self) -> list[Reject]:
        """What was wrong with the compression, once the content was read."""
        return self._content.rejects if self._content else []

    def notes(self) -> list[str]:
        """What the reading had to assume."""
        grown = os.fstat(self._handle.fileno()).st_size - self.size_bytes
        if grown <= 0:
            return []
        return [f"the file grew by {grown} bytes while it was read; taken as far as byte {self.size_bytes}"]

    def _hashed(self, digest: "hashlib._Hash") -> Iterator[bytes]:
        for chunk in self._chunks():
            digest.update(chunk)
            yield chunk

    def _chunks(self) -> Iterator[bytes]:
        self._handle.seek(0)
        self.position = 0
        while chunk := self._handle.read(min(CHUNK_BYTES, self.size_bytes - self.position)):
            self.position += len(chunk)
            yield chunk
