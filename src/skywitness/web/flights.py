"""``/flights``: flights, and one with its evidence, its path and its files."""

from datetime import timedelta
from typing import Any

import polars as pl
from fastapi import APIRouter

from skywitness.emit.exports.drawing import Drawing
from skywitness.emit.exports.formats import WRITERS, Format
from skywitness.emit.exports.gap_shapes import lens_ring
from skywitness.pipeline import lists
from skywitness.pipeline.explain import FlightExplained, explain
from skywitness.pipeline.refusal import NotHeldError
from skywitness.pipeline.rules import rules_of
from skywitness.pipeline.times import Window
from skywitness.pipeline.track_drawing import flight_fixes, track_drawing
from skywitness.store.archive import Archive
from skywitness.web.answer import Bytes, Columns, Document, Rows, Text
from skywitness.web.page import ONE, add_file, add_page
from skywitness.web.paging import AskedPaging, behind, page_of
from skywitness.web.parquet import parquet_bytes
from skywitness.web.site import AskedSite
from skywitness.web.words import AskedFilters

router = APIRouter(tags=["flights"])
_SILENCE = timedelta(minutes=5)
_PATH = (
    "observed_at",
    "lat_deg",
    "lon_deg",
    "baro_altitude_ft",
    "geo_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "vertical_rate_fpm",
    "on_ground",
    "doubt",
    "position_source",
    "source_sha256",
    "source_row",
)
_MEDIA_TYPES = {
    Format.GEOJSON: "application/geo+json",
    Format.KML: "application/vnd.google-earth.kml+xml",
    Format.GPX: "application/gpx+xml",
    Format.CSV: "text/csv",
}


def flights(site: AskedSite, filters: AskedFilters, paging: AskedPaging) -> Rows:
    """Flights in the air at some time of the span, with either end at an airport asked for."""
    return page_of(site, lists.flights(site.archive(), filters), paging, behind(site))


def one_flight(site: AskedSite, flight_id: str) -> Document:
    """One flight: its facts, and what was weighed for where it begins and ends, in words and numbers."""
    archive = site.archive()
    row = _row(archive, flight_id)
    key = ("explain", flight_id, site.version())
    found = site.memory.get(key, lambda: explain(archive, flight_id, rules_of(archive)))
    return Document({"flight": row, "explain": explained(found)}, tuple(behind(site)))


def path(site: AskedSite, flight_id: str) -> Columns:
    """Where it was seen, as columns, with what speaks against each place; and its silences with their lenses."""
    archive = site.archive()
    row = _row(archive, flight_id)
    own = archive.flights().filter(pl.col("icao24") == row["icao24"]).collect()
    fixes = flight_fixes(archive, row["icao24"], flight_id, _around(row), own)
    # A silence begins a new segment; lines are drawn within segments only.
    silent = pl.col("observed_at").diff() > _SILENCE
    segment = silent.fill_null(value=False).cum_sum().cast(pl.Int32).alias("segment")
    silences = archive.gaps().filter(pl.col("flight_id") == flight_id).sort("from_at").collect()
    gaps = [gap | {"outline": lens_ring(gap)} for gap in silences.to_dicts()]
    more = {"flight_id": flight_id, "icao24": row["icao24"], "reconstruction": row["reconstruction"], "gaps": gaps}
    return Columns(fixes.select(*_PATH, segment), (), more)


def explained(found: FlightExplained | None) -> dict[str, Any] | None:
    """What was weighed, as an object; None where the flight could not be derived once more."""
    if found is None:
        return None
    ends = {
        name: end._asdict() | {"candidates": [candidate._asdict() for candidate in end.candidates]}
        for name, end in (("departure", found.departure), ("destination", found.destination))
    }
    return {name: value for name, value in found._asdict().items() if name != "flight"} | ends


def _row(archive: Archive, flight_id: str) -> dict[str, Any]:
    rows = archive.flights().filter(pl.col("flight_id") == flight_id).collect()
    if not rows.height:
        raise NotHeldError(f"no flight {flight_id[:64]!r}; /flights lists them")
    return rows.row(0, named=True)


def _around(row: dict[str, Any]) -> Window:
    return Window(row["first_seen_at"], row["last_seen_at"] + timedelta(milliseconds=1))


def _drawing(site: AskedSite, flight_id: str) -> Drawing:
    archive = site.archive()
    row = _row(archive, flight_id)
    return track_drawing(archive, row["icao24"], flight_id, _around(row))


def _file_of(form: Format) -> Any:  # noqa: ANN401  a function that the framework takes apart
    def write(site: AskedSite, flight_id: str) -> Text:
        return Text(WRITERS[form](_drawing(site, flight_id)), _MEDIA_TYPES[form], f"{flight_id}.{form.value}")

    write.__doc__ = f"The positions of one flight as {form.name}."
    return write


def as_parquet(site: AskedSite, flight_id: str) -> Bytes:
    """The positions of one flight as Parquet, every field, with what speaks against each."""
    archive = site.archive()
    row = _row(archive, flight_id)
    own = archive.flights().filter(pl.col("icao24") == row["icao24"]).collect()
    fixes = flight_fixes(archive, row["icao24"], flight_id, _around(row), own)
    return Bytes(parquet_bytes(fixes), "application/vnd.apache.parquet", f"{flight_id}.parquet")


add_page(router, "/flights", flights)
add_page(router, "/flights/{flight_id}/path", path, page=False)
for _form in Format:
    add_file(router, f"/flights/{{flight_id}}.{_form.value}", _file_of(_form), _MEDIA_TYPES[_form])
add_file(router, "/flights/{flight_id}.parquet", as_parquet, "application/vnd.apache.parquet")
add_page(router, "/flights/{flight_id}", one_flight, ONE)
