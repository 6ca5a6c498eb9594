"""Build tracks: state vectors as a table in, one Track an airframe out."""

from collections.abc import Iterator
from itertools import pairwise, starmap
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.model import Track

Codes = NDArray[np.int32]

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
_MARKS = ("stale", "new_leg", "reconstruction")
_OTHERS = ("icao24", "observed_at", "on_ground", "callsign", "source_sha256", "source_row")
NEEDED = (*_OTHERS, *_MARKS, *_FLOATS, *_QUALITY)
"""Columns of the positions table that a track is made of."""


def build_tracks(positions: pl.DataFrame) -> Iterator[Track]:
    """One Track an airframe, airframes in order of address, positions in order of time.

    The columns of all airframes are converted once; each track is a view of its rows.

    Args:
        positions: rows of the positions table (StateVector's fields, ``source_sha256``, ``reconstruction``) in any
            order; rows without a place are left out.
    """
    frame = _with_place(positions)
    if not frame.height:
        return
    airframe, icao24s = _names(frame["icao24"])
    source, sources = _names(frame["source_sha256"])
    callsign, callsigns = _names(frame["callsign"])
    order = _order(frame, airframe, source)
    columns = _columns(frame, order) | {"callsign": callsign[order], "source": source[order]}
    reconstruction = columns.pop("reconstruction")
    bounds = np.searchsorted(airframe[order], np.arange(len(icao24s) + 1)).tolist()
    for icao24, own in zip(icao24s, starmap(slice, pairwise(bounds)), strict=True):
        yield Track(
            icao24=icao24,
            callsigns=callsigns,
            sources=sources,
            reconstruction=bool(reconstruction[own].any()),
            **{name: column[own] for name, column in columns.items()},
        )


def placed(positions: pl.DataFrame) -> pl.DataFrame:
    """The rows that have a place, in the order in which their tracks hold them."""
    frame = _with_place(positions)
    return frame[_order(frame, _names(frame["icao24"])[0], _names(frame["source_sha256"])[0])]


def _with_place(positions: pl.DataFrame) -> pl.DataFrame:
    return positions.filter(pl.col("lat_deg").is_not_null(), pl.col("lon_deg").is_not_null())


def _order(frame: pl.DataFrame, airframe: Codes, source: Codes) -> NDArray[np.int64]:
    """Rows by address, time, source and row of the source.

    Files are sorted by address and time: merging what is in order already is several times as fast as sorting.
    Only where two positions of an airframe have one time do their sources need a look.
    """
    time_ms = frame["observed_at"].dt.epoch("ms").to_numpy()
    since = int(time_ms.min()) if len(time_ms) else 0
    key = airframe.astype(np.int64) * (int(time_ms.max(initial=since)) - since + 1) + (time_ms - since)
    order = np.argsort(key, kind="stable")
    sorted_key = key[order]
    same = np.concatenate(([False], sorted_key[1:] == sorted_key[:-1], [False]))
    tied = np.flatnonzero(same[1:] | same[:-1])
    if len(tied):
        rows = order[tied]
        numbers = frame["source_row"][rows].to_numpy()
        order[tied] = rows[np.lexsort((numbers, source[rows], key[rows]))]
    return order


def _columns(frame: pl.DataFrame, order: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    columns = {name: _filled(frame[name], pl.Float64(), np.nan, order) for name in _FLOATS}
    columns |= {name: _filled(frame[name], pl.Int8(), -1, order) for name in (*_QUALITY, "on_ground")}
    columns |= {name: _filled(frame[name], pl.Boolean(), False, order) for name in _MARKS}
    return columns | {"time_s": frame["observed_at"].dt.epoch("ms").to_numpy()[order] / 1000}


def _filled(column: pl.Series, kind: pl.DataType, unknown: float, order: NDArray[np.int64]) -> NDArray[Any]:
    """A column in another order, with what stands for null; many sources leave whole columns empty."""
    if column.null_count() == len(column):
        return np.full(len(column), unknown, pl.Series([], dtype=kind).to_numpy().dtype)
    return column.cast(kind).fill_null(unknown).to_numpy()[order]


def _names(column: pl.Series) -> tuple[Codes, tuple[str, ...]]:
    """Codes of a column of words, -1 for null, and the words that they point to, in order.

    Neighbours mostly have the same word, so that runs of one are looked at instead of rows.
    """
    runs = column.rle().struct.unnest()
    words = runs["value"].drop_nulls().unique().sort()
    coded = runs["value"].cast(pl.Enum(words)).to_physical().cast(pl.Int32).fill_null(-1)
    return np.repeat(coded.to_numpy(), runs["len"].to_numpy()), tuple(words)
