"""Rows as GeoJSON (RFC 7946): a feature a row, a point where the row names a place."""

import json
from collections.abc import Iterator, Sequence

import polars as pl

from skywitness.emit.text_times import text_times
from skywitness.emit.values import plain

_PLACES = (("lat_deg", "lon_deg"), ("last_lat_deg", "last_lon_deg"))
_PIECE_ROWS = 2_000


def rows_geojson(frame: pl.DataFrame, notes: Sequence[str] = ()) -> Iterator[str]:
    """A FeatureCollection in pieces; its geometries are null where a row names no place (RFC 7946, 3.2).

    Args:
        frame: rows with ``lat_deg`` and ``lon_deg``, or ``last_lat_deg`` and ``last_lon_deg``, WGS 84; every
            column becomes a property. The collection says ``reconstruction`` when any row does.
        notes: what the reader must know beside, as that rows were left out.
    """
    simulated = "reconstruction" in frame.columns and bool(frame["reconstruction"].any())
    head = {"type": "FeatureCollection", "reconstruction": simulated, "notes": list(notes)}
    yield json.dumps(head)[:-1] + ', "features": ['
    place = next((pair for pair in _PLACES if set(pair) <= set(frame.columns)), None)
    for number, piece in enumerate(frame.iter_slices(_PIECE_ROWS)):
        features = (_feature(row, place) for row in text_times(piece).iter_rows(named=True))
        yield (",\n" if number else "\n") + ",\n".join(features)
    yield "]}\n"


def _feature(row: dict[str, object], place: tuple[str, str] | None) -> str:
    lat_deg, lon_deg = (row[name] for name in place) if place else (None, None)
    nowhere = lat_deg is None or lon_deg is None
    geometry = None if nowhere else {"type": "Point", "coordinates": [lon_deg, lat_deg]}
    return json.dumps({"type": "Feature", "geometry": geometry, "properties": plain(row)}, allow_nan=False)
