"""A reader of SWF1 frames of the tests' own, value by value with struct, that knows nothing of the writer."""

import struct
from typing import NamedTuple


class Seen(NamedTuple):
    """One aircraft of a frame, in the units of the frame."""

    lat_deg: float
    lon_deg: float
    altitude_ft: int | None
    ground_speed_kt: float | None
    track_deg: float | None
    vertical_rate_fpm: int | None
    age_s: float
    flags: int


class Frame(NamedTuple):
    """One frame."""

    kind: int
    time_ms: int
    aircraft: dict[str, Seen]
    gone: list[str]
    length: int


def read(data: bytes, at: int = 0) -> Frame:
    """The frame that begins at an offset."""
    magic, version, kind, reserved, n, n_gone, time_ms = struct.unpack_from("<4sBBHIIq", data, at)
    assert (magic, version, reserved) == (b"SWF1", 1, 0)
    columns, here = [], at + 24
    for form in "IiihHHhHB":
        columns.append(struct.unpack_from(f"<{n}{form}", data, here))
        here += struct.calcsize(form) * n
    here += -(here - at) % 4
    gone = struct.unpack_from(f"<{n_gone}I", data, here)
    rows = zip(*columns, strict=True)
    return Frame(
        kind,
        time_ms,
        {f"{row[0]:06x}": _seen(*row[1:]) for row in rows},
        [f"{number:06x}" for number in gone],
        here + 4 * n_gone - at,
    )


def read_all(data: bytes) -> list[Frame]:
    """Frames one after another."""
    frames, at = [], 0
    while at < len(data):
        frames.append(read(data, at))
        at += frames[-1].length
    assert at == len(data)
    return frames


def _seen(lat: int, lon: int, alt: int, speed: int, track: int, rate: int, age: int, flags: int) -> Seen:
    return Seen(
        lat / 1e7,
        lon / 1e7,
        None if alt == -32_768 else alt * 25,
        None if speed == 65_535 else speed / 10,
        None if track == 65_535 else track / 100,
        None if rate == -32_768 else rate * 16,
        age / 10,
        flags,
    )
