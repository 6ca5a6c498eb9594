"""Guard proxy: the only way out for a browser that shows a page of somebody else's.

A page's scripts may ask for anything that the machine can reach. So the browser is given this proxy and no other
way: each host that it asks for is resolved and looked at here, and the connection goes to what was looked at.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from skywitness.links.errors import LinkError
from skywitness.links.public_address import Place, place_of

_MOST_HEAD_BYTES = 1 << 16
_PIECE_BYTES = 1 << 16
_CONNECT_S = 15.0
_BROWSERS_OWN = re.compile(
    r"^(clients\d*|accounts|update|safebrowsing)\.google(apis)?\.com$"
    r"|^(update|content-autofill|optimizationguide-pa|safebrowsing|android\.clients)\.googleapis\.com$"
)
"""Where Chromium reports home to in spite of its flags; not part of any page."""
_HOP_BY_HOP = {"connection", "proxy-connection", "keep-alive", "proxy-authorization"}


class Guard(NamedTuple):
    """A running proxy.

    Attributes:
        port: on 127.0.0.1.
        refused: hosts that were asked for and are not public, or not there.
    """

    port: int
    refused: list[str]


@asynccontextmanager
async def guard_proxy(*, allow_private: bool) -> AsyncIterator[Guard]:
    """A proxy on a free port of this machine, gone in the end with all its connections."""
    refused: list[str] = []
    running: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task:
            running.add(task)
        try:
            await _serve(reader, writer, refused, allow_private=allow_private)
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # a connection that ends badly is the browser's affair
        finally:
            _end(writer)
            if task:
                running.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=_MOST_HEAD_BYTES)
    try:
        yield Guard(server.sockets[0].getsockname()[1], refused)
    finally:
        server.close()
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _serve(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, refused: list[str], *, allow_private: bool
) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")[:-2]
    method, target, _ = first.split(" ", 2)
    url = f"https://{target}/" if method == "CONNECT" else target
    host = urlsplit(url).hostname or target
    if _BROWSERS_OWN.search(host):
        return
    try:
        async with asyncio.timeout(_CONNECT_S):
            place = await place_of(url, allow_private=allow_private)
            away_reader, away_writer = await asyncio.open_connection(place.ip, place.port)
    except (LinkError, OSError, TimeoutError):
        refused.append(host)
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        return
    try:
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            away_writer.write(_plain_request(method, url, lines, place))
        await _both(reader, away_writer, away_reader, writer)
    finally:
        _end(away_writer)


def _plain_request(method: str, url: str, lines: list[str], place: Place) -> bytes:
    """The request as the server wants it, for one answer only: the next one may be for another host."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [line for line in lines if line.partition(":")[0].strip().lower() not in _HOP_BY_HOP]
    if not any(line.lower().startswith("host:") for line in kept):
        kept.append(f"Host: {place.host}")
    return "\r\n".join([f"{method} {path} HTTP/1.1", *kept, "Connection: close", "", ""]).encode("latin-1")


async def _both(
    reader: asyncio.StreamReader,
    away_writer: asyncio.StreamWriter,
    away_reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    """Bytes in both directions, until the far side is done."""
    upwards = asyncio.ensure_future(_pass_on(reader, away_writer))
    try:
        await _pass_on(away_reader, writer)
    finally:
        upwards.cancel()
        await asyncio.gather(upwards, return_exceptions=True)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(_PIECE_BYTES):
        writer.write(piece)
        await writer.drain()


def _end(writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, RuntimeError):
        writer.close()
