"""SWF1: where aircraft are, as a binary frame of columns for a map.

Little endian. A header of 24 bytes: ``SWF1``, version u8 (1), kind u8 (0 full, 1 delta), u16 0, number of aircraft
u32, number gone u32, time i64 (Unix ms). Then a column each, one value an aircraft: address u32, latitude and
longitude i32 (1e-7 degrees), pressure altitude i16 (25 ft), ground speed u16 (0.1 kt), track u16 (0.01 degrees),
vertical rate i16 (16 ft/min), age u16 (0.1 s), flags u8; zeros up to a multiple of 4; addresses of those gone u32.
23 bytes an aircraft. The widest columns come first, so that a browser can lay typed arrays over the bytes.
"""

import struct
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

MAGIC: Final = b"SWF1"
FULL, DELTA = 0, 1
ON_GROUND, DOUBTED, MILITARY, RECONSTRUCTION, EMERGENCY = 0x01, 0x02, 0x04, 0x08, 0x80
SOURCE_SHIFT: Final = 4
SOURCES: Final = {"adsb": 0, "adsr": 0, "mlat": 1, "tisb": 2}
"""Codes of position_source; every other one is 3."""
OTHER_SOURCE: Final = 3
BYTES_AN_AIRCRAFT: Final = 23
_HEADER: Final = struct.Struct("<4sBBHIIq")
_NO_ALTITUDE, _NO_SPEED, _NO_TRACK, _NO_RATE = -32_768, 65_535, 65_535, -32_768
_OLDEST = 65_534

Floats = NDArray[np.float64]


class Columns(NamedTuple):
    """Aircraft in the numbers of a frame; all of one length.

    Attributes:
        icao24: addresses, u32.
        lat: latitude, i32, 1e-7 degrees.
        lon: longitude, i32, 1e-7 degrees.
        altitude: pressure altitude, i16, 25 ft; -32768 for unknown.
        ground_speed: u16, 0.1 kt; 65535 for unknown.
        track: u16, 0.01 degrees; 65535 for unknown.
        vertical_rate: i16, 16 ft/min; -32768 for unknown.
        age: u16, 0.1 s; 65535 for unknown.
        flags: u8.
    """

    icao24: NDArray[Any]
    lat: NDArray[Any]
    lon: NDArray[Any]
    altitude: NDArray[Any]
    ground_speed: NDArray[Any]
    track: NDArray[Any]
    vertical_rate: NDArray[Any]
    age: NDArray[Any]
    flags: NDArray[Any]

    def taken(self, rows: NDArray[np.intp]) -> "Columns":
        """These rows of every column."""
        return Columns(*(column[rows] for column in self))


def frame(columns: Columns, gone: NDArray[np.uint32], time_ms: int, *, kind: int = FULL) -> bytes:
    """A frame.

    Args:
        columns: aircraft in it.
        gone: addresses that are no longer there.
        time_ms: of the picture, Unix milliseconds.
        kind: FULL or DELTA.
    """
    n = len(columns.icao24)
    header = _HEADER.pack(MAGIC, 1, kind, 0, n, len(gone), time_ms)
    body = [np.ascontiguousarray(column, column.dtype.newbyteorder("<")).tobytes() for column in columns]
    padding = bytes(-BYTES_AN_AIRCRAFT * n % 4)
    return b"".join([header, *body, padding, gone.astype("<u4").tobytes()])


def scaled_altitude(feet: Floats) -> NDArray[np.int16]:
    """Feet in steps of 25; not-a-number is unknown."""
    return _scaled(feet, 1 / 25, _NO_ALTITUDE, -32_767, 32_767).astype(np.int16)


def scaled_speed(knots: Floats) -> NDArray[np.uint16]:
    """Knots in steps of 0.1."""
    return _scaled(knots, 10, _NO_SPEED, 0, 65_534).astype(np.uint16)


def scaled_track(degrees: Floats) -> NDArray[np.uint16]:
    """Degrees in steps of 0.01."""
    return _scaled(degrees % 360, 100, _NO_TRACK, 0, 35_999).astype(np.uint16)


def scaled_rate(fpm: Floats) -> NDArray[np.int16]:
    """Feet a minute in steps of 16."""
    return _scaled(fpm, 1 / 16, _NO_RATE, -32_767, 32_767).astype(np.int16)


def scaled_age(seconds: Floats) -> NDArray[np.uint16]:
    """Seconds in steps of 0.1; an hour and three quarters and more are one."""
    return _scaled(seconds, 10, 65_535, 0, _OLDEST).astype(np.uint16)


def scaled_place(degrees: Floats) -> NDArray[np.int32]:
    """Degrees in steps of 1e-7."""
    return np.rint(degrees * 1e7).astype(np.int32)


def _scaled(values: Floats, factor: float, unknown: int, low: int, high: int) -> Floats:
    steps = np.clip(np.rint(values * factor), low, high)
    return np.where(np.isnan(values), unknown, steps)
