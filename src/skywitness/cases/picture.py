"""Picture: what a photograph's file says of itself, and a hash of how it looks.

What a file says of time, place and camera, anyone can write; it is kept as what the file says. The difference hash
(N. Krawetz, "Kind of like that", 2013) finds the same picture again after scaling and compression, not cropping.
"""

import re
import struct
import warnings
from typing import NamedTuple

from PIL import Image, ImageFile

_IFD_EXIF, _IFD_GPS = 0x8769, 0x8825
_MAKE, _MODEL, _TAKEN, _OFFSET = 0x010F, 0x0110, 0x9003, 0x9011
_LAT_REF, _LAT, _LON_REF, _LON = 1, 2, 3, 4
"""Tags of Exif 2.32 (CIPA DC-008), tables 4, 7 and 15."""
_HASH_SIDE = 8
_MOST_PIXELS = 200_000_000
"""More is not unpacked: a small file can claim a picture that no machine holds (judgement)."""


_DAMAGED = (
    *(OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, ArithmeticError, EOFError),
    *(struct.error, Image.DecompressionBombError),
)
"""What readers of so many formats raise over a damaged file."""


class PictureFacts(NamedTuple):
    """A picture, as in CaseMedia."""

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


def picture_facts(content: bytes) -> PictureFacts | None:
    """What a picture's file says; None when it cannot be read as a picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what is damaged in a file's own words is no news to who asks what they say
            image = _opened(content)
            exif = image.getexif()
            inner, gps = exif.get_ifd(_IFD_EXIF), exif.get_ifd(_IFD_GPS)
            seen = difference_hash(image)
    except _DAMAGED:
        return None
    return PictureFacts(
        format=image.format or "unknown",
        width=image.width,
        height=image.height,
        exif_time=_text(inner.get(_TAKEN)),
        exif_offset=_text(inner.get(_OFFSET)),
        camera=" ".join(part for part in (_text(exif.get(_MAKE)), _text(exif.get(_MODEL))) if part) or None,
        lat_deg=_degrees(gps.get(_LAT), gps.get(_LAT_REF), 90.0),
        lon_deg=_degrees(gps.get(_LON), gps.get(_LON_REF), 180.0),
        difference_hash=seen,
        c2pa="present" if b"jumb" in content and b"c2pa" in content else "absent",
    )


def _opened(content: bytes) -> Image.Image:
    """The picture, unpacked.

    Raises:
        ValueError: it is none, or claims more than is unpacked.
        OSError: it cannot be read to its end.
    """
    parser = ImageFile.Parser()
    parser.feed(content)
    if parser.image is None or parser.image.width * parser.image.height > _MOST_PIXELS:
        raise ValueError("no picture that can be unpacked")
    return parser.close()


def difference_hash(image: Image.Image) -> str:
    """64 bits in hex: whether each of 9 x 8 grey cells is brighter than its right neighbour."""
    grey = image.convert("L").resize((_HASH_SIDE + 1, _HASH_SIDE), Image.Resampling.LANCZOS)
    cells = grey.tobytes()
    bits = 0
    for row in range(_HASH_SIDE):
        for column in range(_HASH_SIDE):
            place = row * (_HASH_SIDE + 1) + column
            bits = bits << 1 | (cells[place] > cells[place + 1])
    return f"{bits:016x}"


def differing_bits(one: str, other: str) -> int:
    """Bits in which two difference hashes differ; up to about 10 of 64 is the same picture (Krawetz)."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _text(said: object) -> str | None:
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    return re.sub(r"[^\x20-\x7e]+", " ", text).strip() or None if isinstance(text, str) else None


def _degrees(said: object, half: object, most: float) -> float | None:
    """Degrees of degrees, minutes and seconds; None for what is no place."""
    try:
        degrees, minutes, seconds = (float(part) for part in said)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    found = -found if _text(half) in {"S", "W"} else found
    return round(found, 6) if abs(found) <= most else None
