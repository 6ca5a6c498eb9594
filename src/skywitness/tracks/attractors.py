"""Attractors: cells of a tenth of a degree to which several airframes jumped within one hour.

A spoofer moves every receiver in its reach to one point. One airframe's jump may be a decoding error; three that
jump to one place in one hour are no chance.

Evidence and verdict are kept apart, so that derivation can be incremental and gives the same in any order.
Evidence (``false_places``) is one airframe's own: the cells and hours of its teleported positions, found without
any knowledge of attractors. Attractors are counted over the evidence of all airframes. One further pass then flags
positions, and changes no evidence.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.measure.clock import utc_from_seconds
from skywitness.model import Doubt, FalsePlace, Track
from skywitness.tracks.steps import Steps

_CELLS_PER_DEG = 10
_HOUR_S = 3600
_KEY = ("cell_lat_deg", "cell_lon_deg", "hour")
_MIN_AIRFRAMES = 3
_LATS, _LONS = 2000, 4000  # more than there are tenths of a degree, so that every cell has its own number

Cells = Any
"""One whole number, or a column of them."""


def false_places(track: Track, flags: NDArray[np.uint16]) -> list[FalsePlace]:
    """Cells and hours that doubted stretches of an airframe lie in, each once, in order.

    Teleported positions count, and those impossible ones that a jammed aircraft sent: both are told from this
    airframe alone.

    Args:
        track: all its positions, sources joined.
        flags: doubts about them, shape (n,).
    """
    disturbed = np.uint16(Doubt.IMPOSSIBLE | Doubt.JAMMED)
    rows = np.flatnonzero((flags & Doubt.TELEPORT != 0) | (flags & disturbed == disturbed))
    if not len(rows):
        return []
    return [FalsePlace(track.icao24, *_unpacked(key)) for key in np.unique(_cells(track, rows)).tolist()]


def _cells(track: Track, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Hour since 1970, and south-western corner of the cell in tenths of a degree, a number each; shape (k,)."""
    hour = np.floor(track.time_s[rows] / _HOUR_S).astype(np.int64)
    lat = np.floor(np.round(track.lat_deg[rows] * _CELLS_PER_DEG, 6)).astype(np.int64)
    lon = np.floor(np.round(track.lon_deg[rows] * _CELLS_PER_DEG, 6)).astype(np.int64)
    return np.asarray(_packed(hour, lat, lon), np.int64)


def _packed(hour: Cells, lat: Cells, lon: Cells) -> Cells:
    return (hour * _LATS + lat + _LATS // 2) * _LONS + lon + _LONS // 2


def _unpacked(key: int) -> tuple[float, float, datetime]:
    """Corner of the cell in degrees, and the beginning of the hour."""
    rest, lon = divmod(key, _LONS)
    hour, lat = divmod(rest, _LATS)
    corner = (lat - _LATS // 2) / _CELLS_PER_DEG, (lon - _LONS // 2) / _CELLS_PER_DEG
    return *corner, utc_from_seconds(hour * _HOUR_S)


@dataclass(frozen=True, slots=True)
class Attractors:
    """Cells and hours that at least three airframes jumped to.

    How it is fooled: a point on the border of two cells, or spoofing that begins just before the hour, needs three
    airframes on either side; a spoofer in whose reach fewer than three were heard is not seen; three airframes
    wrongly decoded by one receiver at one place pass for spoofed, which they are to a reader.

    Attributes:
        keys: one number for each cell and hour.
    """

    keys: frozenset[int]

    @classmethod
    def of(cls, places: pl.DataFrame | None, min_airframes: int = _MIN_AIRFRAMES) -> "Attractors":
        """Attractors in the evidence of all airframes.

        Args:
            places: rows of the table of false places; none when None.
            min_airframes: 3: two may be one error twice.
        """
        if places is None or not places.height:
            return cls(frozenset())
        many = places.group_by(_KEY).agg(pl.col("icao24").n_unique().alias("airframes"))
        many = many.filter(pl.col("airframes") >= min_airframes)
        keys = (
            _packed(int(hour.timestamp()) // _HOUR_S, round(lat * _CELLS_PER_DEG), round(lon * _CELLS_PER_DEG))
            for lat, lon, hour in many.select(_KEY).iter_rows()
        )
        return cls(frozenset(keys))

    def differing(self, other: "Attractors") -> pl.DataFrame:
        """Cells and hours that are an attractor in one of the two only, in order of time.

        Columns ``cell_lat_deg``, ``cell_lon_deg`` and ``hour``, as in the table of false places.
        """
        rows = [_unpacked(key) for key in sorted(self.keys ^ other.keys)]
        schema = pl.Schema([(_KEY[0], pl.Float64()), (_KEY[1], pl.Float64()), (_KEY[2], pl.Datetime("us", "UTC"))])
        return pl.DataFrame(rows, schema=schema, orient="row")

    def hold(self, track: Track, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each of these rows of a track lies in an attractor; shape (k,)."""
        return np.isin(_cells(track, rows), np.fromiter(self.keys, np.int64, len(self.keys)))


@dataclass(frozen=True, slots=True)
class SpoofAttractor:
    """Finds an airframe's positions at an attractor, when it jumped there or away.

    The track is cut at jumps and at silences. In every piece that a jump begins or ends, believed or not,
    positions in an attractor's cell and hour are doubted; an aircraft that comes to the cell without a jump is
    not.

    How it is fooled: see Attractors; an aircraft that was heard nowhere but at the attractor made no jump.

    Attributes:
        max_speed_kt: as in Teleport, and so in tolerance_nm.
        tolerance_nm: 3 NM.
        max_silence_s: 1 h, as long as an attractor counts.
    """

    max_speed_kt: float = 1000.0
    tolerance_nm: float = 3.0
    max_silence_s: float = 3600.0

    def find(
        self, track: Track, steps: Steps, attractors: Attractors | None, set_aside: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """True for each doubted position; shape (n,).

        Args:
            track: positions of one airframe.
            steps: its steps.
            attractors: cells and hours to which airframes jumped; None when none are known.
            set_aside: True for positions that make no jump, shape (n,).
        """
        doubted = np.zeros(len(track), np.bool_)
        if attractors is None or not attractors.keys or steps.fastest_kt(self.tolerance_nm) <= self.max_speed_kt:
            return doubted
        rows = np.flatnonzero(~set_aside)
        own = Steps.of(track, rows)
        jumps = own.way_nm > self.tolerance_nm + self.max_speed_kt / 3600 * own.seconds
        starts = np.flatnonzero(np.concatenate(([True], jumps | (own.seconds > self.max_silence_s))))
        ends = np.append(starts[1:], len(rows))
        around = np.concatenate(([False], jumps, [False]))
        jumped = np.repeat(around[starts] | around[ends], ends - starts)
        doubted[rows[jumped & attractors.hold(track, rows)]] = True
        return doubted
