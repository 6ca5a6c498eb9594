"""Companions' stays: two aircraft on the ground of one field at a time more often than chance would have it."""

from collections.abc import Collection
from datetime import timedelta

import polars as pl

from skywitness.findings.companions_chance import with_any


def shared_stays(
    visits: pl.DataFrame,
    covered: pl.DataFrame,
    at_home: pl.DataFrame,
    shortest: timedelta,
    about: Collection[str] | None = None,
) -> pl.DataFrame:
    """Pairs of aircraft whose stays at a field overlap, with what chance would give.

    Chance is each one's days at the field spread independently over the days on which the field was covered: of D
    such days with a and b days of presence, ``a * b / D`` would be shared. Fields that either of the two is based
    at are left out: a neighbour on the home apron is no companion.

    Args:
        visits: icao24, airport (named), arrived, departed (UTC, the bounds that are known), not inferred.
        covered: airport, days (number of UTC days on which anyone was heard there).
        at_home: icao24, airport of home bases.
        shortest: overlap that counts.
        about: only pairs with any of these addresses; None for all.

    Returns:
        first, second, together (overlapping stays), expected, airports, since, until, fields.
    """
    away = visits.join(at_home, on=("icao24", "airport"), how="anti").with_row_index("stay")
    overlaps = with_any(_overlaps(away, shortest), about)
    present = (
        away.with_columns(days=(pl.col("departed").dt.date() - pl.col("arrived").dt.date()).dt.total_days() + 1)
        .group_by("icao24", "airport")
        .agg(pl.col("days").sum())
    )
    here = overlaps.group_by("first", "second", "airport").agg(
        together=pl.len().cast(pl.Int64), since=pl.col("since").min(), until=pl.col("until").max()
    )
    chance = (
        here.join(present, left_on=("first", "airport"), right_on=("icao24", "airport"))
        .join(present, left_on=("second", "airport"), right_on=("icao24", "airport"), suffix="_b")
        .join(covered, on="airport", suffix="_covered")
    )
    expected = pl.col("days").cast(pl.Float64) * pl.col("days_b") / pl.max_horizontal("days_covered", 1)
    return (
        chance.with_columns(expected=expected)
        .group_by("first", "second")
        .agg(
            pl.col("together").sum(),
            pl.col("expected").sum(),
            fields=pl.len().cast(pl.Int64),
            airports=pl.col("airport").sort(),
            since=pl.col("since").min(),
            until=pl.col("until").max(),
        )
        .sort("first", "second")
    )


def _overlaps(stays: pl.DataFrame, shortest: timedelta) -> pl.DataFrame:
    """Pairs of stays at one field that share at least ``shortest``, each pair once."""
    days = stays.with_columns(
        day=pl.date_ranges(pl.col("arrived").dt.date(), pl.col("departed").dt.date())
    ).explode("day", empty_as_null=False)
    both = days.join(days, on=("airport", "day"), suffix="_b").filter(pl.col("icao24") < pl.col("icao24_b"))
    pairs = both.unique(("stay", "stay_b")).with_columns(
        since=pl.max_horizontal("arrived", "arrived_b"), until=pl.min_horizontal("departed", "departed_b")
    )
    return pairs.filter(pl.col("until") - pl.col("since") >= shortest).select(
        "airport", "since", "until", first="icao24", second="icao24_b"
    )
