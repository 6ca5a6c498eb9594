"""States: which state's block of 24-bit addresses an aircraft address lies in."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddressBlocks:
    """The allocation of 24-bit addresses to states (ICAO Annex 10, Volume III, Part I, Table 9-1).

    A block says where an address was allotted, not who flies the aircraft: leased and military aircraft, and
    addresses set wrongly in the transponder, lie in blocks of other states.
    """

    first: tuple[int, ...]
    last: tuple[int, ...]
    state: tuple[str, ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "AddressBlocks":
        """Blocks from rows with ``first_icao24``, ``last_icao24`` (hex) and ``state`` (ISO 3166 alpha-2)."""
        blocks = sorted((int(row["first_icao24"], 16), int(row["last_icao24"], 16), row["state"]) for row in rows)
        first, last, state = zip(*blocks, strict=True)
        return cls(first, last, state)

    def flag_state(self, icao24: str) -> str | None:
        """ISO 3166 alpha-2 code of the state whose block holds the address; None for none and for ``~``."""
        if len(icao24) != 6:
            return None
        try:
            address = int(icao24, 16)
        except ValueError:
            return None
        index = bisect_right(self.first, address) - 1
        return self.state[index] if index >= 0 and address <= self.last[index] else None
