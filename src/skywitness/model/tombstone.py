"""Tombstone: that bytes were deleted from a case, by whom and why; their hash stays."""

from datetime import datetime
from typing import NamedTuple


class Tombstone(NamedTuple):
    """One deletion.

    Attributes:
        tombstone_id: unique in the case.
        capture_id: whose bytes they were.
        sha256: of the bytes.
        size_bytes: of them.
        reason: in the words of who deleted them.
        deleted_by: name of the person.
        deleted_at: UTC.
    """

    tombstone_id: str
    capture_id: str
    sha256: str
    size_bytes: int
    reason: str
    deleted_by: str
    deleted_at: datetime
