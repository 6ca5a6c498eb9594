"""Unpack: the content of a downloaded file, whatever it is wrapped in, or words that say what is wrong with it."""

import io
import tarfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from skywitness.store.decompress import decompressor
from skywitness.store.registers.source import SourceFileError

_CHUNK_BYTES: Final = 1 << 20
_HEAD_BYTES: Final = 1 << 10
_TAR_MAGIC: Final = slice(257, 262)  # "ustar" in the header of the first member (POSIX.1-2017, pax, ustar format)
_AGAIN: Final = "fetch it again with `skywitness reference update`"


class Member(NamedTuple):
    """One file of an archive.

    Attributes:
        name: its path below the archive's folder.
        content: its bytes.
        changed: day on which it was last changed, as the archive says.
    """

    name: str
    content: bytes
    changed: date | None


def unpacked(path: Path, origin: str, most_bytes: int) -> bytes:
    """Content of a file with gzip or zstd undone.

    Args:
        path: the file.
        origin: what messages call it.
        most_bytes: of content; more is refused.

    Raises:
        SourceFileError: empty, a web page, cut off, damaged or too large.
    """
    with path.open("rb") as file:
        return joined(iter(lambda: file.read(_CHUNK_BYTES), b""), origin, most_bytes)


def joined(chunks: Iterator[bytes], origin: str, most_bytes: int) -> bytes:
    """As ``unpacked``, of bytes that are at hand."""
    content, parts, size = None, io.BytesIO(), 0
    for chunk in chunks:
        content = content or decompressor(chunk)
        for piece in content.push(chunk):
            size += parts.write(piece)
            if size > most_bytes:
                raise SourceFileError(f"{origin}: more than {most_bytes:,} bytes; that is not the table")
    if content is not None:
        content.finish()
        for reject in content.rejects:
            raise SourceFileError(
                f"{origin}: cut off or damaged at {reject.where} ({reject.detail or reject.reason}); {_AGAIN}"
            )
    whole = parts.getvalue()
    refuse_other_things(whole[:_HEAD_BYTES], origin)
    return whole


def refuse_other_things(head: bytes, origin: str) -> None:
    """Tell an empty file and a web page from a table.

    Raises:
        SourceFileError: it is one.
    """
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begin:
        raise SourceFileError(f"{origin}: empty; {_AGAIN}")
    if begin.lower().startswith((b"<!doctype", b"<html", b"<head", b"<?xml")):
        raise SourceFileError(
            f"{origin}: a web page, not a table; look at the address in a browser: it may have moved"
        )


def is_tar(content: bytes) -> bool:
    """Whether content is a tar archive."""
    return content[_TAR_MAGIC] == b"ustar"


def members(content: bytes, origin: str) -> Iterator[Member]:
    """Files of a tar archive in its order; a folder that is around all of them is not part of their names.

    Raises:
        SourceFileError: the archive is cut off or damaged.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            for entry in archive:
                file = archive.extractfile(entry) if entry.isreg() else None
                if file is not None:
                    yield Member(entry.name.removeprefix("./"), file.read(), _day(entry.mtime))
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise SourceFileError(f"{origin}: not a whole tar archive ({error}); {_AGAIN}") from error


def _day(mtime: float) -> date | None:
    """Archives made from a repository stamp each member with the time of the commit (git-archive(1))."""
    try:
        return datetime.fromtimestamp(mtime, UTC).date() if mtime > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
