"""Page body: an HTTP body with its transfer and content encodings undone, as far as it came."""

import zlib
from collections.abc import Sequence
from typing import NamedTuple

_HEX = b"0123456789abcdefABCDEF"


class Body(NamedTuple):
    """A body.

    Attributes:
        content: of it.
        cut_off: why it is not whole; None when it is.
    """

    content: bytes
    cut_off: str | None


def decoded(raw: bytes, headers: Sequence[tuple[str, str]], most_bytes: int) -> Body:
    """The content of a body.

    Args:
        raw: as it came after the head.
        headers: name in lower case and value.
        most_bytes: of content; a small body can unpack to more than a machine holds.
    """
    said = dict(headers)
    body = Body(raw, None)
    if "chunked" in said.get("transfer-encoding", "").lower():
        body = unchunked(raw)
    coding = said.get("content-encoding", "").strip().lower()
    if coding in {"gzip", "x-gzip", "deflate"}:
        unpacked = _unpacked(body.content, most_bytes)
        body = Body(unpacked.content, body.cut_off or unpacked.cut_off)
    elif coding not in {"", "identity"}:
        return Body(body.content, f"it is packed as {coding}, which was not asked for; kept as it came")
    if len(body.content) > most_bytes:
        return Body(body.content[:most_bytes], f"stopped after {most_bytes:,} bytes")
    return body


def unchunked(raw: bytes) -> Body:
    """Chunks put together (RFC 9112, 7.1), as far as they are whole."""
    content, place = bytearray(), 0
    while True:
        end = raw.find(b"\r\n", place)
        size = raw[place:end].split(b";")[0].strip() if end >= 0 else b""
        if not size or size.strip(_HEX):
            return Body(bytes(content), "the server stopped between two pieces")
        length, begin = int(size, 16), end + 2
        if not length:
            return Body(bytes(content), None)
        content += raw[begin : begin + length]
        if begin + length + 2 > len(raw):
            return Body(bytes(content), "the server stopped within a piece")
        place = begin + length + 2


def _unpacked(data: bytes, most_bytes: int) -> Body:
    opened = zlib.decompressobj(wbits=47)  # gzip or zlib, whichever the first bytes say
    try:
        content = opened.decompress(data, most_bytes)
    except zlib.error:
        return Body(data, "it cannot be unpacked; kept as it came")
    if opened.unconsumed_tail:
        return Body(content, f"stopped after {most_bytes:,} bytes unpacked")
    return Body(content, None if opened.eof or not data else "its packing stops in the middle")
