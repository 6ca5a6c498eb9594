"""Rows: the model's records as frames in the types of a table's files."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from skywitness.store.schema import Table

_CIRCLES = {"lon_deg": (180.0, -180.0), "track_deg": (360.0, 0.0)}
"""Rounding can reach the open end of a circle: 359.999° is 0.00°, and 179.9999999° east is 180° west."""


def frame_of(
    table: Table, records: Sequence[Sequence[Any]], extra: Mapping[str, pl.Series] | None = None
) -> pl.DataFrame:
    """Records as a frame in the table's stored types.

    Args:
        table: the table that the records are rows of.
        records: NamedTuples whose fields are the first columns of the table.
        extra: the remaining columns.

    A value that its column cannot hold (a height of 10^12 feet) becomes null.
    """
    schema = table.stored_schema
    names = [name for name in schema if name not in (extra or {})]
    columns = ([record[index] for record in records] for index in range(len(names)))
    series = [_series(name, schema[name], column) for name, column in zip(names, columns, strict=True)]
    return pl.DataFrame([*series, *((extra or {})[name].alias(name) for name in schema if name not in names)])


def stored_columns(table: Table, columns: pl.DataFrame, extra: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Columns that have the table's names in its stored types, as ``frame_of`` makes them of records.

    Args:
        table: the table that the rows belong to.
        columns: its first columns; one that is missing is null in every row.
        extra: the remaining ones.
    """
    schema = {name: kind for name, kind in table.stored_schema.items() if name not in extra}
    own = [
        _stored(columns[name], kind)
        if name in columns.columns
        else pl.Series(name, [None], kind).new_from_index(0, columns.height)
        for name, kind in schema.items()
    ]
    return pl.DataFrame([*own, *(series.alias(name) for name, series in extra.items())])


def repeated(values: Iterable[tuple[object, int]], dtype: pl.DataType) -> pl.Series:
    """A column of values, each as many times as it says."""
    pairs = list(values)
    numbers = pl.Series([number for _, number in pairs], dtype=pl.UInt32)
    indices = pl.select(pl.int_range(0, len(pairs), dtype=pl.UInt32).repeat_by(numbers).explode()).to_series()
    return pl.Series([value for value, _ in pairs], dtype=dtype).gather(indices.drop_nulls())


def _series(name: str, stored: pl.DataType, values: Sequence[Any]) -> pl.Series:
    if isinstance(stored, pl.Datetime):
        return _times(name, values, stored)
    if isinstance(stored, pl.Decimal):
        return _decimals(pl.Series(name, values, dtype=pl.Float64, strict=False), stored)
    if isinstance(stored, pl.List) and values and isinstance(values[0], dict):
        return pl.Series(name, [_counts(value) for value in values], dtype=stored)
    if isinstance(stored, pl.List):
        return _lists(name, values, stored)
    return pl.Series(name, values, dtype=stored, strict=False)


def _stored(values: pl.Series, stored: pl.DataType) -> pl.Series:
    if isinstance(stored, pl.Decimal):
        return _decimals(values.cast(pl.Float64), stored)
    return values.cast(stored, strict=False)


def _lists(name: str, values: Sequence[Any], stored: pl.List) -> pl.Series:
    # By way of one flat column: polars takes twenty microseconds over each list that it is handed by itself.
    holders = [place for place, value in enumerate(values) if value]
    number = np.repeat(np.arange(len(holders)), [len(values[place]) for place in holders])
    items = pl.Series("item", [item for place in holders for item in values[place]], dtype=stored.inner)
    grouped = (
        pl.DataFrame([pl.Series("number", number), items]).group_by("number", maintain_order=True).agg("item")
    )
    lists = grouped["item"].cast(stored).append(pl.Series([[]], dtype=stored))
    numbers = dict(zip(holders, range(len(holders)), strict=True))
    places = [None if value is None else numbers.get(place, len(holders)) for place, value in enumerate(values)]
    return lists.gather(pl.Series(places, dtype=pl.UInt32)).alias(name)


def _decimals(numbers: pl.Series, stored: pl.Decimal) -> pl.Series:
    # Polars raises for a number too large for the precision, even in a cast that is not strict.
    fits = numbers.abs() < 10 ** (stored.precision - stored.scale) - 1
    rounded = numbers.set(~fits, None).round(stored.scale)
    for suffix, (end, start) in _CIRCLES.items():
        if numbers.name.endswith(suffix):
            rounded = rounded.set(rounded == end, start)
    return rounded.cast(stored, strict=False)


def _times(name: str, values: Iterable[datetime | None], stored: pl.DataType) -> pl.Series:
    # By way of seconds: polars takes ten times as long over datetime objects with a zone.
    seconds = pl.Series(name, [None if value is None else value.timestamp() for value in values], dtype=pl.Float64)
    return ((seconds * 1000).round().cast(pl.Int64) * 1000).cast(stored)


def _counts(counts: dict[str, int]) -> list[dict[str, object]]:
    return [{"reason": reason, "count": count} for reason, count in sorted(counts.items())]


def as_read(table: Table, frame: pl.LazyFrame) -> pl.LazyFrame:
    """Stored types turned into those that readers get, columns in the table's order."""
    decimals = [pl.col(c.name).cast(c.read) for c in table.columns if c.stored != c.read]
    return frame.with_columns(decimals).select(*table.read_schema)
