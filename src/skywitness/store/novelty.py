"""Novelty: which staged positions the archive does not hold yet.

Two rows are the same observation when aircraft, time, place, receiver and the mark of a reconstruction agree
(nulls equal). A row without a place (a callsign, a squawk, a velocity alone) must agree in everything else that it
says, or two messages of the same millisecond would hide one another.
"""

from collections.abc import Sequence

import polars as pl

from skywitness.store.schema import POSITIONS

IDENTITY = ("icao24", "observed_at", "lat_deg", "lon_deg", "receiver", "reconstruction")
_NOT_SAID = {*IDENTITY, "source_sha256", "source_row", "day"}
_SAID = [name for name in POSITIONS.read_schema if name not in _NOT_SAID]
_KEY = [*IDENTITY, "_said"]
NEEDED = [*IDENTITY, *_SAID, "source_sha256"]
"""Columns of stored rows that the comparison needs."""


def new_rows(
    staged: pl.DataFrame, stored: pl.DataFrame, sources: Sequence[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Staged rows that are not stored yet, and those that an import of the same file stored before it was killed.

    Args:
        staged: rows in stored types; of several equal ones the first counts, in the order of sources and rows.
        stored: the columns NEEDED of stored rows that may be equal.
        sources: SHA-256 of the staged files, in the order of their import.

    Returns:
        New rows and resumed rows, with the columns of ``staged``, both in the table's order.
    """
    rank = {sha256: index for index, sha256 in enumerate(sources)}
    # The comparison is made on a narrow copy; the wide rows are then picked once, in their final order.
    keys = staged.select(
        *IDENTITY,
        "source_sha256",
        "source_row",
        _said(),
        pl.col("source_sha256").replace_strict(rank, return_dtype=pl.UInt32).alias("_rank"),
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("_at"),
    )
    first = keys.sort("_rank", "source_row").unique(_KEY, keep="first").drop("_rank")
    known = stored.select(*IDENTITY, _said(), pl.col("source_sha256").alias("_stored_by"))
    compared = first.join(known, on=_KEY, how="left", nulls_equal=True).sort(POSITIONS.order)
    new = compared.filter(pl.col("_stored_by").is_null())["_at"]
    resumed = compared.filter(pl.col("_stored_by") == pl.col("source_sha256"))["_at"]
    return staged[new], staged[resumed]


def _said() -> pl.Expr:
    rest = pl.struct(_SAID).hash()
    return pl.when(pl.col("lat_deg").is_null()).then(rest).otherwise(pl.lit(0, dtype=pl.UInt64)).alias("_said")
