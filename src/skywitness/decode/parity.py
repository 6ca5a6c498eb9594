"""Mode S parity: the 24-bit remainder that tells whole frames from damaged ones (ICAO Annex 10, IV, 3.1.2.3.3)."""

_GENERATOR = 0xFFF409  # x^24 + x^23 + ... + x^10 + x^3 + 1 without its highest term


def _remainder(byte: int) -> int:
    value = byte << 16
    for _ in range(8):
        value = (value << 1) ^ _GENERATOR if value & 0x800000 else value << 1
    return value & 0xFFFFFF


_TABLE = tuple(map(_remainder, range(256)))


def residue(frame: bytes) -> int:
    """What is left of the parity field: what the sender overlaid on it, if the frame is whole.

    0 for DF17 and DF18, the interrogator's code for DF11, the sender's address for replies to an interrogation.
    """
    value = 0
    for byte in frame[:-3]:
        value = (value << 8) & 0xFFFFFF ^ _TABLE[value >> 16 ^ byte]
    return value ^ int.from_bytes(frame[-3:], "big")
