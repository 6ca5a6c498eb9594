"""Mode S frames made bit by bit for the tests, by long division and the encoding formulas of the standards."""

import math
from collections.abc import Iterable
from itertools import pairwise

GENERATOR = 0x1FFF409  # x^24 + x^23 + ... + x^10 + x^3 + 1 (ICAO Annex 10, IV, 3.1.2.3.3.1.2)


def remainder(body: bytes) -> int:
    """Parity of everything before the parity field: long division, bit by bit."""
    value = int.from_bytes(body, "big") << 24
    for bit in range(value.bit_length() - 1, 23, -1):
        if value >> bit & 1:
            value ^= GENERATOR << bit - 24
    return value


def framed(body: bytes, overlay: int = 0) -> bytes:
    """A frame: its body (4 or 11 bytes) and its parity, overlaid with an address or an interrogator's code."""
    return body + (remainder(body) ^ overlay).to_bytes(3, "big")


def packed(*fields: tuple[int, int]) -> bytes:
    """Fields of (value, width in bits), first field highest."""
    value = width = 0
    for field, size in fields:
        assert 0 <= field < 1 << size
        value, width = value << size | field, width + size
    return value.to_bytes(width // 8, "big")


def squitter(icao24: int, message: bytes, df: int = 17, capability: int = 5) -> bytes:
    """DF17 or DF18 with a 7-byte message."""
    return framed(packed((df, 5), (capability, 3), (icao24, 24)) + message)


def all_call(icao24: int, capability: int = 5, interrogator: int = 0) -> bytes:
    """DF11."""
    return framed(packed((11, 5), (capability, 3), (icao24, 24)), interrogator)


def reply(df: int, icao24: int, code: int, status: int = 0, message: bytes = b"") -> bytes:
    """DF0, 4, 5, 16, 20 or 21 with a 13-bit code, and a 7-byte message in the long ones."""
    return framed(packed((df, 5), (status, 3), (0, 11), (code, 13)) + message, icao24)


def q_code(altitude_ft: int) -> int:
    """AC12 of an altitude in 25-ft steps: eleven bits with the Q bit before the lowest four."""
    steps = (altitude_ft + 1000) // 25
    return (steps & 0x7F0) << 1 | 0x10 | steps & 0xF


def zones(lat: float) -> int:
    """NL of a latitude by the standard's formula (DO-260B, A.1.7.2.d), not by a table."""
    if abs(lat) >= 87:
        return 2 if abs(lat) == 87 else 1
    inner = 1 - (1 - math.cos(math.pi / 30)) / math.cos(math.radians(lat)) ** 2
    return math.floor(2 * math.pi / math.acos(inner))


def cpr(lat: float, lon: float, *, odd: bool, surface: bool = False) -> tuple[int, int]:
    """Encoded latitude and longitude, 17 bits each (A.1.7.3)."""
    steps = 1 << (19 if surface else 17)
    height = 360 / (60 - odd)
    y = math.floor(steps * (lat % height) / height + 0.5)
    sent_lat = height * (y / steps + math.floor(lat / height))
    width = 360 / max(zones(sent_lat) - odd, 1)
    x = math.floor(steps * (lon % width) / width + 0.5)
    return y & 0x1FFFF, x & 0x1FFFF


def airborne(
    icao24: int, lat: float, lon: float, *, odd: bool, altitude_ft: int = 30_000, type_code: int = 11, df: int = 17
) -> bytes:
    """Airborne position."""
    y, x = cpr(lat, lon, odd=odd)
    head = ((type_code, 5), (0, 3), (q_code(altitude_ft), 12), (0, 1), (int(odd), 1))
    return squitter(icao24, packed(*head, (y, 17), (x, 17)), df, 5 if df == 17 else 0)


def surface(icao24: int, lat: float, lon: float, *, odd: bool, movement: int = 30) -> bytes:
    """Surface position, type code 7, track 90 degrees."""
    y, x = cpr(lat, lon, odd=odd, surface=True)
    head = ((7, 5), (movement, 7), (1, 1), (32, 7), (0, 1), (int(odd), 1))
    return squitter(icao24, packed(*head, (y, 17), (x, 17)), capability=4)


def status(icao24: int, version: int = 2, nic_a: int = 0, nac_p: int = 9, sil: int = 3) -> bytes:
    """Operational status, type code 31, airborne."""
    head = ((31, 5), (0, 3), (0, 16), (0, 16))
    return squitter(icao24, packed(*head, (version, 3), (nic_a, 1), (nac_p, 4), (2, 2), (sil, 2), (0, 4)))


def beast(frame: bytes, ticks: int, signal: int = 100) -> bytes:
    """A Beast record of a frame of 2, 7 or 14 bytes."""
    kind = {2: b"1", 7: b"2", 14: b"3"}[len(frame)]
    body = ticks.to_bytes(6, "big") + bytes((signal,)) + frame
    return b"\x1a" + kind + body.replace(b"\x1a", b"\x1a\x1a")


def beast_time(time_ms: int) -> bytes:
    """An absolute stamp as readsb writes it: its bytes are not escaped."""
    return b"\x1a\xe8" + time_ms.to_bytes(8, "little")


def split(data: bytes, cuts: Iterable[int]) -> list[bytes]:
    """Data cut at these places."""
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    return [data[start:end] for start, end in pairwise(edges)]
