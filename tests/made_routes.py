"""Flights and visits for the tests of routes and first visits: made from days and fields."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from skywitness.findings.exposure import Exposure, Observable
from skywitness.pipeline.covered import covered, record_days
from skywitness.store.schema import FLIGHTS, TRIP_LEGS, VISITS

T0 = datetime(2024, 1, 1, 6, tzinfo=UTC)


def flown(icao24: str, day: float, adep: str | None, ades: str | None, **known: object) -> dict[str, Any]:
    """A flight of three hours that begins on a day of 2024, from 0."""
    off = T0 + timedelta(days=day)
    return {
        "flight_id": f"{icao24}-{off:%Y%m%dT%H%M%SZ}",
        "icao24": icao24,
        "registration": icao24.upper(),
        "adep": adep,
        "ades": ades,
        "takeoff_at": off if adep else None,
        "landing_at": off + timedelta(hours=3) if ades else None,
        "first_seen_at": off,
        "last_seen_at": off + timedelta(hours=3),
        "source_sha256s": ["a" * 64],
        "reconstruction": False,
        **known,
    }


def there_and_back(icao24: str, days: list[float], home: str, away: str, **known: object) -> list[dict[str, Any]]:
    """A flight on each day, and one back half a day later."""
    legs = [
        (flown(icao24, day, home, away, **known), flown(icao24, day + 0.5, away, home, **known)) for day in days
    ]
    return [flight for pair in legs for flight in pair]


def stay(icao24: str, day: float, airport: str | None, **known: object) -> dict[str, Any]:
    """A visit of six hours."""
    at = T0 + timedelta(days=day)
    return {
        "icao24": icao24,
        "registration": icao24.upper(),
        "airport": airport,
        "arrived_at": at,
        "departed_at": at + timedelta(hours=6),
        "arrived_not_before": at,
        "departed_not_after": at + timedelta(hours=6),
        "arrival_seen": True,
        "departure_seen": True,
        "inferred": False,
        "arrival_flight_id": f"{icao24}-{at:%Y%m%dT%H%M%SZ}",
        "source_sha256s": ["a" * 64],
        "reconstruction": False,
        **known,
    }


def frames(
    flights: list[dict[str, Any]] | None = None, visits: list[dict[str, Any]] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows as tables of the archive are read."""
    made = ((FLIGHTS, flights or []), (VISITS, visits or []))
    one, other = (
        pl.DataFrame({name: [row.get(name) for row in rows] for name in table.read_schema}, table.read_schema)
        for table, rows in made
    )
    return one, other


def no_legs() -> pl.DataFrame:
    """No unseen legs."""
    return pl.DataFrame(schema=TRIP_LEGS.read_schema)


def observable(flights: pl.DataFrame, visits: pl.DataFrame) -> Observable:
    """Exposure by what these flights and visits show."""
    return Exposure().observable(record_days(flights.lazy()), covered(flights.lazy(), visits.lazy()))


def always(airports: list[str], days: int) -> Observable:
    """Exposure of fields that are covered on every day of a record."""
    first = T0.date()
    listed = [date.fromordinal(first.toordinal() + day) for day in range(days)]
    record = pl.DataFrame({"day": listed})
    return Exposure().observable(record, pl.DataFrame({"airport": airports}).join(record, how="cross"))
