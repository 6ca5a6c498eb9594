"""Companions' convoys: leaving on the same route close in time more often than by chance."""

from collections.abc import Collection
from datetime import timedelta

import polars as pl

from skywitness.findings.companions_chance import with_any

_DAY_US = 86_400_000_000
_SHIFTS = 30
"""Days by which one aircraft's flights are moved, each way."""
_WEEK = 7
_PAIRS_AT_ONCE = 2_000
"""Bounds memory: a pair brings every two of its flights on one route."""


def coincidences(flights: pl.DataFrame, within: timedelta, about: Collection[str] | None = None) -> pl.DataFrame:
    """Pairs of aircraft that flew one route together, with what chance would give.

    What chance would give is counted on the record itself: how often the two would have left together had the
    second flown k days earlier or later, for k of 1 to 30. That keeps each one's hours of the day, so that
    airliners on daily services, which leave together every day and as often k days apart, are no companions; the
    shifts by whole weeks keep its days of the week too, and the greater mean of the two is taken. Coincidences of
    all routes are added up; several on one day, such as out and back, are one, as they are hardly independent.

    Args:
        flights: icao24, flight_id, adep, ades, at (departure or, when unseen, first seen, UTC), both ends named.
        within: greatest time between two departures.
        about: only pairs with any of these addresses; None for all.

    Returns:
        first, second, together (days), routes, expected, since, until, airports, flight_ids; by pair, those with
        at least two days, and more than their numbers of flights alone would give.
    """
    near = with_any(_pairs(flights, within), about)
    counted = (
        near.group_by("first", "second")
        .agg(
            together=pl.min_horizontal("at", "at_b").dt.date().n_unique().cast(pl.Int64),
            since=pl.min_horizontal("at", "at_b").min(),
            until=pl.max_horizontal("at", "at_b").max(),
            routes=pl.struct("adep", "ades").n_unique(),
            airports=pl.concat_list("adep", "ades").explode(empty_as_null=False).unique(maintain_order=True),
            flight_ids=pl.concat_list("flight_id", "flight_id_b").explode(empty_as_null=False).unique().sort(),
        )
        .filter(pl.col("together") >= 2)
    )
    parts = [
        part.join(_expected(flights, part, within), on=("first", "second"))
        for part in counted.sort("first", "second").iter_slices(_PAIRS_AT_ONCE)
    ]
    return pl.concat([counted.clear().with_columns(expected=pl.lit(0.0)), *parts])


def _pairs(flights: pl.DataFrame, within: timedelta) -> pl.DataFrame:
    """Each flight with those of other aircraft on its route within the time, each pair once, first < second."""
    width = int(within.total_seconds() * 1_000_000)
    keyed = flights.lazy().with_columns(bucket=pl.col("at").dt.epoch("us") // width)
    each = ("adep", "ades", "bucket")
    near = [
        keyed.with_columns(pl.col("bucket") + step)
        .join(keyed, on=each, suffix="_b")
        .filter(pl.col("icao24") != pl.col("icao24_b"))
        for step in (0, 1)
    ]
    near[0] = near[0].filter(pl.col("icao24") < pl.col("icao24_b"))
    pairs = pl.concat(near).filter((pl.col("at") - pl.col("at_b")).abs() <= within)
    return pairs.with_columns(
        first=pl.min_horizontal("icao24", "icao24_b"), second=pl.max_horizontal("icao24", "icao24_b")
    ).collect(engine="streaming")


def _expected(flights: pl.DataFrame, pairs: pl.DataFrame, within: timedelta) -> pl.DataFrame:
    """Mean number of coincidences over the shifts, for each pair."""
    route = ("adep", "ades")
    own = flights.lazy().select("icao24", *route, at_us=pl.col("at").dt.epoch("us"))
    of_first = pairs.lazy().select("first", "second").join(own, left_on="first", right_on="icao24")
    both = of_first.join(own, left_on=("second", *route), right_on=("icao24", *route), suffix="_b")
    later = pl.col("at_us_b") - pl.col("at_us")
    shift = (later / _DAY_US).round().cast(pl.Int64)
    close = both.with_columns(shift=shift).filter(
        (later - shift * _DAY_US).abs() <= int(within.total_seconds() * 1_000_000),
        shift.abs().is_between(1, _SHIFTS),
    )
    weekly = pl.col("shift") % _WEEK == 0
    weeks = 2 * (_SHIFTS // _WEEK)
    by_shift = close.group_by("first", "second").agg(
        any_day=(pl.len() + 0.5) / (2 * _SHIFTS), weekly=(weekly.sum() + 0.5) / weeks
    )
    # Half an event over all shifts stands for none: what was not seen in sixty shifts is not impossible.
    never = pl.lit(0.5 / (2 * _SHIFTS))
    mean = pl.max_horizontal("any_day", "weekly").fill_null(never)
    return (
        pairs.lazy()
        .join(by_shift, on=("first", "second"), how="left")
        .select("first", "second", expected=mean)
        .collect()
    )
