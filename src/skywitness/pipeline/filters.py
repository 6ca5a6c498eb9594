"""Filters: the rows of flights and visits that the user asked for."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

import polars as pl

from skywitness.pipeline.refusal import RefusalError
from skywitness.pipeline.times import Window
from skywitness.pipeline.who import find_all
from skywitness.reference.airports import Airports
from skywitness.store.archive import Archive
from skywitness.store.packaged import aircraft_blocks, airport_names, airport_table, type_table
from skywitness.store.reference_files import FOLDER


class Filters(NamedTuple):
    """What the user asked for, checked; None asks for everything.

    Attributes:
        icao24s: addresses.
        airports: ICAO codes of airports that were named.
        country_airports: ICAO codes of the airports in the countries that were named.
        flags: ISO 3166 alpha-2 codes of flag states.
        typecodes: ICAO document 8643 designators.
        window: span of time.
    """

    icao24s: list[str] | None
    airports: list[str] | None
    country_airports: list[str] | None
    flags: list[str] | None
    typecodes: list[str] | None
    window: Window


def checked_filters(
    archive: Archive,
    aircraft: list[str] | None,
    airport: list[str] | None,
    country: list[str] | None,
    flag: list[str] | None,
    typecode: list[str] | None,
    window: Window,
    addresses: Callable[[Archive, list[str]], list[str]] = find_all,
) -> Filters:
    """The user's words turned into codes.

    A code that nobody has is an error and not an empty answer: a typing mistake must not read as "never seen".

    Raises:
        RefusalError: a code that no airport, country, state or type has.
        NotHeldError: an aircraft that the archive does not have.
    """
    return Filters(
        icao24s=addresses(archive, aircraft) if aircraft else None,
        airports=[airport_code(archive, name) for name in airport] if airport else None,
        country_airports=_airports_in(_fields(archive), country) if country else None,
        flags=[_flag(code) for code in flag] if flag else None,
        typecodes=[_typecode(archive, code) for code in typecode] if typecode else None,
        window=window,
    )


def of_aircraft(rows: pl.LazyFrame, filters: Filters) -> pl.LazyFrame:
    """Rows of the aircraft, flag states and types asked for."""
    for column, values in (
        (pl.col("icao24"), filters.icao24s),
        (pl.col("flag_state"), filters.flags),
        (pl.col("typecode").str.to_uppercase(), filters.typecodes),
    ):
        if values is not None:
            rows = rows.filter(column.is_in(values))
    return rows


def at_airports(rows: pl.LazyFrame, filters: Filters, columns: Iterable[str]) -> pl.LazyFrame:
    """Rows with any of these columns among the airports asked for, and any in the countries asked for."""
    names = list(columns)
    for codes in (filters.airports, filters.country_airports):
        if codes is not None:
            rows = rows.filter(
                pl.any_horizontal(pl.col(name).is_in(codes).fill_null(value=False) for name in names)
            )
    return rows


def overlapping(rows: pl.LazyFrame, window: Window, first: pl.Expr, last: pl.Expr) -> pl.LazyFrame:
    """Rows whose time from ``first`` to ``last`` shares an instant with the span."""
    if window.since is not None:
        rows = rows.filter(last >= _utc(window.since))
    if window.until is not None:
        rows = rows.filter(first < _utc(window.until))
    return rows


def _utc(time: datetime) -> pl.Expr:
    return pl.lit(time, dtype=pl.Datetime("us", "UTC"))


def _fields(archive: Archive) -> Airports:
    return airport_table(archive.folder.parent / FOLDER)


def airport_code(archive: Archive, name: str) -> str:
    """The code of the one field that a code or name surely means.

    Raises:
        RefusalError: there is none, or not one.
    """
    table, wanted = _fields(archive), name.strip().upper()
    if wanted in table.by_icao:
        return table.by_icao[wanted].icao
    icao = next((airport.icao for airport in table.airports if airport.iata == wanted and wanted), None)
    icao = icao or airport_names(archive.folder.parent / FOLDER).only(name)
    if icao is None:
        raise RefusalError(
            f"no one airport is surely meant by {name!r}; `skywitness airport` shows which may be",
            "airport",
        )
    return icao


def _airports_in(fields: Airports, countries: list[str]) -> list[str]:
    wanted = {code.strip().upper() for code in countries}
    table = fields.airports
    for code in sorted(wanted - {airport.country for airport in table}):
        raise RefusalError(
            f"{code!r} is no country with an airport; give an ISO 3166 alpha-2 code, for example VE",
            "country",
        )
    return sorted(airport.icao for airport in table if airport.country in wanted)


def _flag(code: str) -> str:
    wanted = code.strip().upper()
    if wanted not in aircraft_blocks().state:
        raise RefusalError(
            f"no block of addresses is allocated to {code!r}; give an ISO 3166 alpha-2 code, for example RU",
            "flag",
        )
    return wanted


def _typecode(archive: Archive, code: str) -> str:
    wanted = code.strip().upper()
    stated = archive.flights().filter(pl.col("typecode").str.to_uppercase() == wanted).head(1)
    if type_table().get(wanted) or stated.collect().height:
        return wanted
    raise RefusalError(
        f"{code!r} is no designator of ICAO document 8643 and no source states it; for example A124, IL62",
        "type",
    )
