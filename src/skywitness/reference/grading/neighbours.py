"""Neighbours: what the addresses around one say where no table lists it.

States allot addresses in runs: to the forces, to a register in order of registration, or by a number in the
registration. The tables in use say of many neighbours what they are.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

_RUSSIA: Final = (0x100000, 0x1FFFFF)
_NUMBERED: Final = 0x140000
"""In Russia's block, the address of RA-82035 is this and the number: so in 1,845 of 2,004 registrations of five
digits in tar1090-db (c6a8036)."""
_LAST_NUMBER: Final = 99_999
_THOUSAND: Final = 1_000


MILITARY, STATE, CIVIL = 1, 2, 0


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What the tables list, by address, and how far around one it is looked at.

    How it is fooled: an address set wrongly in the transponder says nothing of the aircraft; the tables list what
    watchers care for, so that among the listed the forces are too many; a new series looks like no series.

    Attributes:
        numbers: listed addresses in order.
        uses: ``MILITARY``, ``STATE`` or ``CIVIL``, by what is said of each, beside them.
        reach: addresses looked at on either side; the small blocks that states hand out have 64 and more.
    """

    numbers: NDArray[np.int64]
    uses: NDArray[np.int8]
    reach: int = 32

    @classmethod
    def of(cls, listed: pl.DataFrame) -> "Neighbourhood":
        """From rows of icao24 and use (``military``, ``state`` or null), each address once."""
        rows = listed.with_columns(number=pl.col("icao24").str.to_integer(base=16, strict=False)).drop_nulls(
            "number"
        )
        rows = rows.sort("number")
        codes = {"military": MILITARY, "state": STATE}
        uses = rows["use"].replace_strict(codes, default=CIVIL, return_dtype=pl.Int8)
        return cls(rows["number"].to_numpy().astype(np.int64), uses.to_numpy())

    def around(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many listed neighbours of each use an address has, itself left out: shape (3, n), by use."""
        if not len(self.numbers):
            return np.zeros((3, len(numbers)), np.int64)
        low, high = self._reached(numbers)
        at = np.searchsorted(self.numbers, numbers, side="left")
        inside = np.minimum(at, len(self.numbers) - 1)
        itself = self.numbers[inside] == numbers
        counts = []
        for use in (CIVIL, MILITARY, STATE):
            total = np.concatenate([[0], np.cumsum(self.uses == use)])
            counts.append(total[high] - total[low] - (itself & (self.uses[inside] == use)))
        return np.stack(counts)

    def _reached(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First and last neighbours; of an address that is a Russian number, its series is looked at instead."""
        number = numbers - _NUMBERED
        numbered = (number > 0) & (number <= _LAST_NUMBER)
        first = np.where(numbered, numbers - number % _THOUSAND, numbers - self.reach)
        last = np.where(numbered, first + _THOUSAND - 1, numbers + self.reach)
        low = np.searchsorted(self.numbers, first, side="left")
        return low, np.searchsorted(self.numbers, last, side="right")

    def without_civil_series(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether an address is in Russia's block and stands for a number in no civil series, or for no number.

        A series is a thousand numbers. One is civil when the tables list any aircraft in it that is not military:
        the numbers of the Soviet register, by type, from which the Russian one was made. State aircraft have
        numbers of their own under RF-, and some of them addresses that are no number.
        """
        russian = (numbers >= _RUSSIA[0]) & (numbers <= _RUSSIA[1])
        listed = self.numbers[self.uses == CIVIL] - _NUMBERED
        civil = np.unique(listed[(listed > 0) & (listed <= _LAST_NUMBER)] // _THOUSAND)
        number = numbers - _NUMBERED
        numbered = (number > 0) & (number <= _LAST_NUMBER)
        return russian & ~(numbered & np.isin(number // _THOUSAND, civil))
