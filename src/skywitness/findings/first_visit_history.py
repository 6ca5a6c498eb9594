"""First visits, part: what came before each stay, by subject, place and level of comparison, without looking ahead."""

from collections.abc import Sequence

import polars as pl


def stays_of(visits: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """One row a stay at a known field, with ``at`` and the place that the field belongs to, in order of time.

    Args:
        visits: rows of ``visits`` with ``life``.
        places: airport, place.
    """
    at = pl.coalesce("arrived_at", "arrived_not_before", "departed_at", "departed_not_after")
    known = visits.drop_nulls("airport").with_columns(at=at).drop_nulls("at")
    return known.join(places, on="airport", how="inner").sort("at", "icao24", maintain_order=True)


def with_past(stays: pl.DataFrame, levels: Sequence[str], prior_stays: float) -> pl.DataFrame:
    """The stays with what was known of subject and place before each.

    New columns: ``before`` (the subject's earlier stays), ``here_before`` (of them at the place), ``here_after``,
    ``after``, ``first_at`` (its first stay), ``previous_at`` (the one before at the place), and ``share``, the share of
    stays at the place that is expected of the subject: that of all others, then of each level, each with the one before
    as ``prior_stays`` stays, and at last its own.

    Args:
        stays: of ``stays_of`` with ``subject``.
        levels: columns to compare within, the widest first.
        prior_stays: weight of a wider level beside a narrower.
    """
    own, here = ["subject"], ["subject", "place"]
    nth = pl.int_range(1, pl.len() + 1)
    past = stays.with_columns(
        before=nth.over(own) - 1,
        here_before=nth.over(here) - 1,
        here_after=pl.len().over(here).cast(pl.Int64) - nth.over(here),
        after=pl.len().over(own).cast(pl.Int64) - nth.over(own),
        first_at=pl.col("at").min().over(own),
        previous_at=pl.col("at").shift(1).over(here),
    )
    all_before = nth - 1 - pl.col("before")
    all_here = nth.over("place") - 1 - pl.col("here_before")
    share = (all_here + 1) / (all_before + stays["place"].n_unique() + 1)
    for level in levels:
        known = pl.col(level).is_not_null()
        others = nth.over(level) - nth.over(level, "subject")
        there = nth.over(level, "place") - nth.over(level, "place", "subject")
        narrower = (there + prior_stays * share) / (others + prior_stays)
        share = pl.when(known).then(narrower).otherwise(share)
    past = past.with_columns(peer_share=share)
    own_share = (pl.col("here_before") + prior_stays * pl.col("peer_share")) / (pl.col("before") + prior_stays)
    return past.with_columns(share=own_share)


def missed_share(subjects: pl.DataFrame, unseen_legs: pl.DataFrame, prior_legs: float) -> pl.DataFrame:
    """subject, missed: about the share of its legs that nobody saw, told by the breaks in its chain of places.

    Args:
        subjects: subject, icao24 of every stay.
        unseen_legs: icao24 of legs of trips that nobody saw.
        prior_legs: weight of the mean of all beside the subject's own.
    """
    lost = unseen_legs.group_by("icao24").agg(lost=pl.len())
    by_aircraft = subjects.group_by("subject", "icao24").agg(stays=pl.len())
    both = by_aircraft.join(lost, on="icao24", how="left").with_columns(pl.col("lost").fill_null(0))
    total = both.group_by("subject").agg(pl.col("stays", "lost").sum())
    overall = pl.col("lost").sum() / (pl.col("lost").sum() + pl.col("stays").sum())
    missed = (pl.col("lost") + prior_legs * overall) / (pl.col("lost") + pl.col("stays") + prior_legs)
    return total.select("subject", missed=missed)
