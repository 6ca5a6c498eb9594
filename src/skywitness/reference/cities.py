"""Cities: the large town nearest to a place, to say in words where it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg, distance_nm

_WINDS: Final = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


class NearCity(NamedTuple):
    """A city, and where a place lies as seen from it.

    Attributes:
        name: in Latin letters.
        country: ISO 3166 alpha-2.
        distance_nm: from its middle.
        wind: one of eight directions, from the city to the place.
    """

    name: str
    country: str
    distance_nm: float
    wind: str


@dataclass(frozen=True, slots=True, eq=False)
class Cities:
    """Cities of 200,000 people and more, and capitals.

    Attributes:
        names: with country, one a city.
        lat_deg: of the middles, shape (n,).
        lon_deg: degrees, shape (n,).
    """

    names: tuple[tuple[str, str], ...]
    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "Cities":
        """From rows of ``cities``: name, country, lat_deg, lon_deg."""
        listed = list(rows)
        lat, lon = (np.array([float(row[name]) for row in listed]) for name in ("lat_deg", "lon_deg"))
        return cls(tuple((row["name"], row["country"]) for row in listed), lat, lon)

    def nearest(self, lat_deg: float, lon_deg: float, radius_nm: float) -> NearCity | None:
        """The city nearest to a place; None where there is none within the radius."""
        if not self.names:
            return None
        away = distance_nm(self.lat_deg, self.lon_deg, lat_deg, lon_deg)
        row = int(np.argmin(away))
        if away[row] > radius_nm:
            return None
        bearing = float(bearing_deg(self.lat_deg[row], self.lon_deg[row], lat_deg, lon_deg))
        return NearCity(*self.names[row], float(away[row]), _WINDS[round(bearing / 45) % 8])
