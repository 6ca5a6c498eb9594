"""Runway fit: whether an aircraft is lined up with a runway of a field, and how far it is beside one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.movements.end_state import EndState
from skywitness.reference.airports import Airports

Floats = NDArray[np.float64]
_FT_PER_NM = 6076.115


@dataclass(frozen=True, slots=True)
class RunwayFit:
    """Compares a place and a direction of flight with the centre lines of runways.

    Thresholds are those of the table of runways; a field without them gets neither merit nor blame. Over ten
    miles the earth is flat enough for east and north in nautical miles.

    How it is fooled: a low pass along a runway; an approach that breaks off to circle; neighbouring fields whose
    runways lie in one line.

    Attributes:
        airports: the fields and their runway ends.
        turn_deg: 10 degrees: the ground track follows the centre line whatever the wind; sampling smears turns.
        beside_nm: 0.12 NM beside the centre line, and
        widening: 0.03 NM more a mile of distance, 1.7 degrees: half the full scale of a localizer.
        furthest_nm: 12 NM before the threshold, or beyond the end of the runway.
        by_chance: how often an aircraft near a field is lined up with one of its runways without using it.
    """

    airports: Airports
    turn_deg: float = 10.0
    beside_centre_nm: float = 0.12
    widening: float = 0.03
    furthest_nm: float = 12.0
    by_chance: float = 0.02

    def fit(self, end: EndState, fields: NDArray[np.int64], height_ft: Floats) -> tuple[Floats, NDArray[np.int64]]:
        """Log ratio for being lined up or not, shape (k,), and the runway end for each field, -1 for none.

        Args:
            end: the end of a flight; its direction may be unknown.
            fields: rows of the table of fields, shape (k,).
            height_ft: height above each field, shape (k,).
        """
        ratio, runway = np.zeros(len(fields)), np.full(len(fields), -1, np.int64)
        ends, owner = self._ends(fields)
        if not len(ends) or not np.isfinite(end.direction_deg):
            return ratio, runway
        beside, lined_up = self._lined_up(end, ends, height_ft[owner])
        often = _often_lined_up(height_ft, arriving=end.arriving)
        has_runway = np.zeros(len(fields), np.bool_)
        has_runway[owner] = True
        ratio = np.where(has_runway, np.log((1 - often) / (1 - self.by_chance)), 0.0)
        for index in np.argsort(-beside[lined_up], kind="stable"):
            one = np.flatnonzero(lined_up)[index]
            runway[owner[one]] = ends[one]
        ratio = np.where(runway >= 0, np.log(often / self.by_chance), ratio)
        return ratio, runway

    def beside_nm(self, fields: NDArray[np.int64], lat_deg: Floats, lon_deg: Floats) -> Floats:
        """Least distance of any of the places from a runway of each field, NM, shape (k,); NaN without runways."""
        nearest = np.full(len(fields), np.nan)
        ends, owner = self._ends(fields)
        if not len(ends):
            return nearest
        some = slice(None, None, max(len(lat_deg) // 16, 1))
        east, north = self._from_thresholds(ends, lat_deg[some, None], lon_deg[some, None])
        heading = np.radians(self.airports.runway_ends.heading_deg[ends])
        along = east * np.sin(heading) + north * np.cos(heading)
        beside = east * np.cos(heading) - north * np.sin(heading)
        length = self.airports.runway_ends.length_ft[ends] / _FT_PER_NM
        past = np.maximum(np.maximum(-along, along - np.where(np.isfinite(length), length, 0.5)), 0.0)
        off = np.min(np.hypot(beside, past), axis=0)
        np.fmin.at(nearest, owner, off)
        return nearest

    def _ends(self, fields: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of the runway ends of these fields, and for each the index of its field among them."""
        first, last = self.airports.first_end[fields], self.airports.first_end[fields + 1]
        counts = last - first
        owner = np.repeat(np.arange(len(fields)), counts)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(first, counts) + within, owner

    def _from_thresholds(
        self, ends: NDArray[np.int64], lat_deg: Floats | float, lon_deg: Floats | float
    ) -> tuple[Floats, Floats]:
        """East and north of each threshold, nautical miles."""
        lat, lon = self.airports.runway_ends.lat_deg[ends], self.airports.runway_ends.lon_deg[ends]
        east = ((lon_deg - lon + 180) % 360 - 180) * 60 * np.cos(np.radians(lat))
        return np.asarray(east), np.asarray((lat_deg - lat) * 60)

    def _lined_up(
        self, end: EndState, ends: NDArray[np.int64], height_ft: Floats
    ) -> tuple[Floats, NDArray[np.bool_]]:
        heading = np.radians(self.airports.runway_ends.heading_deg[ends])
        east, north = self._from_thresholds(ends, end.lat_deg, end.lon_deg)
        along = east * np.sin(heading) + north * np.cos(heading)
        beside = np.abs(east * np.cos(heading) - north * np.sin(heading))
        turn = np.abs((end.direction_deg - np.degrees(heading) + 180) % 360 - 180)
        length = self.airports.runway_ends.length_ft[ends] / _FT_PER_NM
        length = np.where(np.isfinite(length), length, 1.0)
        # Before the threshold when arriving, beyond lift-off when departing; over the runway in both cases.
        away = np.where(along < 0, -along, 0.0) if end.arriving else np.maximum(along - length, 0.0)
        right_side = (along < length) if end.arriving else (along > 0)
        steep = height_ft < 800 + (700 if end.arriving else 1500) * (away + 0.5)
        close = (beside < self.beside_centre_nm + self.widening * away) & (away < self.furthest_nm)
        return beside + away, np.asarray(close & (turn < self.turn_deg) & right_side & steep)


def _often_lined_up(height_ft: Floats, *, arriving: bool) -> Floats:
    """How often an aircraft of this height that uses a field is lined up with the runway in use; judgement."""
    steps = (1000.0, 2500.0, 5000.0)
    often = (0.9, 0.7, 0.4, 0.15) if arriving else (0.85, 0.55, 0.25, 0.1)
    return np.asarray(often)[np.searchsorted(steps, np.nan_to_num(height_ft, nan=0.0))]
