"""Picture stripped: a picture without what its file says of place, time, camera and people; its pixels stay."""

import struct

_SOI, _SOS = b"\xff\xd8", 0xDA
_JPEG_KEPT = {0xE0, 0xEE}
"""APP0 (JFIF) and APP14 (Adobe) tell how colours are meant; other application segments and comments go."""
_PNG_MARK = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
"""Chunks of pixels and colour (PNG, third edition); texts, times, Exif and unknown ones go."""


def picture_stripped(content: bytes) -> bytes | None:
    """The picture without its metadata; None for a format that this does not know, or a damaged file."""
    try:
        if content.startswith(_SOI):
            return _jpeg(content)
        return _png(content) if content.startswith(_PNG_MARK) else None
    except (struct.error, IndexError):
        return None


def _jpeg(content: bytes) -> bytes | None:
    """Segments up to the picture's data (ITU-T T.81, annex B), and that up to its end: nothing hides behind it."""
    out, place = bytearray(_SOI), 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        (length,) = struct.unpack_from(">H", content, place + 2)
        segment = content[place : place + 2 + length]
        if marker == _SOS:
            end = content.rfind(b"\xff\xd9")
            return bytes(out + content[place : end + 2]) if end > place else None
        if (marker in _JPEG_KEPT or not 0xE0 <= marker <= 0xEF) and marker != 0xFE:
            out += segment
        place += 2 + length
    return None


def _png(content: bytes) -> bytes | None:
    out, place = bytearray(_PNG_MARK), len(_PNG_MARK)
    while place < len(content):
        (length,) = struct.unpack_from(">I", content, place)
        kind = content[place + 4 : place + 8]
        chunk = content[place : place + 12 + length]
        if kind in _PNG_KEPT:
            out += chunk
        if kind == b"IEND":
            return bytes(out)
        place += 12 + length
    return None
