"""Seen: when each aircraft was first and last seen, on which days, and where last."""

import polars as pl

from skywitness.pipeline.asked import Asked, Cost
from skywitness.pipeline.identified import identified
from skywitness.pipeline.judged import judged
from skywitness.store.archive import Archive
from skywitness.store.seen_days import seen_days

NOT_JUDGED = "not_judged"
"""In ``doubt`` where no judgement was made, because there are too many aircraft."""
MOST_JUDGED = 200
_PLACE = ["last_placed_at", "last_lat_deg", "last_lon_deg"]


def days_seen(archive: Archive, asked: Asked, cost: Cost | None = None) -> pl.DataFrame:
    """A row for each aircraft and UTC day on which anything was received of it, in order of aircraft and day.

    Args:
        archive: open for reading.
        asked: when and which aircraft; whole days count, and the area and the altitude do not.
        cost: takes what it cost.
    """
    cost = cost or Cost()
    with cost.step("aircraft and days"):
        rows = seen_days(archive, asked.icao24s, asked.since, asked.until)
        found = rows.group_by("icao24", "day").agg(_together())
        days = found.sort("icao24", "day").collect()
    if not asked.by_identity:
        return days
    return identified(archive, days, "last_observed_at", asked)


def _together() -> list[pl.Expr]:
    """Rows of AirframeDay summed up."""
    last = pl.col("last_placed_at").arg_max()
    return [
        pl.col("state_vectors", "positions").sum(),
        pl.col("first_observed_at").min(),
        pl.col("last_observed_at").max(),
        *(pl.col(name).get(last, null_on_oob=True) for name in _PLACE),
        pl.col("reconstruction").any(),
    ]


def last_seen(archive: Archive, asked: Asked, cost: Cost | None = None) -> pl.DataFrame:
    """A row for each aircraft: first and last time, days, and the last place as reported; the latest first.

    Args:
        archive: open for reading.
        asked: when and which aircraft; an area keeps those whose last place in the span lies in it.
        cost: takes what it cost.

    Returns:
        With who it was on the last day, and ``doubt``: what speaks against the last place by all reports of that
        day, ``not_judged`` where there are more than MOST_JUDGED aircraft.
    """
    cost = cost or Cost()
    with cost.step("aircraft and days"):
        rows = seen_days(archive, asked.icao24s, asked.since, asked.until)
        grouped = rows.group_by("icao24").agg(pl.col("day").n_unique().cast(pl.Int64).alias("days"), *_together())
        found = grouped.collect()
    if asked.area is not None:
        found = found.filter(pl.col("last_lat_deg").is_not_null())
        found = found.filter(asked.area.holds(found["last_lat_deg"].to_numpy(), found["last_lon_deg"].to_numpy()))
    with cost.step("identities"):
        known = identified(archive, found, "last_observed_at", asked)
    with cost.step("doubts"):
        doubted = _doubted(archive, known)
    return doubted.sort("last_observed_at", "icao24", descending=[True, False])


def _doubted(archive: Archive, rows: pl.DataFrame) -> pl.DataFrame:
    if rows.height > MOST_JUDGED:
        return rows.with_columns(doubt=pl.lit(NOT_JUDGED))
    there = rows.drop_nulls("last_placed_at").select(
        "icao24", "typecode", pl.col("last_placed_at").alias("observed_at")
    )
    if not there.height:
        return rows.with_columns(doubt=pl.lit(None, pl.String))
    span = there["observed_at"]
    reported = archive.positions(there["icao24"].to_list(), span.min()).filter(pl.col("lat_deg").is_not_null())  # type: ignore[arg-type]  # a column of times
    named = reported.select("icao24", "observed_at", "lat_deg", "lon_deg", "source_sha256", "source_row").collect()
    exact = named.join(there, on=["icao24", "observed_at"])
    said = (
        judged(archive, exact).group_by("icao24").agg(pl.col("doubt").drop_nulls().unique().sort().str.join(","))
    )
    words = said.with_columns(pl.when(pl.col("doubt") != "").then("doubt").alias("doubt"))
    return rows.join(words, on="icao24", how="left")
