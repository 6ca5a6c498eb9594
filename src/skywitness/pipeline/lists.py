"""Lists: flights, visits, trips and silences of the archive that fit what was asked, in order of time."""

from collections.abc import Collection

import polars as pl

from skywitness.pipeline.filters import Filters, at_airports, of_aircraft, overlapping
from skywitness.pipeline.refusal import RefusalError
from skywitness.pipeline.times import Window
from skywitness.store.archive import Archive
from skywitness.store.areas import countries

FIRST_KNOWN = pl.coalesce("arrived_at", "arrived_not_before", "departed_at", "departed_not_after")
LAST_KNOWN = pl.coalesce("departed_at", "departed_not_after", "arrived_at", "arrived_not_before")
"""An end of a visit that nobody saw reaches as far as the nearest known time, and never beyond the record."""


def flights(archive: Archive, filters: Filters) -> pl.DataFrame:
    """Flights in the air at some time of the span, with either end at an airport asked for."""
    rows = at_airports(of_aircraft(archive.flights(), filters), filters, ("adep", "ades"))
    rows = overlapping(rows, filters.window, pl.col("first_seen_at"), pl.col("last_seen_at"))
    return rows.sort("first_seen_at", "icao24").collect()


def visits(archive: Archive, filters: Filters) -> pl.DataFrame:
    """Visits that may share an instant with the span."""
    rows = overlapping(of_aircraft(archive.visits(), filters), filters.window, FIRST_KNOWN, LAST_KNOWN)
    return at_airports(rows, filters, ("airport",)).sort(FIRST_KNOWN, "icao24").collect()


def trips(archive: Archive, filters: Filters) -> pl.DataFrame:
    """Trips that share an instant with the span, with any of their places at an airport asked for."""
    rows = of_aircraft(archive.trips(), filters)
    for codes in (filters.airports, filters.country_airports):
        if codes is not None:
            touching = pl.any_horizontal(pl.col("adep", "ades").is_in(codes))
            rows = rows.join(archive.trip_legs().filter(touching), on="trip_id", how="semi")
    rows = overlapping(rows, filters.window, pl.col("began_at"), pl.col("ended_at"))
    return rows.sort("began_at", "icao24").collect()


def legs(archive: Archive, filters: Filters) -> pl.DataFrame:
    """Legs of trips; one that nothing bounds on a side reaches as far as its trip does."""
    of_trips = of_aircraft(archive.trips(), filters).select("trip_id", "began_at", "ended_at")
    rows = at_airports(archive.trip_legs(), filters, ("adep", "ades"))
    names = rows.collect_schema().names()
    first, last = pl.coalesce("not_before", "began_at"), pl.coalesce("not_after", "ended_at")
    rows = overlapping(rows.join(of_trips, on="trip_id"), filters.window, first, last)
    return rows.sort("began_at", "icao24", "number").select(names).collect()


def home_bases(archive: Archive, filters: Filters) -> pl.DataFrame:
    """Home bases, each with the span in which it was one."""
    rows = at_airports(archive.home_bases(), filters, ("airport",))
    if filters.flags is not None or filters.typecodes is not None or filters.icao24s is not None:
        rows = rows.join(of_aircraft(archive.trips(), filters), on="icao24", how="semi")
    rows = overlapping(rows, filters.window, pl.col("since"), pl.col("until"))
    return rows.sort("since", "icao24", "airport").collect()


def gaps(
    archive: Archive,
    span: Window,
    icao24s: Collection[str] | None = None,
    crossed: Collection[str] | None = None,
    kind: str | None = None,
    longer_than_min: float | None = None,
) -> pl.DataFrame:
    """Silences that share an instant with the span.

    Args:
        archive: open for reading.
        span: of time.
        icao24s: only these aircraft.
        crossed: only those in which one of these countries may have been crossed, ISO 3166 alpha-2.
        kind: only this kind.
        longer_than_min: only those of more minutes.

    Raises:
        RefusalError: a country that is none.
    """
    rows = archive.gaps()
    if icao24s is not None:
        rows = rows.filter(pl.col("icao24").is_in(list(icao24s)))
    if crossed:
        codes = [_country(code) for code in crossed]
        rows = rows.filter(pl.any_horizontal(pl.col("countries").list.contains(code) for code in codes))
    if kind is not None:
        rows = rows.filter(pl.col("kind") == kind)
    if longer_than_min is not None:
        rows = rows.filter(pl.col("duration_s") > longer_than_min * 60)
    return overlapping(rows, span, pl.col("from_at"), pl.col("to_at")).sort("from_at", "icao24").collect()


def _country(code: str) -> str:
    wanted = code.strip().upper()
    if wanted not in countries().names:
        raise RefusalError(f"{code!r} is no country; give an ISO 3166 alpha-2 code, for example CU", "country")
    return wanted
