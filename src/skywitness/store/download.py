"""Download: a file from an address, whole or not at all, and only when it has changed."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from urllib.parse import urlsplit

from skywitness.store.decompress import decompressor
from skywitness.store.errors import disk_errors
from skywitness.store.transfer import DownloadError, Pause, Progress, Transfer, Validators

_CHUNK_BYTES: Final = 1 << 16
_PART: Final = ".part"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A new file in its place.

    Attributes:
        sha256: of it.
        size_bytes: of it.
        validators: for the next time.
    """

    sha256: str
    size_bytes: int
    validators: Validators


@dataclass(frozen=True, slots=True)
class _Job:
    origin: str
    target: Path
    check: Callable[[Path], None]
    most_bytes: int
    progress: Progress


def fetch(
    origin: str,
    target: Path,
    check: Callable[[Path], None],
    *,
    most_bytes: int,
    known: Validators = Validators(),  # noqa: B008  a tuple of None: immutable
    progress: Progress = lambda _done, _total: None,
    pause: Pause = lambda _seconds: None,
    unpack: bool = True,
) -> Fetched | None:
    """Put what is at an address, or in a file, in the place of the target; None when it has not changed.

    The content is written beside the target, checked, and takes its place in one step; whatever goes wrong before,
    the target stays as it was. What has arrived of a file that broke off stays as ``TARGET.part`` when the server
    can go on with it (RFC 9110, 14.2 and 13.1.5), and the next call goes on; else nothing is left behind.

    Args:
        origin: an address (http or https) or the name of a file.
        target: where it shall be.
        check: raises a DownloadError when the content is not what is wanted.
        most_bytes: of content; more is refused.
        known: what the server said the last time.
        progress: called as bytes arrive.
        pause: waits so many seconds before the next of a few attempts.
        unpack: undo gzip and zstd; else the file is kept as it is published.

    Raises:
        DownloadError: no network, no such file, cut off, too large, or not what ``check`` wants.
    """
    job = _Job(origin, target, check, most_bytes, progress)
    with disk_errors():
        target.parent.mkdir(parents=True, exist_ok=True)
        if urlsplit(origin).scheme not in {"http", "https"}:
            return _from_file(job, unpack=unpack)
        part = target.with_name(target.name + _PART)
        transfer = Transfer(origin, part, most_bytes, known, progress, pause)
        arrived = transfer.run()
        if arrived is None:
            return None
        try:
            with part.open("rb") as file:
                return _settle(job, file, arrived.validators, unpack=unpack or arrived.encoding == "gzip")
        finally:
            transfer.forget()


def _from_file(job: _Job, *, unpack: bool) -> Fetched:
    try:
        file = Path(job.origin).open("rb")  # noqa: SIM115  closed below, its errors told apart from those of reading
    except OSError as error:
        raise DownloadError(f"{job.origin}: {error.strerror or error}") from error
    with file:
        size = os.fstat(file.fileno()).st_size
        fetched = _settle(job, file, Validators(), unpack=unpack)
        job.progress(size, size)
        return fetched


def _settle(job: _Job, content: IO[bytes], said: Validators, *, unpack: bool) -> Fetched:
    """Content as it shall be kept, checked, in the place of the target."""
    with _beside(job.target) as (file, part):
        digest, size = hashlib.sha256(), 0
        for piece in _pieces(content, job.origin, unpack=unpack):
            size += file.write(piece)
            digest.update(piece)
            if size > job.most_bytes:
                raise DownloadError(f"{job.origin}: more than {job.most_bytes:,} bytes; that is not the table")
        file.flush()
        os.fsync(file.fileno())
        job.check(part)
        part.chmod(0o644)
        part.replace(job.target)
    return Fetched(digest.hexdigest(), size, said)


@contextmanager
def _beside(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file beside the target that is gone in the end, unless it has taken its place."""
    handle, name = tempfile.mkstemp(suffix=_PART, prefix=target.name, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, part
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _pieces(content: IO[bytes], origin: str, *, unpack: bool) -> Iterator[bytes]:
    unwrapped, read = None, 0
    while chunk := content.read(_CHUNK_BYTES):
        unwrapped = unwrapped or decompressor(chunk if unpack else b"")
        read += len(chunk)
        yield from unwrapped.push(chunk)
    if unwrapped is not None:
        unwrapped.finish()
        if unwrapped.rejects:
            raise DownloadError(f"{origin}: cut off or damaged after {read:,} bytes; try again")
