"""Site: what every page is answered from: the archive, the folders, the clock and who may ask."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from skywitness import __version__
from skywitness.store.archive import Archive
from skywitness.store.reference_files import FOLDER
from skywitness.web.base_map import OwnMap
from skywitness.web.memory import Memory
from skywitness.web.users import Users

Clock = Callable[[], datetime]

STATIC = Path(__file__).parent / "static"
"""Where the build of the front end lies in the package."""
NOTHING_YET = (
    "the archive is empty: import a recording (`skywitness import FILE`), record a feed (`skywitness collect "
    "SOURCE`), or build the example (`skywitness demo`)"
)


@dataclass(frozen=True)
class SiteOptions:
    """How a site is served.

    Attributes:
        users: who may ask; nobody named lets everybody in, which only a server on loopback may.
        hosts: names under which the site is asked for beside addresses and ``localhost``, lower case.
        static: folder with the build of the front end.
        threads: questions that are answered at the same time.
        receiver_deg: latitude and longitude of the receiver, which tar1090 centres on; None where it is not told.
        tar1090: the folder ``html`` of an unmodified tar1090; None for none.
        tar1090_db: the folder ``db`` of its database; None for none.
        own_map: the base map in place of the one in the package; None for that one.
        warm: read the tables of names when the server starts, and not with the first question.
    """

    users: Users = field(default_factory=Users)
    hosts: frozenset[str] = frozenset()
    static: Path = STATIC
    threads: int = 8
    receiver_deg: tuple[float, float] | None = None
    tar1090: Path | None = None
    tar1090_db: Path | None = None
    own_map: OwnMap | None = None
    warm: bool = True


class Site:
    """One data directory, served.

    Attributes:
        data: the data directory.
        clock: tells the time, UTC.
        options: how it is served.
        memory: answers that took long.
    """

    def __init__(self, data: Path, clock: Clock, options: SiteOptions) -> None:
        self.data = data
        self.clock = clock
        self.options = options
        self.memory = Memory()
        self._checked = ""
        self._lock = threading.Lock()

    @property
    def reference(self) -> Path:
        """Folder of the tables of reference."""
        return self.data / FOLDER

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever brought into the archive."""
        return not Archive(self.data).version(["positions", "sources"]).strip("|")

    def archive(self) -> Archive:
        """The archive to read; one without tables where nothing was imported.

        Raises:
            ArchiveError: a table cannot be read, or was written by another version.
        """
        archive = Archive(self.data)
        version = archive.version()
        with self._lock:
            if version != self._checked and archive.folder.is_dir():
                archive = Archive.open(self.data)
                self._checked = version
        return archive

    def version(self) -> str:
        """A text that changes whenever an answer may: with the tables, the reference sources and the program."""
        notes = sorted(self.reference.iterdir()) if self.reference.is_dir() else []
        seen = [f"{path.name}:{path.stat().st_mtime_ns}" for path in notes]
        return "|".join([__version__, Archive(self.data).version(), *seen])


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


AskedSite = Annotated[Site, Depends(_site)]
"""A parameter of a page: the site that is asked."""
