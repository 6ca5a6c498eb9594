"""Callsigns in the six-bit alphabet of Mode S (ICAO Annex 10, volume IV, table 3-9)."""


def characters(callsign: str) -> int:
    """Up to eight letters, digits and spaces as 48 bits, padded with spaces.

    Raises:
        ValueError: too long, or a character that the alphabet does not have.
    """
    if len(callsign) > 8:
        raise ValueError(f"callsign longer than eight characters: {callsign}")
    word = 0
    for character in callsign.ljust(8):
        if not (character.isascii() and (character.isdigit() or character.isupper() or character == " ")):
            raise ValueError(f"no such character in a callsign: {character!r}")
        word = word << 6 | ord(character) & 0x3F  # the alphabet is the lower six bits of ASCII
    return word
