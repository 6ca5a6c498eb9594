"""Streams: what a peer sends, in small pieces; how it ended, in words; a peer that vanished is found out."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from skywitness.links.address import Address, parse_address
from skywitness.links.errors import LinkError
from skywitness.links.stream import stream


@asynccontextmanager
async def sender(data: bytes) -> AsyncIterator[Address]:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        yield parse_address(f"beast://127.0.0.1:{listening.sockets[0].getsockname()[1]}")


async def pieces(address: Address, found: list[bytes]) -> None:
    deliveries = stream(address)
    while True:
        found.append(await anext(deliveries))


def test_what_comes_is_handed_on_in_pieces_that_decode_quickly() -> None:
    found: list[bytes] = []
    data = bytes(range(256)) * 400

    async def run() -> None:
        async with sender(data) as address:
            await pieces(address, found)

    with pytest.raises(LinkError, match="the other side closed the connection") as ended:
        asyncio.run(run())
    assert ended.value.kind == "closed"
    assert found[0] == b""
    assert b"".join(found) == data
    assert max(map(len, found)) <= 8_192


def test_a_port_that_nobody_listens_on_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(LinkError, match="cannot connect: refused") as refused:
        asyncio.run(pieces(parse_address(f"beast://127.0.0.1:{port}"), []))
    assert refused.value.kind == "cannot connect"


def test_a_peer_that_vanishes_without_a_word_is_asked_after(monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[socket.socket] = []
    real = asyncio.open_connection

    async def connect(host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await real(host, port)
        connected.append(writer.get_extra_info("socket"))
        return reader, writer

    monkeypatch.setattr(asyncio, "open_connection", connect)

    async def run() -> None:
        async with sender(b"x") as address:
            deliveries = stream(address)
            await anext(deliveries)
            assert connected[0].getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            await deliveries.aclose()

    asyncio.run(run())
