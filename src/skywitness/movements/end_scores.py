"""End scores: how well each field explains where a flight's track begins or ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg, turn_deg
from skywitness.movements.end_state import EndState
from skywitness.movements.runway_fit import RunwayFit
from skywitness.reference.airports import Airports
from skywitness.reference.field_kinds import KINDS

Floats = NDArray[np.float64]

_SIZES = {"large": 1.0, "medium": 1.0, "small": 0.5, "heliport": 0.05, "seaplane_base": 1.0, "balloonport": 0.2}
_SIZE_NM = np.array([_SIZES.get(kind, 0.7) for kind in KINDS])
"""Half the length of a runway at airports; a helicopter's pad is its reference point, to the table's precision."""


class EndScores(NamedTuple):
    """Logarithms of probability densities a square nautical mile, of the end's place given each field.

    Attributes:
        fields: rows of the table of fields, shape (k,).
        distance_nm: distance of each.
        height_ft: height of the end above each; NaN where altitude is unknown.
        terms: what each kind of evidence adds, shape (k,) each, in words.
        runway_end: row of the runway end it is lined up with, -1 for none, shape (k,).
        none: the same density when it is no field of the table.
        log_density: sum of the terms, shape (k,).
    """

    fields: NDArray[np.int64]
    distance_nm: Floats
    height_ft: Floats
    terms: Mapping[str, Floats]
    runway_end: NDArray[np.int64]
    none: float
    log_density: Floats

    def weighing(self, name: str, factor: float) -> "EndScores":
        """The same scores with one term counted more or less."""
        terms = {**self.terms, name: factor * self.terms[name]}
        return self._replace(terms=terms, log_density=_sum(terms))


@dataclass(frozen=True, slots=True)
class EndScorer:
    """Scores every field within reach of an end by place, height, direction of flight and runways.

    On the ground: by the distance from its runways, or from the reference point where these are unknown. In the
    air: the way to touch-down that the height leaves at the path's gradient, against the distance; the direction
    of flight against the bearing; and being lined up with a runway, which few aircraft are by chance.

    How it is fooled: a pressure far from standard moves the projected touch-down by a mile or two; fields in line
    with one another explain an approach equally well until the lower part of it; a field that is in no table
    leaves its neighbour as the best answer, held back only by the weight of "none".

    Attributes:
        airports: the fields.
        runways: the fit to runways.
        descent_ft_per_nm: 300 ft/NM, three degrees: the gradient of most approaches and idle descents.
        climb_ft_per_nm: 400 ft/NM: 2,000 ft/min at 300 kt, 800 ft/min at 120 kt.
        steeper: standard deviation, in the logarithm of distance, on the side of a field nearer than projected.
        shallower: the same on the far side: level parts make the way longer, vectors make it less straight.
        astray: share of ends that fit no projection.
        furthest_nm: 60 NM: from further out a descent leads to many fields.
        contact_nm: 4 NM: from the reference point to the far end of the largest fields.
        highest_ft: above it an end says nothing of a field.
    """

    airports: Airports
    runways: RunwayFit
    descent_ft_per_nm: float = 300.0
    climb_ft_per_nm: float = 400.0
    steeper: float = 0.5
    shallower: float = 0.4
    astray: float = 0.05
    furthest_nm: float = 60.0
    contact_nm: float = 4.0
    highest_ft: float = 25_000.0

    def score(self, end: EndState, *, low_flyer: bool) -> EndScores | None:
        """Scores of the fields within reach; None where the end is too high, or nothing is known of its height.

        Args:
            end: what the aircraft was doing.
            low_flyer: a light aircraft or a helicopter, which cruises low: its height says less of the way to go.
        """
        if end.contact:
            return self._on_ground(end)
        if not np.isfinite(end.altitude_ft) or end.altitude_ft > self.highest_ft:
            return None
        return self._in_air(end, self.shallower * (2 if low_flyer else 1))

    def _on_ground(self, end: EndState) -> EndScores:
        lat, lon = float(np.median(end.ground_lat_deg)), float(np.median(end.ground_lon_deg))
        near = self.airports.near(lat, lon, self.contact_nm)
        beside_nm = self.runways.beside_nm(near.rows, end.ground_lat_deg, end.ground_lon_deg)
        known = np.isfinite(beside_nm)
        off = np.where(known, beside_nm, near.distance_nm)
        # Aprons lie half a mile from runways; where these are unknown, the field's size tells how far things lie.
        spread = np.where(known, 0.4, 1.2 * self._size_nm(near.rows))
        place = -((off / spread) ** 2) / 2 - np.log(2 * np.pi * spread**2)
        terms = {"place on the ground": place}
        runway_end = np.full(len(near.rows), -1, np.int64)
        height = end.altitude_ft - self._elevation_ft(near.rows)
        if np.isfinite(end.direction_deg) and np.isfinite(end.altitude_ft):
            terms["runway"], runway_end = self.runways.fit(end, near.rows, height)
        none = -float(np.log(np.pi * self.contact_nm**2))
        return EndScores(near.rows, near.distance_nm, height, terms, runway_end, none, _sum(terms))

    def _in_air(self, end: EndState, shallower: float) -> EndScores:
        reach = min(1.6 * float(self._way_nm(end, np.array([end.altitude_ft]))[0]) + 8.0, self.furthest_nm)
        near = self.airports.near(end.lat_deg, end.lon_deg, reach)
        height = end.altitude_ft - self._elevation_ft(near.rows)
        way = self._way_nm(end, height)
        size = self._size_nm(near.rows)
        off = np.log((near.distance_nm + size) / (way + size))
        spread = np.where(off < 0, self.steeper, shallower)
        fits = np.exp(-((off / spread) ** 2) / 2) / (np.sqrt(np.pi / 2) * (self.steeper + shallower))
        in_distance = (1 - self.astray) * fits + self.astray / 6  # astray: within three e-foldings either way
        terms = {"height and distance": np.log(in_distance / (2 * np.pi * (near.distance_nm + size) ** 2))}
        # Below the field by more than any pressure explains: not this field.
        terms["below the field"] = np.where(height < -900, -8.0, 0.0)
        terms["direction"] = self._direction(end, near.rows, near.distance_nm, height)
        terms["runway"], runway_end = self.runways.fit(end, near.rows, height)
        none = -float(np.log(np.pi * max(3.0, reach) ** 2))
        return EndScores(near.rows, near.distance_nm, height, terms, runway_end, none, _sum(terms))

    def _size_nm(self, fields: NDArray[np.int64]) -> Floats:
        """How far from a field's reference point its aircraft touch the ground, nautical miles."""
        return _SIZE_NM[self.airports.kind_code[fields]]

    def _elevation_ft(self, fields: NDArray[np.int64]) -> Floats:
        """Elevation of each field; the median of its neighbours where it is unknown, sea level without any."""
        elevation = self.airports.elevation_ft[fields]
        known = np.isfinite(elevation)
        if known.all():
            return elevation
        return np.where(known, elevation, float(np.median(elevation[known])) if known.any() else 0.0)

    def _way_nm(self, end: EndState, height_ft: Floats) -> Floats:
        """Way from or to the runway that this height stands for, nautical miles."""
        usual = self.descent_ft_per_nm if end.arriving else self.climb_ft_per_nm
        gradient = usual
        if end.towards and end.speed_kt > 40:
            flown = float(np.clip(end.towards_fpm / end.speed_kt * 60, usual / 2, usual * 3))
            gradient = float(np.sqrt(usual * flown))
        return np.asarray(np.maximum(height_ft, 0.0) / gradient, np.float64)

    def _direction(self, end: EndState, fields: NDArray[np.int64], distance_nm: Floats, height: Floats) -> Floats:
        """Log ratio of the direction of flight under each field to any direction."""
        if not np.isfinite(end.direction_deg) or not len(fields):
            return np.zeros(len(fields))
        lat, lon = self.airports.lat_deg[fields], self.airports.lon_deg[fields]
        bearing = bearing_deg(end.lat_deg, end.lon_deg, lat, lon)
        turn = turn_deg(end.direction_deg, bearing if end.arriving else bearing + 180)
        low, middle = height < 1000, height < 5000
        spread = np.hypot(
            np.where(low, 15.0, np.where(middle, 30.0, 40.0)), np.degrees(np.arctan2(0.8, distance_nm))
        )
        elsewhere = np.where(low, 0.1, 0.3 if end.arriving else 0.2)
        towards = np.exp(-((turn / spread) ** 2) / 2) / (spread * np.sqrt(2 * np.pi)) * 360
        return np.asarray(np.log((1 - elsewhere) * towards + elsewhere), np.float64)


def _sum(terms: Mapping[str, Floats]) -> Floats:
    first, *others = terms.values()
    return np.asarray(sum(others, first), np.float64)
