"""Snapshot: the files of a case as they are at one moment, copied aside so that looking changes nothing."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from skywitness.store.cases import database, log_file, seal
from skywitness.store.cases.case_lock import case_lock

_WAL = f"{database.NAME}-wal"


class Snapshot(NamedTuple):
    """A case at one moment.

    Attributes:
        database_bytes: bytes of ``case.db``; None when it is missing.
        has_wal: whether a write was cut off and its rows are still in ``case.db-wal``.
        log_lines: lines of ``log.jsonl`` with their ends; None when it is missing.
        has_seal: whether there is a ``seal.json``.
        seal: what it says; None when that cannot be believed.
        connection: to a copy of the database; None when it is missing.
    """

    database_bytes: bytes | None
    has_wal: bool
    log_lines: list[bytes] | None
    has_seal: bool
    seal: seal.Seal | None
    connection: sqlite3.Connection | None


@contextmanager
def snapshot(folder: Path) -> Iterator[Snapshot]:
    """A case at one moment, between two writes where the folder can be written to.

    Raises:
        CaseBusyError: somebody has been writing for too long.
        OSError: a file cannot be read.
    """
    lock = case_lock(folder, "a check") if os.access(folder, os.W_OK) else nullcontext()
    with tempfile.TemporaryDirectory(prefix="skywitness-") as name:
        aside = Path(name)
        with lock:
            for file in (database.NAME, _WAL):
                if (folder / file).is_file():
                    shutil.copyfile(folder / file, aside / file)
            log = folder / log_file.NAME
            lines = log_file.read_lines(log) if log.is_file() else None
            has_seal, said = (folder / seal.NAME).is_file(), seal.read_seal(folder)
        copy = aside / database.NAME
        content = copy.read_bytes() if copy.is_file() else None
        has_wal = (aside / _WAL).is_file() and (aside / _WAL).stat().st_size > 0
        connection = sqlite3.connect(copy, isolation_level=None) if content is not None else None
        try:
            if connection:
                connection.row_factory = sqlite3.Row
            yield Snapshot(content, has_wal, lines, has_seal, said, connection)
        finally:
            if connection:
                connection.close()
