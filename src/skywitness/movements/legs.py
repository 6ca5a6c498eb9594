"""Legs: a track's pieces, each with what was found at its ends; flights are built from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.movements.airframe import Airframe
from skywitness.movements.airport_of import AirportFinder, End
from skywitness.movements.judged import Judged
from skywitness.movements.outline import Outline, Outliner
from skywitness.movements.pieces import Cutter, Pause, Piece


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
        outlines = Outliner(track, ground, self.cutter.contact_s).of(pieces)
        ends = [end for outline in outlines for end in outline.ends]
        alone = self.finder.judge([end.state for end in ends], airframe)
        visited = self.finder.with_visits(alone, [self.finder.surely(one) for one in alone])
        judged = self._in_light_of_each_other(outlines, visited)
        sides = iter(
            [Side(end.row, end.beyond, one, self.finder.end(one)) for end, one in zip(ends, judged, strict=True)]
        )
        return Legs([_leg(outline, [next(sides) for _ in outline.ends]) for outline in outlines], pauses)

    def _in_light_of_each_other(self, outlines: Sequence[Outline], judged: Sequence[Judged]) -> list[Judged]:
        """The ends of neighbouring pieces weighed together."""
        firsts = accumulate(len(outline.ends) for outline in outlines)
        takeoffs = [
            first
            for first, (one, other) in zip(firsts, pairwise(outlines), strict=False)
            if one.ends and other.ends
        ]
        pairs = self.finder.together([(judged[place - 1], judged[place]) for place in takeoffs])
        joined = list(judged)
        for place, (landing, takeoff) in zip(takeoffs, pairs, strict=True):
            joined[place - 1] = _surer(joined[place - 1], landing)
            joined[place] = takeoff
        return joined


def _leg(outline: Outline, sides: Sequence[Side]) -> Leg:
    departure, arrival = (sides[0], sides[-1]) if sides else (None, None)
    return Leg(outline.piece, outline.flew, departure, arrival, outline.seen_on_ground)


def _surer(one: Judged, other: Judged) -> Judged:
    """A stay on the ground has a neighbour on both sides; the one that tells more counts."""
    if not one.posterior.size or one.posterior is one.alone:
        return other
    return max(one, other, key=Judged.surest)
