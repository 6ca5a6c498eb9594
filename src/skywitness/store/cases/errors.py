"""Errors of case folders, each with words for the user."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skywitness.store.errors import ArchiveError, DiskFullError, is_disk_full

_FULL = "database or disk is full"
_LOCKED = "locked"


class CaseError(ArchiveError):
    """A case cannot be used as asked; the message says why and what to do."""


class CaseMissingError(CaseError):
    """There is no case at this place, or part of it is missing."""


class CaseBusyError(CaseError):
    """Somebody else is writing to the case."""


class CaseConflictError(CaseError):
    """What was to be corrected was corrected by somebody else meanwhile."""


@contextmanager
def case_errors(folder: Path) -> Iterator[None]:
    """Turn what SQLite and the disk raise into errors with words.

    Raises:
        DiskFullError: no room; nothing half-written is visible.
        CaseBusyError: locked for longer than is waited.
        CaseError: the database is damaged, or refuses a row.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if is_disk_full(error) or _FULL in str(error):
            raise DiskFullError(
                f"no room left on the disk of the case {folder.name}; nothing was stored"
            ) from error
        if isinstance(error, sqlite3.OperationalError) and _LOCKED in str(error):
            raise CaseBusyError(
                f"somebody else is writing to the case {folder.name}; wait for them and try again"
            ) from error
        if isinstance(error, sqlite3.IntegrityError):
            raise CaseError(f"the case {folder.name} refuses this: {error}") from error
        if isinstance(error, sqlite3.Error):
            raise CaseError(
                f"{folder.name}/case.db cannot be read ({error}); `skywitness case verify` says what is damaged"
            ) from error
        raise
