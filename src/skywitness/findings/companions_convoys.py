"""Companions' convoys: leaving on the same route close in time more often than by chance."""

from collections.abc import Collection
from datetime import timedelta

import numpy as np
import polars as pl

from skywitness.findings.companions_chance import with_any

_DAY_US = 86_400_000_000
_SHIFTS = 30
"""Days by which one aircraft's flights are moved, each way."""
_WEEK = 7
_EPOCH = 1_000_000
"""More days than any record spans: a route and a day as one number."""
_PAIRS_AT_ONCE = 2_000
"""Bounds memory: a pair brings every two of its flights on one route."""


def coincidences(
    flights: pl.DataFrame, covered: pl.DataFrame, within: timedelta, about: Collection[str] | None = None
) -> pl.DataFrame:
    """Pairs of aircraft that flew one route together, with what chance would give.

    What chance would give is counted on the record itself: how often the two would have left together had the
    second flown k days earlier or later, for k of 1 to 30. That keeps each one's hours of the day, so that
    airliners on daily services, which leave together every day and as often k days apart, are no companions; the
    shifts by whole weeks keep its days of the week too, and the greater mean of the two is taken. Coincidences of
    all routes are added up; several on one day, such as out and back, are one, as they are hardly independent.
    Days on which nobody was heard at either end are left out of the mean.

    Args:
        flights: icao24, flight_id, adep, ades, at (departure or, when unseen, first seen, UTC), both ends named.
        covered: airport, day (UTC days on which anyone was heard there).
        within: greatest time between two departures.
        about: only pairs with any of these addresses; None for all.

    Returns:
        first, second, together (days), routes, expected, since, until, airports, flight_ids; by pair, those with
        at least two days.
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
    known = watched(flights, covered)
    parts = [
        part.join(_expected(known, part, within), on=("first", "second"))
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
    """Coincidences that chance gives each pair: the mean over the shifts, of days that were covered."""
    numbered = pairs.lazy().select("first", "second").with_row_index("pair")
    own = flights.lazy().select("icao24", "route", "watched", at_us=pl.col("at").dt.epoch("us"))
    routes = own.select("icao24", "route").unique()
    of_first = numbered.join(own, left_on="first", right_on="icao24").join(
        routes, left_on=("second", "route"), right_on=("icao24", "route"), how="semi"
    )
    of_second = numbered.join(own, left_on="second", right_on="icao24").select("pair", "route", "at_us")
    later, shift = pl.col("at_us_b") - pl.col("at_us"), pl.col("shift")
    moved = (
        _within_a_month(of_first.select("pair", "route", "at_us"), of_second)
        .with_columns(shift=(later / _DAY_US).round().cast(pl.Int64))
        .filter((later - shift * _DAY_US).abs() <= int(within.total_seconds() * 1_000_000))
        .filter(shift.abs().is_between(1, _SHIFTS))
        .group_by("pair")
        .agg(any_day=pl.len(), every_week=(shift % _WEEK == 0).sum())
    )
    shares = of_first.group_by("pair").agg(pl.col("watched").mean())
    # Half an event over all shifts stands for none: what was not seen in sixty shifts is not impossible.
    any_day = (pl.col("any_day").fill_null(0) + 0.5) / (2 * _SHIFTS)
    every_week = (pl.col("every_week") + 0.5) / (2 * (_SHIFTS // _WEEK))
    expected = pl.max_horizontal(any_day, every_week) / pl.col("watched")
    counted = numbered.join(shares, on="pair").join(moved, on="pair", how="left")
    return counted.select("first", "second", expected=expected).collect()


def _within_a_month(flights: pl.LazyFrame, others: pl.LazyFrame) -> pl.LazyFrame:
    """Each flight with the other's on its route in its own month of shifts, and the two beside it."""
    month = pl.col("at_us") // (_SHIFTS * _DAY_US)
    near = flights.with_columns(month=pl.concat_list(month - 1, month, month + 1))
    every = near.explode("month", empty_as_null=False)
    return every.join(others.with_columns(month=month), on=("pair", "route", "month"), suffix="_b")


def watched(flights: pl.DataFrame, covered: pl.DataFrame) -> pl.DataFrame:
    """Flights with the share of the days around each on which anyone was heard at either end of its route.

    Days on which nobody could have been seen must not count as days on which nobody flew.

    Args:
        flights: adep, ades, at and more.
        covered: airport, day.

    Returns:
        The flights, route (its number), and watched: of the thirty days before and after, above 0, at most 1.
    """
    routes = flights.select("adep", "ades").unique(maintain_order=True).with_row_index("route")
    ends = [routes.select("route", airport=end) for end in ("adep", "ades")]
    days = pl.concat(ends).join(covered, on="airport").select("route", day=pl.col("day").to_physical()).unique()
    known = np.sort((days["route"].cast(pl.Int64) * _EPOCH + days["day"]).to_numpy())
    placed = flights.join(routes, on=("adep", "ades"), maintain_order="left")
    own = (placed["route"].cast(pl.Int64) * _EPOCH + placed["at"].dt.date().to_physical()).to_numpy()
    around = np.searchsorted(known, own + _SHIFTS, "right") - np.searchsorted(known, own - _SHIFTS, "left")
    share = np.clip(around - 1, 1, None) / (2 * _SHIFTS)
    return placed.with_columns(watched=pl.Series(np.minimum(share, 1.0)))
