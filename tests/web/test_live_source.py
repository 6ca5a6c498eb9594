"""A collection in the same process: what it hears is in the picture at once, and a dead feed is named."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from live_peers import OPTIONS, Collection, beast_flight, collecting, peer, sending
from skywitness.store.raw_log.feed_log import recording
from skywitness.web.live_source import CollectorSource


def test_what_is_heard_is_in_the_picture(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with (
            peer(sending(beast_flight())) as port,
            collecting(tmp_path, f"roof=beast://127.0.0.1:{port}") as at,
        ):
            source = CollectorSource(at.collector)
            await at.until(lambda: any(one.placed_ms for one in at.collector.live))
            now = datetime.now(UTC)
            picture, status = source.picture(now), source.status(now)
            assert picture.height == 1
            assert picture["lat_deg"].is_not_null().all()
            assert (status.live, status.words) == (True, "every feed is heard")

    asyncio.run(scenario())


def test_a_feed_that_is_not_there_is_named(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with collecting(tmp_path, "roof=beast://127.0.0.1:9") as at:
            status = CollectorSource(at.collector).status(datetime.now(UTC))
            assert not status.live
            assert status.words == "no messages from roof"
            assert status.feeds == {"roof": {"connected": False, "silent": False}}

    asyncio.run(scenario())


def test_a_collection_that_cannot_go_on_is_said_and_the_pages_stay(tmp_path: Path) -> None:
    source = CollectorSource(Collection(tmp_path, ["roof=beast://127.0.0.1:9"], OPTIONS, 0.0).collector)
    with recording(tmp_path / "raw" / "roof"):
        asyncio.run(source.run(asyncio.Event()))
    status = source.status(datetime.now(UTC))
    assert not status.live
    assert "the collection has ended: another process records the feed roof" in status.words
