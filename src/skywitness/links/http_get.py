"""HTTP GET, and POST: one document, with a limit on its size and on the whole time that it may take.

The client of the standard library limits the wait for each piece, so that a server which sends a byte a second
holds it for ever; this one is cut off as a whole. HTTP/1.1 (RFC 9112) as far as one document needs: no
redirects, no cookies, one request a connection.
"""

import asyncio
import contextlib
import ssl
import zlib
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from skywitness.links.errors import LinkError
from skywitness.links.stream import words_of

MOST_BYTES = 64 << 20
"""A document above this is refused: every aircraft of the world in one is about 10 MB."""
_MOST_HEAD_BYTES = 1 << 16
_AGENT = "skywitness (flight record keeper)"


class Answer(NamedTuple):
    """What a server answered.

    Attributes:
        status: three digits.
        reason: in its words.
        headers: by name in lower case.
        body: decompressed.
    """

    status: int
    reason: str
    headers: dict[str, str]
    body: bytes


async def http_get(url: str, headers: Mapping[str, str], within_s: float) -> Answer:
    """Ask for one document.

    Raises:
        LinkError: no answer in time, none that is HTTP, or too large.
    """
    return await _within(url, _request("GET", url, headers), within_s)


async def http_post(url: str, headers: Mapping[str, str], body: bytes, within_s: float) -> Answer:
    """Send one document of JSON and take the one that answers it; errors as ``http_get``."""
    said = {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
    return await _within(url, _request("POST", url, said) + body, within_s)


async def _within(url: str, request: bytes, within_s: float) -> Answer:
    parts = urlsplit(url)
    try:
        async with asyncio.timeout(within_s):
            return await _ask(parts.scheme, parts.hostname or "", parts.port, request)
    except TimeoutError:
        raise LinkError(f"no whole answer within {within_s:.0f} s", kind="no answer") from None
    except OSError as error:
        raise LinkError(f"no answer: {words_of(error)}", kind="no answer") from error
    except (ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, zlib.error) as error:
        raise LinkError(
            f"the answer is not HTTP or was cut off ({type(error).__name__})", kind="bad answer"
        ) from error


def _request(method: str, url: str, headers: Mapping[str, str]) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    said = {
        "Host": parts.netloc,
        "User-Agent": _AGENT,
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **headers,
    }
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1")


async def _ask(scheme: str, host: str, port: int | None, request: bytes) -> Answer:
    secured = ssl.create_default_context() if scheme == "https" else None
    usual_port = 443 if secured else 80
    reader, writer = await asyncio.open_connection(host, port or usual_port, ssl=secured, limit=_MOST_HEAD_BYTES)
    try:
        writer.write(request)
        await writer.drain()
        return await _answer(reader)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            writer.transport.abort()


async def _answer(reader: asyncio.StreamReader) -> Answer:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    version, status, reason = [*first.split(" ", 2), ""][:3]
    if not version.startswith("HTTP/1."):
        raise ValueError(first)
    pairs = (line.partition(":") for line in lines if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    body = await _body(reader, headers)
    if headers.get("content-encoding") == "gzip":
        body = plain(body)
    return Answer(int(status), reason, headers, body)


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return await _chunked(reader)
    length = headers.get("content-length")
    if length is not None:
        return await reader.readexactly(_allowed(int(length)))
    body = bytearray()
    while piece := await reader.read(1 << 16):
        body += piece
        _allowed(len(body))
    return bytes(body)


async def _chunked(reader: asyncio.StreamReader) -> bytes:
    """Pieces with their sizes in hex before them (RFC 9112, 7.1)."""
    body = bytearray()
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        _allowed(len(body) + size)
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    return bytes(body)


def plain(body: bytes) -> bytes:
    """A gzip body decompressed.

    Raises:
        LinkError: too large.
        zlib.error: it is none.
    """
    opened = zlib.decompressobj(wbits=31)
    found = opened.decompress(body, MOST_BYTES)
    if opened.unconsumed_tail:
        _allowed(MOST_BYTES + 1)
    return found


def _allowed(size: int) -> int:
    if not 0 <= size <= MOST_BYTES:
        raise LinkError(f"the answer is larger than {MOST_BYTES} bytes", kind="too large")
    return size
