"""Database: connections to ``case.db``, to read and to write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skywitness.store.cases.errors import CaseError, CaseMissingError, case_errors
from skywitness.store.cases.schema import APPLICATION_ID, statements
from skywitness.store.cases.tables import SCHEMA_VERSION

NAME = "case.db"
BUSY_MS = 10_000
"""So long is waited for another writer; judgement: longer than any one append takes."""


def make(folder: Path) -> None:
    """An empty case file in a folder that has none.

    Raises:
        CaseError: it cannot be written.
    """
    with case_errors(folder):
        connection = sqlite3.connect(folder / NAME, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            for statement in statements():
                connection.execute(statement)
            connection.execute("COMMIT")
        finally:
            connection.close()


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can only read.

    Raises:
        CaseMissingError: there is no case file.
        CaseError: it cannot be read, or was written by another version.
    """
    with _connected(folder) as connection:
        connection.execute("PRAGMA query_only = ON")
        yield connection


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can write, each change on the disk when it is committed.

    Raises:
        as ``reading``.
    """
    with _connected(folder) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        yield connection


@contextmanager
def _connected(folder: Path) -> Iterator[sqlite3.Connection]:
    path = folder / NAME
    if not path.is_file():
        raise CaseMissingError(f"no case at {folder}: {NAME} is missing")
    with case_errors(folder):
        connection = sqlite3.connect(_address(path), uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
        try:
            connection.row_factory = sqlite3.Row
            _check_version(connection, folder)
            yield connection
        finally:
            connection.close()


def _address(path: Path) -> str:
    """On a disk that cannot be written to, the file is opened as one that never changes: it needs no lock then."""
    quiet = not os.access(path.parent, os.W_OK) and not path.with_name(f"{NAME}-wal").exists()
    return f"{path.resolve().as_uri()}?{'mode=ro&immutable=1' if quiet else 'mode=rw'}"


def _check_version(connection: sqlite3.Connection, folder: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise CaseError(f"{folder.name}/{NAME} is no case file")
    if version != SCHEMA_VERSION:
        raise CaseError(
            f"the case {folder.name} was written by another version of Skywitness (schema {version}, "
            f"this one knows {SCHEMA_VERSION}); open it with that one"
        )
