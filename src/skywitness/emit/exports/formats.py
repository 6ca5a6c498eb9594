"""The table of formats that a track is exported in."""

from collections.abc import Callable
from enum import Enum

from skywitness.emit.exports.drawing import Drawing
from skywitness.emit.exports.geojson import geojson
from skywitness.emit.exports.gpx import gpx
from skywitness.emit.exports.kml import kml
from skywitness.emit.exports.positions_csv import positions_csv


class Format(Enum):
    """A format by its name, which is also the ending of its files."""

    GEOJSON = "geojson"
    KML = "kml"
    GPX = "gpx"
    CSV = "csv"


WRITERS: dict[Format, Callable[[Drawing], str]] = {
    Format.GEOJSON: geojson,
    Format.KML: kml,
    Format.GPX: gpx,
    Format.CSV: positions_csv,
}
