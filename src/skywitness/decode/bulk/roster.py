"""Roster: what is carried of each aircraft from one block of messages to the next, as columns."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from skywitness.decode.bulk.groups import Bools, Ints

OTHER_BIT = 1 << 24
"""Set in the key of an aircraft whose identifier is none of ICAO's addresses."""
_INDEX_MASK = 0xFFFF
Column = NDArray[np.float64] | NDArray[np.int64]


class Roster:
    """Aircraft by key, each with a row in every column.

    Attributes:
        keys: addresses, with OTHER_BIT where they are not ICAO's; ascending.
        columns: by name; what an aircraft that joins has in each is given on making the roster.
    """

    def __init__(self, unknown: Mapping[str, float | int]) -> None:
        self.keys: Ints = np.empty(0, np.int64)
        self._index = _index_of(self.keys)
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
        self._rename(every)
        return rows

    def find(self, keys: Ints) -> tuple[Ints, Bools]:
        """Row of each key, and whether there is one."""
        if self.keys.size == 0:
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        rows = self._index[keys & _INDEX_MASK].astype(np.int64)
        known = self.keys[rows] == keys
        unsure = np.flatnonzero(~known & (rows > 0))
        rows[unsure] = np.minimum(np.searchsorted(self.keys, keys[unsure]), len(self.keys) - 1)
        known[unsure] = self.keys[rows[unsure]] == keys[unsure]
        return rows, known

    def reset(self, rows: Ints | Bools, names: tuple[str, ...]) -> None:
        """Forget these columns of some aircraft."""
        for name in names:
            self.columns[name][rows] = self._unknown[name]

    def dismiss(self, gone: Bools) -> None:
        """Take some aircraft out."""
        if gone.any():
            self._rename(self.keys[~gone])
            self.columns = {name: column[~gone] for name, column in self.columns.items()}

    def _rename(self, keys: Ints) -> None:
        self.keys = keys
        self._index = _index_of(keys)


def _index_of(keys: Ints) -> NDArray[np.int32]:
    """A row among those whose keys end in the same bits, 0 where there is none: it finds most at once."""
    index = np.zeros(_INDEX_MASK + 1, np.int32)
    index[keys & _INDEX_MASK] = np.arange(len(keys))
    return index


def _filled(value: float, length: int) -> Column:
    return np.full(length, value)  # of whole numbers where the value is one


def icao24_of(key: int) -> str:
    """The identifier as StateVector has it."""
    return f"~{key & OTHER_BIT - 1:06x}" if key & OTHER_BIT else f"{key:06x}"
