"""Covered: the days on which the record holds anything, and those on which each field was heard."""

from datetime import datetime

import polars as pl

from skywitness.store.archive import Archive


def ends(archive: Archive, until: datetime | None = None) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Flights and visits as far as they were known before an instant.

    Args:
        archive: derived.
        until: first instant that is not known, UTC; None for all.
    """
    flights, visits = archive.flights(), archive.visits()
    if until is None:
        return flights, visits
    known = pl.coalesce("arrived_at", "arrived_not_before", "departed_at", "departed_not_after") < until
    return flights.filter(pl.col("last_seen_at") < until), visits.filter(known)


def record_days(flights: pl.LazyFrame) -> pl.DataFrame:
    """day: every UTC day on which a flight of anyone was heard; others are days without a receiver."""
    both = (flights.select(pl.col(name).dt.date().alias("day")) for name in ("first_seen_at", "last_seen_at"))
    return pl.concat(both).unique().sort("day").collect()


def covered(flights: pl.LazyFrame, visits: pl.LazyFrame) -> pl.DataFrame:
    """airport, day: UTC days on which any aircraft was seen to take off, land or stand there."""
    seen = (
        flights.select(airport="adep", day=pl.coalesce("takeoff_at", "first_seen_at").dt.date()),
        flights.select(airport="ades", day=pl.coalesce("landing_at", "last_seen_at").dt.date()),
        visits.filter(pl.col("arrival_seen")).select("airport", day=pl.col("arrived_at").dt.date()),
        visits.filter(pl.col("departure_seen")).select("airport", day=pl.col("departed_at").dt.date()),
    )
    return pl.concat(seen).drop_nulls().unique().sort("airport", "day").collect()
