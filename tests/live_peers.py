"""Peers and collections for the tests of live feeds: senders on the loopback, and a collector among them."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from made_flight import flight
from made_frames import beast, beast_time
from skywitness.links.address import parse_address
from skywitness.measure.clock import ms_from_utc
from skywitness.pipeline.catch_up import replay
from skywitness.pipeline.live.collect import Collector
from skywitness.pipeline.live.surroundings import CollectOptions, World
from skywitness.store.archive import Archive
from skywitness.store.raw_log.retention import Keep

Script = Callable[[asyncio.StreamWriter], Awaitable[None]]
OPTIONS = CollectOptions(
    receiver_deg=None, reconstruction=False, keys={}, silence_s=30.0, commit_s=0.2, keep=Keep(), program="test"
)


def beast_records(start: datetime) -> Iterator[bytes]:
    """A flight of twelve seconds again and again, a frame at a time with readsb's stamp."""
    start_ms = ms_from_utc(start)
    for turn in itertools.count():
        for second, frame in flight():
            after_ms = round((turn * 12 + second) * 1000)
            yield beast_time(start_ms + after_ms) + beast(frame, (100_000 + after_ms) * 12_000)


def just_now(ago_s: float = 500.0) -> datetime:
    """So long ago: near enough to now for a collector to believe it."""
    return datetime.now(UTC) - timedelta(seconds=ago_s)


def beast_flight(ago_s: float = 30.0) -> bytes:
    """Twelve seconds of one aircraft from so long ago on: 74 frames, 24 of them positions."""
    return b"".join(itertools.islice(beast_records(just_now(ago_s)), len(flight())))


def sending(*pieces: bytes, pause_s: float = 0.0, stay: bool = True) -> Script:
    """A peer that sends these pieces, and then stays silent or hangs up."""

    async def script(writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause_s)
        if stay:
            await asyncio.Event().wait()

    return script


@asynccontextmanager
async def peer(*scripts: Script) -> AsyncIterator[int]:
    """A port where each connection gets the next script, and later ones the last."""
    left = list(scripts)
    open_now: set[asyncio.Task[None]] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task:
            open_now.add(task)
        script = left.pop(0) if len(left) > 1 else left[0]
        try:
            await script(writer)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
        del reader

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in open_now:
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)


class Collection:
    """A collector at work, and what it said."""

    def __init__(self, data: Path, sources: list[str], options: CollectOptions, chance: float) -> None:
        self.data = data
        self.said: list[tuple[str, str]] = []
        self.skew = timedelta(0)
        world = World(lambda: datetime.now(UTC) + self.skew, lambda: chance, lambda *line: self.said.append(line))
        addresses = [parse_address(source) for source in sources]
        self.archive = Archive.create(data)
        self.collector = Collector(self.archive, data / "raw", addresses, options, world)
        self.counts = self.collector.counts

    def heard(self, words: str) -> bool:
        """Whether a line with these words was said."""
        return any(words in line for _, line in self.said)

    async def until(self, fits: Callable[[], bool], within_s: float = 20.0) -> None:
        """Wait for something to become true."""
        async with asyncio.timeout(within_s):
            while not fits():  # noqa: ASYNC110  what is waited for has no event
                await asyncio.sleep(0.02)


@asynccontextmanager
async def collecting(
    data: Path, *sources: str, options: CollectOptions = OPTIONS, chance: float = 0.0
) -> AsyncIterator[Collection]:
    """A collection while inside; stopped cleanly at the end."""
    collection = Collection(data, list(sources), options, chance)
    stop = asyncio.Event()
    task = asyncio.create_task(collection.collector.run(stop))
    try:
        yield collection
    except TimeoutError as error:
        raise AssertionError(f"waited in vain; it said {collection.said}") from error
    finally:
        stop.set()
        await task


def stored(data: Path) -> pl.DataFrame:
    """Every row of an archive, in an order of its own."""
    rows = Archive.open(data).positions().collect()
    return rows.sort(["source_sha256", "source_row", "icao24", "observed_at", "lat_deg"])


def replayed(data: Path, proof: Path) -> pl.DataFrame:
    """What the raw log of a data directory gives in an empty archive."""
    replay(Archive.create(proof), data / "raw", datetime(2026, 3, 2, tzinfo=UTC))
    return stored(proof)
