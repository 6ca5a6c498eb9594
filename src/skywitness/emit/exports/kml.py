"""KML 2.2 (OGC 07-147r2): a folder of lines, dashed in effect where unseen, and a folder of doubted fixes."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from skywitness.emit.exports.antimeridian import Point, cut
from skywitness.emit.exports.drawing import RECONSTRUCTION, Drawing, Fix, Segment
from skywitness.emit.exports.heights import Height, height_of
from skywitness.emit.exports.xml_text import element, xml_text
from skywitness.measure.clock import format_utc

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
"""
_STYLES = """\
<Style id="seen"><LineStyle><color>ff00aaff</color><width>3</width></LineStyle></Style>
<Style id="unseen"><LineStyle><color>60ffffff</color><width>1</width></LineStyle></Style>
<Style id="doubted"><IconStyle><color>ff0000ff</color><scale>0.6</scale></IconStyle></Style>
"""
_DASHES = 40
"""KML has no dashed line; an unseen one is drawn as every other piece of this many."""
_UNSEEN = "Nothing was received between these two fixes; the dashes are not the path flown."
Corner = tuple[float, float, float | None]
"""Longitude and latitude in degrees, and metres or None."""


def kml(drawing: Drawing) -> str:
    """A document; heights in metres are in each line's data named by their kind."""
    parts = [_HEAD, element("name", drawing.title), "\n", _STYLES, "<Folder><name>track</name>\n"]
    parts += [_placemark(drawing, segment) for segment in drawing.segments]
    parts += ["</Folder>\n<Folder><name>doubted fixes</name>\n"]
    parts += [_doubted(fix) for fix in drawing.doubted]
    return "".join([*parts, "</Folder>\n</Document>\n</kml>\n"])


def _placemark(drawing: Drawing, segment: Segment) -> str:
    first, last = segment.fixes[0].observed_at, segment.fixes[-1].observed_at
    span = f"<TimeSpan><begin>{format_utc(first)}</begin><end>{format_utc(last)}</end></TimeSpan>"
    height = height_of(segment.fixes)
    return "".join(
        [
            f"<Placemark>{element('name', drawing.name(segment))}",
            "" if segment.seen else element("description", _UNSEEN),
            f"{span}<styleUrl>#{'seen' if segment.seen else 'unseen'}</styleUrl>",
            _data(drawing, segment, height),
            _seen_lines(segment, height) if segment.seen else _dashes(segment),
            "</Placemark>\n",
        ]
    )


def _data(drawing: Drawing, segment: Segment, height: Height) -> str:
    flight = drawing.flights.get(segment.flight_id or "", {})
    values = {
        "kind": "seen" if segment.seen else "unseen",
        "icao24": drawing.icao24,
        "registration": drawing.registration,
        "flight_id": segment.flight_id,
        "callsign": flight.get("callsign"),
        "adep": flight.get("adep") or flight.get("adep_reason"),
        "ades": flight.get("ades") or flight.get("ades_reason"),
        "height_m": f"{height.meaning}, from {height.field}" if segment.seen else None,
        "silence_s": None if segment.seen else segment.silence_s,
        "reconstruction": str(segment.reconstruction).lower(),
    }
    return _extended(values)


def _extended(values: dict[str, object]) -> str:
    data = (
        f'<Data name="{xml_text(name)}"><value>{xml_text(value)}</value></Data>'
        for name, value in values.items()
        if value is not None
    )
    return f"<ExtendedData>{''.join(data)}</ExtendedData>"


def _seen_lines(segment: Segment, height: Height) -> str:
    lines = [line for corners in cut(segment.fixes) for line in _by_height(corners, height)]
    return f"<MultiGeometry>{''.join(lines)}</MultiGeometry>"


def _by_height(corners: Sequence[Point], height: Height) -> Iterator[str]:
    """Lines at their heights, and lines on the ground where no height is known; they share their end points.

    A missing height written as 0 would put an aircraft under the sea or into a mountain.
    """
    known = [_corner(corner, height) for corner in corners]
    start = 0
    for has_height, group in groupby(known, key=lambda corner: corner[2] is not None):
        end = start + len(list(group))
        reach = known[start:end] if has_height else known[max(start - 1, 0) : end + 1]
        yield _geometry(reach, absolute=has_height)
        start = end


def _corner(corner: Point, height: Height) -> Corner:
    return corner.lon_deg, corner.lat_deg, height.metres(corner.fix) if corner.fix else None


def _geometry(corners: Sequence[Corner], *, absolute: bool) -> str:
    places = " ".join(
        f"{lon:.6f},{lat:.6f},{metres}" if absolute else f"{lon:.6f},{lat:.6f}" for lon, lat, metres in corners
    )
    mode = f"<altitudeMode>{'absolute' if absolute else 'clampToGround'}</altitudeMode>"
    if len(corners) == 1:
        return f"<Point>{mode}<coordinates>{places}</coordinates></Point>"
    along_ground = "" if absolute else "<tessellate>1</tessellate>"
    return f"<LineString>{along_ground}{mode}<coordinates>{places}</coordinates></LineString>"


def _dashes(segment: Segment) -> str:
    lines = [dash for corners in cut(segment.fixes) for pair in pairwise(corners) for dash in _dashed(*pair)]
    return f"<MultiGeometry>{''.join(lines)}</MultiGeometry>"


def _dashed(start: Point, end: Point) -> Iterator[str]:
    for dash in range(0, _DASHES, 2):
        yield _geometry([_between(start, end, dash), _between(start, end, dash + 1)], absolute=False)


def _between(start: Point, end: Point, step: int) -> Corner:
    part = step / (_DASHES - 1)
    lon = start.lon_deg + (end.lon_deg - start.lon_deg) * part
    return lon, start.lat_deg + (end.lat_deg - start.lat_deg) * part, None


def _doubted(fix: Fix) -> str:
    name = f"doubted: {fix.doubt}" + (f" {RECONSTRUCTION}" if fix.reconstruction else "")
    values = {
        key: value for key, value in fix._asdict().items() if key not in {"lat_deg", "lon_deg", "observed_at"}
    }
    when = f"<TimeStamp><when>{format_utc(fix.observed_at)}</when></TimeStamp>"
    place = f"<Point><coordinates>{fix.lon_deg:.6f},{fix.lat_deg:.6f}</coordinates></Point>"
    head = f"<Placemark>{element('name', name)}{when}<styleUrl>#doubted</styleUrl>"
    return f"{head}{_extended(values)}{place}</Placemark>\n"
