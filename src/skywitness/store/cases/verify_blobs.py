"""Verify the blobs: each file against the hash that is its name, and what the database knows against the files."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from skywitness.store.cases.blobs import FOLDER, blob_files, blob_path
from skywitness.store.cases.breaks import Break


def blob_breaks(
    folder: Path, connection: sqlite3.Connection, progress: Callable[[int, int], None]
) -> Iterator[Break]:
    """Blobs that were changed, are missing though nobody deleted them, or are unknown.

    Args:
        folder: of the case.
        connection: to its database.
        progress: called with files done and in all.

    Raises:
        sqlite3.Error: the database cannot be read.
    """
    known = {row[0]: row[1] for row in connection.execute("SELECT sha256, size_bytes FROM blobs")}
    deleted = {row[0] for row in connection.execute("SELECT sha256 FROM tombstones")}
    paths = {path.relative_to(folder).as_posix(): path for path in blob_files(folder)}
    wanted = {blob_path(folder, sha256).relative_to(folder).as_posix(): sha256 for sha256 in known}
    for done, (name, sha256) in enumerate(wanted.items(), 1):
        progress(done, len(wanted))
        if name not in paths:
            if sha256 not in deleted:
                yield Break(
                    name, "missing", f"{known[sha256]:,} bytes; nobody deleted it: was the folder copied half?"
                )
            continue
        if sha256 in deleted:
            yield Break(
                name, "note", "a tombstone says that it was deleted; `case forget` of its capture finishes that"
            )
        if (found := file_sha256(paths[name])) != sha256:
            yield Break(name, "changed", f"its name says {sha256[:12]}…, its bytes give {found[:12]}…")
    for name in sorted(paths.keys() - wanted.keys()):
        yield Break(
            name, "note", f"no row names this file below {FOLDER}; left by a write that was cut off, or added"
        )


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces; words in its place when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"
