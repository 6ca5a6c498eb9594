"""Errors of the store, each with words for the user."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl
from deltalake.exceptions import DeltaError

_FULL = {errno.ENOSPC: "no space left on device", errno.EDQUOT: "quota exceeded", errno.EFBIG: "file too large"}
"""What the system says when a write cannot grow, as errno and as the text that Rust libraries pass on."""

_CUT_FOOTER = "thrift: transport error"
"""What Polars says when there was room for the rows of a Parquet file and none for its footer."""


class ArchiveError(Exception):
    """The archive cannot be used as asked; the message says why and what to do."""


class ArchiveMissingError(ArchiveError):
    """There is no archive at this place."""


class ArchiveLockedError(ArchiveError):
    """Another process is writing to the archive."""


class DiskFullError(ArchiveError):
    """The disk, a quota or a limit on file size stopped a write; nothing half-written is visible."""


class QueryError(ArchiveError):
    """A query was refused or failed."""


def is_disk_full(error: BaseException) -> bool:
    """Whether an error, from Python or passed on as text by a Rust library, means that there is no room."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    text = str(error).lower()
    return _CUT_FOOTER in text or any(
        words in text or f"os error {number}" in text for number, words in _FULL.items()
    )


@contextmanager
def table_errors() -> Iterator[None]:
    """Turn what the tables' libraries raise into ArchiveError, for one who waits and tries again.

    Raises:
        ArchiveError: a table could not be read or written inside the block.
    """
    try:
        yield
    except (DeltaError, pl.exceptions.PolarsError) as error:
        raise ArchiveError(f"a table cannot be read or written ({error})") from error


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn every way in which a write runs out of room into DiskFullError.

    Raises:
        DiskFullError: no room was left inside the block.
    """
    try:
        yield
    except (OSError, DeltaError, pl.exceptions.PolarsError) as error:
        if not is_disk_full(error):
            raise
        raise no_room(error) from error


def no_room(error: BaseException) -> DiskFullError:
    """The error that says so, with the words of the system's."""
    return DiskFullError(f"no room left on the disk of the archive ({error})")
