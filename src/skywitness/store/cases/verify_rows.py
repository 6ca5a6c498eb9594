"""Verify the rows: each against the hash in its entry of the log, and the log against the rows."""

import sqlite3
from collections.abc import Iterator, Sequence

from skywitness.measure.canonical_json import canonical_sha256
from skywitness.store.cases import database
from skywitness.store.cases.breaks import Break
from skywitness.store.cases.entry import Entry
from skywitness.store.cases.tables import CASE_TABLES, CASE_TABLES_BY_NAME, CaseTable
from skywitness.store.cases.values import from_cell, to_json


def row_breaks(connection: sqlite3.Connection, entries: Sequence[Entry]) -> Iterator[Break]:
    """Rows that are not as they were when they were added, were taken out, or came in without an entry.

    Raises:
        sqlite3.Error: the database cannot be read.
    """
    by_seq = {entry.seq: entry for entry in entries if entry.action == "append"}
    seen: set[int] = set()
    for table in CASE_TABLES:
        for row in connection.execute(f"SELECT * FROM {table.name} ORDER BY log_seq"):  # noqa: S608  names of ours
            seq = row["log_seq"]
            entry = by_seq.get(seq)
            seen.add(seq)
            if entry is None or entry.object_kind != table.name:
                yield Break(database.NAME, "row", f"a row of {table.name} has no entry in the log (it says {seq})")
            elif _sha256(table, row) != entry.payload_sha256:
                yield Break(
                    database.NAME, "row", f"{entry.object_id} of {table.name} was changed since entry {seq}"
                )
    for seq in sorted(set(by_seq) - seen):
        entry = by_seq[seq]
        if entry.object_kind in CASE_TABLES_BY_NAME:
            yield Break(
                database.NAME, "row", f"{entry.object_id} of {entry.object_kind} (entry {seq}) was taken out"
            )


def _sha256(table: CaseTable, row: sqlite3.Row) -> str:
    """Hash of what the row says today; empty when it cannot be read as such a record."""
    try:
        values = {name: from_cell(kind, row[name]) for name, kind in table.columns.items()}
        return canonical_sha256(to_json(values))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return ""
