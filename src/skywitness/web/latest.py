"""Latest: what was heard lately, read once for all who ask within the same second."""

import threading
from datetime import date, datetime

from skywitness.emit.known_aircraft import AircraftName
from skywitness.pipeline.heard import Heard, heard, heard_live, names_of
from skywitness.pipeline.live.collect import Collector
from skywitness.store.archive import Archive
from skywitness.web.site import Site


class Latest:
    """What was heard lately: by the collector of this process, or else as the archive has it."""

    def __init__(self, site: Site, collector: Collector | None = None) -> None:
        self._site = site
        self._collector = collector
        self._lock = threading.Lock()
        self._key: tuple[str, datetime] | None = None
        self._found = Heard([], 0)
        self._named: tuple[str, date] | None = None
        self._names: dict[str, AircraftName | None] = {}

    def read(self) -> tuple[Heard, datetime]:
        """What was heard, and the time of the answer.

        Raises:
            ArchiveError: a table cannot be read.
        """
        archive, now = self._site.archive(), self._site.clock()
        if self._collector is not None:
            with self._lock:
                return self._live(self._collector, archive, now), now
        key = archive.version(["positions", "identities"]), now.replace(microsecond=0)
        with self._lock:
            if key != self._key:
                self._found = heard(archive, now)
                self._key = key
            return self._found, now

    def _live(self, collector: Collector, archive: Archive, now: datetime) -> Heard:
        """What the collector hears; who one is, is looked up when it comes and when that is derived anew."""
        aircraft = list(collector.live)
        named = archive.version(["identities"]), now.date()
        if named != self._named:
            self._named, self._names = named, {}
        new = [one.state.icao24 for one in aircraft if one.state.icao24 not in self._names]
        if new:
            self._names |= dict.fromkeys(new) | names_of(archive, new, now)
        names = {icao24: name for icao24, name in self._names.items() if name is not None}
        messages = sum(feed.messages for feed in collector.counts.feeds.values())
        return heard_live(aircraft, names, messages, reconstruction=collector.reconstruction)
