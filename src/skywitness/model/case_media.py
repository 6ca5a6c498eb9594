"""Case media: what a photograph's file says of itself, and what it looks like."""

from typing import NamedTuple


class CaseMedia(NamedTuple):
    """A picture in a case. What its file says is a claim of the file: anyone can write it.

    Attributes:
        media_id: unique in the case.
        capture_id: the capture that it came with.
        blob_sha256: of the file.
        format: such as ``JPEG``.
        width: in pixels.
        height: in pixels.
        exif_time: when the camera says that it was taken, as written there; None when it does not.
        exif_offset: the camera's offset from UTC, as written there.
        camera: maker and model as written there.
        lat_deg: latitude that the file gives.
        lon_deg: longitude that the file gives.
        difference_hash: 64 bits in hex; pictures that look alike differ in few bits.
        c2pa: content credentials: ``absent``, which means nothing, since platforms strip them; ``present``, not
            checked; ``untrusted``: signature and bytes agree, by a signer that no trust list names; ``valid``: by
            one that a list names; ``invalid``: they do not agree. Checked with the extra ``media`` only.
    """

    media_id: str
    capture_id: str
    blob_sha256: str
    format: str
    width: int
    height: int
    exif_time: str | None
    exif_offset: str | None
    camera: str | None
    lat_deg: float | None
    lon_deg: float | None
    difference_hash: str
    c2pa: str
