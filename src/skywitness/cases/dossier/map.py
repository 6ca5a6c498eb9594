"""Map: the ways of a case as a drawing (SVG) that needs nothing from anywhere."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from skywitness.cases.dossier.content import Line, Pin, Point
from skywitness.cases.dossier.markup import tag, text

_STYLES = 6
"""Colours that the page has for airframes."""


class Frame(NamedTuple):
    """What part of the world is drawn.

    Attributes:
        south: y of its southern edge on Mercator's map, radians.
        west: longitude of its western edge, radians.
        scale: units of the drawing for a radian.
        width: of the drawing, units.
        height: of it.
    """

    south: float
    west: float
    scale: float
    width: float
    height: float

    def at(self, point: Point) -> tuple[float, float]:
        """Where a place lies in the drawing."""
        lat_deg, lon_deg = point
        x = (math.radians(lon_deg) - self.west) * self.scale
        return round(x, 1), round(self.height - (_mercator(lat_deg) - self.south) * self.scale, 1)


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """Coastlines, ways and fields on Mercator's map, which keeps courses straight.

    Attributes:
        width: units of the drawing.
        tallest: of its sides.
        margin: share of the ways' extent that is left round them.
        least_deg: at least so much of the world is shown.
    """

    width: float = 1000.0
    tallest: float = 0.72
    margin: float = 0.09
    least_deg: float = 6.0

    def draw(self, lines: Sequence[Line], pins: Sequence[Pin], coastlines: Sequence[Sequence[Point]]) -> str:
        """The drawing; nothing where there is no way to draw."""
        places = [point for line in lines for point in line.points] + [(one.lat_deg, one.lon_deg) for one in pins]
        if not places:
            return ""
        frame = self._frame(places)
        names = list(dict.fromkeys(line.name for line in lines))
        drawn = [
            tag("rect", class_="sea", width=f"{frame.width:g}", height=f"{frame.height:.0f}"),
            _grid(frame),
            _land(coastlines, frame),
            *(
                _way(line, names.index(line.name), frame)
                for line in sorted(lines, key=lambda one: names.index(one.name))
            ),
            *_pins(pins, frame),
        ]
        return tag(
            "svg",
            "".join([tag("title", f"Map: the ways of {text(', '.join(names))}"), *drawn]),
            viewBox=f"0 0 {frame.width:g} {frame.height:.0f}",
            role="img",
            class_="map",
            xmlns="http://www.w3.org/2000/svg",
        )

    def _frame(self, places: Sequence[Point]) -> Frame:
        lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
        half = self.least_deg / 2
        middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
        south, north = min(*lats, middle[0] - half), max(*lats, middle[0] + half)
        west, east = min(*lons, middle[1] - half), max(*lons, middle[1] + half)
        across, up = math.radians(east - west), _mercator(min(north, 84)) - _mercator(max(south, -80))
        left, bottom = math.radians(west) - across * self.margin, _mercator(max(south, -80)) - up * self.margin
        across, up = across * (1 + 2 * self.margin), up * (1 + 2 * self.margin)
        wide = max(across, up / self.tallest)
        high = max(up, across * 0.42)
        scale = self.width / wide
        west_edge, south_edge = left - (wide - across) / 2, bottom - (high - up) / 2
        return Frame(south_edge, west_edge, scale, self.width, high * scale)


def _mercator(lat_deg: float) -> float:
    lat = math.radians(max(-85.0, min(85.0, lat_deg)))
    return math.log(math.tan(math.pi / 4 + lat / 2))


def _grid(frame: Frame) -> str:
    """Meridians and parallels every ten degrees."""
    parts = []
    for lon in range(-180, 181, 10):
        x, _ = frame.at((0, lon))
        if 0 < x < frame.width:
            parts.append(f"M{x:g} 0V{frame.height:.0f}")
    for lat in range(-80, 81, 10):
        _, y = frame.at((lat, 0))
        if 0 < y < frame.height:
            parts.append(f"M0 {y:g}H{frame.width:g}")
    return tag("path", class_="grid", d="".join(parts))


def _land(coastlines: Iterable[Sequence[Point]], frame: Frame) -> str:
    """Outlines that reach into the frame, one path."""
    rings = ([frame.at(point) for point in shown] for ring in coastlines for shown in _unrolled(ring))
    inside = [ring for ring in rings if _reaches(ring, frame)]
    return tag("path", class_="land", d="".join(f"{_path(_fewer(ring))}Z" for ring in inside))


def _unrolled(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """An outline that goes on past 180 degrees, and the same one turn to the west where it does."""
    turned, before, shift = [], ring[0][1], 0.0
    for lat_deg, lon_deg in ring:
        shift += 360.0 if before - lon_deg > 180 else -360.0 if lon_deg - before > 180 else 0.0
        turned.append((lat_deg, lon_deg + shift))
        before = lon_deg
    yield turned
    if any(lon_deg > 180 for _, lon_deg in turned):
        yield [(lat_deg, lon_deg - 360) for lat_deg, lon_deg in turned]
    if any(lon_deg < -180 for _, lon_deg in turned):
        yield [(lat_deg, lon_deg + 360) for lat_deg, lon_deg in turned]


def _reaches(ring: Sequence[tuple[float, float]], frame: Frame) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) > 0 and min(xs) < frame.width and max(ys) > 0 and min(ys) < frame.height


def _fewer(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Without points that the eye cannot tell from the one before."""
    kept = [points[0]]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 0.6:
            kept.append(point)
    return kept


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _way(line: Line, number: int, frame: Frame) -> str:
    """A stretch, broken where it crosses the edge of the map of the world."""
    parts: list[list[Point]] = [[]]
    for point in line.points:
        if parts[-1] and abs(point[1] - parts[-1][-1][1]) > 180:
            parts.append([])
        parts[-1].append(point)
    drawn = "".join(_path(_fewer([frame.at(point) for point in part])) for part in parts if len(part) > 1)
    how = "heard" if line.seen else "not heard: the way is not known"
    label = f"{line.name}, {line.since:%d %b %Y %H:%M}Z to {line.until:%d %b %H:%M}Z, {how}"
    style = f"way way-{number % _STYLES}{'' if line.seen else ' unseen'}"
    return tag("path", tag("title", text(label)), class_=style, d=drawn)


def _pins(pins: Sequence[Pin], frame: Frame) -> list[str]:
    drawn = []
    for pin in pins:
        x, y = frame.at((pin.lat_deg, pin.lon_deg))
        end = x > frame.width * 0.78
        anchor = "end" if end else "start"
        name = tag(
            "text", text(f"{pin.code} {pin.name}"), class_="pin-name", x=f"{x + (-11 if end else 11):g}",
            y=f"{y + 5:g}", text_anchor=anchor,
        )  # fmt: skip
        drawn.append(tag("circle", class_="pin", cx=f"{x:g}", cy=f"{y:g}", r="5") + name)
    return drawn
