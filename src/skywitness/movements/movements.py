"""Movements: a track in; its flights and visits out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Flight, Track, Visit
from skywitness.movements.airport_of import AirportFinder
from skywitness.movements.flights import FlightFinder, Identity
from skywitness.movements.ground import GroundState
from skywitness.movements.pieces import Cutter
from skywitness.movements.visits import visits
from skywitness.reference.airports import Airports


@dataclass(frozen=True, slots=True)
class Movements:
    """All that is derived of one airframe from its positions alone."""

    flights: FlightFinder

    @classmethod
    def over(cls, airports: Airports) -> "Movements":
        """The finder with its published thresholds over these fields."""
        return cls(FlightFinder(AirportFinder(airports), GroundState(), Cutter()))

    def find(
        self, track: Track, doubts: NDArray[np.uint8], identity: Identity
    ) -> tuple[list[Flight], list[Visit]]:
        """Flights and visits of one airframe in order of time.

        Args:
            track: one airframe's positions, ascending in time.
            doubts: doubt flags of each position, shape (n,); flagged ones are not used.
            identity: who the record says it is.
        """
        clean, legs = self.flights.legs(track, doubts, identity)
        return [leg.flight for leg in legs if leg.flight], visits(clean, legs, identity)
