"""Traces as columns: what TraceFullParser gives row by row, for traces in which no row is in doubt."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from skywitness.feeds import fields
from skywitness.feeds.column_parser import TableItem
from skywitness.feeds.fields import RejectedError
from skywitness.feeds.json_documents import JsonDocuments
from skywitness.feeds.parser import Item, ParseOptions
from skywitness.feeds.trace_details import held_details, sources
from skywitness.feeds.trace_full import (
    GEOMETRIC_ALTITUDE,
    LONGEST_SPAN_S,
    NEW_LEG,
    STALE,
    TraceFullParser,
)
from skywitness.feeds.trace_layout import Row, Trace, read_trace
from skywitness.measure.clock import EARLIEST_PLAUSIBLE, LATEST_PLAUSIBLE, ms_from_utc
from skywitness.model import Reject
from skywitness.model.state_columns import StateColumns

_PLAUSIBLE_MS = ms_from_utc(EARLIEST_PLAUSIBLE), ms_from_utc(LATEST_PLAUSIBLE)
_HIGHEST_FLAGS = 255
Floats = NDArray[np.float64]


class TraceColumns:
    """Traces in; tables of state vectors, statements and rejects out.

    A trace in which any row has no usable time or place, or any value has another type than readsb gives it, goes
    as a whole to the parser of single rows.

    Attributes:
        rows: rows of traces seen, taken or not.
        notes: what had to be assumed.
    """

    def __init__(self, options: ParseOptions) -> None:
        self._documents = JsonDocuments()
        self._single = TraceFullParser(options)

    @property
    def rows(self) -> int:
        """Rows of traces seen, taken or not."""
        return self._single.rows

    @property
    def notes(self) -> list[str]:
        """What had to be assumed."""
        return self._single.notes

    def push(self, chunk: bytes) -> list[TableItem]:
        """Items of the traces completed by these bytes."""
        return [item for found in self._documents.push(chunk) for item in self._items(found)]

    def finish(self) -> list[TableItem]:
        """Items of the trace that ends with the source."""
        return [item for found in self._documents.finish() for item in self._items(found)]

    def _items(self, found: tuple[str, bytes] | Reject) -> Sequence[TableItem]:
        trace = None if isinstance(found, Reject) else read_trace(found[1])
        items: list[Item] = []
        if trace is None or (table := self._table(trace)) is None:
            self._single.take(found, items)
            return items
        self._single.begin(msgspec.structs.asdict(trace), items)
        self._single.rows += len(table)
        return [*items, table] if len(table) else items

    def _table(self, trace: Trace) -> StateColumns | None:
        try:
            icao24, start = fields.address(trace.icao), fields.unix_time(trace.timestamp)
        except RejectedError:
            return None
        try:
            return _table(trace.trace, icao24, start, self._single.rows + 1)
        except OverflowError:  # a whole number that no float can hold
            return None


def _table(rows: list[Row], icao24: str, start: datetime, first_row: int) -> StateColumns | None:
    """The rows of one trace; None where one of them is in doubt."""
    lat_deg, lon_deg = _floats([row.lat_deg for row in rows]), _floats([row.lon_deg for row in rows])
    after_s = _floats([row.after_s for row in rows])
    time_ms = np.rint(start.timestamp() * 1000 + after_s * 1000)
    if not (_are_places(lat_deg, lon_deg) and _are_times(after_s, time_ms)):
        return None
    flags = np.nan_to_num(_within([row.flags for row in rows], 0, _HIGHEST_FLAGS)).astype(np.int64)
    is_ground, altitude_ft = _altitudes([row.altitude_ft for row in rows])
    geo_altitude_ft = _whole_feet([row.geo_altitude_ft for row in rows])
    is_geometric = (flags & GEOMETRIC_ALTITUDE) > 0
    rate_fpm = _within([row.vertical_rate_fpm for row in rows], -fields.STEEPEST_FPM, fields.STEEPEST_FPM)
    geo_rate_fpm = _within([row.geo_rate_fpm for row in rows], -fields.STEEPEST_FPM, fields.STEEPEST_FPM)
    track_deg = _within([row.track_deg for row in rows], 0, 360)
    columns = {
        "lat_deg": lat_deg,
        "lon_deg": np.where(lon_deg == 180, -180.0, lon_deg),
        "baro_altitude_ft": np.where(is_geometric, np.nan, altitude_ft),
        "geo_altitude_ft": np.where(is_geometric & np.isnan(geo_altitude_ft), altitude_ft, geo_altitude_ft),
        "ground_speed_kt": _within([row.ground_speed_kt for row in rows], 0, fields.FASTEST_KT),
        "track_deg": np.where(is_ground, np.nan, np.where(track_deg == 360, 0.0, track_deg)),
        "vertical_rate_fpm": np.rint(np.where(np.isnan(rate_fpm), geo_rate_fpm, rate_fpm)),
        "on_ground": np.where(is_ground, 1.0, np.nan),
        "stale": (flags & STALE) > 0,
        "new_leg": (flags & NEW_LEG) > 0,
        "source_row": np.arange(first_row, first_row + len(rows)),
    }
    held, said = held_details([row.details for row in rows], time_ms, columns["new_leg"])
    source = sources([row.kind for row in rows], said, held)
    words = {name: (values, held) for name, values in said.words.items()} | {"position_source": source}
    numbers = columns | {name: values[held] for name, values in said.numbers.items()}
    return StateColumns(icao24, time_ms.astype(np.int64), numbers, words)


def _floats(values: Sequence[float | None]) -> Floats:
    """Numbers, NaN for None."""
    return np.array(values, np.float64)


def _within(values: Sequence[float | None], lowest: float, highest: float) -> Floats:
    """Numbers, NaN for None and for those outside the limits."""
    numbers = _floats(values)
    numbers[~((numbers >= lowest) & (numbers <= highest))] = np.nan
    return numbers


def _whole_feet(values: Sequence[float | None]) -> Floats:
    return np.rint(_within(values, fields.LOWEST_FT, fields.HIGHEST_FT))


def _are_places(lat_deg: Floats, lon_deg: Floats) -> bool:
    """Whether every row has a place on Earth or none at all."""
    is_nowhere = np.isnan(lat_deg)
    on_earth = (np.abs(lat_deg) <= 90) & (np.abs(lon_deg) <= 180)
    return bool((on_earth | is_nowhere).all() and (is_nowhere == np.isnan(lon_deg)).all())


def _are_times(after_s: Floats, time_ms: Floats) -> bool:
    """Whether every row has a time that a recording can carry."""
    near = np.abs(after_s) <= LONGEST_SPAN_S
    return bool((near & (_PLAUSIBLE_MS[0] <= time_ms) & (time_ms < _PLAUSIBLE_MS[1])).all())


def _altitudes(values: list[float | Literal["ground"] | None]) -> tuple[NDArray[np.bool_], Floats]:
    """Where the word for the ground stands, and the altitudes elsewhere."""
    is_ground = np.zeros(len(values), np.bool_)
    if "ground" in values:
        is_ground[:] = [value == "ground" for value in values]
    return is_ground, _whole_feet([None if value == "ground" else value for value in values])
