"""The walk through the Caracas case: what the reconstruction shows, in the order of the report it is about."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from textwrap import wrap

import polars as pl

from skywitness.cli.output import RECONSTRUCTION, terminal_width
from skywitness.cli.table import fit
from skywitness.demo import FACTS, NOTICE, airframes
from skywitness.store.archive import Archive

AIRCRAFT = ("154073", "1551e0")
"""RA-82035, Antonov An-124, and RA-86496, Ilyushin Il-62M."""
TRIP = (datetime(2019, 3, 22, tzinfo=UTC), datetime(2019, 3, 25, tzinfo=UTC))
LATAKIA = "OSLK"


def story(archive: Archive, data: Path) -> Iterator[str]:
    """Lines of the walk-through; every table says that it is a reconstruction."""
    yield "The Caracas case, March 2019"
    yield f"{RECONSTRUCTION}."
    yield from _wrapped(NOTICE)
    yield from _section("The two aircraft", _aircraft(archive))
    yield from _section("The trip of 22-24 March 2019, flight by flight", _trip(archive))
    yield from _section("Its stops", _stops(archive))
    yield from _fact("22 to 27 March")
    yield from _section(f"How often each had been seen at Latakia ({LATAKIA}) before that", _latakia(archive))
    yield from _fact("runs to Latakia")
    yield from (
        "",
        "outside_coverage: no receiver heard the aircraft there, and no airport is guessed.",
        "Ask on:",
        f"  skywitness visits --data {data} --airport SVMI --flag RU",
        f"  skywitness flights --data {data} --aircraft RA-82035 --since 2018-12-01",
        f"  skywitness track 154073 --data {data} --since 2019-03-22 --until 2019-03-24 --to kml -o trip.kml",
    )


def _section(title: str, rows: pl.DataFrame) -> Iterator[str]:
    yield ""
    yield f"{title}  [reconstruction]"
    yield from (f"  {line}" for line in fit(rows.columns, rows.rows(), terminal_width()).lines)


def _fact(about: str) -> Iterator[str]:
    fact = next(fact for fact in FACTS if about in fact.title)
    yield from _wrapped(f"Published: {fact.published}")
    yield from _wrapped(f"Assumed: {fact.assumed}")


def _wrapped(text: str) -> list[str]:
    return wrap(text, min(terminal_width() or 100, 100), initial_indent="  ", subsequent_indent="  ")


def _aircraft(archive: Archive) -> pl.DataFrame:
    flights = archive.flights().filter(pl.col("icao24").is_in(AIRCRAFT))
    types = {airframe.icao24: airframe.typecode for airframe in airframes()}
    return (
        flights.group_by("icao24", "registration", "flag_state")
        .agg(
            pl.col("icao24").first().replace_strict(types, default=None).alias("simulated_as"),
            pl.len().alias("flights"),
            pl.col("callsign").n_unique().alias("callsigns"),
            _minute(pl.col("first_seen_at").min()).alias("first_seen_at"),
            _minute(pl.col("last_seen_at").max()).alias("last_seen_at"),
        )
        .sort("icao24")
        .collect()
    )


def _trip(archive: Archive) -> pl.DataFrame:
    return (
        archive.flights()
        .filter(pl.col("icao24").is_in(AIRCRAFT), pl.col("first_seen_at").is_between(*TRIP, closed="left"))
        .sort("registration", "first_seen_at")
        .select(
            "registration",
            "callsign",
            pl.coalesce("adep", "adep_reason").alias("from"),
            _minute("takeoff_at"),
            pl.coalesce("ades", "ades_reason").alias("to"),
            _minute("landing_at"),
            _minute("first_seen_at"),
            _minute("last_seen_at"),
        )
        .collect()
    )


def _stops(archive: Archive) -> pl.DataFrame:
    earliest = pl.coalesce("arrived_at", "arrived_not_before", "departed_at")
    return (
        archive.visits()
        .filter(pl.col("icao24").is_in(AIRCRAFT), earliest.is_between(*TRIP, closed="left"))
        .sort("registration", earliest)
        .select(
            "registration",
            pl.coalesce("airport", "airport_reason").alias("at"),
            _minute("arrived_at"),
            _minute("departed_at"),
            _minute("arrived_not_before"),
            _minute("departed_not_after"),
            "inferred",
        )
        .collect()
    )


def _latakia(archive: Archive) -> pl.DataFrame:
    earliest = pl.coalesce("arrived_at", "arrived_not_before", "departed_at")
    visits = archive.visits().filter(pl.col("icao24").is_in(AIRCRAFT), earliest < TRIP[0])
    there = pl.col("airport") == LATAKIA
    days = archive.positions(icao24s=AIRCRAFT, until=TRIP[0]).group_by("icao24").agg(pl.col("day").n_unique())
    return (
        visits.group_by("icao24", "registration")
        .agg(
            there.sum().alias("visits"),
            _minute(earliest.filter(there).min()).alias("first"),
            _minute(earliest.filter(there).max()).alias("last"),
            pl.col("airport").is_null().sum().alias("stops_not_named"),
        )
        .join(days, on="icao24")
        .select("registration", "visits", "first", "last", "stops_not_named", pl.col("day").alias("days_heard"))
        .sort("registration")
        .collect()
    )


def _minute(time: str | pl.Expr) -> pl.Expr:
    column = pl.col(time) if isinstance(time, str) else time
    return column.dt.strftime("%Y-%m-%d %H:%MZ")
