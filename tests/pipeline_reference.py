"""A reference source in a data directory, as an update leaves it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from skywitness.reference.aircraft_records import SCHEMA, records
from skywitness.store.reference_files import FOLDER
from skywitness.store.registers.compiled import table_file, write_note


def fetched(data: Path, name: str, rows: Sequence[Mapping[str, object]], sha256: str = "ab" * 32) -> None:
    """Put a source of aircraft in place.

    Args:
        data: the data directory.
        name: of the source.
        rows: columns of ``aircraft_records.SCHEMA``; days as dates or as text.
        sha256: of the file that it is said to come from.
    """
    folder = data / FOLDER
    folder.mkdir(exist_ok=True)
    columns = {key: [row.get(key) for row in rows] for key in SCHEMA if any(key in row for row in rows)}
    table = pl.DataFrame({key: pl.Series(values, strict=False) for key, values in columns.items()})
    records(_with_days(table)).sort("icao24").write_parquet(table_file(folder, name, "aircraft"))
    note = {"source": name, "sha256": sha256, "retrieved_at": "2026-01-02T03:04:05Z", "licence": "CC0"}
    write_note(folder / f"{name}.json", note)


def _with_days(table: pl.DataFrame) -> pl.DataFrame:
    written = [name for name in table.columns if SCHEMA[name] == pl.Date() and table[name].dtype == pl.String]
    return table.with_columns(pl.col(name).str.to_date() for name in written)
