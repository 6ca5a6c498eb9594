"""GeoJSON (RFC 7946): a feature a line, with a value a corner in its properties, and a feature a doubted fix."""

import json
from collections.abc import Iterator
from typing import Any

from skywitness.emit.exports.antimeridian import Point, cut
from skywitness.emit.exports.drawing import Drawing, Fix, Segment
from skywitness.emit.values import plain

_PER_CORNER = (
    "observed_at",
    "baro_altitude_ft",
    "geo_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "vertical_rate_fpm",
    "on_ground",
    "position_source",
)
_OF_FLIGHT = ("callsign", "adep", "ades", "adep_reason", "ades_reason", "takeoff_at", "landing_at")
_UNSEEN = "nothing was received between these two fixes; the straight line is not the path flown"


def geojson(drawing: Drawing) -> str:
    """A FeatureCollection; ``kind`` is ``seen``, ``unseen`` (draw it dashed) or ``doubted``.

    Lists in the properties of a line have one value a corner. Where a line is cut at the antimeridian, the corner
    is no fix and its values are null.
    """
    features = [feature for segment in drawing.segments for feature in _lines(drawing, segment)]
    features += [_doubted(drawing, fix) for fix in drawing.doubted]
    collection = {
        "type": "FeatureCollection",
        "name": drawing.title,
        "reconstruction": drawing.reconstruction,
        "features": features,
    }
    return json.dumps(collection, allow_nan=False) + "\n"


def _lines(drawing: Drawing, segment: Segment) -> Iterator[dict[str, Any]]:
    for corners in cut(segment.fixes):
        yield {
            "type": "Feature",
            "geometry": _geometry(corners),
            "properties": _label(drawing, segment) | _corners(corners),
        }


def _geometry(corners: list[Point]) -> dict[str, Any]:
    coordinates = [[corner.lon_deg, corner.lat_deg] for corner in corners]
    if len(coordinates) == 1:
        return {"type": "Point", "coordinates": coordinates[0]}
    return {"type": "LineString", "coordinates": coordinates}


def _label(drawing: Drawing, segment: Segment) -> dict[str, Any]:
    flight = drawing.flights.get(segment.flight_id or "", {})
    label = {
        "kind": "seen" if segment.seen else "unseen",
        "name": drawing.name(segment),
        "icao24": drawing.icao24,
        "registration": drawing.registration,
        "flight_id": segment.flight_id,
        "reconstruction": segment.reconstruction,
        **{name: plain(flight.get(name)) for name in _OF_FLIGHT},
        "source_sha256s": sorted({fix.source_sha256 for fix in segment.fixes}),
    }
    if not segment.seen:
        label |= {"silence_s": segment.silence_s, "note": _UNSEEN, "stroke-dasharray": "4 6"}
    return label


def _corners(corners: list[Point]) -> dict[str, Any]:
    return {
        name: [plain(getattr(corner.fix, name)) if corner.fix else None for corner in corners]
        for name in _PER_CORNER
    }


def _doubted(drawing: Drawing, fix: Fix) -> dict[str, Any]:
    fields = {name: plain(value) for name, value in fix._asdict().items() if name not in {"lat_deg", "lon_deg"}}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [fix.lon_deg, fix.lat_deg]},
        "properties": {"kind": "doubted", "icao24": drawing.icao24, "registration": drawing.registration} | fields,
    }
