"""Decoding: what was recorded, decoded as it comes, with an eye on what it is."""

import asyncio
import time

from skywitness.feeds.formats import recognise
from skywitness.model import Chunk
from skywitness.model.chunk import DATA
from skywitness.pipeline.follow import Followed
from skywitness.pipeline.live.feed import LiveFeed, Reading, Step
from skywitness.pipeline.live.station import Station

NOISE_BYTES = 1 << 20
"""Bytes without one usable message after which a connection is ended: another format, or noise."""


class Decoding:
    """Decodes what waits, a delivery of each feed at a time."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Something waits."""
        self._wake.set()

    async def run(self) -> None:
        """Decode, for ever."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            worked = True
            while worked:
                worked = self.one_each()
                await asyncio.sleep(0)

    def one_each(self) -> bool:
        """Decode one delivery of each feed; whether there was any."""
        worked = False
        for feed in self._station.feeds.values():
            worked |= self._one(feed)
        return worked

    def _one(self, feed: LiveFeed) -> bool:
        try:
            step = feed.step()
        except Exception as error:  # noqa: BLE001  recording must outlive a fault in decoding
            self._station.counts.decoder_faults += 1
            feed.defer(self._station.world.now_ms())
            self._station.log.say(
                feed.name, f"a fault in decoding ({error!r}), please report it; the raw log keeps what came"
            )
            return True
        if step:
            self._note(feed, step)
        return step is not None

    def _note(self, feed: LiveFeed, step: Step) -> None:
        reading, chunk, followed = step
        if not (reading and chunk and followed):
            return
        feed.counts.messages += reading.new_messages()
        feed.counts.state_vectors += len(followed.states)
        self._station.rebroadcast.hand_on(followed)
        for state in followed.states:
            self._station.live.hear(state, feed.name, chunk.arrived_ms)
        self._station.counts.lagged(max(0, self._station.world.now_ms() - chunk.arrived_ms) / 1000)
        self._watch_format(feed, chunk, followed)
        self._watch_clock(feed, reading)

    def _watch_format(self, feed: LiveFeed, chunk: Chunk, followed: Followed) -> None:
        if followed.items:
            feed.useful_s = time.monotonic()
        if followed.understood:
            feed.idle_bytes = 0
            feed.is_understood = True
            self._station.log.over(feed.name, f"connected again to {feed.url}")
        elif chunk.kind == DATA and feed.idle_bytes > NOISE_BYTES:
            found = recognise(feed.head)
            like = f"it looks like {found.name}" if found and found.name != feed.format else "it looks like noise"
            feed.complaint = f"not one {feed.format} message in {NOISE_BYTES} bytes: {like}"

    def _watch_clock(self, feed: LiveFeed, reading: Reading) -> None:
        moves = reading.follower.clock_moves - reading.clock_moves
        if moves:
            reading.clock_moves += moves
            feed.counts.clock_moves += moves
            self._station.log.trouble(
                f"{feed.name}'s clock", "a receiver's clock did not go on; set anew by arrivals"
            )
        off_s = reading.follower.clock_off_s
        if (off_s is not None) == feed.counts.clock_off:
            return
        feed.counts.clock_off = off_s is not None
        if off_s is None:
            self._station.log.say(feed.name, "its rows agree with this computer's clock again")
        else:
            where = f"its newest row is {off_s:+.0f} s from this computer's clock"
            self._station.log.say(feed.name, f"{where}; such rows are not taken, the raw log keeps what came")
