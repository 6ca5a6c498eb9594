"""Legs: a track's pieces, each with what was found at its ends; flights are built from them."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.model import Track
from skywitness.movements.airframe import Airframe
from skywitness.movements.airport_of import AirportFinder, End, Judged
from skywitness.movements.end_state import end_state, stay_state
from skywitness.movements.pieces import Cutter, Pause, Piece, runs, step_nm

_LOW_KT = 150.0  # speed at which the last miles to a field, or the first from it, are flown
_ONE_FIELD_NM = 4.0  # the longest way on the ground within one field
_MOVED_NM = 0.3  # less than that is no flight but the noise of a parked aircraft


class Side(NamedTuple):
    """One end of a leg.

    Attributes:
        row: its outermost airborne position, or the middle of a stay on the ground.
        beyond: the ground position next to it that belongs to this end; None when there is none.
        judged: the probabilities.
        end: the airport, or why it is left open.
    """

    row: int
    beyond: int | None
    judged: Judged
    end: End


class Leg(NamedTuple):
    """A piece of track: a flight with two sides, or a stay on the ground, whose sides are one and the same.

    Attributes:
        piece: the rows.
        flew: True for a flight.
        departure: its beginning; None for a piece that shows neither flight nor ground.
        arrival: its end.
        seen_on_ground: True when any of its positions was on the ground.
    """

    piece: Piece
    flew: bool
    departure: Side | None
    arrival: Side | None
    seen_on_ground: bool


class Legs(NamedTuple):
    """One airframe's legs in order of time, and the silences between and within them."""

    legs: list[Leg]
    pauses: list[Pause]


@dataclass(frozen=True, slots=True)
class LegFinder:
    """Cuts a track and finds the airports of its legs, each end in the light of its neighbours and of the others.

    First every end by itself; then those that are sure by themselves count as the airframe's own visits for the
    others; then neighbouring ends are weighed together.
    """

    finder: AirportFinder
    cutter: Cutter

    def find(self, track: Track, ground: NDArray[np.bool_], airframe: Airframe) -> Legs:
        """Legs of a track.

        Args:
            track: undoubted positions of one airframe, at least one.
            ground: True where it was on the ground, shape (n,).
            airframe: who it is.
        """
        pieces, pauses = self.cutter.cut(track, ground, airframe)
        spans = runs(ground)
        legs = [self._leg(track, ground, spans, piece, airframe) for piece in pieces]
        return Legs(self._named(self._in_light_of_each_other(legs)), pauses)

    def _leg(
        self,
        track: Track,
        ground: NDArray[np.bool_],
        spans: list[tuple[int, int]],
        piece: Piece,
        airframe: Airframe,
    ) -> Leg:
        inside = ground[piece.first : piece.last + 1]
        air = np.flatnonzero(~inside) + piece.first
        on_ground = len(air) < len(inside)
        if not flew(track, air):
            if not on_ground:
                return Leg(piece, flew=False, departure=None, arrival=None, seen_on_ground=False)
            rows = np.flatnonzero(inside) + piece.first
            state = stay_state(track, rows)
            side = Side(int(rows[len(rows) // 2]), None, self.finder.judge(state, airframe), End(None, None))
            return Leg(piece, flew=False, departure=side, arrival=side, seen_on_ground=True)
        first = self._side(track, ground, spans, int(air[0]), airframe, arriving=False)
        last = self._side(track, ground, spans, int(air[-1]), airframe, arriving=True)
        return Leg(piece, flew=True, departure=first, arrival=last, seen_on_ground=on_ground)

    def _side(
        self,
        track: Track,
        ground: NDArray[np.bool_],
        spans: list[tuple[int, int]],
        row: int,
        airframe: Airframe,
        *,
        arriving: bool,
    ) -> Side:
        beyond = row + (1 if arriving else -1)
        touches = 0 <= beyond < len(track) and bool(ground[beyond]) and self._same_stay(track, row, beyond)
        contact = _stay_at(track, spans, beyond) if touches else None
        state = end_state(track, row, contact, arriving=arriving)
        return Side(row, beyond if touches else None, self.finder.judge(state, airframe), End(None, None))

    def _same_stay(self, track: Track, row: int, beyond: int) -> bool:
        silence_s = abs(track.time_s[beyond] - track.time_s[row])
        way = step_nm(track, min(row, beyond))
        return bool(silence_s - way / _LOW_KT * 3600 <= self.cutter.contact_s)

    def _in_light_of_each_other(self, legs: list[Leg]) -> list[Leg]:
        sides = [side for leg in legs for side in _sides(leg)]
        judged = self._with_visits([side.judged for side in sides])
        joined = list(judged)
        index = 0
        for leg, following in pairwise(legs):
            index += len(_sides(leg))
            if index and index < len(judged) and _sides(leg) and _sides(following):
                before, after = self.finder.together(judged[index - 1], judged[index])
                joined[index - 1] = _surer(joined[index - 1], before)
                joined[index] = after
        found = iter(joined)
        return [_with(leg, [next(found) for _ in _sides(leg)]) for leg in legs]

    def _with_visits(self, judged: list[Judged]) -> list[Judged]:
        """Each end with the visits that the airframe surely made otherwise, as far as any."""
        sure = [self.finder.surely(one) for one in judged]
        visits = Counter(row for row in sure if row is not None)
        if not visits:
            return judged
        return [
            one
            if one.posterior.size and float(one.posterior.max()) > 0.999
            else self.finder.with_visits(one, visits - Counter([own] if own is not None else []))
            for one, own in zip(judged, sure, strict=True)
        ]

    def _named(self, legs: list[Leg]) -> list[Leg]:
        return [
            leg._replace(
                departure=leg.departure and leg.departure._replace(end=self.finder.end(leg.departure.judged)),
                arrival=leg.arrival and leg.arrival._replace(end=self.finder.end(leg.arrival.judged)),
            )
            for leg in legs
        ]


def flew(track: Track, air: NDArray[np.int64]) -> bool:
    """Whether these airborne rows show a flight: positions of different times that are not all the same place."""
    if len(air) < 2 or track.time_s[air[-1]] <= track.time_s[air[0]]:
        return False
    for some in (air[:: max(len(air) // 16, 1)], air):
        away = distance_nm(track.lat_deg[air[0]], track.lon_deg[air[0]], track.lat_deg[some], track.lon_deg[some])
        if np.max(away) > _MOVED_NM:
            return True
    return False


def _sides(leg: Leg) -> list[Side]:
    if leg.departure is None or leg.arrival is None:
        return []
    return [leg.departure, leg.arrival] if leg.flew else [leg.departure]


def _with(leg: Leg, judged: list[Judged]) -> Leg:
    if not judged or leg.departure is None or leg.arrival is None:
        return leg
    return leg._replace(
        departure=leg.departure._replace(judged=judged[0]), arrival=leg.arrival._replace(judged=judged[-1])
    )


def _surer(one: Judged, other: Judged) -> Judged:
    """A stay on the ground has a neighbour on both sides; the one that tells more counts."""
    if not one.posterior.size or one.posterior is one.alone:
        return other
    return max(one, other, key=lambda judged: float(judged.posterior.max()))


def _stay_at(track: Track, spans: list[tuple[int, int]], row: int) -> NDArray[np.int64]:
    """Rows of the stay on the ground that holds this row, as far as they lie within one field."""
    first, last = next(span for span in spans if span[0] <= row <= span[1])
    rows = np.arange(first, last + 1)
    away = distance_nm(track.lat_deg[row], track.lon_deg[row], track.lat_deg[rows], track.lon_deg[rows])
    return rows[away <= _ONE_FIELD_NM]
