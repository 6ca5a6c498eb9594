"""Labels: who an address was on a day, asked one by one or by the million."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.reference.label_segments import FIRST_DAY, LAST_DAY

_ADDRESSES = 1 << 24
_NONE = -1
_MANY = 20_000
"""From so many questions on, a table of all addresses is quicker than a search for each."""


@dataclass(frozen=True)
class Labels:
    """Labels of addresses by time.

    Attributes:
        segments: rows as of ``label_segments``, in order of address and time; may have further columns.
    """

    segments: pl.DataFrame

    def __len__(self) -> int:
        """Number of rows."""
        return self.segments.height

    def at(self, icao24s: pl.Series, days: pl.Series | None = None) -> pl.DataFrame:
        """Labels of many addresses, a row each, in the order asked; null where an address is not listed.

        Args:
            icao24s: addresses as in StateVector.
            days: the day to ask for beside each; None for what holds now.
        """
        rows = self._first_rows(icao24s)
        if self._has_several:
            rows = self._later(rows, days)
        return self._rows(rows).insert_column(0, icao24s.alias("icao24"))

    def of(self, icao24: str, on: date | None = None) -> dict[str, Any] | None:
        """Labels of one address on a day, or now; None when it is not listed."""
        rows = self.history(icao24)
        day = on or LAST_DAY
        held = rows.filter((pl.col("since") <= day) & ((pl.col("until") > day) | (pl.col("until") == LAST_DAY)))
        return held.row(0, named=True) if held.height else None

    def history(self, icao24: str) -> pl.DataFrame:
        """All rows of one address, in order of time."""
        first, last = (int(np.searchsorted(self._text, np.str_(icao24), side=side)) for side in ("left", "right"))
        return self.segments.slice(first, last - first)

    @cached_property
    def _text(self) -> NDArray[np.str_]:
        return self.segments["icao24"].to_numpy().astype(np.str_)

    @cached_property
    def _numbers(self) -> NDArray[np.int32]:
        """Addresses as numbers, first rows only; those that are no address are left out."""
        first = self.segments["icao24"].is_first_distinct()
        numbers = _numbers(self.segments["icao24"])
        return np.where(first, numbers, _NONE).astype(np.int32)

    @cached_property
    def _table(self) -> NDArray[np.int32]:
        """By address: its first row."""
        table = np.full(_ADDRESSES, _NONE, np.int32)
        held = self._numbers != _NONE
        table[self._numbers[held]] = np.flatnonzero(held)
        return table

    @cached_property
    def _has_several(self) -> bool:
        return bool(len(self)) and self.segments["icao24"].n_unique() < len(self)

    def _first_rows(self, icao24s: pl.Series) -> NDArray[np.int64]:
        """First row of each address, -1 where there is none."""
        if not len(self):
            return np.full(len(icao24s), _NONE, np.int64)
        if len(icao24s) < _MANY:
            return self._searched(icao24s)
        numbers = _numbers(icao24s)
        rows = self._table[numbers].astype(np.int64)
        other = numbers == _NONE
        rows[other] = self._searched(icao24s.filter(pl.Series(other)))
        return rows

    def _searched(self, icao24s: pl.Series) -> NDArray[np.int64]:
        asked = icao24s.fill_null("").to_numpy().astype(np.str_)
        rows = np.minimum(np.searchsorted(self._text, asked, side="left"), len(self) - 1)
        return np.where(self._text[rows] == asked, rows, _NONE)

    def _later(self, rows: NDArray[np.int64], days: pl.Series | None) -> NDArray[np.int64]:
        """From the first row of each address to the one that holds on its day."""
        until = self.segments["until"].to_physical().to_numpy()
        last = pl.Series([LAST_DAY]).to_physical()[0]
        now = np.full(len(rows), last - 1) if days is None else days.to_physical().fill_null(last - 1).to_numpy()
        rows = rows.copy()
        while (behind := (rows != _NONE) & (until[rows] <= now)).any():
            rows[behind] += 1
        return rows

    def _rows(self, rows: NDArray[np.int64]) -> pl.DataFrame:
        labels = self.segments.drop("icao24")
        if not len(self):
            return labels.clear(len(rows))
        found = labels[np.where(rows == _NONE, 0, rows)]
        listed = pl.Series(rows != _NONE)
        return found if listed.all() else found.with_columns(pl.when(listed).then(pl.all()))


def bound(day: date | None) -> date | None:
    """A day of a segment, None where it stands for no bound."""
    return None if day in {FIRST_DAY, LAST_DAY} else day


def _numbers(icao24s: pl.Series) -> NDArray[np.int64]:
    """Addresses as numbers, -1 for what is none."""
    numbers = icao24s.str.to_integer(base=16, strict=False, dtype=pl.Int32)
    plain = numbers.is_between(0, _ADDRESSES - 1) & (icao24s.str.len_bytes() == len("a1b2c3"))
    return pl.select(pl.when(plain).then(numbers).fill_null(_NONE)).to_series().to_numpy().astype(np.int64)
