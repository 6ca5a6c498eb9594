"""Roster: what is carried of each aircraft from one block of messages to the next, as columns."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from skywitness.decode.bulk.groups import Bools, Ints

OTHER_BIT = 1 << 24
"""Set in the key of an aircraft whose identifier is none of ICAO's addresses."""
Column = NDArray[np.float64] | NDArray[np.int64]


class Roster:
    """Aircraft by key, each with a row in every column.

    Attributes:
        keys: addresses, with OTHER_BIT where they are not ICAO's; ascending.
        columns: by name; what an aircraft that joins has in each is given on making the roster.
    """

    def __init__(self, unknown: Mapping[str, float | int]) -> None:
        self.keys: Ints = np.empty(0, np.int64)
        self._unknown = unknown
        self.columns: dict[str, Column] = {name: _filled(value, 0) for name, value in unknown.items()}

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def admit(self, keys: Ints) -> Ints:
        """Make room for these aircraft, which have none.

        Returns:
            The row that each of the aircraft before them has now.
        """
        every = np.union1d(self.keys, keys)
        rows = np.searchsorted(every, self.keys)
        for name, column in self.columns.items():
            wider = _filled(self._unknown[name], len(every))
            wider[rows] = column
            self.columns[name] = wider
        self.keys = every
        return rows

    def find(self, keys: Ints) -> tuple[Ints, Bools]:
        """Row of each key, and whether there is one."""
        rows = np.minimum(np.searchsorted(self.keys, keys), max(len(self.keys) - 1, 0))
        if self.keys.size == 0:
            return rows, np.zeros(len(keys), np.bool_)
        return rows, np.asarray(self.keys[rows] == keys)

    def reset(self, rows: Ints | Bools, names: tuple[str, ...]) -> None:
        """Forget these columns of some aircraft."""
        for name in names:
            self.columns[name][rows] = self._unknown[name]

    def dismiss(self, gone: Bools) -> None:
        """Take some aircraft out."""
        if gone.any():
            self.keys = self.keys[~gone]
            self.columns = {name: column[~gone] for name, column in self.columns.items()}


def _filled(value: float, length: int) -> Column:
    return np.full(length, value)  # of whole numbers where the value is one


def icao24_of(key: int) -> str:
    """The identifier as StateVector has it."""
    return f"~{key & OTHER_BIT - 1:06x}" if key & OTHER_BIT else f"{key:06x}"
