"""A port where many read the same: all get everything, and who reads too slowly holds up nobody."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from skywitness.links import broadcast as module
from skywitness.links.broadcast import MOST_WAITING_BYTES, Broadcast, broadcasting
from skywitness.links.errors import LinkError

pytestmark = pytest.mark.anyio
HOST = "127.0.0.1"
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def until(fits: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not fits():  # noqa: ASYNC110  what is waited for has no event
            await asyncio.sleep(0.01)


@asynccontextmanager
async def readers(broadcast: Broadcast, port: int, number: int) -> AsyncIterator[list[Connection]]:
    """So many more readers, as long as inside."""
    wanted = broadcast.readers + number
    opened = [await asyncio.open_connection(HOST, port) for _ in range(number)]
    await until(lambda: broadcast.readers == wanted)
    yield opened
    for _, writer in opened:
        writer.transport.abort()
    await asyncio.sleep(0.01)


async def test_everybody_gets_everything_in_order() -> None:
    async with broadcasting(HOST, 0) as (broadcast, port), readers(broadcast, port, 5) as opened:
        for piece in (b"one ", b"two ", b"three"):
            broadcast.send(piece)
        assert [await reader.readexactly(13) for reader, _ in opened] == [b"one two three"] * 5
        assert broadcast.sent_bytes == 5 * 13


async def test_who_does_not_read_is_cut_off_and_counted() -> None:
    async with broadcasting(HOST, 0) as (broadcast, port), readers(broadcast, port, 1) as [(reader, _)]:
        with socket.create_connection((HOST, port)):
            await until(lambda: broadcast.readers == 2)
            piece = bytes(1 << 16)
            for _ in range(400):
                broadcast.send(piece)
                await reader.readexactly(len(piece))
        assert (broadcast.dropped, broadcast.readers) == (1, 1)


async def test_nothing_larger_than_may_wait_is_ever_kept() -> None:
    async with broadcasting(HOST, 0) as (broadcast, port), readers(broadcast, port, 1):
        broadcast.send(bytes(MOST_WAITING_BYTES + 1))
        assert (broadcast.dropped, broadcast.readers, broadcast.sent_bytes) == (1, 0, 0)


async def test_a_reader_that_goes_or_talks_is_no_matter() -> None:
    async with broadcasting(HOST, 0) as (broadcast, port), readers(broadcast, port, 2) as [gone, (reader, writer)]:
        writer.write(b"GET / HTTP/1.1\r\n\r\n" * 1_000)
        gone[1].close()
        await until(lambda: broadcast.readers == 1)
        broadcast.send(b"still here")
        assert await reader.readexactly(10) == b"still here"


async def test_too_many_are_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_READERS", 2)
    async with broadcasting(HOST, 0) as (broadcast, port), readers(broadcast, port, 2):
        with socket.create_connection((HOST, port)):
            await until(lambda: broadcast.refused == 1)
        assert broadcast.readers == 2


async def test_a_port_that_is_taken_is_said() -> None:
    async with broadcasting(HOST, 0) as (_, port):
        with pytest.raises(LinkError, match=f"cannot listen on {HOST}:{port}: .*already in use"):
            async with broadcasting(HOST, port):
                pass
