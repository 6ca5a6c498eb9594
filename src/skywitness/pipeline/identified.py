"""Identified: rows about aircraft with who each was on the day, by the derived identities."""

import polars as pl

from skywitness.pipeline.asked import Asked
from skywitness.store.archive import Archive

LABELS = ("registration", "typecode", "operator", "flag_state", "grade")
"""Columns that are added."""


def identified(archive: Archive, rows: pl.DataFrame, time: str, asked: Asked) -> pl.DataFrame:
    """Rows with LABELS, and of them those whose aircraft fits the question.

    An aircraft that no source knows fits no question about who it is.

    Args:
        archive: with identities derived.
        rows: with icao24 and a time.
        time: column whose day counts.
        asked: the question.
    """
    day = pl.col(time).dt.date().alias("_day")
    dated = rows.with_columns(day)
    pairs = dated.select("icao24", "_day").unique()
    segments = archive.derived("identities").filter(pl.col("icao24").is_in(pairs["icao24"].unique().to_list()))
    held = pairs.join(segments.select("icao24", "since", "until", *LABELS).collect(), on="icao24")
    begun = pl.col("since").is_null() | (pl.col("since") <= pl.col("_day"))
    lasting = pl.col("until").is_null() | (pl.col("until") > pl.col("_day"))
    known = held.filter(begun & lasting).unique(["icao24", "_day"], keep="first").drop("since", "until")
    if not asked.by_identity:
        return dated.join(known, on=["icao24", "_day"], how="left").drop("_day")
    return dated.join(known.filter(_fits(asked)), on=["icao24", "_day"]).drop("_day")


def _fits(asked: Asked) -> pl.Expr:
    conditions = [pl.lit(value=True)]
    if asked.typecodes is not None:
        conditions.append(pl.col("typecode").str.to_uppercase().is_in(asked.typecodes))
    if asked.flags is not None:
        conditions.append(pl.col("flag_state").is_in(asked.flags))
    if asked.operator is not None:
        operator = pl.col("operator").str.to_uppercase()
        conditions.append(operator.str.contains(asked.operator.upper(), literal=True))
    if asked.military:
        conditions.append(pl.col("grade") == "military")
    return pl.all_horizontal(conditions)
