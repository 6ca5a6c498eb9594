"""Lock: one writer at a time; readers need none, because a table's version never changes under them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skywitness.store.errors import ArchiveError, ArchiveLockedError


@contextmanager
def writer_lock(path: Path, holding: str = "another import is writing to") -> Iterator[None]:
    """Hold the archive's lock file; the system lets go of it when the process ends, however it ends.

    Args:
        path: the lock file.
        holding: what another process that holds it does with the folder.

    Raises:
        ArchiveLockedError: another process holds it.
        ArchiveError: the file cannot be opened.
    """
    try:
        handle = path.open("a+")
    except OSError as error:
        raise ArchiveError(f"cannot write to {path.parent}: {(error.strerror or str(error)).lower()}") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            raise ArchiveLockedError(
                f"{holding} {path.parent} (process {holder}); wait for it to end and try again"
            ) from error
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield
