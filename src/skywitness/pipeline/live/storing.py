"""Storing: the raw log into its files five times a second and to the disk twice, rows to the archive in batches.

Rows are taken into the archive only after the deliveries that they rest on are on the disk. What the archive
cannot take waits; when too much waits it is let go of, since the raw log has it, and decoded again later.
"""

import asyncio
import time
from collections.abc import Sequence

from skywitness.model import Source
from skywitness.pipeline.live.feed import LiveFeed, Reading
from skywitness.pipeline.live.station import Station
from skywitness.store.errors import ArchiveError
from skywitness.store.live_rows import LiveRows, commit_live
from skywitness.store.raw_log.manifest import Entry
from skywitness.store.raw_log.writer import settle

FLUSH_S = 0.5
"""How often the raw log is brought to the disk: a power cut loses the last second at most."""
WRITE_S = 0.2
"""How often it is put into its file, also while a slow disk is still busy with the last: a kill loses no more."""
COMMIT_ROWS = 40_000
"""Waiting rows that are committed before their time, so that they do not fill the memory: about 25 MB."""
MOST_WAITING_ROWS = 200_000
"""Rows that may wait in memory for the archive, about 100 MB."""
_ARCHIVE = "the archive"


class Storing:
    """Writes for all feeds of a collection."""

    def __init__(self, station: Station) -> None:
        self.committing = asyncio.Lock()
        """Held from taking rows to knowing what became of them."""
        self._station = station
        self._syncing = asyncio.Lock()
        self._closed: dict[str, Entry] = {}

    async def flush_often(self) -> None:
        """Bring the raw log to the disk again and again."""
        while True:
            await asyncio.sleep(FLUSH_S)
            await self.sync()

    async def write_often(self) -> None:
        """Put the raw log into its files again and again, without waiting for the disk."""
        while True:
            await asyncio.sleep(WRITE_S)
            for feed in self._station.feeds.values():
                feed.write()

    async def sync(self) -> bool:
        """Bring the raw log to the disk; whether all that was taken is there."""
        async with self._syncing:
            settled = [await self._sync_one(feed) for feed in self._station.feeds.values()]
        return all(settled)

    async def _sync_one(self, feed: LiveFeed) -> bool:
        feed.write()
        descriptor = feed.writer.unsynced()
        if descriptor is not None:
            try:
                await asyncio.to_thread(settle, descriptor)
            except (ArchiveError, OSError) as error:
                feed.writer.trouble = error
        while feed.writer.closed:
            entry = feed.writer.closed.pop()
            self._closed[entry.source_sha256] = entry
        trouble, about = feed.writer.trouble, f"{feed.name}: the raw log"
        feed.counts.raw_trouble = trouble is not None
        if trouble:
            self._station.log.trouble(about, f"cannot be written to ({trouble}); holding what fits into memory")
        else:
            self._station.log.over(
                about, f"can be written to again; {feed.counts.shed_bytes} bytes were lost in all"
            )
        return trouble is None

    async def commit_often(self, every_s: float) -> None:
        """Commit in this rhythm, and sooner when there is much."""
        last_s = time.monotonic()
        while True:
            await asyncio.sleep(min(FLUSH_S, every_s))
            if self._waiting() >= COMMIT_ROWS or time.monotonic() - last_s >= every_s:
                last_s = time.monotonic()
                await self.commit()

    def _waiting(self) -> int:
        self._station.counts.waiting_rows = sum(feed.waiting_rows for feed in self._station.feeds.values())
        return self._station.counts.waiting_rows

    async def commit(self) -> None:
        """Bring the rows that wait into the archive, and list segments that are done."""
        async with self.committing:
            await self._commit_waiting()
        self._waiting()

    async def _commit_waiting(self) -> None:
        readings = [(feed, reading) for feed in self._station.feeds.values() for reading in feed.readings]
        taken = [(feed, reading, reading.take_rows()) for feed, reading in readings]
        done = [(feed, reading) for feed, reading in readings if self._is_done(reading)]
        batch = [rows for _, _, rows in taken if rows.states or rows.statements]
        if not await self.into_archive(batch, self._ended(done)):
            for _, reading, rows in taken:
                reading.give_back(rows)
            self._let_go()
            return
        for feed, _, rows in taken:
            feed.counts.stored_rows += len(rows.states)
        for feed, reading in done:
            feed.let_go(reading)
            del self._closed[reading.source_sha256]

    def _is_done(self, reading: Reading) -> bool:
        return reading.ended and reading.source_sha256 in self._closed

    def _ended(self, done: Sequence[tuple[LiveFeed, Reading]]) -> list[Source]:
        """Lines for the table of sources, of segments that were wholly decoded."""
        now = self._station.world.now()
        return [
            reading.tally.source(reading.follower, self._closed[reading.source_sha256], now)
            for _, reading in done
            if reading.whole
        ]

    async def into_archive(self, batch: Sequence[LiveRows], ended: Sequence[Source]) -> bool:
        """Commit, once what the rows rest on is on the disk; whether it worked.

        The caller holds ``committing``.
        """
        if not batch and not ended:
            return True
        if not await self.sync():
            return False
        try:
            await asyncio.to_thread(self._write, batch, ended)
        except (ArchiveError, OSError) as error:
            self._station.counts.failed_commits += 1
            self._station.log.trouble(_ARCHIVE, f"takes no rows now, they wait ({error})")
            return False
        self._station.counts.commits += 1
        self._station.log.over(_ARCHIVE, "takes rows again")
        return True

    def _write(self, batch: Sequence[LiveRows], ended: Sequence[Source]) -> None:
        with self._station.archive.writing():
            commit_live(self._station.archive, batch, ended)

    def _let_go(self) -> None:
        if self._waiting() > MOST_WAITING_ROWS:
            dropped = sum(feed.drop_rows() for feed in self._station.feeds.values())
            self._station.log.say(
                _ARCHIVE, f"did not take {dropped} rows for long; they are decoded again from the raw log"
            )

    def finish(self) -> None:
        """Close the raw logs; what is queued must have been decoded."""
        for feed in self._station.feeds.values():
            feed.end(self._station.world.now_ms())
            for entry in feed.writer.closed:
                self._closed[entry.source_sha256] = entry
            feed.writer.closed.clear()
