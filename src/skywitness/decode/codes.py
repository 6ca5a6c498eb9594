"""Codes: altitude and identity as thirteen interleaved bits.

Our own because rs1090 holds altitudes unsigned, so that every height below 1013.25 hPa sea level (a coastal
airport on a day of high pressure) would be lost. Clauses are those of ICAO Annex 10, volume IV.
"""

_M_BIT, _Q_BIT = 0x40, 0x10
_LOWEST_FT, _HIGHEST_FT = -1_300, 126_700  # range of the Gillham code (3.1.2.6.5.4 c, appendix to chapter 3)


def ac12(code: int) -> int | None:
    """Altitude in feet of a position message's twelve bits: AC13 without the M bit (DO-260B, 2.2.3.2.3.4)."""
    return ac13((code & 0xFC0) << 1 | code & 0x3F)


def ac13(code: int) -> int | None:
    """Altitude in feet of a reply's thirteen bits (3.1.2.6.5.4).

    Returns:
        None for 0 (not available), for the M bit, whose metric coding was never defined, and for codes that no
        altitude has.
    """
    if code == 0 or code & _M_BIT:
        return None
    if code & _Q_BIT:
        steps = (code & 0x1F80) >> 2 | (code & 0x20) >> 1 | code & 0xF
        return steps * 25 - 1_000
    return _gillham(code)


def squawk(code: int) -> str | None:
    """Mode A code in four octal digits of an identity field (3.1.2.6.7.1); None for 0000, which is not in use."""
    a, b, c, d = _digits(code)
    return f"{a}{b}{c}{d}" if code else None


def _digits(code: int) -> tuple[int, int, int, int]:
    """Octal digits A, B, C, D of C1 A1 C2 A2 C4 A4 X B1 D1 B2 D2 B4 D4 (3.1.1.6.2, figure 3-1)."""
    bit = [code >> place & 1 for place in range(12, -1, -1)]
    c1, a1, c2, a2, c4, a4, _, b1, d1, b2, d2, b4, d4 = bit
    return a4 << 2 | a2 << 1 | a1, b4 << 2 | b2 << 1 | b1, c4 << 2 | c2 << 1 | c1, d4 << 2 | d2 << 1 | d1


def _gillham(code: int) -> int | None:
    """Hundreds of feet in the Gillham code: Gray over D2 D4 A1 A2 A4 B1 B2 B4 counts 500 ft, C1 C2 C4 the rest."""
    a, b, c, d = _digits(code)
    if d & 1 or c == 0:  # D1 is never set, and no altitude has all C bits clear
        return None
    gray = (d >> 1 & 1) << 7 | (d >> 2 & 1) << 6
    for digit, shift in ((a, 3), (b, 0)):
        gray |= ((digit & 1) << 2 | digit & 2 | digit >> 2) << shift
    five_hundreds = _from_gray(gray)
    hundreds = _from_gray((c & 1) << 2 | c & 2 | c >> 2)
    if hundreds in {5, 6}:
        return None
    hundreds = 5 if hundreds == 7 else hundreds
    if five_hundreds & 1:  # the five steps run backwards in every other 500 ft, so that one bit changes at a time
        hundreds = 6 - hundreds
    altitude_ft = five_hundreds * 500 + hundreds * 100 - 1_300
    return altitude_ft if _LOWEST_FT < altitude_ft <= _HIGHEST_FT else None


def _from_gray(gray: int) -> int:
    value = 0
    while gray:
        value ^= gray
        gray >>= 1
    return value
