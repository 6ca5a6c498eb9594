"""What a collection hands on: another collection makes the same rows of it, and dump1090 the same aircraft."""

import asyncio
import json
import socket
from collections.abc import Callable
from pathlib import Path

import polars as pl

from dump1090_peer import installed, running
from live_peers import Collection, beast_flight, collecting, peer, sending, stored
from made_flight import ICAO24
from skywitness.links.broadcast import Broadcast, broadcasting

HOST = "127.0.0.1"
SAME = ["icao24", "lat_deg", "lon_deg", "baro_altitude_ft", "ground_speed_kt", "track_deg", "callsign", "squawk"]


async def handed_on(tmp_path: Path, format_: str, sent: bytes) -> None:
    """Collect a feed, and beside it what that collection hands on."""
    begin = asyncio.Event()

    async def script(writer: asyncio.StreamWriter) -> None:
        await begin.wait()
        await sending(sent)(writer)

    async with (
        peer(script) as port,
        broadcasting(HOST, 0) as (broadcast, out),
        collecting(tmp_path / "first", f"roof=beast://{HOST}:{port}") as first,
    ):
        first.counts.broadcasts[format_] = broadcast
        async with collecting(tmp_path / "second", f"again={format_}://{HOST}:{out}") as second:
            await second.until(lambda: broadcast.readers == 1)
            begin.set()
            await second.until(_same(first, second))
        assert f'skywitness_broadcast_sent_bytes_total{{format="{format_}"}}' in first.counts.prometheus()


def _same(first: Collection, second: Collection) -> Callable[[], bool]:
    mine, theirs = first.counts.feeds["roof"], second.counts.feeds["again"]
    return lambda: mine.messages == 74 and theirs.state_vectors == mine.state_vectors and mine.state_vectors > 0


def test_a_collection_of_what_is_handed_on_has_the_same_rows(tmp_path: Path) -> None:
    asyncio.run(handed_on(tmp_path, "beast", beast_flight()))
    first, second = stored(tmp_path / "first"), stored(tmp_path / "second")
    assert first.height > 20
    assert second.select(SAME).equals(first.select(SAME))


def test_sbs_lines_give_the_same_places(tmp_path: Path) -> None:
    asyncio.run(handed_on(tmp_path, "sbs", beast_flight()))
    placed = [
        stored(tmp_path / name).filter(pl.col("lat_deg").is_not_null()).select(SAME[:4])
        for name in ("first", "second")
    ]
    assert placed[0].height > 20
    assert placed[1].equals(placed[0])


def test_nothing_is_written_where_nobody_reads(tmp_path: Path) -> None:
    async def run() -> Broadcast:
        sent = beast_flight()
        async with (
            peer(sending(sent)) as port,
            broadcasting(HOST, 0) as (broadcast, _),
            collecting(tmp_path, f"roof=beast://{HOST}:{port}") as collection,
        ):
            collection.counts.broadcasts["beast"] = broadcast
            await collection.until(lambda: collection.counts.feeds["roof"].messages == 74)
        return broadcast

    assert asyncio.run(run()).sent_bytes == 0


def test_dump1090_hears_the_same_aircraft(tmp_path: Path) -> None:
    folder = tmp_path / "json"
    folder.mkdir()
    asyncio.run(_through_dump1090(installed(), tmp_path / "first", folder))
    placed = stored(tmp_path / "first").filter(pl.col("lat_deg").is_not_null()).sort("observed_at")
    [aircraft] = json.loads((folder / "aircraft.json").read_bytes())["aircraft"]
    last = placed.row(-1, named=True)
    assert aircraft["hex"] == last["icao24"] == f"{ICAO24:06x}"
    assert abs(aircraft["lat"] - last["lat_deg"]) < 1e-4
    assert abs(aircraft["lon"] - last["lon_deg"]) < 1e-4
    assert (aircraft["altitude"], aircraft["squawk"]) == (last["baro_altitude_ft"], last["squawk"])


async def _through_dump1090(program: str, data: Path, folder: Path) -> None:
    """Hand on to dump1090, and end when it has written where the aircraft is."""
    begin = asyncio.Event()

    async def script(writer: asyncio.StreamWriter) -> None:
        await begin.wait()
        await sending(beast_flight())(writer)

    async with (
        running(program, folder) as (beast_in, *_),
        peer(script) as port,
        broadcasting(HOST, 0) as (broadcast, out),
        collecting(data, f"roof=beast://{HOST}:{port}") as collection,
    ):
        collection.counts.broadcasts["beast"] = broadcast
        await collection.until(lambda: _opens(beast_in))
        relay = asyncio.create_task(_relay(out, beast_in))
        await collection.until(lambda: broadcast.readers == 1)
        begin.set()
        await collection.until(lambda: _shown(folder / "aircraft.json"))
        relay.cancel()
        await asyncio.wait([relay])


def _opens(port: int) -> bool:
    try:
        socket.create_connection((HOST, port)).close()
    except OSError:
        return False
    return True


def _shown(file: Path) -> bool:
    """Whether it lists an aircraft that was heard to its end."""
    listed = json.loads(file.read_bytes())["aircraft"] if file.exists() else []
    return any("lat" in one and one["seen"] > 1 for one in listed)


async def _relay(source: int, sink: int) -> None:
    """What comes from one port goes to another, as ``nc`` would have it."""
    reader, listening = await asyncio.open_connection(HOST, source)
    _, writer = await asyncio.open_connection(HOST, sink)
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    finally:
        listening.transport.abort()
        writer.transport.abort()
