"""Download: a file from an address, whole or not at all, and only when it has changed."""

import hashlib
import http.client
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, NamedTuple
from urllib.parse import urlsplit

from skywitness.store.decompress import decompressor
from skywitness.store.errors import ArchiveError, disk_errors

_CHUNK_BYTES = 1 << 16
_TIMEOUT_S = 30.0  # without a byte; the whole may take as long as it takes
_NOT_MODIFIED: Final = 304
_PART = ".part"

Progress = Callable[[int, int], None]
"""Takes the bytes that have arrived and those announced, 0 when nobody said how many."""


class DownloadError(ArchiveError):
    """A file could not be fetched; what was there before is still there."""


class Validators(NamedTuple):
    """What a server said of its file, by which it tells whether it has changed (RFC 9110, 8.8).

    Attributes:
        etag: its ``ETag``, or None.
        last_modified: its ``Last-Modified``, or None.
    """

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A new file in its place.

    Attributes:
        sha256: of its content, after gzip or zstd is undone.
        size_bytes: of its content.
        validators: for the next time.
    """

    sha256: str
    size_bytes: int
    validators: Validators


def fetch(
    origin: str,
    target: Path,
    check: Callable[[Path], None],
    *,
    most_bytes: int,
    known: Validators = Validators(),  # noqa: B008  a tuple of None: immutable
    progress: Progress = lambda _done, _total: None,
) -> Fetched | None:
    """Put what is at an address, or in a file, in the place of the target; None when it has not changed.

    The content is written beside the target, checked, and takes its place in one step; whatever goes wrong before,
    the target stays as it was and nothing is left behind.

    Args:
        origin: an address (http or https) or the name of a file.
        target: where it shall be.
        check: raises a DownloadError when the content is not what is wanted.
        most_bytes: of content; more is refused.
        known: what the server said the last time.
        progress: called as bytes arrive.

    Raises:
        DownloadError: no network, no such file, cut off, too large, or not what ``check`` wants.
    """
    with _opened(origin, known) as answer:
        if answer is None:
            return None
        with disk_errors():
            target.parent.mkdir(parents=True, exist_ok=True)
            return _take(answer, origin, target, check, most_bytes, progress)


class _Answer(NamedTuple):
    body: IO[bytes]
    announced_bytes: int
    validators: Validators


@contextmanager
def _opened(origin: str, known: Validators) -> Iterator[_Answer | None]:
    """The content at an origin, None when it is as it was."""
    if urlsplit(origin).scheme not in {"http", "https"}:
        try:
            file = Path(origin).open("rb")  # noqa: SIM115  closed below, its errors told apart from those of reading
        except OSError as error:
            raise DownloadError(f"{origin}: {error.strerror or error}") from error
        with file:
            yield _Answer(file, os.fstat(file.fileno()).st_size, Validators())
        return
    with _told(origin):
        try:
            answer = urllib.request.urlopen(_request(origin, known), timeout=_TIMEOUT_S)  # noqa: S310  http(s) only
        except urllib.error.HTTPError as error:
            error.close()
            if error.code != _NOT_MODIFIED:
                raise
            answer = None
        if answer is None:
            yield None
            return
        with answer:
            said = Validators(answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
            yield _Answer(answer, int(answer.headers.get("Content-Length") or 0), said)


def _request(origin: str, known: Validators) -> urllib.request.Request:
    headers = {"User-Agent": "skywitness (reference update)", "Accept-Encoding": "gzip, identity"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return urllib.request.Request(origin, headers=headers)  # noqa: S310  the caller has looked at the scheme


@contextmanager
def _told(origin: str) -> Iterator[None]:
    """Turn what goes wrong with a server into words."""
    try:
        yield
    except urllib.error.HTTPError as error:
        raise DownloadError(f"{origin}: the server answered {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        raise DownloadError(f"{origin}: cannot be reached ({error.reason}); is there a network?") from error
    except (TimeoutError, ConnectionError, http.client.HTTPException, ValueError) as error:
        raise DownloadError(f"{origin}: broke off ({str(error) or type(error).__name__}); try again") from error


def _take(
    answer: _Answer,
    origin: str,
    target: Path,
    check: Callable[[Path], None],
    most_bytes: int,
    progress: Progress,
) -> Fetched:
    handle, name = tempfile.mkstemp(suffix=_PART, prefix=target.name, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            fetched = _copy(answer, origin, file, most_bytes, progress)
        check(part)
        part.chmod(0o644)
        part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    return fetched


def _copy(answer: _Answer, origin: str, file: IO[bytes], most_bytes: int, progress: Progress) -> Fetched:
    digest, size, arrived, content = hashlib.sha256(), 0, 0, None
    while chunk := answer.body.read(_CHUNK_BYTES):
        content = content or decompressor(chunk)
        arrived += len(chunk)
        for piece in content.push(chunk):
            size += len(piece)
            if size > most_bytes:
                raise DownloadError(f"{origin}: more than {most_bytes:,} bytes; that is not the table")
            digest.update(piece)
            file.write(piece)
        progress(arrived, answer.announced_bytes)
    if content is not None:
        content.finish()
    if arrived < answer.announced_bytes or (content is not None and content.rejects):
        raise DownloadError(f"{origin}: cut off or damaged after {arrived:,} bytes; try again")
    file.flush()
    os.fsync(file.fileno())
    return Fetched(digest.hexdigest(), size, answer.validators)
