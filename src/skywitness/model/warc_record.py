"""WARC record: one record of a capture's WARC file, with hashes of our own."""

from typing import NamedTuple


class WarcRecord(NamedTuple):
    """Where a record lies and what it hashes to (ISO 28500:2017); WARC's own digests are SHA-1 and not relied on.

    Attributes:
        record_id: ``WARC-Record-ID``, without its brackets.
        capture_id: the capture that it belongs to.
        warc_sha256: of the WARC file.
        kind: ``warcinfo``, ``request``, ``response``, ``metadata`` or ``resource``.
        target_uri: what was asked for; None for ``warcinfo``.
        offset_bytes: first byte in the file.
        size_bytes: of the record as it lies in the file, compressed.
        block_sha256: of the record block: HTTP head and body as they were sent.
        payload_sha256: of the decoded payload; None where there is none.
    """

    record_id: str
    capture_id: str
    warc_sha256: str
    kind: str
    target_uri: str | None
    offset_bytes: int
    size_bytes: int
    block_sha256: str
    payload_sha256: str | None
