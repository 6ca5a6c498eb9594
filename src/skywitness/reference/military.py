"""Military and state aircraft, as far as their addresses and their callsigns tell."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_ADDRESS = re.compile(r"[0-9a-f]{6}")
_CALLSIGN = re.compile(r"([A-Z]{3})\d[A-Z0-9]{0,3}")
"""Designator and flight identification, seven characters at most: ICAO Doc 4444, Appendix 2, item 7."""


@dataclass(frozen=True, slots=True)
class MilitaryBlocks:
    """Blocks of addresses that states gave to military aircraft, sorted by first address.

    How it is fooled: of most states no such block is known, Russia and China among them, so an address outside
    every block says nothing; some blocks hold state aircraft too.

    Attributes:
        first: first addresses.
        last: last addresses.
    """

    first: tuple[int, ...]
    last: tuple[int, ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "MilitaryBlocks":
        """Blocks from rows of ``military_blocks``: first_icao24 and last_icao24, hexadecimal."""
        blocks = sorted((int(row["first_icao24"], 16), int(row["last_icao24"], 16)) for row in rows)
        return cls(tuple(first for first, _ in blocks), tuple(last for _, last in blocks))

    def holds(self, icao24: str) -> bool:
        """Whether an address, six hexadecimal digits in lower case, is in a block; anything else is not."""
        if not _ADDRESS.fullmatch(icao24):
            return False
        number = int(icao24, 16)
        at = bisect_right(self.first, number) - 1
        return at >= 0 and number <= self.last[at]


class StateOperator(NamedTuple):
    """An operator that flies for armed forces or a state.

    Attributes:
        designator: three letters, ICAO document 8585.
        use: ``military`` or ``state``.
        operator: its name.
        state: ISO 3166 alpha-2 code, or ``NATO``.
    """

    designator: str
    use: str
    operator: str
    state: str


@dataclass(frozen=True, slots=True)
class MilitaryDesignators:
    """Operators that fly for armed forces or a state, by designator.

    How it is fooled: a callsign is typed in by the crew; air forces also use tactical callsigns, which are in no
    table, and airlines fly charters for them under their own.

    Attributes:
        operators: by designator.
    """

    operators: Mapping[str, StateOperator]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "MilitaryDesignators":
        """Operators from rows of ``military_designators``: designator, use, operator and state."""
        listed = (StateOperator(row["designator"], row["use"], row["operator"], row["state"]) for row in rows)
        return cls({operator.designator: operator for operator in listed})

    def match(self, callsign: str | None) -> StateOperator | None:
        """The operator whose designator begins a callsign, followed by a digit; None for every other callsign."""
        found = _CALLSIGN.fullmatch((callsign or "").strip().upper())
        return self.operators.get(found[1]) if found else None
