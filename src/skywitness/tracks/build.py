"""Build tracks: state vectors as a table in, one Track an airframe out."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from skywitness.model import Track

_FLOATS = (
    "lat_deg",
    "lon_deg",
    "baro_altitude_ft",
    "geo_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "vertical_rate_fpm",
    "nic",
)


def build_tracks(positions: pl.DataFrame) -> Iterator[Track]:
    """One Track an airframe, airframes in order of address, positions in order of time.

    Args:
        positions: rows of the positions table (StateVector's fields, ``source_sha256``, ``reconstruction``) in any
            order; rows without a place are left out.
    """
    for frame in placed(positions).partition_by("icao24", maintain_order=True):
        yield _track(frame)


def placed(positions: pl.DataFrame) -> pl.DataFrame:
    """The rows that have a place, in the order in which their tracks hold them."""
    known = positions.filter(pl.col("lat_deg").is_not_null(), pl.col("lon_deg").is_not_null())
    return known.sort("icao24", "observed_at", "source_sha256", "source_row", maintain_order=True)


def _track(frame: pl.DataFrame) -> Track:
    floats = {name: frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in _FLOATS}
    return Track(
        icao24=frame["icao24"][0],
        time_s=frame["observed_at"].dt.epoch("ms").to_numpy() / 1000,
        on_ground=frame["on_ground"].cast(pl.Int8).fill_null(-1).to_numpy(),
        callsign=frame["callsign"].to_numpy().astype(object),
        stale=frame["stale"].to_numpy(),
        new_leg=frame["new_leg"].to_numpy(),
        source=frame["source_sha256"].to_numpy().astype(object),
        reconstruction=bool(frame["reconstruction"].any()),
        **floats,
    )
