"""Shapes: the ways of a case as GeoJSON (RFC 7946) and KML 2.2; unheard stretches are marked as such."""

import json
from typing import Any

from skywitness.cases.dossier.content import Content, Line
from skywitness.cases.dossier.markup import text
from skywitness.measure.clock import format_utc

_COLOURS = ("ff2b43b0", "ff9c5f1d", "ff923f6b", "ff4a6917", "ff005b8a", "ff574f4a")
"""Of the airframes, as KML has them: alpha, blue, green, red."""


def geojson(content: Content) -> str:
    """Lines and fields as one collection."""
    features = [_line(line) for line in content.lines]
    features += [
        _feature(
            {"type": "Point", "coordinates": [pin.lon_deg, pin.lat_deg]}, {"airport": pin.code, "name": pin.name}
        )
        for pin in content.pins
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"


def _line(line: Line) -> dict[str, Any]:
    points = [[lon_deg, lat_deg] for lat_deg, lon_deg in line.points]
    shape = (
        {"type": "LineString", "coordinates": points}
        if len(points) > 1
        else {"type": "Point", "coordinates": points[0]}
    )
    properties = {
        "icao24": line.icao24,
        "name": line.name,
        "seen": line.seen,
        "since": format_utc(line.since),
        "until": format_utc(line.until),
        "reconstruction": line.reconstruction,
    }
    return _feature(shape, properties)


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def kml(content: Content) -> str:
    """Lines and fields, for Google Earth and its like."""
    names = list(dict.fromkeys(line.name for line in content.lines))
    label = "Reconstruction: simulated, no evidence of what happened. " if content.reconstruction else ""
    placemarks = [_placemark(line, names.index(line.name)) for line in content.lines]
    placemarks += [
        f"<Placemark><name>{text(pin.code)}</name><description>{text(pin.name)}</description>"
        f"<Point><coordinates>{pin.lon_deg},{pin.lat_deg}</coordinates></Point></Placemark>"
        for pin in content.pins
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<name>{text(content.case.title)}</name><description>{text(label)}</description>"
        f"{''.join(placemarks)}</Document></kml>\n"
    )


def _placemark(line: Line, number: int) -> str:
    points = " ".join(f"{lon_deg},{lat_deg}" for lat_deg, lon_deg in line.points)
    how = "heard" if line.seen else "not heard: the way is not known"
    simulated = "; reconstruction" if line.reconstruction else ""
    colour = _COLOURS[number % len(_COLOURS)] if line.seen else f"66{_COLOURS[number % len(_COLOURS)][2:]}"
    return (
        f"<Placemark><name>{text(line.name)}</name><description>{how}{simulated}</description>"
        f"<TimeSpan><begin>{format_utc(line.since)}</begin><end>{format_utc(line.until)}</end></TimeSpan>"
        f"<Style><LineStyle><color>{colour}</color><width>{3 if line.seen else 1.5:g}</width></LineStyle></Style>"
        f"<LineString><tessellate>1</tessellate><coordinates>{points}</coordinates></LineString></Placemark>"
    )
