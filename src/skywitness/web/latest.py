"""Latest: what was heard lately, read once for all who ask within the same second."""

import threading
from datetime import datetime

from skywitness.pipeline.heard import Heard, heard
from skywitness.web.site import Site


class Latest:
    """What was heard lately of one site's archive."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = threading.Lock()
        self._key: tuple[str, datetime] | None = None
        self._found = Heard([], 0)

    def read(self) -> tuple[Heard, datetime]:
        """What was heard, and the time of the answer.

        Raises:
            ArchiveError: a table cannot be read.
        """
        archive, now = self._site.archive(), self._site.clock()
        key = archive.version(["positions", "identities"]), now.replace(microsecond=0)
        with self._lock:
            if key != self._key:
                self._found = heard(archive, now)
                self._key = key
            return self._found, now
