"""Watching: silence, this computer's clock, and the age of the raw log."""

import asyncio
import time

from skywitness.model import Chunk
from skywitness.model.chunk import CLOCK
from skywitness.pipeline.live.feed import LiveFeed
from skywitness.pipeline.live.station import Station
from skywitness.store.errors import ArchiveError
from skywitness.store.live_rows import listed_sources
from skywitness.store.raw_log.retention import delete_old

CLOCK_SET_MS = 5_000
"""A clock that gains or loses this within a second was set; time servers adjust by far less at a time."""
_LOOK_S = 1.0
_RETAIN_S = 60.0


class Watching:
    """Looks at everything once a second."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._offset_ms = self._clocks_apart_ms()

    async def run(self) -> None:
        """Watch, for ever."""
        looks = 0
        while True:
            await asyncio.sleep(_LOOK_S)
            looks += 1
            self._watch_clock()
            self._station.live.forget(self._station.world.now_ms())
            self._station.counts.aircraft = len(self._station.live)
            for feed in self._station.feeds.values():
                self._watch_silence(feed)
                feed.count_rejects()
            if looks % int(_RETAIN_S / _LOOK_S) == 0:
                await self._retain()

    def _clocks_apart_ms(self) -> float:
        return self._station.world.now_ms() - time.monotonic() * 1000

    def _watch_clock(self) -> None:
        moved_ms = self._clocks_apart_ms() - self._offset_ms
        self._offset_ms += moved_ms
        if abs(moved_ms) <= CLOCK_SET_MS:
            return
        self._station.counts.clock_jumps += 1
        self._station.log.say("this computer", f"its clock was set by {moved_ms / 1000:+.0f} s")
        for feed in self._station.feeds.values():
            feed.record(Chunk(CLOCK, self._station.world.now_ms(), f"{moved_ms:+.0f} ms".encode()))

    def _watch_silence(self, feed: LiveFeed) -> None:
        silent_s = time.monotonic() - feed.useful_s
        if (silent_s > self._station.options.silence_s) == feed.counts.silent:
            return
        feed.counts.silent = not feed.counts.silent
        if not feed.counts.silent:
            self._station.log.say(feed.name, "messages come again")
            return
        came = f", though {feed.idle_bytes} bytes came" if feed.idle_bytes else ""
        self._station.log.say(feed.name, f"ALARM: not one message for {silent_s:.0f} s{came}")

    async def _retain(self) -> None:
        try:
            listed = await asyncio.to_thread(listed_sources, self._station.archive)
            for feed in self._station.feeds.values():
                self._delete(feed, listed)
        except (ArchiveError, OSError) as error:
            self._station.log.trouble("the raw log", f"old segments cannot be deleted now ({error})")

    def _delete(self, feed: LiveFeed, listed: frozenset[str]) -> None:
        keep, now_ms = self._station.options.keep, self._station.world.now_ms()
        deleted = delete_old(self._station.raw / feed.name, feed.writer.manifest, listed, keep, now_ms)
        if deleted:
            self._station.log.say(feed.name, f"deleted {len(deleted)} raw segments that the archive has")
