"""Portrait: what the archive, the reference sources and the address say of one aircraft, as an object for JSON."""

from dataclasses import asdict
from datetime import date
from typing import Any

import polars as pl

from skywitness.pipeline.identify import Identities, shown_on, sources_about
from skywitness.pipeline.type_facts import in_short
from skywitness.reference.display import shown
from skywitness.reference.recorded import NAME as RECORDINGS
from skywitness.reference.register import Register
from skywitness.reference.registrations import computed_registration
from skywitness.store.archive import Archive
from skywitness.store.packaged import aircraft_blocks, flag_state_reader, type_table

_NAMES_SHOWN = 3
_FIRST = pl.coalesce("arrived_at", "arrived_not_before", "departed_at")
_LAST = pl.coalesce("departed_at", "departed_not_after", "arrived_at")


def portrait(archive: Archive, icao24: str, on: date | None = None) -> dict[str, Any]:
    """One aircraft: who it is shown as and why, statements, times, callsigns, flights, visits and remarks.

    Args:
        archive: with the reference sources in its data directory.
        icao24: its address.
        on: the day whose identity is shown; None for now.
    """
    sources = sources_about(archive, [icao24])
    identities = Identities.of(archive, [icao24])
    identity = shown_on(identities, icao24, on)
    return {
        "icao24": icao24,
        "on": on,
        "identity": identity._asdict() if identity else None,
        "shown": _shown(sources, icao24, on),
        "history": [one for one in identities.rows().drop("algorithm").to_dicts() if one["icao24"] == icao24],
        "flag_states": _flag_states(icao24, identity.registration if identity else None, sources, on),
        "flag_state": aircraft_blocks().flag_state(icao24),
        "computed_registration": computed_registration(icao24),
        "type_names": _type_names(identity.typecode if identity else None, sources, icao24),
        "performance": in_short(identity.typecode if identity else None),
        **_seen(archive, icao24),
        "flights": _count(archive.flights(), icao24),
        "statements": [*_recorded(archive, icao24), *_listed(sources, icao24)],
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


def _shown(sources: Register, icao24: str, on: date | None) -> dict[str, dict[str, Any]]:
    """By attribute: the value that is shown, its source, who agrees and who differs."""
    kinds = {table.note.name: table.note.kind for table in sources.tables}
    return {name: one._asdict() for name, one in shown(sources.statements(icao24), kinds, on).items()}


def _flag_states(icao24: str, registration: str | None, sources: Register, on: date | None) -> dict[str, Any]:
    """The states that the address and the registration name, and what follows where they differ."""
    others = [one.value for one in sources.statements(icao24) if one.attribute == "registration"]
    return asdict(flag_state_reader().of(icao24, registration, on, others=others))


def _listed(sources: Register, icao24: str) -> list[dict[str, Any]]:
    """Statements of reference sources."""
    said = (one for one in sources.statements(icao24) if one.source != RECORDINGS)
    return [one._asdict() | {"source_sha256": None, "reconstruction": False} for one in said]


def _recorded(archive: Archive, icao24: str) -> list[dict[str, Any]]:
    """Each value of each attribute, once a recording, with the span of the recording's own dates for it."""
    names = archive.sources().select("source_sha256", pl.col("name").alias("source"), "reconstruction")
    day = pl.col("observed_at").dt.date()
    said = (
        _of(archive.statements(), icao24)
        .group_by("attribute", "value", "source_sha256")
        .agg(
            day.max().alias("source_date"),
            day.min().alias("valid_from"),
            pl.col("source_row").min(),
        )
        .join(names, on="source_sha256", how="left")
        .sort("attribute", "value", "valid_from", "source_sha256")
    )
    nothing = dict.fromkeys(("valid_to", "stated_since", "stated_until", "licence"))
    return [row | nothing | {"icao24": icao24, "method": "recorded"} for row in said.collect().to_dicts()]


def _type_names(typecode: str | None, sources: Register, icao24: str) -> dict[str, list[str]]:
    """Manufacturers and models under each designator that a source states, the one that is shown first."""
    stated = {one.value.upper() for one in sources.statements(icao24) if one.attribute == "typecode"}
    codes = [*([typecode] if typecode else []), *sorted(stated - {typecode})]
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
