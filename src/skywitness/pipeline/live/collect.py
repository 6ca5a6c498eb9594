"""Collect: live feeds into the raw log and the archive, until told to stop.

Deliveries go into the raw log first, then to the decoder; every half second the log is brought to the disk
(``storing``). What the decoder or the archive cannot take now is left in the raw log and taken later (``later``);
what the log cannot take waits in memory, and only when that is full are bytes shed, and counted.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from skywitness.links.address import Address
from skywitness.pipeline.live.counts import FeedCounts, LiveCounts
from skywitness.pipeline.live.decoding import Decoding
from skywitness.pipeline.live.feed import LiveFeed
from skywitness.pipeline.live.later import Later
from skywitness.pipeline.live.linking import Linking
from skywitness.pipeline.live.now import Now
from skywitness.pipeline.live.rebroadcast import Rebroadcast
from skywitness.pipeline.live.station import Station
from skywitness.pipeline.live.storing import Storing
from skywitness.pipeline.live.surroundings import CollectOptions, Log, World
from skywitness.pipeline.live.watching import Watching
from skywitness.store.archive import Archive
from skywitness.store.raw_log.feed_log import close_torn, recording
from skywitness.store.raw_log.header import SegmentHeader
from skywitness.store.raw_log.manifest import GENESIS


class Collector:
    """A collection.

    Attributes:
        counts: what was seen and done.
        live: aircraft that are being heard.
        reconstruction: whether the feeds are simulated.
    """

    def __init__(
        self, archive: Archive, raw: Path, addresses: Sequence[Address], options: CollectOptions, world: World
    ) -> None:
        """Prepare; nothing is opened before ``run``.

        Args:
            archive: where rows go.
            raw: folder of the raw logs.
            addresses: the sources, each with another name.
            options: what the user said.
            world: time, chance, and where the log goes.
        """
        self.counts = LiveCounts(feeds={address.name: FeedCounts() for address in addresses})
        self.live = Now()
        self.reconstruction = options.reconstruction
        self._addresses = addresses
        rebroadcast = Rebroadcast(self.counts.broadcasts)
        self._station = Station(archive, raw, options, world, Log(world), self.counts, self.live, {}, rebroadcast)

    async def run(self, stop: asyncio.Event) -> None:
        """Collect until told to stop; then bring everything that came into the archive.

        Raises:
            ArchiveError: a feed is recorded by another process, or there is no room to begin.
            OSError: the folder cannot be written to.
        """
        station = self._station
        with ExitStack() as held:
            for address in self._addresses:
                held.enter_context(recording(station.raw / address.name))
                station.feeds[address.name] = self._begin(address)
            await self._run(stop)

    def _begin(self, address: Address) -> LiveFeed:
        station, options = self._station, self._station.options
        folder = station.raw / address.name
        for entry in close_torn(folder, station.world.now_ms()):
            station.log.say(address.name, f"{entry.path} was left open by a crash; taking up what it holds")
        template = SegmentHeader(
            feed=address.name,
            serial=0,
            format=address.format,
            polled=address.polled,
            url=address.url,
            receiver_deg=options.receiver_deg,
            reconstruction=options.reconstruction,
            opened_ms=0,
            previous=GENESIS,
            program=options.program,
        )
        feed = LiveFeed(folder, template, self.counts.feeds[address.name])
        feed.useful_s = time.monotonic()
        return feed

    async def _run(self, stop: asyncio.Event) -> None:
        station = self._station
        decoding, storing = Decoding(station), Storing(station)
        linking = Linking(station.world, station.log, station.options.keys, decoding.wake)
        work = [
            *(linking.keep(address, station.feeds[address.name]) for address in self._addresses),
            *(decoding.run(), storing.write_often(), storing.flush_often()),
            storing.commit_often(station.options.commit_s),
            *(Later(station, storing).run(), Watching(station).run(), stop.wait()),
        ]
        tasks = [asyncio.create_task(one) for one in work]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        async with storing.committing:  # never between taking rows and bringing them into the archive
            for task in tasks:
                task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        await _finish(station, decoding, storing)
        for error in ended:
            if isinstance(error, Exception):
                raise error


async def _finish(station: Station, decoding: Decoding, storing: Storing) -> None:
    """Decode what is queued, close the raw logs, and commit the last rows."""
    for feed in station.feeds.values():
        feed.write()
    worked = True
    while worked:
        worked = decoding.one_each()
    storing.finish()
    await storing.commit()
