"""Picture: where every aircraft was at an instant, as the record has it; no place is carried on."""

from datetime import datetime, timedelta

import polars as pl

from skywitness.pipeline.judged import judged
from skywitness.store.archive import Archive

LASTING = timedelta(minutes=5)
"""An aircraft of which nothing came for longer is no longer in the picture, as on a live one."""
MOST_JUDGED = 200_000
"""So many positions are judged for doubts, in about a second; of more, what speaks against them is not said."""
_STATE = (
    "baro_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "vertical_rate_fpm",
    "on_ground",
    "callsign",
    "squawk",
    "emergency",
)
COLUMNS = (
    "icao24",
    "observed_at",
    "lat_deg",
    "lon_deg",
    *_STATE[:5],
    "position_source",
    *_STATE[6:],
    "callsign",
    "doubt",
    "reconstruction",
)
"""Columns of a picture."""
_READ = tuple(name for name in COLUMNS if name != "doubt")


def positions_between(
    archive: Archive, since: datetime, until: datetime, *, with_doubts: bool = True
) -> tuple[pl.DataFrame, bool]:
    """Reports in a span, in order of time, with the columns of a picture; and whether doubts were judged.

    Args:
        archive: open for reading.
        since: first instant.
        until: first instant after it.
        with_doubts: judge positions, where there are not too many.
    """
    rows = archive.positions(since=since, until=until).select(*_READ, "source_sha256", "source_row").collect()
    placed = rows.filter(pl.col("lat_deg").is_not_null())
    if not with_doubts or placed.height > MOST_JUDGED:
        plain = rows.with_columns(doubt=pl.lit(None, pl.String))
        return plain.select(COLUMNS).sort("observed_at", maintain_order=True), not placed.height
    types = archive.derived("identities").select("icao24", "typecode").unique("icao24", keep="last").collect()
    with_types = placed.join(types, on="icao24", how="left", maintain_order="left")
    said = judged(archive, with_types).select(COLUMNS)
    unplaced = rows.filter(pl.col("lat_deg").is_null()).with_columns(doubt=pl.lit(None, pl.String))
    return pl.concat([said, unplaced.select(COLUMNS)]).sort("observed_at", maintain_order=True), True


def picture_at(rows: pl.DataFrame, at: datetime, lasting: timedelta = LASTING) -> pl.DataFrame:
    """A row for each aircraft with a place within ``lasting`` before an instant, in order of address.

    The place and what speaks against it are of its last report with one; of every other field the last that was
    said. ``observed_at`` is the time of the place.

    Args:
        rows: reports in order of time, at least from ``lasting`` before ``at``.
        at: the instant; a report at it counts.
        lasting: how long an aircraft stays in the picture.
    """
    near = rows.filter((pl.col("observed_at") > at - lasting) & (pl.col("observed_at") <= at))
    there = pl.col("lat_deg").is_not_null()
    of_place = ("observed_at", "lat_deg", "lon_deg", "position_source", "doubt", "reconstruction")
    found = near.group_by("icao24").agg(
        *(pl.col(name).filter(there).last() for name in of_place),
        *(pl.col(name).drop_nulls().last() for name in _STATE),
    )
    return found.filter(pl.col("lat_deg").is_not_null()).select(COLUMNS).sort("icao24")
