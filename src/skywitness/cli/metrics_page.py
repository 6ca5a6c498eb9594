"""Metrics page: one text by HTTP on this machine only, for Prometheus to scrape."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from skywitness.cli.errors import Failure

_LOOPBACK = "127.0.0.1"
_REQUEST_S = 5.0
_MOST_HEADER_BYTES = 1 << 14


@asynccontextmanager
async def serving(text: Callable[[], str], port: int) -> AsyncIterator[None]:
    """Serve a text at ``/metrics`` while inside.

    Raises:
        Failure: the port is taken or not allowed.
    """

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_REQUEST_S):
                head = await reader.readuntil(b"\r\n\r\n")
            found = head.split(b" ", 2)[:2] == [b"GET", b"/metrics"]
            writer.write(_response(text() if found else None))
            await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # a scraper that goes away, or is none, is no matter of ours
        finally:
            writer.close()

    try:
        server = await asyncio.start_server(answer, _LOOPBACK, port, limit=_MOST_HEADER_BYTES)
    except OSError as error:
        raise Failure(f"cannot serve metrics on port {port}: {error.strerror or error}") from error
    async with server:
        yield


def _response(text: str | None) -> bytes:
    status = "200 OK" if text is not None else "404 Not Found"
    body = (text if text is not None else "see /metrics\n").encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
