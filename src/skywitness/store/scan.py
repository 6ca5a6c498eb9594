"""Scan: rows of a table's files, and which of the files a question can need."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import polars as pl

from skywitness.store.delta import DataFile
from skywitness.store.schema import Table

_INSTANT = timedelta(microseconds=1)


def scan(table: Table, files: Sequence[DataFile]) -> pl.LazyFrame:
    """Rows of these files in stored types, with ``day`` where the table has it.

    The day is that of the time and not that of the folder, which would take half as long again to read.
    """
    schema = {column.name: column.stored for column in table.columns}
    if not files:
        return pl.LazyFrame(schema=schema)
    paths = [file.path for file in files]
    rows = pl.scan_parquet(paths, schema=table.stored_schema, hive_partitioning=False)
    return rows.with_columns(day=pl.col("observed_at").dt.date()) if table.by_day else rows


def may_hold(
    file: DataFile, icao24s: Collection[str] | None, since: datetime | None, until: datetime | None
) -> bool:
    """Whether a file can have rows of any of these aircraft in this span, by the table's log."""
    if file.day and since and file.day < since.date():
        return False
    if file.day and until and file.day > (until - _INSTANT).date():
        return False
    if icao24s is None or file.first_icao24 is None or file.last_icao24 is None:
        return True
    return any(file.first_icao24 <= icao24 <= file.last_icao24 for icao24 in icao24s)
