"""Layout: the shape that readsb gives a trace, for a JSON reader that checks it and builds nothing else.

A text that has this shape can be taken as columns. One that has not (a number in quotes, a row that is too short,
a byte that is no UTF-8, no JSON at all) may still be readable, or has to be rejected with a reason: that is the
business of the parser of single rows. What is left out here is checked to be JSON and thrown away.
"""

from itertools import pairwise
from typing import Literal

import msgspec

_MOST_DIGITS = 4300
"""Python reads no whole number of more digits (sys.int_info.default_max_str_digits), so the reader of single rows
takes a text with one for damaged; msgspec reads over it."""


class Details(msgspec.Struct, gc=False):
    """What a row says of the aircraft's messages, in so far as it is kept."""

    flight: str | None = None
    squawk: str | None = None
    emergency: str | None = None
    nic: int | None = None
    nac_p: int | None = None
    sil: int | None = None
    version: int | None = None
    type: str | None = None


class Row(msgspec.Struct, array_like=True, gc=False):
    """A row by the places of its values, as ``trace_full`` names them."""

    after_s: float
    lat_deg: float | None
    lon_deg: float | None
    altitude_ft: float | Literal["ground"] | None
    ground_speed_kt: float | None
    track_deg: float | None
    flags: int | None
    vertical_rate_fpm: float | None
    details: Details | None
    kind: str | None = None
    geo_altitude_ft: float | None = None
    geo_rate_fpm: float | None = None


class Trace(msgspec.Struct, gc=False):
    """A whole trace."""

    icao: str
    timestamp: float
    trace: list[Row]
    r: object = None
    t: object = None
    desc: object = None
    ownOp: object = None  # noqa: N815  readsb's own name
    year: object = None
    dbFlags: object = None  # noqa: N815  readsb's own name


_DECODER = msgspec.json.Decoder(Trace)


def read_trace(data: bytes) -> Trace | None:
    """The trace that is in these bytes; None where they have another shape, or may be no JSON."""
    if _may_hold_giant(data):
        return None
    try:
        return _DECODER.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return None


def _may_hold_giant(data: bytes) -> bool:
    """Whether so many digits follow one another: they would fill the space between two looks."""
    step = _MOST_DIGITS // 2
    looks = data[::step]
    places = [index * step for index, look in enumerate(looks) if look in b"0123456789"]
    return any(end - start == step and data[start:end].isdigit() for start, end in pairwise(places))
