"""Peers for cutting flights, reimplemented: ``traffic``'s split, OPDI's released rule and the one it recommends.

- traffic: address and callsign, cut at ten minutes (its iterator over a collection)
- OPDI legacy: address and callsign, cut at 30 minutes, or at 15 below 5,000 ft
- OPDI recommended: address alone, the same gaps, and where the last callsign that was not blank changes
"""

import numpy as np
import polars as pl
from labelled import Labelled
from numpy.typing import NDArray

_GAP_S = pl.col("observed_at").diff().dt.total_milliseconds() / 1000


def split(labelled: Labelled, rule: str) -> NDArray[np.int64]:
    """The track of every position, numbered over all airframes."""
    keys, cut = SPLITTERS[rule]
    frame = labelled.positions.with_row_index("row").with_columns(pl.col("callsign").fill_null("").alias("sign"))
    frame = frame.with_columns(
        pl.when(pl.col("sign") == "")
        .then(None)
        .otherwise(pl.col("sign"))
        .forward_fill()
        .over("icao24")
        .alias("last_sign")
    )
    frame = frame.with_columns(cut.fill_null(value=False).cum_sum().over(keys).alias("cut"))
    tracks = frame.select(pl.struct(*keys, "cut").rank("dense").cast(pl.Int64))
    return tracks.to_series().to_numpy()


SPLITTERS: dict[str, tuple[list[str], pl.Expr]] = {
    "traffic, 10 min": (["icao24", "sign"], _GAP_S.over(["icao24", "sign"]) > 600),
    "OPDI legacy": (
        ["icao24", "sign"],
        (_GAP_S.over(["icao24", "sign"]) > 1800)
        | ((_GAP_S.over(["icao24", "sign"]) > 900) & (pl.col("baro_altitude_ft").fill_null(0) < 5000)),
    ),
    "OPDI recommended": (
        ["icao24"],
        (_GAP_S.over(["icao24"]) > 1800)
        | ((_GAP_S.over(["icao24"]) > 900) & (pl.col("baro_altitude_ft").fill_null(0) < 5000))
        | ((pl.col("last_sign") != pl.col("last_sign").shift().over("icao24")).fill_null(value=False)),
    ),
}
