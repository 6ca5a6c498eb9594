"""Heard: the latest state of each aircraft and whole tracks, as what is written for other programs needs them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl

from skywitness.emit.known_aircraft import NOBODY, AircraftName, KnownAircraft
from skywitness.measure.clock import ms_from_utc
from skywitness.model import StateVector
from skywitness.pipeline.live.now import LiveAircraft
from skywitness.store.archive import Archive

LASTING = timedelta(minutes=5)
"""An aircraft that nothing was heard of for so long is gone, as from readsb's aircraft.json."""
_MILITARY = 0.9
"""From this probability on readsb's flag is set: "military" is never printed of a guess."""
_FIELDS = list(StateVector._fields)
_OF_PLACE = ("lat_deg", "lon_deg", "position_source")
_LABELS = ["registration", "typecode", "model", "operator", "military_probability"]


class Heard(NamedTuple):
    """What was heard lately.

    Attributes:
        aircraft: in order of address.
        messages: rows of the archive, or messages that came, so far; readers compute a rate from it.
    """

    aircraft: list[KnownAircraft]
    messages: int


def heard(archive: Archive, at: datetime, lasting: timedelta = LASTING) -> Heard:
    """Every aircraft as it was last heard.

    Args:
        archive: open for reading.
        at: nothing after it counts.
        lasting: how long an aircraft is kept.
    """
    rows = archive.positions(since=at - lasting, until=at + timedelta(milliseconds=1))
    latest = rows.sort("observed_at").group_by("icao24").agg(*_latest()).sort("icao24").collect()
    names = names_of(archive, latest["icao24"].to_list(), at)
    aircraft = [
        KnownAircraft(
            StateVector(*(row[field] for field in _FIELDS)),
            ms_from_utc(row["heard_at"]),
            None if row["placed_at"] is None else ms_from_utc(row["placed_at"]),
            row["messages"],
            names.get(row["icao24"], NOBODY)._replace(reconstruction=row["reconstruction"]),
        )
        for row in latest.iter_rows(named=True)
    ]
    return Heard(aircraft, sum(file.rows for file in archive.files("positions").files()))


def heard_live(
    aircraft: Iterable[LiveAircraft], names: Mapping[str, AircraftName], messages: int, *, reconstruction: bool
) -> Heard:
    """Every aircraft as a collector hears it.

    Args:
        aircraft: that it hears.
        names: who they are, of those of whom anything is known.
        messages: that came so far.
        reconstruction: whether the feeds are simulated.
    """
    found = [
        KnownAircraft(
            one.state,
            one.heard_ms,
            one.placed_ms,
            one.rows,
            names.get(one.state.icao24, NOBODY)._replace(reconstruction=reconstruction),
        )
        for one in aircraft
    ]
    return Heard(sorted(found, key=lambda one: one.state.icao24), messages)


def track_of(
    archive: Archive, icao24: str, since: datetime, until: datetime
) -> tuple[list[StateVector], AircraftName]:
    """The rows of one aircraft in order of time, and who it was.

    Args:
        archive: open for reading.
        icao24: address.
        since: first instant, UTC.
        until: first instant after it.
    """
    rows = (
        archive.positions([icao24], since, until).select(*_FIELDS, "reconstruction").sort("observed_at").collect()
    )
    name = names_of(archive, [icao24], until).get(icao24, NOBODY)
    return list(states(rows)), name._replace(reconstruction=bool(rows["reconstruction"].any()))


def states(rows: pl.DataFrame) -> Iterator[StateVector]:
    """Rows of the table of positions as state vectors."""
    return (StateVector(*row) for row in rows.select(_FIELDS).iter_rows())


def names_of(archive: Archive, icao24s: Collection[str], at: datetime) -> dict[str, AircraftName]:
    """Who these aircraft were on a day, as derived; those of whom nothing is known are missing."""
    day = at.date()
    known = archive.derived("identities")
    labels = [label for label in _LABELS if label in known.collect_schema().names()]
    rows = (
        known.filter(
            pl.col("icao24").is_in(sorted(icao24s)),
            pl.col("since").is_null() | (pl.col("since") <= day),
            pl.col("until").is_null() | (pl.col("until") > day),
        )
        .sort("since")
        .select("icao24", *labels)
        .collect()
    )
    return {row["icao24"]: _name(row) for row in rows.iter_rows(named=True)}


def _latest() -> list[pl.Expr]:
    there = pl.col("lat_deg").is_not_null()
    rest = [field for field in _FIELDS if field not in {"icao24", "observed_at", *_OF_PLACE}]
    return [
        pl.col("observed_at").last(),
        *(pl.col(field).filter(there).last() for field in _OF_PLACE),
        *(pl.col(field).drop_nulls().last() for field in rest),
        pl.col("observed_at").last().alias("heard_at"),
        pl.col("observed_at").filter(there).last().alias("placed_at"),
        pl.len().alias("messages"),
        pl.col("reconstruction").any(),
    ]


def _name(row: dict[str, object]) -> AircraftName:
    probability = row.get("military_probability")
    return AircraftName(
        _text(row, "registration"),
        _text(row, "typecode"),
        _text(row, "model"),
        _text(row, "operator"),
        isinstance(probability, float) and probability >= _MILITARY,
    )


def _text(row: dict[str, object], label: str) -> str | None:
    value = row.get(label)
    return value if isinstance(value, str) else None
