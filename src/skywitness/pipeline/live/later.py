"""Later: what a crash, a busy decoder or a full archive left in the raw log, decoded while collecting goes on."""

import asyncio

from skywitness.pipeline.catch_up import Missing, Part, decoded, held_by, lead_of, missing_segments
from skywitness.pipeline.live.station import Station
from skywitness.pipeline.live.storing import Storing
from skywitness.store.errors import ArchiveError
from skywitness.store.raw_log.segment import load_segment

LOOK_S = 5.0
"""Between two looks while something is left; none is made otherwise: manifests grow with the years."""
_AGAIN_S = 5.0


class Later:
    """Decodes segments that nobody is reading live and that the archive does not wholly hold."""

    def __init__(self, station: Station, storing: Storing) -> None:
        self._station = station
        self._storing = storing
        self._faulty: set[str] = set()

    async def run(self) -> None:
        """Look for such segments at the start and whenever something was left, for ever."""
        while True:
            try:
                for missing in await self._todo():
                    await self._one_if_it_can_be(missing)
            except (ArchiveError, OSError) as error:
                self._station.log.trouble("the raw log", f"cannot be caught up with now ({error})")
            await asyncio.sleep(LOOK_S)
            while not self._is_something_left():  # noqa: ASYNC110  several things leave something, each in its way
                await asyncio.sleep(LOOK_S)

    def _is_something_left(self) -> bool:
        left = self._station.counts.left_segments > 0
        return left or any(feed.has_left for feed in self._station.feeds.values())

    async def _one_if_it_can_be(self, missing: Missing) -> None:
        """Take one segment; one that cannot be read now is left, one that cannot be decoded is left for good."""
        path = f"{missing.folder.name}: {missing.entry.path}"
        try:
            await self._one(missing)
        except OSError as error:
            self._station.log.trouble(path, f"cannot be read now ({error}); trying again")
        except ArchiveError:
            raise
        except Exception as error:  # noqa: BLE001  one segment that cannot be decoded must not end the collection
            self._faulty.add(missing.entry.source_sha256)
            self._station.counts.decoder_faults += 1
            self._station.log.say(
                path, f"cannot be decoded ({error!r}), please report it; it stays in the raw log"
            )

    async def _todo(self) -> list[Missing]:
        busy = self._being_read()
        leaving = [feed for feed in self._station.feeds.values() if feed.is_leaving]
        found = await asyncio.to_thread(
            missing_segments, self._station.raw, self._station.archive, list(self._station.feeds)
        )
        busy |= self._being_read()
        todo = [missing for missing in found if missing.entry.source_sha256 not in busy | self._faulty]
        self._station.counts.left_segments = len(todo)
        for feed in self._station.feeds.values():
            feed.has_left = feed in leaving or feed.is_leaving
        return todo

    def _being_read(self) -> set[str]:
        return {reading.source_sha256 for feed in self._station.feeds.values() for reading in feed.readings}

    async def _one(self, missing: Missing) -> None:
        entry, feed = missing.entry, self._station.feeds[missing.folder.name]
        segment = await asyncio.to_thread(load_segment, missing.folder / entry.path)
        if segment.header is None:
            self._faulty.add(entry.source_sha256)
            self._station.counts.left_segments -= 1
            self._station.log.say(feed.name, f"the header of {entry.path} is lost; it stays in the raw log")
            return
        lead = await asyncio.to_thread(lead_of, missing.before)
        held = await asyncio.to_thread(held_by, self._station.archive, entry)
        rows = 0
        for part in decoded(segment, lead, held, entry, self._station.world.now()):
            await asyncio.sleep(0)
            if part:
                await self._store(part)
                rows += len(part.rows.states)
        feed.counts.stored_rows += rows
        self._station.counts.left_segments -= 1
        self._station.log.say(feed.name, f"took {rows} rows of {entry.path} that were not in the archive yet")

    async def _store(self, part: Part) -> None:
        while True:
            async with self._storing.committing:
                if await self._storing.into_archive([part.rows], [part.ended] if part.ended else []):
                    return
            await asyncio.sleep(_AGAIN_S)
