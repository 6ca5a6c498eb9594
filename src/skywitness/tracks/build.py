"""Build tracks: state vectors as a table in, one Track an airframe out."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.model import Track

_FLOATS = (
    "lat_deg",
    "lon_deg",
    "baro_altitude_ft",
    "geo_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "vertical_rate_fpm",
)
_QUALITY = ("nic", "nac_p", "sil")
_OTHERS = ("icao24", "observed_at", "on_ground", "stale", "new_leg", "callsign", "source_sha256", "source_row")
NEEDED = (*_OTHERS, "reconstruction", *_FLOATS, *_QUALITY)
"""Columns of the positions table that a track is made of."""


def build_tracks(positions: pl.DataFrame) -> Iterator[Track]:
    """One Track an airframe, airframes in order of address, positions in order of time.

    The columns of all airframes are converted once; each track is a view of its rows.

    Args:
        positions: rows of the positions table (StateVector's fields, ``source_sha256``, ``reconstruction``) in any
            order; rows without a place are left out.
    """
    frame = placed(positions)
    if not frame.height:
        return
    columns = _columns(frame)
    icao24s = frame["icao24"]
    starts = np.flatnonzero(np.concatenate(([True], (icao24s != icao24s.shift()).to_numpy()[1:])))
    reconstruction = frame["reconstruction"].fill_null(value=False).to_numpy()
    callsigns, sources = _names(frame["callsign"]), _names(frame["source_sha256"])
    for first, end in zip(starts, [*starts[1:], frame.height], strict=True):
        yield Track(
            icao24=icao24s[int(first)],
            callsigns=callsigns[1],
            sources=sources[1],
            callsign=callsigns[0][first:end],
            source=sources[0][first:end],
            reconstruction=bool(reconstruction[first:end].any()),
            **{name: column[first:end] for name, column in columns.items()},
        )


def placed(positions: pl.DataFrame) -> pl.DataFrame:
    """The rows that have a place, in the order in which their tracks hold them."""
    known = positions.filter(pl.col("lat_deg").is_not_null(), pl.col("lon_deg").is_not_null())
    return known.sort("icao24", "observed_at", "source_sha256", "source_row", maintain_order=True)


def _columns(frame: pl.DataFrame) -> dict[str, NDArray[Any]]:
    columns = {name: frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in _FLOATS}
    columns |= {name: frame[name].cast(pl.Int8).fill_null(-1).to_numpy() for name in _QUALITY}
    return columns | {
        "time_s": frame["observed_at"].dt.epoch("ms").to_numpy() / 1000,
        "on_ground": frame["on_ground"].cast(pl.Int8).fill_null(-1).to_numpy(),
        "stale": frame["stale"].fill_null(value=False).to_numpy(),
        "new_leg": frame["new_leg"].fill_null(value=False).to_numpy(),
    }


def _names(column: pl.Series) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Codes of a column of words, -1 for null, and the words that they point to, in order."""
    words = column.drop_nulls().unique().sort()
    coded = column.cast(pl.Enum(words)).to_physical().cast(pl.Int32).fill_null(-1)
    return coded.to_numpy(), tuple(words)
