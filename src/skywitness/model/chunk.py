"""Chunk: bytes of a live feed as they arrived, or what happened to the feed instead of bytes."""

from typing import NamedTuple

DATA = "data"
OPENED = "opened"
SHED = "shed"
CLOCK = "clock"


class Chunk(NamedTuple):
    """One delivery of a feed, in the order in which they came.

    Attributes:
        kind: ``data``; ``opened`` where a connection begins, so that nothing before it goes on; ``shed`` where
            bytes were lost because nothing could hold them; ``clock`` where this computer's clock was set.
        arrived_ms: when, Unix milliseconds by this computer's clock.
        data: the bytes as received; for the other kinds a text for people.
    """

    kind: str
    arrived_ms: int
    data: bytes
