"""Case lock: one writer at a time, others wait a little and are told who it is."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from skywitness.store.cases.errors import CaseBusyError

NAME = ".lock"
_TRIES, _PAUSE_S = 200, 0.05
"""Ten seconds in all, as long as the database waits."""


@contextmanager
def case_lock(folder: Path, actor: str, tries: int = _TRIES) -> Iterator[None]:
    """Hold a case for writing; the system lets go of it when the process ends, however it ends.

    Args:
        folder: of the case.
        actor: name of the person, shown to others who want to write.
        tries: how often it is tried, twenty times a second.

    Raises:
        CaseBusyError: another process has held it all that time.
        OSError: the folder cannot be written to.
    """
    with (folder / NAME).open("a+") as handle:
        for left in range(tries, -1, -1):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not left:
                    handle.seek(0)
                    holder = handle.read().strip() or "somebody else"
                    raise CaseBusyError(
                        f"{holder} is writing to the case {folder.name}; wait for them and try again"
                    ) from None
            Event().wait(_PAUSE_S)
        handle.truncate(0)
        handle.write(f"{actor} (process {os.getpid()})")
        handle.flush()
        yield
