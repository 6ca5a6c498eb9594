"""First visits, part: what came before each stay, by subject, place and level, without looking ahead."""

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
    ``after``, ``first_at`` (its first stay), ``peer_share`` and ``peer_stays`` (what it is among its peers in the
    whole record, and on how many of their stays that rests), ``previous_at`` (the one before at the place), and
    ``share``, the share of stays at the place that was to be expected of the subject: that of all others, then of
    each level, each with the one before as ``prior_stays`` stays, and at last its own.

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
    usual, _ = _backed_off(past, levels, prior_stays, until=nth, own="before", own_here="here_before")
    known, weight = _backed_off(past, levels, prior_stays, until=pl.len(), own="_own", own_here="_own_here")
    past = past.with_columns(_own=pl.len().over(own), _own_here=pl.len().over(here))
    past = past.with_columns(usual=usual, peer_share=known, peer_stays=weight).drop("_own", "_own_here")
    own_share = (pl.col("here_before") + prior_stays * pl.col("usual")) / (pl.col("before") + prior_stays)
    return past.with_columns(share=own_share)


def _backed_off(
    stays: pl.DataFrame, levels: Sequence[str], prior_stays: float, *, until: pl.Expr, own: str, own_here: str
) -> tuple[pl.Expr, pl.Expr]:
    """Share of the place among others, and on how many of their stays it rests.

    Args:
        stays: in order of time.
        levels: as in ``with_past``.
        prior_stays: as in ``with_past``.
        until: counts stays: those up to this row, or all.
        own: column that counts the subject's own of them, this row left out where ``until`` leaves it out.
        own_here: the same at the place.
    """
    itself = 1 if own == "before" else 0
    others = until - itself - pl.col(own)
    share = (until.over("place") - itself - pl.col(own_here) + 1) / (others + stays["place"].n_unique() + 1)
    weight = others + prior_stays
    for level in levels:
        known = pl.col(level).is_not_null()
        others = until.over(level) - until.over(level, "subject")
        there = until.over(level, "place") - until.over(level, "place", "subject")
        narrower = (there + prior_stays * share) / (others + prior_stays)
        share = pl.when(known).then(narrower).otherwise(share)
        weight = pl.when(known).then(others + prior_stays).otherwise(weight)
    return share, weight


def missed_share(stays: pl.DataFrame, prior_stays: float) -> pl.DataFrame:
    """subject, missed: the share of its stays that nobody saw, told by those of which one side was seen.

    Landing and take-off are taken for two looks at the same stay (capture and recapture, Lincoln and Petersen):
    where of the stays that were seen a share b was seen twice, a look succeeds with q = 2 b / (1 + b), and (1 -
    q)^2 are missed.

    Args:
        stays: subject, arrival_seen, departure_seen.
        prior_stays: weight of the mean of all beside the subject's own.
    """
    both = pl.col("arrival_seen") & pl.col("departure_seen")
    twice = (both.sum() + prior_stays * pl.col("overall").first()) / (pl.len() + prior_stays)
    look = 2 * twice / (1 + twice)
    return stays.with_columns(overall=both.mean()).group_by("subject").agg(missed=(1 - look) ** 2)


def with_rarity(stays: pl.DataFrame, group: str) -> pl.DataFrame:
    """The stays with how their group knows the place.

    New columns: ``others_here``, seen stays of others of the group at the place; and ``rare_share``, the share
    of the group's stays at a place where it was seen once. By Good and Turing that is 2 n2 / (n1 N), with N
    stays and n1 and n2 places seen once and twice; the mean of n2, n3 and n4 stands for n2, which is small and
    scatters. A group that comes back to every place it knows has hardly any such place, and one that was seen
    once is new to it.

    Source: Good 1953, The population frequencies of species and the estimation of population parameters,
    Biometrika 40, 237.

    Args:
        stays: subject, place, inferred and the column ``group``.
        group: column of a wider level; null for a subject that is a group by itself.
    """
    named = stays.with_columns(_group=pl.coalesce(group, "subject"))
    seen = named.filter(~pl.col("inferred"))
    own = seen.group_by("_group", "subject", "place").agg(_own=pl.len())
    counts = seen.group_by("_group", "place").agg(_n=pl.len())
    few = (pl.col("_n").is_between(2, 4)).sum() / 3
    once = (pl.col("_n") == 1).sum().clip(lower_bound=1)
    rare = counts.group_by("_group").agg(rare_share=2 * few / (once * pl.col("_n").sum()))
    joined = named.join(counts, on=["_group", "place"], how="left", maintain_order="left")
    joined = joined.join(own, on=["_group", "subject", "place"], how="left", maintain_order="left")
    joined = joined.join(rare, on="_group", how="left", maintain_order="left")
    others = (pl.col("_n").fill_null(0) - pl.col("_own").fill_null(0)).cast(pl.Int64)
    return joined.with_columns(others_here=others).drop("_group", "_n", "_own")
