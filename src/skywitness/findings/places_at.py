"""Places at instants: where each aircraft was at whole instants, between its reports."""

from datetime import timedelta

import polars as pl


def places_at(positions: pl.DataFrame, step: timedelta, longest_silence: timedelta) -> pl.DataFrame:
    """Places at the whole multiples of a step since 1970, straight between two reports of one aircraft.

    An aircraft has no place at an instant within a silence longer than ``longest_silence``, nor
    outside its reports.

    Args:
        positions: icao24, observed_at (UTC), lat_deg, lon_deg, baro_altitude_ft, all known; airborne; any order.
        step: between instants, whole seconds.
        longest_silence: between the two reports that a place lies between.

    Returns:
        instant (whole steps since 1970), icao24, lat_deg, lon_deg, altitude_ft; by aircraft and instant.
    """
    step_us, silence_us = (int(span.total_seconds() * 1_000_000) for span in (step, longest_silence))
    at, lon = pl.col("at_us"), pl.col("lon_deg")
    moves = (
        positions.lazy()
        .select("icao24", "lat_deg", "lon_deg", "baro_altitude_ft", at_us=pl.col("observed_at").dt.epoch("us"))
        .sort("icao24", "at_us")
        .with_columns(
            next_us=at.shift(-1).over("icao24"),
            north=pl.col("lat_deg").shift(-1).over("icao24") - pl.col("lat_deg"),
            east=(lon.shift(-1).over("icao24") - lon + 540) % 360 - 180,
            climb=(pl.col("baro_altitude_ft").shift(-1).over("icao24") - pl.col("baro_altitude_ft")),
            first=(at + step_us - 1) // step_us,
        )
        .filter(pl.col("next_us") - at <= silence_us, pl.col("next_us") > pl.col("first") * step_us)
        .with_columns(instant=pl.int_ranges(pl.col("first"), (pl.col("next_us") + step_us - 1) // step_us))
        .explode("instant", empty_as_null=False)
    )
    part = (pl.col("instant") * step_us - at) / (pl.col("next_us") - at)
    return moves.select(
        "instant",
        "icao24",
        lat_deg=pl.col("lat_deg") + part * pl.col("north"),
        lon_deg=(lon + part * pl.col("east") + 180) % 360 - 180,
        altitude_ft=pl.col("baro_altitude_ft") + part * pl.col("climb"),
    ).collect()
