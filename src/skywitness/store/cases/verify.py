"""Verify: a case against itself: every byte hashed once more, the chain walked, every row held against its entry.

What it proves: nothing was changed since the entry that names it. What it cannot prove: that the whole folder was
not written anew. For that, keep the hash of the last entry elsewhere, or have it stamped; stamps are checked too.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from skywitness.store.cases import database, log_file, seal
from skywitness.store.cases.blobs import FOLDER
from skywitness.store.cases.breaks import Break
from skywitness.store.cases.entry import Entry
from skywitness.store.cases.errors import CaseMissingError
from skywitness.store.cases.snapshot import Snapshot, snapshot
from skywitness.store.cases.verify_blobs import blob_breaks
from skywitness.store.cases.verify_log import log_breaks
from skywitness.store.cases.verify_rows import row_breaks
from skywitness.store.cases.verify_stamps import stamp_breaks

_OURS = {database.NAME, log_file.NAME, seal.NAME, FOLDER, "exports"}


class Verified(NamedTuple):
    """What a check of a case found.

    Attributes:
        entries: in its log.
        blobs: that its database knows.
        head: hash of the last entry; kept elsewhere, it proves all that is before it. Empty when there is none.
        breaks: what does not hold, and notes.
    """

    entries: int
    blobs: int
    head: str
    breaks: list[Break]

    @property
    def failed(self) -> bool:
        """Whether evidence is lost or was changed."""
        return any(found.failed for found in self.breaks)


def verify(folder: Path, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Verified:
    """Check a case folder; nothing in it is changed.

    Args:
        folder: of the case.
        progress: called with blobs done and in all.

    Raises:
        CaseMissingError: there is no case.
        CaseBusyError: somebody has been writing for too long.
        OSError: a file cannot be read.
    """
    if not any((folder / name).is_file() for name in (database.NAME, log_file.NAME)):
        raise CaseMissingError(f"no case at {folder}")
    with snapshot(folder) as now:
        found = [*_missing(folder, now), *_strangers(folder)]
        if now.connection is None:
            return Verified(0, 0, "", found)
        try:
            entries, breaks = _inside(folder, now, now.connection, progress)
            (blobs,) = now.connection.execute("SELECT count(*) FROM blobs").fetchone()
        except (sqlite3.Error, ValueError) as error:
            unreadable = Break(database.NAME, "changed", f"it cannot be read: {error}")
            return Verified(0, 0, "", [*found, unreadable])
        head = entries[-1].entry_sha256 if entries else ""
        return Verified(len(entries), blobs, head, [*found, *breaks])


def _inside(
    folder: Path, now: Snapshot, connection: sqlite3.Connection, progress: Callable[[int, int], None]
) -> tuple[list[Entry], list[Break]]:
    entries = [Entry(*row) for row in connection.execute("SELECT * FROM log ORDER BY seq")]
    lines = now.log_lines if now.log_lines is not None else []
    breaks = log_breaks(entries, lines) if now.log_lines is not None else log_breaks(entries, _as_lines(entries))
    breaks += row_breaks(connection, entries)
    breaks += blob_breaks(folder, connection, progress)
    breaks += stamp_breaks(folder, connection, {entry.seq: entry for entry in entries})
    breaks += _seal(now, entries)
    return entries, breaks


def _as_lines(entries: list[Entry]) -> list[bytes]:
    """Where the file is missing, that is said once."""
    return [entry.line() for entry in entries]


def _missing(folder: Path, now: Snapshot) -> Iterator[Break]:
    there = {
        database.NAME: now.database_bytes is not None,
        log_file.NAME: now.log_lines is not None,
        seal.NAME: now.has_seal,
        FOLDER: (folder / FOLDER).is_dir(),
    }
    for name, is_there in there.items():
        if not is_there:
            yield Break(name, "missing", "it belongs to every case: was the folder copied half?")


def _seal(now: Snapshot, entries: list[Entry]) -> Iterator[Break]:
    """The bytes of the database as a whole, those that no row uses too."""
    if now.seal is None:
        if now.has_seal:
            yield Break(seal.NAME, "changed", "it is not as Skywitness wrote it")
        return
    content = now.database_bytes or b""
    if now.has_wal or now.seal.seq < len(entries):
        cut_off = (
            f"its seal is of entry {now.seal.seq} of {len(entries)}: a write was cut off or a reader was open"
        )
        yield Break(database.NAME, "note", f"{cut_off}; rows were checked, bytes that no row uses were not")
    elif hashlib.sha256(content).hexdigest() != now.seal.database_sha256:
        yield Break(
            database.NAME, "changed", "its bytes are not those that were sealed: another program wrote to it"
        )


def _strangers(folder: Path) -> Iterator[Break]:
    for path in sorted(folder.iterdir()):
        if path.name not in _OURS and not path.name.startswith((".", f"{database.NAME}-")):
            yield Break(path.name, "note", "it is not part of the case; nothing here speaks for it")
