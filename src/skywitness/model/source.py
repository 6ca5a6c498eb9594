"""Source: one imported file, the basis of every position that came from it."""

from datetime import datetime
from typing import NamedTuple


class Source(NamedTuple):
    """One imported file or stream.

    Attributes:
        source_sha256: SHA-256 of the bytes that were read, as stored on disk (before decompression); of a live
            feed, of the header of its raw segment, which the feed's manifest ties to the bytes.
        name: file name as given on import, without the folder's path.
        format: name of the feed format, for example ``beast``.
        size_bytes: number of bytes that the hash covers.
        messages: frames, lines or records seen, taken or not.
        state_vectors: state vectors stored for the first time by this import.
        positions: those of them that have a place.
        duplicates: state vectors that were already stored, from this source or another.
        aircraft: distinct icao24 values.
        first_row: source_row of the first stored state vector; None when nothing was stored.
        last_row: source_row of the last stored state vector; None when nothing was stored.
        first_observed_at: earliest time of a stored state vector, UTC; None when nothing was stored.
        last_observed_at: latest time of a stored state vector, UTC; None when nothing was stored.
        rejects: count by reason.
        notes: what the import had to assume, for example the columns and units of a CSV file.
        reconstruction: True when the source says or the user said that it was simulated.
        imported_at: when it was imported, UTC.
    """

    source_sha256: str
    name: str
    format: str
    size_bytes: int
    messages: int
    state_vectors: int
    positions: int
    duplicates: int
    aircraft: int
    first_row: int | None
    last_row: int | None
    first_observed_at: datetime | None
    last_observed_at: datetime | None
    rejects: dict[str, int]
    notes: list[str]
    reconstruction: bool
    imported_at: datetime
