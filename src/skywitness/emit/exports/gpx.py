"""GPX 1.1 (topografix.com/GPX/1/1): a track a flight, a segment a line seen, doubted fixes as waypoints."""

from collections.abc import Iterator
from itertools import groupby

from skywitness import __version__
from skywitness.emit.exports.antimeridian import broken
from skywitness.emit.exports.drawing import RECONSTRUCTION, Drawing, Fix, Segment
from skywitness.emit.exports.heights import Height, height_of
from skywitness.emit.exports.xml_text import element
from skywitness.measure.clock import format_utc

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<gpx version="1.1" creator="Skywitness {__version__}" xmlns="http://www.topografix.com/GPX/1/1"'
    ' xmlns:sw="https://skywitness.invalid/gpx/1">\n'
)
"""The second namespace only has to be different; the reserved name promises no page."""
_EXTRA = ("baro_altitude_ft", "geo_altitude_ft", "ground_speed_kt", "track_deg", "vertical_rate_fpm", "on_ground")


def gpx(drawing: Drawing) -> str:
    """A document; silences and the antimeridian break a track into segments, and nothing is drawn across them."""
    parts = [_HEAD, f"<metadata>{element('name', drawing.title)}</metadata>\n"]
    parts += [_waypoint(fix) for fix in drawing.doubted]
    seen = [segment for segment in drawing.segments if segment.seen]
    parts += [_track(drawing, list(group)) for _, group in groupby(seen, key=lambda segment: segment.flight_id)]
    return "".join([*parts, "</gpx>\n"])


def _track(drawing: Drawing, segments: list[Segment]) -> str:
    height = height_of([fix for segment in segments for fix in segment.fixes])
    flight = drawing.flights.get(segments[0].flight_id or "", {})
    simulated = any(segment.reconstruction for segment in segments)
    what = flight.get("callsign") or segments[0].flight_id or "between flights"
    ends = [flight.get(end) or flight.get(f"{end}_reason") or "unknown" for end in ("adep", "ades")]
    way = f"from {ends[0]} to {ends[1]}; " if flight else ""
    name = f"{drawing.registration or drawing.icao24} {what}" + (f" {RECONSTRUCTION}" if simulated else "")
    lines = "".join(line for segment in segments for line in _segment(segment, height))
    about = element("desc", f"{way}ele is {height.meaning}, from {height.field}")
    return f"<trk>{element('name', name)}{about}\n{lines}</trk>\n"


def _segment(segment: Segment, height: Height) -> Iterator[str]:
    for fixes in broken(segment.fixes):
        points = "".join(_point("trkpt", fix, height) for fix in fixes)
        yield f"<trkseg>\n{points}</trkseg>\n"


def _waypoint(fix: Fix) -> str:
    name = f"doubted: {fix.doubt}" + (f" {RECONSTRUCTION}" if fix.reconstruction else "")
    return _point("wpt", fix, height_of([fix]), element("name", name))


def _point(tag: str, fix: Fix, height: Height, name: str = "") -> str:
    extra = "".join(_extra(field, getattr(fix, field)) for field in (*_EXTRA, "reconstruction"))
    return (
        f'<{tag} lat="{fix.lat_deg:.6f}" lon="{fix.lon_deg:.6f}">{element("ele", height.metres(fix))}'
        f"<time>{format_utc(fix.observed_at)}</time>{name}"
        f"<extensions>{extra}</extensions></{tag}>\n"
    )


def _extra(field: str, value: object) -> str:
    return element(f"sw:{field}", str(value).lower() if isinstance(value, bool) else value)
