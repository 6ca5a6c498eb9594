"""Mode S parity: the remainder that tells a whole frame from a damaged one (ICAO Annex 10, IV, 3.1.2.3.3)."""

_GENERATOR = 0xFFF409


def _remainder(byte: int) -> int:
    value = byte << 16
    for _ in range(8):
        value = (value << 1) ^ _GENERATOR if value & 0x800000 else value << 1
    return value & 0xFFFFFF


_TABLE = tuple(map(_remainder, range(256)))


def residue(frame: bytes) -> int:
    """Remainder of the whole frame: 0 for an intact DF17 or DF18, the interrogator's code for an intact DF11."""
    value = 0
    for byte in frame[:-3]:
        value = (value << 8) & 0xFFFFFF ^ _TABLE[value >> 16 ^ byte]
    return value ^ int.from_bytes(frame[-3:], "big")
