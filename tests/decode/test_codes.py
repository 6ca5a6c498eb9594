"""Altitude and identity codes against published frames and the properties that define the Gillham code.

Frames: J. Sun, "The 1090 Megahertz Riddle", 2nd edition, chapters on surveillance replies and Comm-B.
"""

import itertools

import pytest

from made_frames import q_code
from skywitness.decode.codes import ac12, ac13, squawk


def code_of(frame: str) -> int:
    return int(frame[:8], 16) & 0x1FFF


@pytest.mark.parametrize(
    ("frame", "altitude_ft"), [("2000171806A983", 36_000), ("A02014B400000000000000F9D514", 32_300)]
)
def test_altitudes_of_the_literature(frame: str, altitude_ft: int) -> None:
    assert ac13(code_of(frame)) == altitude_ft


def test_squawk_of_the_literature() -> None:
    assert squawk(code_of("2A00516D492B80")) == "0356"


@pytest.mark.parametrize("altitude_ft", [-1000, -975, -25, 0, 25, 1000, 38_000, 50_175])
def test_altitudes_in_steps_of_25_feet(altitude_ft: int) -> None:
    assert ac12(q_code(altitude_ft)) == altitude_ft


def test_altitude_codes_without_an_altitude() -> None:
    assert ac13(0) is None
    assert ac12(0) is None
    assert ac13(0x1FFF) is None  # the M bit
    assert ac13(0x0001) is None  # all C bits clear


def test_gillham_code_is_a_gray_code_from_minus_1200_feet_in_steps_of_100() -> None:
    """One code an altitude, and one bit between neighbours: what makes it a Gray code (Annex 10, IV, appendix)."""
    codes = {ac13(code): code for code in range(1 << 13) if not code & 0x50}
    del codes[None]
    altitudes = sorted(altitude for altitude in codes if altitude is not None)
    assert altitudes == list(range(-1200, 126_701, 100))
    neighbours = itertools.pairwise(altitudes)
    assert all((codes[low] ^ codes[high]).bit_count() == 1 for low, high in neighbours)


def test_gillham_code_begins_with_c4_and_c2() -> None:
    c1, c2, c4 = 0x1000, 0x400, 0x100
    assert [ac13(code) for code in (c4, c4 | c2, c2, c2 | c1, c1)] == [-1200, -1100, -1000, -900, -800]


@pytest.mark.parametrize("wanted", ["7500", "7600", "7700", "1200", "0001", "4253"])
def test_squawks_by_their_bits(wanted: str) -> None:
    places = ["C1", "A1", "C2", "A2", "C4", "A4", "X", "B1", "D1", "B2", "D2", "B4", "D4"]
    digits = dict(zip("ABCD", map(int, wanted), strict=True))
    bits = [place != "X" and bool(digits[place[0]] & int(place[1])) for place in places]
    assert squawk(int("".join("01"[bit] for bit in bits), 2)) == wanted


def test_squawk_zero_is_none() -> None:
    assert squawk(0) is None
