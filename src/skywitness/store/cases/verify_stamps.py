"""Verify the stamps: each against the entry that it was made over, and with the certificates kept with it."""

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from skywitness.model import CaseStamp
from skywitness.store.cases import database
from skywitness.store.cases.blobs import blob_path
from skywitness.store.cases.breaks import Break
from skywitness.store.cases.entry import Entry
from skywitness.store.cases.errors import CaseError
from skywitness.store.cases.tables import table_of
from skywitness.store.cases.time_stamp import read_roots, stamped_at
from skywitness.store.cases.values import from_cell


def stamp_breaks(folder: Path, connection: sqlite3.Connection, entries: Mapping[int, Entry]) -> Iterator[Break]:
    """Stamps that do not hold.

    Args:
        folder: of the case.
        connection: to its database.
        entries: of the log, by number.

    Raises:
        sqlite3.Error: the database cannot be read.
    """
    table = table_of(CaseStamp)
    for row in connection.execute("SELECT * FROM stamps ORDER BY log_seq"):
        stamp = CaseStamp(*(from_cell(kind, row[name]) for name, kind in table.columns.items()))
        entry = entries.get(stamp.entry_seq)
        if entry is None or entry.entry_sha256 != stamp.entry_sha256:
            yield Break(database.NAME, "stamp", f"{stamp.stamp_id} was made over another entry {stamp.entry_seq}")
        elif wrong := _wrong(folder, stamp):
            name = blob_path(folder, stamp.token_sha256).relative_to(folder).as_posix()
            yield Break(name, "stamp", f"{stamp.stamp_id}: {wrong}")


def _wrong(folder: Path, stamp: CaseStamp) -> str | None:
    """Why a stamp does not hold; None when it does. What is missing is said with the blobs."""
    try:
        token = blob_path(folder, stamp.token_sha256).read_bytes()
        roots = blob_path(folder, stamp.roots_sha256).read_bytes() if stamp.roots_sha256 else None
        at = stamped_at(token, stamp.entry_sha256, read_roots(roots) if roots else [])
    except OSError:
        return None
    except CaseError as error:
        return str(error)
    return None if at == stamp.stamped_at else f"its token says {at.isoformat()}"
