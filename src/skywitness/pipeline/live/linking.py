"""Linking: a connection to each source, made anew with growing waits, ended when it sends something else."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable

from skywitness.links.address import Address
from skywitness.links.errors import LinkError
from skywitness.links.poll import poll
from skywitness.links.retry import Retry
from skywitness.links.stream import stream
from skywitness.model import Chunk
from skywitness.model.chunk import DATA, OPENED
from skywitness.pipeline.live.feed import LiveFeed
from skywitness.pipeline.live.surroundings import Log, World


class Linking:
    """Keeps connections and hands on what comes."""

    def __init__(self, world: World, log: Log, keys: dict[str, str], arrived: Callable[[], None]) -> None:
        """Prepare.

        Args:
            world: time and chance.
            log: told of connections.
            keys: key by service.
            arrived: called after each delivery.
        """
        self._world = world
        self._log = log
        self._keys = keys
        self._arrived = arrived
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def keep(self, address: Address, feed: LiveFeed) -> None:
        """Keep a source connected, for ever."""
        retry = Retry(self._world.chance)
        while True:
            try:
                async with contextlib.aclosing(self._deliveries(address)) as deliveries:
                    async for data in deliveries:
                        self._deliver(address, feed, data)
                        _judge(feed, retry)
            except LinkError as error:
                wait_s = retry.wait_s(error.wait_s)
                feed.counts.connected = False
                feed.counts.failures[error.kind] += 1
                self._log.trouble(feed.name, f"{error}; trying again", f" in {wait_s:.0f} s, then less often")
                await asyncio.sleep(wait_s)

    def _deliveries(self, address: Address) -> AsyncGenerator[bytes]:
        if not address.polled:
            return stream(address)
        turn = self._turns[address.service or address.name]
        return poll(address, self._keys.get(address.service), self._world.now, turn)

    def _deliver(self, address: Address, feed: LiveFeed, data: bytes) -> None:
        now_ms = self._world.now_ms()
        if data:
            feed.receive(data)
            feed.record(Chunk(DATA, now_ms, data))
        else:
            feed.connect()
            feed.record(Chunk(OPENED, now_ms, address.url.encode()))
            if feed.counts.connections == 1:
                self._log.say(feed.name, f"connected to {address.url}")
        if feed.is_behind:
            left = feed.defer(now_ms)
            self._log.say(feed.name, f"more comes than can be decoded: {left} bytes stay in the raw log for later")
        self._arrived()


def _judge(feed: LiveFeed, retry: Retry) -> None:
    """Whether to stay with a connection.

    Raises:
        LinkError: it sends something else.
    """
    if feed.complaint:
        raise LinkError(feed.complaint, kind="not this format")
    if feed.is_understood:
        retry.worked()
