"""Flag state verdict: what it means that an address and a registration name these states."""

import re
from collections.abc import Collection, Mapping
from typing import Final

BLOCK_USED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("AI", "BM", "FK", "GG", "GI", "IM", "JE", "KY", "MS", "SH", "TC", "VG"), "GB"),
    **dict.fromkeys(("HK", "MO"), "CN"),
    **dict.fromkeys(("AW", "BQ", "CW", "SX"), "NL"),
    **dict.fromkeys(("FO", "GL"), "DK"),
    **dict.fromkeys(("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"), "FR"),
    **dict.fromkeys(("AS", "GU", "MP", "PR", "VI"), "US"),
    "LI": "CH",
    "PS": "EG",
}
"""Territories and registers without a block of their own, and the state from whose block their addresses are.

They have no row in ICAO Annex 10, Volume III, Table 9-1. Those with marks of their own were looked at in
tar1090-db at c6a8036: M- 541 of 541 in the block of GB, 2- 440 of 442, VP- and VQ- 937 of 938; B-H, B-K, B-L and
B-M 412 of 412 in that of CN; P4- 136 of 136 and PJ- 30 of 30 in that of NL; SU-Y 2 of 2 in that of EG.
"""

SUCCESSORS: Final[Mapping[str, frozenset[str]]] = {
    "SU": frozenset(["AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA", "UZ"]),
    "YU": frozenset(["BA", "HR", "ME", "MK", "RS", "SI", "XK"]),
    "CS": frozenset(["CZ", "SK"]),
    "DD": frozenset(["DE"]),
}
"""States on the territory of former ones, whose codes are those of ISO 3166-3."""

OPEN_REGISTERS: Final = frozenset(["AW", "BM", "GG", "IE", "IM", "KY", "SM"])
"""Registers in which aircraft of owners and operators of other states are common. The list is a judgement."""

AGREE: Final = "agree"
TERRITORY: Final = "territory"
OPEN_REGISTER: Final = "open register"
FORMER_MARK: Final = "former mark"
NOT_RECODED: Final = "not re-coded"
DIFFER: Final = "differ"
UNCLEAR: Final = "unclear"
NO_MARK: Final = "no mark"
UNALLOCATED: Final = "unallocated"
NO_ADDRESS: Final = "no address"
ADDRESS_ONLY: Final = "address only"
REGISTRATION_ONLY: Final = "registration only"
NOTHING: Final = "nothing"

CONSISTENT: Final = frozenset((AGREE, TERRITORY, OPEN_REGISTER, FORMER_MARK))
"""Verdicts under which address and registration are as one expects of one aircraft."""

NONE_GIVEN: Final = "none"
NOT_ICAO: Final = "not an ICAO address"
NOBODY: Final = "nobody's"
NO_BLOCK: Final = "in no block"
IN_BLOCK: Final = "in a block"
"""Kinds of address."""

NEVER_ASSIGNED: Final = frozenset(("000000", "ffffff"))
"""All zeros and all ones are given to no aircraft: ICAO Annex 10, Volume III, Part I, chapter 9."""

_ADDRESS: Final = re.compile(r"[0-9a-f]{6}")


def address_kind(icao24: str, block: str | None) -> str:
    """What an identifier, in lower case, is as an address.

    Args:
        icao24: empty for none; with ``~`` where the receiver was told that it is no address of ICAO.
        block: state in whose block it lies.
    """
    if not icao24:
        return NONE_GIVEN
    if not _ADDRESS.fullmatch(icao24):
        return NOT_ICAO
    if icao24 in NEVER_ASSIGNED:
        return NOBODY
    return IN_BLOCK if block else NO_BLOCK


def fits(block: str, states: Collection[str]) -> bool:
    """Whether aircraft of one of these states have addresses of the block."""
    return block in states or any(BLOCK_USED.get(state) == block for state in states)


def verdict(kind: str, block: str | None, states: Collection[str], *, given: bool, exact: bool) -> str:
    """What it means that address and registration name these states.

    Args:
        kind: of the address, by ``address_kind``.
        block: state in whose block the address lies.
        states: those that the nationality mark names.
        given: whether there is a registration at all.
        exact: whether it has the hyphen that belongs to it, as in ``MarkMatch``.
    """
    if kind == NONE_GIVEN:
        return REGISTRATION_ONLY if given else NOTHING
    if kind in {NOT_ICAO, NOBODY}:
        return NO_ADDRESS
    if block is None or kind == NO_BLOCK:
        return UNALLOCATED
    if not states:
        return NO_MARK if given else ADDRESS_ONLY
    return _compared(block, states, exact=exact)


def _compared(block: str, states: Collection[str], *, exact: bool) -> str:
    if fits(block, states):
        if OPEN_REGISTERS.issuperset(states):
            return OPEN_REGISTER
        return AGREE if block in states else TERRITORY
    if any(block in SUCCESSORS.get(state, ()) for state in states):
        return FORMER_MARK
    return DIFFER if exact else UNCLEAR
