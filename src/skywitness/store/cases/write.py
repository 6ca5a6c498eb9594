"""Write: the one place that adds to a case; a row and its entry in the log go in together or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from skywitness.measure.canonical_json import Json, canonical_sha256
from skywitness.model import Capture, CaseBlob, Claim
from skywitness.store.cases import log_file
from skywitness.store.cases.blobs import delete_blob, read_blob, write_blob
from skywitness.store.cases.case_lock import case_lock
from skywitness.store.cases.database import writing
from skywitness.store.cases.entry import GENESIS, Entry
from skywitness.store.cases.errors import CaseConflictError, CaseError, case_errors
from skywitness.store.cases.seal import write_seal
from skywitness.store.cases.tables import CaseTable, object_id, table_of
from skywitness.store.cases.values import to_cell, to_json

Record = TypeVar("Record")
_READERS_MS = 500
"""So long is waited for readers before the seal is left to the next write."""


class CaseWrite:
    """A write to a case; what it adds is seen by others when it ends, all of it or nothing."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, actor: str, at: datetime) -> None:
        """Only ``writing_to`` makes one."""
        self._folder, self._connection, self._actor = folder, connection, actor
        self._at = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        self._new_blobs: list[str] = []

    def append(self, record: Record) -> Record:
        """Add a record.

        Returns:
            The record, with an id where it had an empty one.

        Raises:
            CaseConflictError: it corrects a row that another row has corrected already.
            CaseError: its id is taken, or it refers to what is not there.
        """
        table = table_of(record)
        record = self._with_id(table, record)
        self._refuse_second_correction(table, record)
        seq = self.note("append", table.name, object_id(table, record), to_json(record))
        cells = [to_cell(getattr(record, name)) for name in table.columns]
        marks = ", ".join("?" * (len(cells) + 1))
        self._connection.execute(f"INSERT INTO {table.name} VALUES ({marks})", [*cells, seq])  # noqa: S608  our names
        self._index(record)
        return record

    def add_blob(
        self, data: bytes, mime: str = "application/octet-stream", derived_from: str | None = None
    ) -> str:
        """Keep bytes; the same bytes are kept once.

        Args:
            data: the bytes.
            mime: media type.
            derived_from: SHA-256 of the blob that they were made from.

        Returns:
            Their SHA-256.

        Raises:
            DiskFullError: no room.
        """
        sha256, is_new = write_blob(self._folder, data)
        if is_new:
            self._new_blobs.append(sha256)
        known = self._connection.execute("SELECT 1 FROM blobs WHERE sha256 = ?", [sha256]).fetchone()
        if known is None:
            self.append(CaseBlob(sha256, len(data), mime, derived_from))
        return sha256

    def note(self, action: str, object_kind: str, object_name: str, payload: Json = None) -> int:
        """Enter into the log something that is no row: an export, an access, a hand-over.

        Args:
            action: a verb, such as ``export``.
            object_kind: what it was done to, such as ``dossier``.
            object_name: which.
            payload: what is said of it; its hash is kept.

        Returns:
            Number of the entry.
        """
        last = self._connection.execute("SELECT seq, entry_sha256 FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        seq, before = (last["seq"] + 1, last["entry_sha256"]) if last else (1, GENESIS)
        payload_sha256 = canonical_sha256(payload)
        entry = Entry(
            seq, self._at, self._actor, action, object_kind, object_name, payload_sha256, before
        ).sealed()
        self._connection.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", entry)
        return seq

    def forget_text(self, capture_id: str) -> None:
        """Take a capture's text out of the search, leaving no trace of its words in the index."""
        self._connection.execute("DELETE FROM text_search WHERE capture_id = ?", [capture_id])
        self._connection.execute("INSERT INTO text_search(text_search) VALUES ('optimize')")

    def undo_blobs(self) -> None:
        """Take away the files of a write that did not come to its end."""
        for sha256 in self._new_blobs:
            delete_blob(self._folder, sha256)

    def _with_id(self, table: CaseTable, record: Record) -> Record:
        if not table.prefix or getattr(record, table.key[0]):
            return record
        query = f"SELECT count(*) FROM {table.name}"  # noqa: S608  names of ours
        (count,) = self._connection.execute(query).fetchone()
        taken = f"SELECT 1 FROM {table.name} WHERE {table.key[0]} = ?"  # noqa: S608  names of ours
        number = count + 1
        while self._connection.execute(taken, [f"{table.prefix}-{number}"]).fetchone():
            number += 1
        named: Record = cast("Any", record)._replace(**{table.key[0]: f"{table.prefix}-{number}"})
        return named

    def _refuse_second_correction(self, table: CaseTable, record: object) -> None:
        corrected = getattr(record, "supersedes", None)
        if corrected is None or getattr(record, "split_from", None) is not None:
            return
        key = table.key[0]
        query = f"SELECT {key} AS key FROM {table.name} WHERE supersedes = ?"  # noqa: S608  names of ours
        if found := self._connection.execute(query, [corrected]).fetchone():
            raise CaseConflictError(
                f"{corrected} was corrected meanwhile by {found['key']}; look at that and correct it instead"
            )
        there = f"SELECT 1 FROM {table.name} WHERE {key} = ?"  # noqa: S608  names of ours
        if self._connection.execute(there, [corrected]).fetchone() is None:
            raise CaseError(f"there is no {corrected} to be corrected")

    def _index(self, record: object) -> None:
        """Make a text or a claim searchable."""
        if isinstance(record, Capture) and record.text_sha256:
            text = read_blob(self._folder, record.text_sha256).decode("utf-8")
            self._connection.execute("INSERT INTO text_search VALUES (?, ?)", [record.capture_id, text])
        elif isinstance(record, Claim):
            quote = " … ".join(span.exact for span in record.spans)
            row = [record.claim_id, record.proposition, quote]
            self._connection.execute("INSERT INTO claim_search VALUES (?, ?, ?)", row)


@contextmanager
def writing_to(folder: Path, actor: str, at: datetime) -> Iterator[CaseWrite]:
    """Write to a case: the whole block is one transaction.

    Args:
        folder: of the case.
        actor: name of the person who does it.
        at: UTC.

    Raises:
        CaseBusyError: somebody else has been writing for too long.
        DiskFullError: no room; nothing of the block was stored.
        CaseError: the case is damaged, or refuses a row; nothing of the block was stored.
    """
    with case_errors(folder), case_lock(folder, actor), writing(folder) as connection:
        connection.execute("BEGIN IMMEDIATE")
        write = CaseWrite(folder, connection, actor, at)
        try:
            yield write
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            write.undo_blobs()
            raise
        settle(folder, connection)


def settle(folder: Path, connection: sqlite3.Connection) -> None:
    """Bring the log's file and the seal up to the database; for who holds the lock, outside a transaction.

    What the disk has no room for is made up by the next write: the rows are stored already.
    """
    with suppress(OSError):
        log = folder / log_file.NAME
        _, _, last = log_file.count_whole(log)
        query = "SELECT * FROM log WHERE seq > ? ORDER BY seq"
        entries = [Entry(*row) for row in connection.execute(query, [last or 0])]
        log_file.append_lines(log, entries)
        connection.execute(f"PRAGMA busy_timeout = {_READERS_MS}")
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        head = connection.execute("SELECT seq, entry_sha256 FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        if not busy and head:
            write_seal(folder, head["seq"], head["entry_sha256"])
