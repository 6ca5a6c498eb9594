"""Airframe days: which compacted files hold which aircraft, and when and where each was last seen in them."""

from collections.abc import Collection
from pathlib import Path

import polars as pl

from skywitness.store.delta import Change, DeltaFiles
from skywitness.store.scan import scan
from skywitness.store.schema import AIRFRAME_DAYS

_MANY_FILES = 8


def summary_of(file: Path) -> pl.DataFrame:
    """A row for each aircraft in a file of positions sorted by aircraft and time, in stored types."""
    rows = pl.scan_parquet(file, hive_partitioning=False)
    return summarised(rows, pl.lit(file.stem)).collect(engine="streaming")


def summarised(rows: pl.LazyFrame, file: pl.Expr) -> pl.LazyFrame:
    """A row for each aircraft and UTC day among positions in stored types.

    Args:
        rows: positions.
        file: name of the file that they lie in.
    """
    time, placed = pl.col("observed_at"), pl.col("lat_deg").is_not_null()
    last = pl.col("observed_at").filter(placed).arg_max()
    found = rows.group_by("icao24", time.dt.date().alias("day")).agg(
        pl.len().cast(pl.Int64).alias("state_vectors"),
        placed.sum().cast(pl.Int64).alias("positions"),
        time.min().alias("first_observed_at"),
        time.max().alias("last_observed_at"),
        time.filter(placed).max().alias("last_placed_at"),
        pl.col("lat_deg").filter(placed).get(last, null_on_oob=True).alias("last_lat_deg"),
        pl.col("lon_deg").filter(placed).get(last, null_on_oob=True).alias("last_lon_deg"),
        pl.col("reconstruction").any().alias("reconstruction"),
    )
    stored = AIRFRAME_DAYS.stored_schema
    return (
        found.with_columns(file.alias("file"))
        .sort(AIRFRAME_DAYS.order)
        .select(pl.col(name).cast(kind) for name, kind in stored.items())
    )


def prepared(target: DeltaFiles, rows: pl.DataFrame, current: Collection[Path]) -> Change:
    """Rows to add; in one file with all that still count, when there are many or rows of the same files are there.

    Args:
        target: the table, its archive held for writing.
        rows: of the files that are about to become visible.
        current: files of positions that are visible now.
    """
    old, file = target.files(), pl.col("file")
    new = file.is_in(rows["file"].unique().to_list())
    if len(old) < _MANY_FILES and not scan(AIRFRAME_DAYS, old).filter(new).head(1).collect().height:
        return Change(target, [target.write(rows)], [])
    kept = scan(AIRFRAME_DAYS, old).filter(file.is_in([path.stem for path in current]) & ~new).collect()
    return Change(target, [target.write(pl.concat([kept, rows]).sort(AIRFRAME_DAYS.order))], old)


def files_with(target: DeltaFiles, icao24s: Collection[str]) -> set[str] | None:
    """Names, without endings, of the compacted files that hold any of these aircraft; None when not known."""
    if not target.exists():
        return None
    rows = scan(AIRFRAME_DAYS, target.files()).filter(pl.col("icao24").is_in(sorted(icao24s)))
    return set(rows.select(pl.col("file").unique()).collect()["file"])
