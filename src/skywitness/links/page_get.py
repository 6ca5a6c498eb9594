"""Page get: one page as evidence: the bytes that were sent and that came, redirect by redirect.

Asks as anybody would who has no account: no cookies, no passwords, no referrer, and it says who asks. What stops
in the middle, because it is too large or too slow, is kept as far as it came and said to be cut off.
"""

import asyncio
import contextlib
import hashlib
import ssl
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from skywitness.links.errors import LinkError
from skywitness.links.page_body import Body, decoded
from skywitness.links.public_address import Place, place_of
from skywitness.links.stream import words_of

AGENT = "skywitness (captures pages as evidence; no automatic crawling)"
_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_HEAD_BYTES = 1 << 16
_PIECE_BYTES = 1 << 16


class PageLimits(NamedTuple):
    """How much is taken.

    Attributes:
        most_bytes: of a body, as sent and unpacked.
        within_s: for each hop, from its first byte asked to its last one received.
        most_redirects: followed.
        allow_private: also from addresses that are not on the public Internet.
    """

    most_bytes: int = 50 << 20
    within_s: float = 60.0
    most_redirects: int = 5
    allow_private: bool = False


class Exchange(NamedTuple):
    """One request and its answer.

    Attributes:
        url: that was asked for.
        ip: address that answered.
        certificate_sha256: of the server's TLS certificate (DER); None without TLS.
        request: bytes sent.
        response: bytes received: head and body as they came.
        head_bytes: length of the head in ``response``, its empty line included.
        status: of the answer.
        headers: name in lower case and value, in order.
        cut_off: why the body stopped before its end; None when it is whole.
    """

    url: str
    ip: str
    certificate_sha256: str | None
    request: bytes
    response: bytes
    head_bytes: int
    status: int
    headers: list[tuple[str, str]]
    cut_off: str | None

    def header(self, name: str) -> str:
        """Value of a header, the last where there are several; empty where there is none."""
        return next((value for key, value in reversed(self.headers) if key == name), "")


class Page(NamedTuple):
    """What came for an address.

    Attributes:
        exchanges: every hop, the last of them the page.
        body: of the last, with transfer and content encodings undone.
        mime: media type that the server said, without parameters; empty when it said none.
        cut_off: why the body is not whole; None when it is.
    """

    exchanges: list[Exchange]
    body: bytes
    mime: str
    cut_off: str | None

    @property
    def last(self) -> Exchange:
        """The hop that gave the page."""
        return self.exchanges[-1]


async def page_get(url: str, limits: PageLimits) -> Page:
    """Fetch a page.

    Raises:
        LinkError: it cannot be reached, is no page, redirects in a circle or too often, or is not public.
    """
    exchanges: list[Exchange] = []
    target, _ = urldefrag(url)
    while True:
        exchange = await _exchange(target, limits, _request(target))
        exchanges.append(exchange)
        location = exchange.header("location")
        if exchange.status not in _REDIRECTS or not location:
            body = decoded(exchange.response[exchange.head_bytes :], exchange.headers, limits.most_bytes)
            return _page(exchanges, body)
        target, _ = urldefrag(urljoin(target, location))
        _refuse_circle(target, [hop.url for hop in exchanges], limits.most_redirects)


async def page_post(url: str, content: bytes, mime: str, limits: PageLimits) -> Page:
    """Send bytes to a service and take its answer; redirects are not followed.

    Raises:
        LinkError: it cannot be reached, or is not public.
    """
    exchange = await _exchange(url, limits, _request(url, content, mime))
    return _page(
        [exchange], decoded(exchange.response[exchange.head_bytes :], exchange.headers, limits.most_bytes)
    )


def _refuse_circle(target: str, before: list[str], most: int) -> None:
    if target in before:
        raise LinkError(f"the page redirects in a circle: {' → '.join([*before, target])}", kind="redirects")
    if len(before) > most:
        raise LinkError(f"the page redirects more than {most} times, last to {target}", kind="redirects")


def _page(exchanges: list[Exchange], body: Body) -> Page:
    mime = exchanges[-1].header("content-type").partition(";")[0].strip().lower()
    return Page(exchanges, body.content, mime, exchanges[-1].cut_off or body.cut_off)


