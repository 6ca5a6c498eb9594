"""Portrait: what the archive and the address say of one aircraft, as an object for JSON."""

from typing import Any

import polars as pl

from skywitness.reference.registrations import computed_registration
from skywitness.store.archive import Archive
from skywitness.store.packaged import aircraft_blocks, type_table

_NAMES_SHOWN = 3
_FIRST = pl.coalesce("arrived_at", "arrived_not_before", "departed_at")
_LAST = pl.coalesce("departed_at", "departed_not_after", "arrived_at")


def portrait(archive: Archive, icao24: str) -> dict[str, Any]:
    """One aircraft: what follows from the address, statements, times, callsigns, flights, visits and remarks."""
    statements = _statements(archive, icao24)
    return {
        "icao24": icao24,
        "flag_state": aircraft_blocks().flag_state(icao24),
        "computed_registration": computed_registration(icao24),
        "type_names": _type_names(statements),
        **_seen(archive, icao24),
        "flights": _count(archive.flights(), icao24),
        "statements": statements,
        "callsigns": _callsigns(archive, icao24),
        "visits": _visits(archive, icao24),
        "home_bases": _of(archive.home_bases(), icao24).sort("since").collect().to_dicts(),
        "remarks": _of(archive.derived("remarks"), icao24).sort("since", "kind").collect().to_dicts(),
        "reconstruction": _is_reconstruction(archive, icao24),
    }


def _of(rows: pl.LazyFrame, icao24: str) -> pl.LazyFrame:
    return rows.filter(pl.col("icao24") == icao24)


def _count(rows: pl.LazyFrame, icao24: str) -> int:
    return int(_of(rows, icao24).select(pl.len()).collect().item())


def _statements(archive: Archive, icao24: str) -> list[dict[str, Any]]:
    """Each value of each attribute, once a source, with the span of the source's own dates for it."""
    names = archive.sources().select("source_sha256", pl.col("name").alias("source_name"), "reconstruction")
    said = (
        _of(archive.statements(), icao24)
        .group_by("attribute", "value", "source_sha256")
        .agg(
            pl.col("observed_at").min().alias("first_observed_at"),
            pl.col("observed_at").max().alias("last_observed_at"),
            pl.col("source_row").min().alias("first_row"),
        )
        .join(names, on="source_sha256", how="left")
        .sort("attribute", "value", "first_observed_at", "source_sha256")
    )
    return said.collect().to_dicts()


def _type_names(statements: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Manufacturers and models under each designator that a source states."""
    codes = sorted({said["value"].upper() for said in statements if said["attribute"] == "typecode"})
    types = ((code, type_table().get(code)) for code in codes)
    return {code: list(known.names[:_NAMES_SHOWN]) if known else [] for code, known in types}


def _seen(archive: Archive, icao24: str) -> dict[str, Any]:
    time = pl.col("observed_at")
    found = archive.positions(icao24s=[icao24]).select(
        time.min().alias("first_seen_at"),
        time.max().alias("last_seen_at"),
        pl.col("day").n_unique().alias("days_seen"),
        pl.col("lat_deg").is_not_null().sum().alias("positions"),
    )
    return found.collect().row(0, named=True)


def _callsigns(archive: Archive, icao24: str) -> list[dict[str, Any]]:
    time = pl.col("observed_at")
    used = (
        archive.positions(icao24s=[icao24])
        .filter(pl.col("callsign").is_not_null())
        .group_by("callsign")
        .agg(time.min().alias("first_seen_at"), time.max().alias("last_seen_at"), pl.len().alias("state_vectors"))
        .sort("first_seen_at", "callsign")
    )
    return used.collect().to_dicts()


def _visits(archive: Archive, icao24: str) -> list[dict[str, Any]]:
    """Visits by airport, the most visited first; visits to unknown places together under null."""
    stays = (
        _of(archive.visits(), icao24)
        .group_by("airport")
        .agg(
            pl.len().alias("visits"),
            _FIRST.min().alias("first_known_at"),
            _LAST.max().alias("last_known_at"),
            pl.col("inferred").sum(),
        )
        .sort("visits", "airport", descending=[True, False], nulls_last=True)
    )
    return stays.collect().to_dicts()


def _is_reconstruction(archive: Archive, icao24: str) -> bool:
    simulated = archive.positions(icao24s=[icao24]).select(pl.col("reconstruction").any())
    return bool(simulated.collect().item())
