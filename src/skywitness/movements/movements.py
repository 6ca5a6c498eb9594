"""Movements: a track in; its flights, visits, gaps, trips and what is odd about it out."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Flight, Gap, HomeBase, Remark, Track, Trip, TripLeg, Visit
from skywitness.movements.airframe import Airframe, AirframeFinder
from skywitness.movements.airport_of import AirportFinder
from skywitness.movements.flights import ALGORITHM, FlightWriter, Row
from skywitness.movements.gaps import GapFinder, Silent
from skywitness.movements.ground import GroundState
from skywitness.movements.identity import Identity
from skywitness.movements.legs import Leg, LegFinder
from skywitness.movements.pieces import Cutter, Pause
from skywitness.movements.remarks import remarks
from skywitness.movements.trips import TripFinder
from skywitness.movements.visits import VisitWriter
from skywitness.reference.airports import Airports


class Found(NamedTuple):
    """Everything derived of one airframe, each list in order of time."""

    flights: list[Flight]
    visits: list[Visit]
    gaps: list[Gap]
    trips: list[Trip]
    trip_legs: list[TripLeg]
    home_bases: list[HomeBase]
    remarks: list[Remark]


class Trace(NamedTuple):
    """What was found on the way to an airframe's flights.

    Attributes:
        clean: its undoubted positions.
        airframe: what kind it is.
        legs: pieces of the track with the probabilities at their ends.
        pauses: silences, and how each was weighed.
        rows: the flight of each leg, None for a leg without.
    """

    clean: Track
    airframe: Airframe
    legs: list[Leg]
    pauses: list[Pause]
    rows: list[Row | None]


@dataclass(frozen=True, slots=True)
class Movements:
    """All that is derived of one airframe from its positions alone."""

    airports: Airports
    ground_state: GroundState
    airframes: AirframeFinder
    legs: LegFinder
    flights: FlightWriter
    visits: VisitWriter
    gaps: GapFinder
    trips: TripFinder

    @classmethod
    def over(cls, airports: Airports, airframes: AirframeFinder, gaps: GapFinder) -> "Movements":
        """The finder with its published thresholds.

        Args:
            airports: the fields.
            airframes: what tells kinds of airframe.
            gaps: what tells where an aircraft can have been in a silence.
        """
        cutter = Cutter(airports)
        return cls(
            airports=airports,
            ground_state=GroundState(),
            airframes=airframes,
            legs=LegFinder(AirportFinder.over(airports), cutter),
            flights=FlightWriter(cutter),
            visits=VisitWriter(airports),
            gaps=gaps,
            trips=TripFinder(airports.by_icao, ALGORITHM),
        )

    def find(self, track: Track, doubts: NDArray[np.uint16], identity: Identity) -> Found:
        """All that one airframe did.

        Args:
            track: one airframe's positions, ascending in time, at least one.
            doubts: doubt flags of each position, shape (n,); flagged ones are not used.
            identity: who the record says it is.
        """
        traced = self.trace(track, doubts, identity)
        if traced is None:
            nothing = track.take(np.zeros(len(track), np.bool_))
            return Found([], [], [], [], [], [], remarks(track, nothing, None, [], ALGORITHM))
        clean, legs, rows = traced.clean, traced.legs, traced.rows
        flights = [row.flight for row in rows if row]
        visits = self.visits.write(clean, legs, rows, identity)
        chains = self.trips.find(flights, visits)
        return Found(
            flights=flights,
            visits=visits,
            gaps=self.gaps.find(clean, _silences(traced.pauses, legs, rows), ALGORITHM),
            trips=chains.trips,
            trip_legs=chains.legs,
            home_bases=chains.home_bases,
            remarks=remarks(track, clean, traced.airframe, flights, ALGORITHM),
        )

    def trace(self, track: Track, doubts: NDArray[np.uint16], identity: Identity) -> Trace | None:
        """The steps from a track to its flights, for telling why; None when every position is doubted.

        Args:
            track: as in ``find``, as are the other two.
            doubts: doubt flags.
            identity: labels.
        """
        doubted = doubts != 0
        clean = track.take(~doubted) if doubted.any() else track
        if not len(clean):
            return None
        ground = self.ground_state.find(clean, self.airports)
        airframe = self.airframes.of(clean, ground, identity)
        legs, pauses = self.legs.find(clean, ground, airframe)
        rows = self.flights.write(clean, ground, track.time_s[doubted], legs, identity)
        return Trace(clean, airframe, legs, pauses, rows)


def _silences(pauses: list[Pause], legs: list[Leg], rows: list[Row | None]) -> list[Silent]:
    """The silences with the flight that each lies in."""
    lasts = [leg.piece.last for leg in legs]
    within = (rows[bisect_left(lasts, pause.row)] for pause in pauses)
    flight_ids = (row.flight.flight_id if row else None for row in within)
    return [
        Silent(pause.row, pause.kind, pause.log_odds, None if pause.kind == "landed_unseen" else flight_id)
        for pause, flight_id in zip(pauses, flight_ids, strict=True)
    ]