async def _exchange(url: str, limits: PageLimits, request: bytes) -> Exchange:
    try:
        async with asyncio.timeout(limits.within_s):
            place = await place_of(url, allow_private=limits.allow_private)
            reader, writer = await _connect(place)
    except TimeoutError:
        raise LinkError(f"no connection within {limits.within_s:g} s", kind="no answer") from None
    except ssl.SSLError as error:
        raise LinkError(f"no safe connection: {error.reason or error}", kind="no answer") from error
    except OSError as error:
        raise LinkError(f"no connection: {words_of(error)}", kind="no answer") from error
    try:
        writer.write(request)
        received, cut_off = await _receive(reader, limits)
        certificate = _certificate_sha256(writer)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            writer.transport.abort()
    head, status, headers = _head(received)
    return Exchange(url, place.ip, certificate, request, received, head, status, headers, cut_off)


async def _connect(place: Place) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if place.scheme == "https":
        safe = ssl.create_default_context()
        return await asyncio.open_connection(place.ip, place.port, ssl=safe, server_hostname=place.host)
    return await asyncio.open_connection(place.ip, place.port)


def _request(url: str, content: bytes | None = None, mime: str = "") -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [
        f"{'GET' if content is None else 'POST'} {_ascii(target)} HTTP/1.1",
        f"Host: {parts.netloc.encode('idna' if not parts.netloc.isascii() else 'ascii').decode()}",
        f"User-Agent: {AGENT}",
        "Accept: text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Language: en,*;q=0.5",
        "Accept-Encoding: gzip",
        "Connection: close",
    ]
    if content is not None:
        lines += [f"Content-Type: {mime}", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + (content or b"")


def _ascii(target: str) -> str:
    """A path with letters of other alphabets, spaces and control characters percent-encoded (RFC 3987, 3.1)."""
    return "".join(
        char if "!" <= char <= "~" else "".join(f"%{byte:02X}" for byte in char.encode()) for char in target
    )


async def _receive(reader: asyncio.StreamReader, limits: PageLimits) -> tuple[bytes, str | None]:
    """Bytes until the server is done, and why they stop before that."""
    received = bytearray()
    wanted: int | None = None
    try:
        async with asyncio.timeout(limits.within_s):
            while piece := await reader.read(_PIECE_BYTES):
                received += piece
                wanted = wanted if wanted is not None else _announced(received)
                if len(received) > limits.most_bytes + _MOST_HEAD_BYTES:
                    return bytes(received), f"stopped after {limits.most_bytes:,} bytes"
                if wanted is not None and len(received) >= wanted:
                    return bytes(received[:wanted]), None
    except TimeoutError:
        return bytes(received), f"stopped after {limits.within_s:g} s"
    except OSError as error:
        return bytes(received), f"the connection broke: {words_of(error)}"
    if wanted is not None:
        return bytes(received), f"the server stopped after {len(received):,} of {wanted:,} bytes"
    return bytes(received), None


def _announced(received: bytearray) -> int | None:
    """Length of the whole answer where its head tells it."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    head, _, headers = _head(bytes(received[:_MOST_HEAD_BYTES]))
    said = dict(headers)
    length = said.get("content-length", "")
    if "chunked" in said.get("transfer-encoding", "").lower() or not length.isdecimal():
        return None
    return head + int(length)


def _head(received: bytes) -> tuple[int, int, list[tuple[str, str]]]:
    """Length of the head, status and headers."""
    end = received.find(b"\r\n\r\n", 0, _MOST_HEAD_BYTES)
    first, *lines = received[: max(end, 0)].decode("latin-1").split("\r\n")
    words = first.split(" ", 2)
    if end < 0 or not words[0].startswith("HTTP/1.") or len(words) < 2 or not words[1].isdecimal():
        raise LinkError("the answer is not HTTP, or stopped in its head", kind="bad answer")
    pairs = (line.partition(":") for line in lines)
    return end + 4, int(words[1]), [(name.strip().lower(), value.strip()) for name, _, value in pairs]


def _certificate_sha256(writer: asyncio.StreamWriter) -> str | None:
    secured = writer.get_extra_info("ssl_object")
    if secured is None:
        return None
    return hashlib.sha256(secured.getpeercert(binary_form=True)).hexdigest()
