"""Frames: a picture as the columns of a binary frame."""

from datetime import datetime
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.emit import swf1
from skywitness.emit.swf1 import Columns
from skywitness.measure.clock import ms_from_utc

MILITARY_FROM = 0.9
"""A probability from which the map marks an aircraft as military."""


class Drawn(NamedTuple):
    """A picture ready to be framed.

    Attributes:
        columns: in order of address; ``age`` is that at the picture's time.
        observed_ms: time of each place, Unix milliseconds.
    """

    columns: Columns
    observed_ms: NDArray[np.int64]


def drawn(picture: pl.DataFrame, military: pl.DataFrame | None, at: datetime) -> Drawn:
    """A picture in the numbers of a frame; aircraft without an address are left out.

    Args:
        picture: columns of a picture, a row an aircraft.
        military: icao24 and military_probability; None where that is not known.
        at: time of the picture.
    """
    rows = picture.filter(pl.col("icao24").str.contains("^[0-9a-f]{6}$")).sort("icao24")
    if military is not None:
        rows = rows.join(
            military.select("icao24", "military_probability"), on="icao24", how="left", maintain_order="left"
        )
    observed_ms = rows["observed_at"].dt.epoch("ms").to_numpy().astype(np.int64)
    columns = Columns(
        icao24=rows["icao24"].str.to_integer(base=16).to_numpy().astype(np.uint32),
        lat=swf1.scaled_place(_numbers(rows, "lat_deg")),
        lon=swf1.scaled_place(_numbers(rows, "lon_deg")),
        altitude=swf1.scaled_altitude(_numbers(rows, "baro_altitude_ft")),
        ground_speed=swf1.scaled_speed(_numbers(rows, "ground_speed_kt")),
        track=swf1.scaled_track(_numbers(rows, "track_deg")),
        vertical_rate=swf1.scaled_rate(_numbers(rows, "vertical_rate_fpm")),
        age=swf1.scaled_age((ms_from_utc(at) - observed_ms) / 1000),
        flags=_flags(rows),
    )
    return Drawn(columns, observed_ms)


def full_frame(picture: pl.DataFrame, military: pl.DataFrame | None, at: datetime) -> bytes:
    """A picture as a frame."""
    return swf1.frame(drawn(picture, military, at).columns, np.zeros(0, np.uint32), ms_from_utc(at))


def _numbers(rows: pl.DataFrame, name: str) -> NDArray[np.float64]:
    return rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy().astype(np.float64)


def _flags(rows: pl.DataFrame) -> NDArray[np.uint8]:
    source = pl.col("position_source").replace_strict(
        swf1.SOURCES, default=swf1.OTHER_SOURCE, return_dtype=pl.UInt8
    )
    set_where = {
        swf1.ON_GROUND: pl.col("on_ground"),
        swf1.DOUBTED: pl.col("doubt").is_not_null(),
        swf1.RECONSTRUCTION: pl.col("reconstruction"),
        swf1.EMERGENCY: pl.col("emergency").is_not_null() | pl.col("squawk").is_in(["7500", "7600", "7700"]),
    }
    if "military_probability" in rows.columns:
        set_where[swf1.MILITARY] = pl.col("military_probability") >= MILITARY_FROM
    bits = [pl.when(where.fill_null(value=False)).then(bit).otherwise(0) for bit, where in set_where.items()]
    found = rows.select((pl.sum_horizontal(bits) + source.fill_null(3) * (1 << swf1.SOURCE_SHIFT)).alias("flags"))
    return found["flags"].to_numpy().astype(np.uint8)
