"""Exposure: on which UTC days an aircraft could have been seen at a field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Observable:
    """For each field and day, whether an aircraft that came would have been seen.

    Attributes:
        first_day: day of the first column.
        row_of: row of each field.
        flags: shape (fields, days).
        record: days on which the record holds anything at all, shape (days,).
    """

    first_day: date
    row_of: dict[str, int]
    flags: Flags
    record: Flags

    def days(self, airports: Iterable[str], since: datetime, until: datetime) -> int:
        """Days from one instant to another, both included, on which all these fields could be seen."""
        return int(self.at(airports)[self._span(since, until)].sum())

    def record_days(self, since: datetime, until: datetime) -> int:
        """Days of the span on which the record holds anything at all."""
        return int(self.record[self._span(since, until)].sum())

    def at(self, airports: Iterable[str]) -> Flags:
        """For each day, whether all these fields could be seen; never where one of them was never heard."""
        seen = np.ones(self.record.shape, bool)
        for airport in airports:
            row = self.row_of.get(airport)
            seen &= self.flags[row] if row is not None else False
        return seen

    def index(self, when: datetime) -> int:
        """Column of the day of an instant."""
        return (when.date() - self.first_day).days

    def _span(self, since: datetime, until: datetime) -> slice:
        return slice(max(self.index(since), 0), max(self.index(until) + 1, 0))


@dataclass(frozen=True, slots=True)
class Exposure:
    """Days on which a field was watched, from the days on which anything was heard low near it.

    A field is covered on a day when any aircraft was heard arriving, leaving or on the ground there. Days between
    two such days are covered too while silence so long is what the field's own traffic leads one to expect: with a
    share q of days heard, silence of g days has the chance (1 - q)^g, and is bridged down to
    ``least_chance_probability``. A quiet field may so be silent for weeks, a busy one for a day; before the first
    and after the last day that it was heard a field is not covered. A day on which the record holds nothing is a
    day without a receiver.

    It is fooled by a field whose receiver fails often and briefly: q is then too low and some failures are
    bridged; and by traffic that comes on workdays only, whose weekends are called unobservable where it is dense.

    Attributes:
        least_chance_probability: of a silence that is still laid to the traffic; judgement, the usual 5 %.
        longest_bridge: longest silence that is ever bridged, days; judgement.
    """

    least_chance_probability: float = 0.05
    longest_bridge: int = 28

    def observable(self, record_days: pl.DataFrame, covered: pl.DataFrame) -> Observable:
        """What could be seen.

        Args:
            record_days: day (Date), every day on which the record holds anything.
            covered: airport, day: days on which any aircraft was heard low near a field.
        """
        if not record_days.height:
            return Observable(date(1970, 1, 1), {}, np.zeros((0, 0), bool), np.zeros(0, bool))
        first, last = record_days["day"].min(), record_days["day"].max()
        assert isinstance(first, date)  # noqa: S101  a column of dates that is not empty has a least
        assert isinstance(last, date)  # noqa: S101  as above
        record = np.zeros((last - first) // timedelta(days=1) + 1, bool)
        record[_offsets(record_days["day"], first)] = True
        heard = covered.select("airport", "day").unique().sort("airport", "day")
        heard = heard.filter(pl.col("day").is_between(first, last))
        names = heard["airport"].unique(maintain_order=True).to_list()
        row_of = {name: row for row, name in enumerate(names)}
        days = _offsets(heard["day"], first)
        rows = heard["airport"].replace_strict(row_of, return_dtype=pl.Int64).to_numpy() if names else days
        return Observable(first, row_of, self._bridged(rows, days, len(names), record), record)

    def _bridged(self, rows: NDArray[np.int64], days: NDArray[np.int64], fields: int, record: Flags) -> Flags:
        """Flags with the silences filled that the traffic explains."""
        # Marks where stretches begin and end, summed up along the days, say which days lie within one.
        marks = np.zeros((fields, len(record) + 1), np.int64)
        if not fields:
            return np.zeros((0, len(record)), bool)
        begin = np.searchsorted(rows, np.arange(fields))
        end = np.searchsorted(rows, np.arange(fields), side="right") - 1
        share = (end - begin + 1) / (days[end] - days[begin] + 1)
        chance = np.log1p(-np.minimum(share, 1 - 1e-9))
        longest = np.minimum(np.floor(np.log(self.least_chance_probability) / chance), self.longest_bridge)
        following = np.append(days[1:], 0)
        same = np.append(rows[1:] == rows[:-1], False)
        bridged = same & (following - days - 1 <= longest[rows])
        np.add.at(marks, (rows, days), 1)
        np.add.at(marks, (rows, np.where(bridged, following, days + 1)), -1)
        return (marks.cumsum(axis=1)[:, :-1] > 0) & record


def _offsets(days: pl.Series, first: date) -> NDArray[np.int64]:
    return (days.cast(pl.Int32).to_numpy() - (first - date(1970, 1, 1)).days).astype(np.int64)
