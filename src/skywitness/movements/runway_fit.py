"""Runway fit: whether an aircraft is lined up with a runway of a field, and how far it is beside one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.spans import laid_out
from skywitness.movements.end_state import EndColumns
from skywitness.reference.airports import Airports

Floats = NDArray[np.float64]
Places = tuple[Floats, Floats]
"""Latitudes and longitudes in degrees, of one length."""
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

    def fit(
        self, ends: EndColumns, fields: NDArray[np.int64], height_ft: Floats
    ) -> tuple[Floats, NDArray[np.int64]]:
        """Log ratio for being lined up or not, and the row of the runway end, -1 for none; shape (k,) each.

        Args:
            ends: the end of a flight that each field is a candidate for, shape (k,).
            fields: rows of the table of fields, shape (k,).
            height_ft: height of that end above the field; without it or a direction nothing is compared.
        """
        runway = np.full(len(fields), -1, np.int64)
        comparable = np.flatnonzero(np.isfinite(ends.direction_deg) & np.isfinite(height_ft))
        threshold, owner = self._ends(fields[comparable])
        owner = comparable[owner]
        beside, lined_up = self._lined_up(ends.at(owner), threshold, height_ft[owner])
        often = _often_lined_up(np.nan_to_num(height_ft, nan=0.0), ends.arriving)
        ratio = np.zeros(len(fields))
        ratio[owner] = np.log((1 - often[owner]) / (1 - self.by_chance))
        hits = np.flatnonzero(lined_up)
        hits = hits[np.argsort(-beside[hits], kind="stable")]  # the closest one of each field comes last and stays
        runway[owner[hits]] = threshold[hits]
        return np.where(runway >= 0, np.log(often / self.by_chance), ratio), runway

    def beside_nm(self, fields: NDArray[np.int64], end: NDArray[np.int64], places: Sequence[Places]) -> Floats:
        """Least distance of places on the ground from a runway of each field, NM, shape (k,); NaN without runways.

        Args:
            fields: rows of the table of fields, shape (k,).
            end: the end of a flight that each field is a candidate for, shape (k,).
            places: latitudes and longitudes of each end's contact with the ground; a part of many is looked at.
        """
        nearest = np.full(len(fields), np.nan)
        threshold, owner = self._ends(fields)
        if not len(threshold):
            return nearest
        some = [(lat[:: len(lat) // 16 or 1], lon[:: len(lat) // 16 or 1]) for lat, lon in places]
        counts = np.array([len(lat) for lat, _ in some])
        place, of = laid_out((np.cumsum(counts) - counts)[end[owner]], counts[end[owner]])
        lat_deg, lon_deg = (np.concatenate(column)[place] for column in zip(*some, strict=True))
        off = self._off_runway_nm(threshold[of], lat_deg, lon_deg)
        first = np.flatnonzero(np.diff(of, prepend=-1))
        np.fmin.at(nearest, owner, np.minimum.reduceat(off, first))
        return nearest

    def _off_runway_nm(self, ends: NDArray[np.int64], lat_deg: Floats, lon_deg: Floats) -> Floats:
        """Distance of each place from the runway of an end, shape of ``ends``."""
        heading = np.radians(self.airports.runway_ends.heading_deg[ends])
        length = self.airports.runway_ends.length_ft[ends] / _FT_PER_NM
        east, north = self._from_thresholds(ends, lat_deg, lon_deg)
        along = east * np.sin(heading) + north * np.cos(heading)
        beside = east * np.cos(heading) - north * np.sin(heading)
        past = np.maximum(np.maximum(-along, along - np.where(np.isfinite(length), length, 0.5)), 0.0)
        return np.asarray(np.hypot(beside, past), np.float64)

    def _ends(self, fields: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of the runway ends of these fields, and for each the index of its field among them."""
        first = self.airports.first_end[fields]
        return laid_out(first, self.airports.first_end[fields + 1] - first)

    def _from_thresholds(self, ends: NDArray[np.int64], lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats]:
        """East and north of each threshold, nautical miles."""
        lat, lon = self.airports.runway_ends.lat_deg[ends], self.airports.runway_ends.lon_deg[ends]
        east = ((lon_deg - lon + 180) % 360 - 180) * 60 * np.cos(np.radians(lat))
        return np.asarray(east), np.asarray((lat_deg - lat) * 60)

    def _lined_up(
        self, end: EndColumns, threshold: NDArray[np.int64], height_ft: Floats
    ) -> tuple[Floats, NDArray[np.bool_]]:
        heading = np.radians(self.airports.runway_ends.heading_deg[threshold])
        east, north = self._from_thresholds(threshold, end.lat_deg, end.lon_deg)
        along = east * np.sin(heading) + north * np.cos(heading)
        beside = np.abs(east * np.cos(heading) - north * np.sin(heading))
        turn = np.abs((end.direction_deg - np.degrees(heading) + 180) % 360 - 180)
        length = self.airports.runway_ends.length_ft[threshold] / _FT_PER_NM
        length = np.where(np.isfinite(length), length, 1.0)
        # Before the threshold when arriving, beyond lift-off when departing; over the runway in both cases.
        away = np.where(end.arriving, np.where(along < 0, -along, 0.0), np.maximum(along - length, 0.0))
        right_side = np.where(end.arriving, along < length, along > 0)
        steep = height_ft < 800 + np.where(end.arriving, 700, 1500) * (away + 0.5)
        close = (beside < self.beside_centre_nm + self.widening * away) & (away < self.furthest_nm)
        return beside + away, np.asarray(close & (turn < self.turn_deg) & right_side & steep)


_STEPS_FT = np.array((1000.0, 2500.0, 5000.0))
_OFTEN = np.array(((0.85, 0.55, 0.25, 0.1), (0.9, 0.7, 0.4, 0.15)))


def _often_lined_up(height_ft: Floats, arriving: NDArray[np.bool_]) -> Floats:
    """How often an aircraft of this height that uses a field is lined up with the runway in use; judgement."""
    return np.asarray(_OFTEN[arriving.astype(np.int64), np.searchsorted(_STEPS_FT, height_ft)])
