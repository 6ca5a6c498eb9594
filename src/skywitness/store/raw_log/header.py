"""Header: what a raw segment says about itself in its first record, and the identity that rows name it by."""

import hashlib
import json
from typing import Any, NamedTuple


class SegmentHeader(NamedTuple):
    """What a segment holds.

    Attributes:
        feed: name of the feed; the folder below ``raw``.
        serial: number of the segment in its feed, from 1.
        format: name of the feed format, as in ``feeds.formats``.
        polled: each chunk is a document of its own, not a piece of a stream.
        url: where the bytes come from, without keys.
        receiver_deg: latitude and longitude of the receiver where the user gave them.
        reconstruction: True when the user said that the feed is simulated.
        opened_ms: when the segment was opened, Unix milliseconds.
        previous: SHA-256 of the last line of the feed's manifest before this segment; ties it into the chain.
        program: version of Skywitness that wrote it.
    """

    feed: str
    serial: int
    format: str
    polled: bool
    url: str
    receiver_deg: tuple[float, float] | None
    reconstruction: bool
    opened_ms: int
    previous: str
    program: str

    def encoded(self) -> bytes:
        """As the first record holds it: JSON with sorted keys."""
        return json.dumps(self._asdict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    @property
    def source_sha256(self) -> str:
        """SHA-256 of the encoded header: known from the start, other for every segment."""
        return hashlib.sha256(self.encoded()).hexdigest()

    @classmethod
    def decoded(cls, data: bytes) -> "SegmentHeader | None":
        """The header that a record holds; None when it holds none that this program knows."""
        try:
            values: dict[str, Any] = json.loads(data)
            place = values["receiver_deg"]
            values["receiver_deg"] = None if place is None else (float(place[0]), float(place[1]))
            return cls(**values)
        except (ValueError, TypeError, KeyError, IndexError):
            return None
