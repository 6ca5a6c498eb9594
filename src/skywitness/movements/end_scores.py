"""End scores: how well each field explains where a flight's track begins or ends."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg, turn_deg
from skywitness.movements.end_state import TREND_FPM, EndColumns, EndState
from skywitness.movements.runway_fit import RunwayFit
from skywitness.reference.airports import Airports, NearEach
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

    def without(self, name: str) -> "EndScores":
        """The same scores without a term that is nought."""
        return self._replace(terms={other: term for other, term in self.terms.items() if other != name})

    def weighing(self, name: str, factor: float) -> "EndScores":
        """The same scores with one term counted more or less, where they have it."""
        if name not in self.terms:
            return self
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

    def score(self, ends: Sequence[EndState], *, low_flyer: bool) -> list[EndScores | None]:
        """Scores of the fields within reach of each end; None where it is too high, or its height is not known.

        Args:
            ends: what the aircraft was doing.
            low_flyer: a light aircraft or a helicopter, which cruises low: its height says less of the way to go.
        """
        shallower = self.shallower * (2 if low_flyer else 1)
        on_ground = [place for place, end in enumerate(ends) if end.contact]
        in_air = [place for place, end in enumerate(ends) if not end.contact and self._low(end)]
        scores: dict[int, EndScores] = {}
        if on_ground:
            scores.update(zip(on_ground, self._on_ground([ends[place] for place in on_ground]), strict=True))
        if in_air:
            scores.update(zip(in_air, self._in_air([ends[place] for place in in_air], shallower), strict=True))
        return [scores.get(place) for place in range(len(ends))]

    def _low(self, end: EndState) -> bool:
        return math.isfinite(end.altitude_ft) and end.altitude_ft <= self.highest_ft

    def _on_ground(self, ends: Sequence[EndState]) -> list[EndScores]:
        places = [(end.ground_lat_deg, end.ground_lon_deg) for end in ends]
        lat, lon = (np.array([_median(one) for one in column]) for column in zip(*places, strict=True))
        columns = EndColumns.of(ends)
        near = self.airports.near_each(lat, lon, np.full(len(ends), self.contact_nm))
        here = columns.at(near.place)
        beside_nm = self.runways.beside_nm(near.rows, near.place, places)
        known = np.isfinite(beside_nm)
        off = np.where(known, beside_nm, near.distance_nm)
        # Aprons lie half a mile from runways; where these are unknown, the field's size tells how far things lie.
        spread = np.where(known, 0.4, 1.2 * self._size_nm(near.rows))
        place = -((off / spread) ** 2) / 2 - np.log(2 * np.pi * spread**2)
        height = here.altitude_ft - self._elevation_ft(near)
        runway, runway_end = self.runways.fit(here, near.rows, height)
        none = np.full(len(ends), -math.log(math.pi * self.contact_nm**2))
        terms = {"place on the ground": place, "runway": runway}
        unlike = ~(np.isfinite(columns.direction_deg) & np.isfinite(columns.altitude_ft))
        return [
            one.without("runway") if compared_none else one
            for one, compared_none in zip(_each(near, height, terms, runway_end, none), unlike, strict=True)
        ]

    def _in_air(self, ends: Sequence[EndState], shallower: float) -> list[EndScores]:
        columns = EndColumns.of(ends)
        gradient = self._gradient_ft_per_nm(columns)
        way_down = np.maximum(columns.altitude_ft, 0.0) / gradient
        reach = np.minimum(1.6 * way_down + 8.0, self.furthest_nm)
        near = self.airports.near_each(columns.lat_deg, columns.lon_deg, reach)
        here = columns.at(near.place)
        height = here.altitude_ft - self._elevation_ft(near)
        way = np.maximum(height, 0.0) / gradient[near.place]
        size = self._size_nm(near.rows)
        off = np.log((near.distance_nm + size) / (way + size))
        spread = np.where(off < 0, self.steeper, shallower)
        fits = np.exp(-((off / spread) ** 2) / 2) / (np.sqrt(np.pi / 2) * (self.steeper + shallower))
        in_distance = (1 - self.astray) * fits + self.astray / 6  # astray: within three e-foldings either way
        terms = {"height and distance": np.log(in_distance / (2 * np.pi * (near.distance_nm + size) ** 2))}
        # Below the field by more than any pressure explains: not this field.
        terms["below the field"] = np.where(height < -900, -8.0, 0.0)
        terms["direction"] = self._direction(here, near, height)
        terms["runway"], runway_end = self.runways.fit(here, near.rows, height)
        none = -np.log(np.pi * np.maximum(3.0, reach) ** 2)
        return _each(near, height, terms, runway_end, none)

    def _size_nm(self, fields: NDArray[np.int64]) -> Floats:
        """How far from a field's reference point its aircraft touch the ground, nautical miles."""
        return _SIZE_NM[self.airports.kind_code[fields]]

    def _elevation_ft(self, near: NearEach) -> Floats:
        """Elevation of each field; the median of its neighbours where it is unknown, sea level without any."""
        elevation = self.airports.elevation_ft[near.rows]
        known = np.isfinite(elevation)
        for place in np.unique(near.place[~known]):
            own = slice(*np.searchsorted(near.place, (place, place + 1)))
            others = elevation[own][known[own]]
            elevation[own][~known[own]] = _median(others) if len(others) else 0.0
        return elevation

    def _gradient_ft_per_nm(self, ends: EndColumns) -> Floats:
        """Of the way from or to the runway: the usual one, halfway to the present one where that is known."""
        usual = np.where(ends.arriving, self.descent_ft_per_nm, self.climb_ft_per_nm)
        shown = (ends.towards_fpm > TREND_FPM) & (ends.speed_kt > 40)
        flown = np.where(shown, ends.towards_fpm, 0.0) / np.where(shown, ends.speed_kt, 1.0) * 60
        return np.where(shown, np.sqrt(usual * np.clip(flown, usual / 2, usual * 3)), usual)

    def _direction(self, ends: EndColumns, near: NearEach, height: Floats) -> Floats:
        """Log ratio of the direction of flight under each field to any direction; 0 where it is unknown."""
        lat, lon = self.airports.lat_deg[near.rows], self.airports.lon_deg[near.rows]
        bearing = bearing_deg(ends.lat_deg, ends.lon_deg, lat, lon)
        turn = turn_deg(ends.direction_deg, np.where(ends.arriving, bearing, bearing + 180))
        low, middle = height < 1000, height < 5000
        spread = np.hypot(
            np.where(low, 15.0, np.where(middle, 30.0, 40.0)), np.degrees(np.arctan2(0.8, near.distance_nm))
        )
        elsewhere = np.where(low, 0.1, np.where(ends.arriving, 0.3, 0.2))
        towards = np.exp(-((turn / spread) ** 2) / 2) / (spread * np.sqrt(2 * np.pi)) * 360
        ratio = np.log((1 - elsewhere) * towards + elsewhere)
        return np.where(np.isfinite(ends.direction_deg), ratio, 0.0)


def _each(
    near: NearEach, height: Floats, terms: Mapping[str, Floats], runway_end: NDArray[np.int64], none: Floats
) -> list[EndScores]:
    """Scores of each end, as views of the columns of all."""
    log_density = _sum(terms)
    bounds = np.searchsorted(near.place, np.arange(len(none) + 1)).tolist()
    return [
        EndScores(
            near.rows[own],
            near.distance_nm[own],
            height[own],
            {name: term[own] for name, term in terms.items()},
            runway_end[own],
            of_none,
            log_density[own],
        )
        for own, of_none in zip(starmap(slice, pairwise(bounds)), none.tolist(), strict=True)
    ]


def _median(column: Floats) -> float:
    """Median of at least one number; of few numbers five times as fast as numpy's."""
    ordered, middle = np.sort(column), len(column) // 2
    return float(ordered[middle] if len(column) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)


def _sum(terms: Mapping[str, Floats]) -> Floats:
    first, *others = terms.values()
    return np.asarray(sum(others, first), np.float64)
