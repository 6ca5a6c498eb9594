"""Quality: the navigation integrity category of a position.

DO-260B, tables 2-14 and 2-70; DO-260A for version 1.
"""

_BY_TYPE_CODE = {5: 11, 6: 10, 9: 11, 10: 10, 12: 7, 13: 6, 14: 5, 15: 4, 17: 1, 18: 0, 20: 11, 21: 10, 22: 0}
"""Type codes that fix the category alone."""


def nic(type_code: int, version: int | None, supplements: tuple[int, int, int]) -> int | None:
    """Navigation integrity category of a position message.

    Args:
        type_code: 5 to 18 or 20 to 22.
        version: ADS-B version that the aircraft last stated.
        supplements: NIC supplement bits A (operational status), B (position message) and C (operational status on
            the ground), 0 where not heard: the category is then the lower one that the type code allows.

    Returns:
        None while the version is unknown, and for version 0, which sends another measure (NUC).
    """
    if not version:
        return None
    if type_code in _BY_TYPE_CODE:
        return _BY_TYPE_CODE[type_code]
    a, b, c = supplements
    if version == 1:  # supplements B and C came with version 2
        b, c = a, 0
    if type_code == 8:
        if version == 1:
            return 0
        return {(1, 1): 7, (1, 0): 6, (0, 1): 6}.get((a, c), 0)
    both = a == 1 and b == 1
    return {7: 9 if a and not c else 8, 11: 9 if both else 8, 16: 3 if both else 2}.get(type_code)
