"""Routes, part: legs between two fields become trips, there and back counted once."""

from datetime import timedelta

import polars as pl

TRIP = ("subject", "icao24", "home", "away")


def lives(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``life``: the address, and the registration that it had, so that no two airframes are mixed.

    Args:
        rows: icao24, registration, first_seen_at; a missing registration is that of the flight before, then after.
    """
    named = rows.sort("icao24", "first_seen_at").with_columns(
        pl.col("registration").forward_fill().backward_fill().over("icao24").fill_null("")
    )
    return named.with_columns(life=pl.col("icao24") + " " + pl.col("registration"))


def legs_of(flights: pl.DataFrame) -> pl.DataFrame:
    """Flights between two known, different fields, with the end that is more of a home to the airframe.

    ``home`` is the end with more of the airframe's take-offs and landings, where these are equal the one that it
    first came from; ``away`` is the other, ``outward`` says that it flew from home.
    """
    ends = pl.concat(flights.select("life", airport=end) for end in ("adep", "ades")).drop_nulls()
    busy = ends.group_by("life", "airport").len()
    legs = flights.drop_nulls(["adep", "ades"]).filter(pl.col("adep") != pl.col("ades"))
    for end in ("adep", "ades"):
        legs = legs.join(
            busy.rename({"airport": end, "len": f"{end}_ends"}),
            on=["life", end],
            how="left",
            maintain_order="left",
        )
    pair = ["life", pl.min_horizontal("adep", "ades"), pl.max_horizontal("adep", "ades")]
    first = pl.col("adep").sort_by("first_seen_at").first().over(pair)
    leaves = (pl.col("adep_ends") > pl.col("ades_ends")) | (
        (pl.col("adep_ends") == pl.col("ades_ends")) & (pl.col("adep") == first)
    )
    return legs.with_columns(
        outward=leaves,
        home=pl.when(leaves).then("adep").otherwise("ades"),
        away=pl.when(leaves).then("ades").otherwise("adep"),
        at=pl.coalesce("takeoff_at", "first_seen_at"),
        end_at=pl.coalesce("landing_at", "last_seen_at"),
    )


def trips_of(legs: pl.DataFrame, longest_stay: timedelta) -> pl.DataFrame:
    """One row a trip: a leg outward with the leg back that follows it, or either alone where the other is unseen.

    Args:
        legs: of ``legs_of``.
        longest_stay: a leg back later than this after the leg outward is a trip of its own.
    """
    group = ["life", "home", "away"]
    ordered = legs.sort(*group, "at")
    back = ~pl.col("outward") & pl.col("outward").shift(1).over(group)
    soon = (pl.col("at") - pl.col("end_at").shift(1).over(group)) <= longest_stay
    return (
        ordered.with_columns(joined=(back & soon).fill_null(value=False))
        .with_columns(trip=(~pl.col("joined")).cum_sum())
        .group_by("trip", *group, maintain_order=True)
        .agg(
            pl.col("icao24", "registration", "typecode", "operator").first(),
            at=pl.col("at").first(),
            end_at=pl.col("end_at").last(),
            outward=pl.col("outward").sum(),
            back=(~pl.col("outward")).sum(),
            flight_ids=pl.col("flight_id"),
        )
    )
