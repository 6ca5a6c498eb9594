"""Case blob: bytes that a case keeps, by their hash."""

from typing import NamedTuple


class CaseBlob(NamedTuple):
    """One file below ``blobs/`` of a case folder.

    Attributes:
        sha256: of its bytes, and its name.
        size_bytes: of it.
        mime: media type; ``application/octet-stream`` where nothing tells.
        derived_from: SHA-256 of the blob that it was made from, such as the page of an extracted text; None for
            what came from outside.
    """

    sha256: str
    size_bytes: int
    mime: str
    derived_from: str | None = None
