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
    placed = staged.select(
        _code(staged["icao24"]).alias("icao24"),
        "observed_at",
        _code(staged["source_sha256"]).alias("source_sha256"),
        "source_row",
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("_at"),
    ).sort(POSITIONS.order)
    order = placed["_at"]
    doubted = _doubted(placed, staged, stored)
    if not doubted.any():
        return staged[order], staged.clear()
    # Only rows that share their aircraft and time with another are compared in full.
    kept, resumed = _compared(staged[order.filter(doubted)], stored, sources)
    is_kept, is_resumed = ~doubted, pl.repeat(False, len(order), dtype=pl.Boolean, eager=True)
    places = doubted.arg_true()
    is_kept[places.filter(kept)] = True
    is_resumed[places.filter(resumed)] = True
    return staged[order.filter(is_kept)], staged[order.filter(is_resumed)]


def _code(words: pl.Series) -> pl.Series:
    """Numbers that are in the order of the words that they stand for: they sort faster."""
    return words.cast(pl.Enum(words.unique().sort())).to_physical()


def _doubted(placed: pl.DataFrame, staged: pl.DataFrame, stored: pl.DataFrame) -> pl.Series:
    """Which rows, in the table's order, may equal another one: some row has the same aircraft and time."""
    same = [pl.col(name) == pl.col(name).shift() for name in ("icao24", "observed_at")]
    as_before = placed.select(pl.all_horizontal(same).fill_null(value=False)).to_series()
    doubted = as_before | as_before.shift(-1, fill_value=False)
    if stored.height:
        known = stored.select("icao24", "observed_at", pl.lit(value=True).alias("_known")).unique()
        moments = staged.select("icao24", "observed_at")[placed["_at"]]
        found = moments.join(known, on=["icao24", "observed_at"], how="left", maintain_order="left")
        doubted |= found["_known"].is_not_null()
    return doubted


def _compared(rows: pl.DataFrame, stored: pl.DataFrame, sources: Sequence[str]) -> tuple[pl.Series, pl.Series]:
    """Which of some rows are new, and which an import of the same file stored before; of equal ones the first."""
    rank = {sha256: index for index, sha256 in enumerate(sources)}
    keys = rows.select(
        *IDENTITY,
        "source_sha256",
        "source_row",
        _said(),
        pl.col("source_sha256").replace_strict(rank, return_dtype=pl.UInt32).alias("_rank"),
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("_at"),
    )
    first = keys.sort("_rank", "source_row").unique(_KEY, keep="first").drop("_rank")
    known = stored.select(*IDENTITY, _said(), pl.col("source_sha256").alias("_stored_by"))
    compared = first.join(known, on=_KEY, how="left", nulls_equal=True)
    at = pl.int_range(rows.height, dtype=pl.UInt32, eager=True)
    new = compared.filter(pl.col("_stored_by").is_null())["_at"]
    resumed = compared.filter(pl.col("_stored_by") == pl.col("source_sha256"))["_at"]
    return at.is_in(new.implode()), at.is_in(resumed.implode())


def _said() -> pl.Expr:
    rest = pl.struct(_SAID).hash()
    return pl.when(pl.col("lat_deg").is_null()).then(rest).otherwise(pl.lit(0, dtype=pl.UInt64)).alias("_said")
