"""Coverage: who was heard in an area, how high and when, and in how many of the minutes in which it was there."""

from typing import Literal

import polars as pl

from skywitness.findings.heard_cells import BANDS_FT, CELL_DEG, heard
from skywitness.pipeline.asked import Asked, Cost, found_positions
from skywitness.store.archive import Archive

By = Literal["band", "hour", "cell"]
_NEEDED = ("baro_altitude_ft", "receiver", "on_ground", "reconstruction")


def coverage(archive: Archive, asked: Asked, by: By, cost: Cost | None = None) -> pl.DataFrame:
    """Coverage of an area as the record shows it; where nobody was heard there is no row, which says nothing.

    Args:
        archive: open for reading.
        asked: where and when.
        by: one row a band of height, an hour, or a cell of one degree.
        cost: takes what it cost.

    Returns:
        By band from_ft and to_ft (null for no end), by hour hour, by cell cell_lat_deg and cell_lon_deg; then
        aircraft, minutes_present, minutes_heard, heard_share, first_hour, last_hour, hours (with anyone),
        reconstruction.
    """
    [rows] = found_positions(archive, [asked], _NEEDED, cost or Cost())
    airborne = rows.filter(
        ~pl.col("on_ground").fill_null(value=False),
        ~pl.col("icao24").str.starts_with("~"),
        pl.col("baro_altitude_ft").is_not_null(),
    )
    simulated = bool(airborne["reconstruction"].any())
    listening = heard(airborne).with_columns(hour=pl.col("slot").dt.truncate("1h"))
    summed = listening.group_by(_key(by)).agg(
        aircraft=pl.col("icao24").n_unique(),
        minutes_present=pl.col("minutes_present").sum(),
        minutes_heard=pl.col("minutes_heard").sum(),
        heard_share=pl.col("minutes_heard").sum() / pl.col("minutes_present").sum(),
        first_hour=pl.col("slot").dt.truncate("1h").min(),
        last_hour=pl.col("slot").dt.truncate("1h").max(),
        hours=pl.col("slot").dt.truncate("1h").n_unique(),
    )
    return _named(summed, by).with_columns(reconstruction=pl.lit(simulated))


def _key(by: By) -> list[str]:
    return {"band": ["band"], "hour": ["hour"], "cell": ["cell_lat", "cell_lon"]}[by]


def _named(summed: pl.DataFrame, by: By) -> pl.DataFrame:
    ordered = summed.sort(_key(by))
    if by == "band":
        low = [0.0, *BANDS_FT]
        high: list[float | None] = [*BANDS_FT, None]
        of_band = [
            pl.Series(name, [edges[band] for band in ordered["band"]], pl.Float64)
            for name, edges in (("from_ft", low), ("to_ft", high))
        ]
        return pl.DataFrame(of_band).hstack(ordered.drop("band"))
    if by == "cell":
        degrees = (pl.col(name).cast(pl.Float64) * CELL_DEG for name in ("cell_lat", "cell_lon"))
        return ordered.with_columns(degrees).rename({"cell_lat": "cell_lat_deg", "cell_lon": "cell_lon_deg"})
    return ordered
