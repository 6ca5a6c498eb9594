"""Codes over columns: altitudes, squawks, callsigns and speeds on the ground, from tables of their meaning."""

from functools import cache

import numpy as np

from skywitness.decode.bulk.groups import Bools, Floats, Ints
from skywitness.decode.bulk.said import NOTHING, Values
from skywitness.decode.codes import ac13, squawk
from skywitness.decode.quality import nic

_CHARACTERS, _CHARACTER_BITS = 8, 6
_SPACE = 0x20
_LETTERS = "#ABCDEFGHIJKLMNOPQRSTUVWXYZ##### ###############0123456789######"
"""Six-bit characters, # for those that no callsign has (Annex 10, IV, table 3-9)."""
_IN_CALLSIGNS = np.array([letter != "#" for letter in _LETTERS])
_VERSIONS = 8
_NO_VERSION = _VERSIONS


@cache
def altitudes_ft() -> Ints:
    """Altitude of each 13-bit code, or NOTHING; shape (8192,)."""
    return np.array([_number(ac13(code)) for code in range(1 << 13)])


@cache
def squawks() -> Ints:
    """The four octal digits of each 13-bit code as one number, or NOTHING; shape (8192,)."""
    return np.array([NOTHING if (digits := squawk(code)) is None else int(digits, 8) for code in range(1 << 13)])


def squawk_text(number: int) -> str:
    """Four octal digits of a number."""
    return f"{number:04o}"


def callsigns(characters: Ints) -> Ints:
    """Callsigns as numbers that are equal where the texts are.

    Args:
        characters: eight six-bit characters each, the first highest; shape (n,).

    Returns:
        The characters that are not blank, or NOTHING for a blank callsign and one with codes outside the alphabet.
    """
    packed = np.zeros(len(characters), np.int64)
    valid = np.ones(len(characters), np.bool_)
    for place in range(_CHARACTERS - 1, -1, -1):
        character = characters >> _CHARACTER_BITS * place & 0x3F
        packed = np.where(character == _SPACE, packed, packed << _CHARACTER_BITS | character)
        valid &= _IN_CALLSIGNS[character]
    return np.where(valid & (packed > 0), packed, NOTHING)


def callsign_text(packed: int) -> str:
    """A callsign of such a number."""
    places = range(_CHARACTERS - 1, -1, -1)
    characters = (packed >> _CHARACTER_BITS * place & 0x3F for place in places)
    return "".join(_LETTERS[character] for character in characters if character)


@cache
def categories() -> Ints:
    """Navigation integrity category by type code, version (8 where unknown) and supplements A, B and C."""
    table = np.full((32, _VERSIONS + 1, 2, 2, 2), NOTHING)
    for type_code in (*range(5, 19), 20, 21, 22):
        for version, a, b, c in np.ndindex(_VERSIONS, 2, 2, 2):
            table[type_code, version, a, b, c] = _number(nic(type_code, version, (a, b, c)))
    return table


def version_index(version: Values, known: Bools) -> Ints:
    """Index of a version in ``categories``."""
    return np.where(known, version, _NO_VERSION).astype(np.int64)


@cache
def ground_speeds_kt() -> Floats:
    """Speed by the code of movement on the ground, NaN where it is none (DO-260B, table 2-18)."""
    speeds = np.full(128, np.nan)
    speeds[1] = 0.0
    first, first_kt = 2, 0.125
    for codes, step_kt in ((7, 0.125), (4, 0.25), (26, 0.5), (55, 1.0), (15, 2.0), (16, 5.0)):
        speeds[first : first + codes] = first_kt + step_kt * np.arange(codes)
        first, first_kt = first + codes, first_kt + step_kt * codes
    return speeds


def _number(value: int | None) -> int:
    return NOTHING if value is None else value
