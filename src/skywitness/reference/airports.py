"""Airports: every field with an ICAO code, found by place or by code."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm

_ROTOR_OR_WATER = re.compile(r"\b(heliport|helipad|helistop|seaplane|water aerodrome)\b", re.IGNORECASE)
"""The table has no kind of field; its names tell those for helicopters and seaplanes only."""


class Airport(NamedTuple):
    """One field.

    Attributes:
        icao: ICAO code (or the local code that stands for it).
        iata: IATA code, empty when there is none.
        name: as the table has it.
        city: town it serves.
        country: ISO 3166 alpha-2 code.
        elevation_ft: above mean sea level.
        lat_deg: aerodrome reference point, degrees.
        lon_deg: degrees.
        timezone: IANA name.
    """

    icao: str
    iata: str
    name: str
    city: str
    country: str
    elevation_ft: float
    lat_deg: float
    lon_deg: float
    timezone: str


class Near(NamedTuple):
    """Fields near a place: rows of the table, nearest first, and their distances."""

    rows: NDArray[np.int64]
    distance_nm: NDArray[np.float64]


@dataclass(frozen=True)
class Airports:
    """The table of fields, sorted by latitude so that a search looks at a narrow band only."""

    airports: tuple[Airport, ...]
    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]
    elevation_ft: NDArray[np.float64]
    rotor_or_water: NDArray[np.bool_]
    by_icao: Mapping[str, Airport]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> "Airports":
        """Table from ``airportsdata`` rows (icao, iata, name, city, country, elevation, lat, lon, tz)."""
        airports = tuple(sorted(map(_airport, rows), key=lambda airport: (airport.lat_deg, airport.icao)))
        columns = np.array([(a.lat_deg, a.lon_deg, a.elevation_ft) for a in airports], np.float64).reshape(-1, 3)
        special = np.array([bool(_ROTOR_OR_WATER.search(airport.name)) for airport in airports], np.bool_)
        by_icao = {airport.icao: airport for airport in airports}
        return cls(airports, columns[:, 0], columns[:, 1], columns[:, 2], special, by_icao)

    def near(self, lat_deg: float, lon_deg: float, radius_nm: float) -> Near:
        """Fields within a radius, nearest first; right across the antimeridian and at the poles."""
        band_deg = radius_nm / 60
        low, high = np.searchsorted(self.lat_deg, (lat_deg - band_deg, lat_deg + band_deg))
        distance = distance_nm(lat_deg, lon_deg, self.lat_deg[low:high], self.lon_deg[low:high])
        inside = np.flatnonzero(distance <= radius_nm)
        order = inside[np.argsort(distance[inside], kind="stable")]
        return Near(order + low, distance[order])


def _airport(row: Mapping[str, Any]) -> Airport:
    return Airport(
        icao=row["icao"],
        iata=row["iata"],
        name=row["name"],
        city=row["city"],
        country=row["country"],
        elevation_ft=float(row["elevation"]),
        lat_deg=float(row["lat"]),
        lon_deg=float(row["lon"]),
        timezone=row["tz"],
    )
