"""Names: what stands beside an aircraft on the map: sent once, not with every frame."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from skywitness.reference.registrations import computed_registration
from skywitness.store.archive import Archive
from skywitness.store.packaged import aircraft_blocks, type_table

LABELS = ("registration", "typecode", "operator", "flag_state", "military_probability")
_CLASSES = {
    "LandPlane": "L",
    "SeaPlane": "S",
    "Amphibian": "A",
    "Helicopter": "H",
    "Gyrocopter": "G",
    "Tilt-wing": "T",
}
_ENGINES = {"Jet": "J", "Turboprop/Turboshaft": "T", "Piston": "P", "Electric": "E", "Rocket": "R"}


def identities_on(archive: Archive, icao24s: Collection[str], on: date | None) -> pl.DataFrame:
    """The derived labels of aircraft on a day, or the latest; a row for each address, null where nothing is known.

    Args:
        archive: open for reading.
        icao24s: addresses.
        on: the day; None for the latest.
    """
    wanted = pl.DataFrame({"icao24": sorted(set(icao24s))}, schema={"icao24": pl.String})
    rows = archive.derived("identities").filter(pl.col("icao24").is_in(wanted["icao24"].implode()))
    if on is not None:
        rows = rows.filter(
            (pl.col("since").is_null() | (pl.col("since") <= on))
            & (pl.col("until").is_null() | (pl.col("until") > on))
        )
    last = rows.sort("icao24", "since").select("icao24", *LABELS).unique("icao24", keep="last").collect()
    return wanted.join(last, on="icao24", how="left", maintain_order="left")


def names_of(archive: Archive, icao24s: Collection[str], on: date | None = None) -> dict[str, dict[str, Any]]:
    """By address: callsign of its last flight, labels, kind of aircraft and wake category; null where unknown.

    Args:
        archive: open for reading.
        icao24s: addresses.
        on: the day for which the labels hold; None for the latest.
    """
    called = _callsigns(archive, icao24s, on)
    return {
        row["icao24"]: {"callsign": called.get(row["icao24"])} | _labels(row)
        for row in identities_on(archive, icao24s, on).iter_rows(named=True)
    }


@lru_cache(maxsize=4_096)
def kind_of(typecode: str | None) -> tuple[str | None, str | None]:
    """Kind of aircraft as document 8643 writes it (``L4J``: land plane, four jets) and wake category."""
    known = type_table().get(typecode)
    if known is None:
        return None, None
    parts = _CLASSES.get(known.description), known.engines, _ENGINES.get(known.engine)
    return ("".join(map(str, parts)) if all(parts) else None), known.wake or None


def _labels(row: dict[str, Any]) -> dict[str, Any]:
    """What the address itself says stands in for what is not derived yet."""
    labels = {name: row[name] for name in LABELS}
    if all(value is None for value in labels.values()):
        labels["registration"] = computed_registration(row["icao24"])
        labels["flag_state"] = aircraft_blocks().flag_state(row["icao24"])
    description, wake = kind_of(labels["typecode"])
    return labels | {"description": description, "wake": wake}


def _callsigns(archive: Archive, icao24s: Collection[str], on: date | None) -> dict[str, str]:
    flown = archive.flights().filter(pl.col("icao24").is_in(list(icao24s)) & pl.col("callsign").is_not_null())
    if on is not None:
        flown = flown.filter(pl.col("first_seen_at").dt.date() <= on)
    last = flown.sort("first_seen_at").group_by("icao24").agg(pl.col("callsign").last()).collect()
    return dict(last.iter_rows())
