"""WARC: requests and answers in the form in which archives exchange them (ISO 28500:2017, version 1.1), and back.

warcio writes SHA-1 only and misreads payloads with a transfer encoding, so each digest in the file is our SHA-256,
and the block of a record is exactly the bytes that were on the line.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import NamedTuple
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from skywitness.model import WarcRecord

_TYPES = {
    "warcinfo": "application/warc-fields",
    "request": "application/http; msgtype=request",
    "response": "application/http; msgtype=response",
    "metadata": "application/warc-fields",
}


class WarcBlock(NamedTuple):
    """One record to be written.

    Attributes:
        kind: ``warcinfo``, ``request``, ``response`` or ``metadata``.
        target_uri: what it is about; None for ``warcinfo``.
        at: UTC.
        block: the bytes of it: of request and response as they were on the line.
        entity: of a response: its body without the transfer encoding; None elsewhere.
        payload_sha256: of the decoded payload; None where there is none.
        ip: address that answered; None where none did.
        about: number of the block in the same file that it belongs to; None where it stands alone.
    """

    kind: str
    target_uri: str | None
    at: datetime
    block: bytes
    entity: bytes | None = None
    payload_sha256: str | None = None
    ip: str | None = None
    about: int | None = None


class Archived(NamedTuple):
    """An answer in somebody's WARC file.

    Attributes:
        uri: that was asked for.
        at: when, as the file says, ISO 8601.
        status: of the answer; 200 for a resource without HTTP.
        mime: media type as told, without parameters.
        charset: as told; None when it was not.
        content: decoded payload.
        is_whole: whether the record was there to its end.
    """

    uri: str
    at: str
    status: int
    mime: str
    charset: str | None
    content: bytes
    is_whole: bool


def fields(pairs: Sequence[tuple[str, str]]) -> bytes:
    """A block of ``application/warc-fields``."""
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in pairs).encode()


def write_warc(blocks: Sequence[WarcBlock]) -> tuple[bytes, list[WarcRecord]]:
    """A WARC file, each record a gzip member of its own, and where each record lies in it.

    Returns:
        The file, and its records, whose ``capture_id`` is empty.
    """
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    ids = [f"urn:uuid:{uuid4()}" for _ in blocks]
    places = []
    for number, block in enumerate(blocks):
        begin = out.tell()
        writer.write_record(_record(block, ids, number))
        places.append((begin, out.tell() - begin))
    content = out.getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    lines = [
        WarcRecord(ids[n], "", sha256, b.kind, b.target_uri, begin, size, _sha256(b.block), b.payload_sha256)
        for n, (b, (begin, size)) in enumerate(zip(blocks, places, strict=True))
    ]
    return content, lines


def _record(block: WarcBlock, ids: Sequence[str], number: int) -> ArcWarcRecord:
    said = [
        ("WARC-Type", block.kind),
        ("WARC-Record-ID", f"<{ids[number]}>"),
        ("WARC-Date", block.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        ("WARC-Target-URI", block.target_uri),
        ("WARC-IP-Address", block.ip),
        ("WARC-Concurrent-To", f"<{ids[block.about]}>" if block.about is not None else None),
        ("WARC-Block-Digest", f"sha256:{_sha256(block.block)}"),
        ("WARC-Payload-Digest", f"sha256:{_sha256(block.entity)}" if block.entity is not None else None),
    ]
    headers = StatusAndHeaders("", [(name, value) for name, value in said if value], protocol="WARC/1.1")
    if block.kind == "request":  # it has no body; without the header warcio would add a digest of its own
        headers.add_header("WARC-Payload-Digest", f"sha256:{_sha256(b'')}")
    if block.kind == "metadata":
        headers.add_header("WARC-Payload-Digest", f"sha256:{_sha256(block.block)}")
    length = len(block.block)
    return ArcWarcRecord("warc", block.kind, headers, BytesIO(block.block), None, _TYPES[block.kind], length)


def block_sha256s(content: bytes) -> Iterator[tuple[str, str]]:
    """Id and SHA-256 of the block of every record of a file, read as it lies there.

    Raises:
        ValueError: it is no WARC file.
    """
    try:
        for record in ArchiveIterator(BytesIO(content), no_record_parse=True):
            said = str(record.rec_headers.get_header("WARC-Record-ID"))
            yield said.strip("<>"), _sha256(record.raw_stream.read())
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        raise ValueError(f"it cannot be read as WARC: {error}") from error


def answers(content: bytes, most_bytes: int) -> Iterator[Archived]:
    """Answers in a WARC file, in its order.

    Args:
        content: of the file, compressed or not.
        most_bytes: of one payload; more is left out.

    Raises:
        ValueError: it is no WARC file, or is cut off.
    """
    try:
        for record in ArchiveIterator(BytesIO(content)):
            if record.rec_type in {"response", "resource"}:
                yield _archived(record, most_bytes)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise ValueError(f"it cannot be read as WARC: {error}") from error


def _archived(record: ArcWarcRecord, most_bytes: int) -> Archived:
    http = record.http_headers
    said = (http or record.rec_headers).get_header("Content-Type") or ""
    mime, _, parameters = str(said).partition(";")
    charset = parameters.lower().partition("charset=")[2].strip(" \"'") or None
    status = http.get_statuscode() if http else "200"
    payload = record.content_stream().read(most_bytes)
    return Archived(
        uri=str(record.rec_headers.get_header("WARC-Target-URI") or ""),
        at=str(record.rec_headers.get_header("WARC-Date") or ""),
        status=int(status) if status.isdecimal() else 0,
        mime=mime.strip().lower(),
        charset=charset,
        content=payload,
        is_whole=getattr(record.raw_stream, "limit", 0) == 0,
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
