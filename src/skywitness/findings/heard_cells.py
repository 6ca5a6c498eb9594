"""Heard cells: who was where, how high and when, and in how many of those minutes it was heard.

Coverage is not measured at receivers but read off the record: where others were heard steadily, a receiver was
listening. A cell without anyone says nothing: there was no receiver, or nobody flew.
"""

from datetime import timedelta
from typing import Final

import polars as pl

from skywitness.findings.places_at import places_at

CELL_DEG: Final = 1.0
"""Side of a cell; judgement: 60 NM, a part of a receiver's reach, large enough to hold others."""
BANDS_FT: Final = (3_000.0, 10_000.0, 20_000.0, 30_000.0)
"""Where one band of height ends and the next begins; judgement: the horizon of a receiver grows with the root of
the height, so that the low bands are the narrow ones."""
SLOT: Final = timedelta(minutes=5)
"""Long enough for others to pass through a cell, short enough that a receiver's restart shows."""
KEY: Final = ("cell_lat", "cell_lon", "band", "slot")
PRESENT: Final = timedelta(minutes=15)
"""An aircraft heard before and after a silence as short as this was there in between, heard or not."""
_MINUTE: Final = timedelta(minutes=1)


def keys(at: str = "observed_at", altitude: str = "baro_altitude_ft") -> list[pl.Expr]:
    """Cell, band and slot of time of rows with lat_deg, lon_deg, a time and a height in feet.

    Args:
        at: name of the column of times.
        altitude: name of the column of heights; unknown is the ground.
    """
    height = pl.col(altitude).fill_null(0)
    return [
        (pl.col("lat_deg") / CELL_DEG).floor().cast(pl.Int16).alias("cell_lat"),
        (pl.col("lon_deg") / CELL_DEG).floor().cast(pl.Int16).alias("cell_lon"),
        pl.sum_horizontal((height >= edge).cast(pl.Int8) for edge in BANDS_FT).cast(pl.Int8).alias("band"),
        pl.col(at).cast(pl.Datetime("us", "UTC")).dt.truncate("5m").alias("slot"),
    ]


def heard(positions: pl.DataFrame) -> pl.DataFrame:
    """A row for each aircraft, cell, band and slot.

    Args:
        positions: icao24, observed_at (UTC), lat_deg, lon_deg, baro_altitude_ft, all known, and receiver (null for
            unknown); of aircraft in the air with addresses of their own.

    Returns:
        cell_lat, cell_lon, band, slot, icao24, receivers (list), minutes_present (whole minutes at which it was
        there, by a straight line between two reports up to ``PRESENT`` apart), minutes_heard (those of them with a
        report within half a minute).
    """
    grid = places_at(positions, _MINUTE, PRESENT)
    nearest = (pl.col("observed_at").dt.epoch("ms") / 60_000).round().cast(pl.Int64)
    by = pl.col("receiver").drop_nulls().unique()
    reported = positions.group_by("icao24", instant=nearest).agg(receivers=by)
    at = pl.from_epoch(pl.col("instant") * 60, "s").dt.replace_time_zone("UTC")
    there = grid.join(reported, on=("icao24", "instant"), how="left").with_columns(observed_at=at)
    return (
        there.with_columns(keys(altitude="altitude_ft"))
        .group_by(*KEY, "icao24")
        .agg(
            receivers=pl.col("receivers").explode(empty_as_null=False, keep_nulls=False).unique(),
            minutes_present=pl.len().cast(pl.Int32),
            minutes_heard=pl.col("receivers").is_not_null().sum().cast(pl.Int32),
        )
    )
