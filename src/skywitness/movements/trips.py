"""Trips: the flights of one airframe chained between its departures from base and its returns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from skywitness.model import Flight, HomeBase, Trip, TripLeg, Visit
from skywitness.movements.home_base import HomeBaseFinder
from skywitness.movements.itinerary import Itinerary, Step, Stop, itinerary
from skywitness.movements.stops import StopRules
from skywitness.reference.airport import Airport

_UNKNOWN_PLACE = "?"


class Chains(NamedTuple):
    """What is derived from the flights and visits of one airframe; each list in order of time."""

    trips: list[Trip]
    legs: list[TripLeg]
    home_bases: list[HomeBase]


class _Chain(NamedTuple):
    """The legs of one trip, the stops between them, and the stop that ended it (None at the end of the record)."""

    steps: list[Step]
    stops: list[Stop]
    ended_by: Stop | None

    def places(self) -> list[str]:
        """Its places in order."""
        between = (stop.airport for stop in self.stops)
        return [place or _UNKNOWN_PLACE for place in (self.steps[0].adep, *between, self.steps[-1].ades)]

    def flights(self) -> list[Flight]:
        """The flights among its legs."""
        return [step.flight for step in self.steps if step.flight]

    def span(self) -> tuple[datetime, datetime]:
        """Its first and last time; of an unseen leg at an end, the bound."""
        return self.steps[0].began_at, self.steps[-1].ended_at


@dataclass(frozen=True, slots=True)
class TripFinder:
    """Chains one airframe's flights into trips.

    A chain ends at every stop at a base. Where a base is known, a stay elsewhere does not end it until
    ``longest_away_s``: state and military trips stay days at their destination (the two Tu-160s of December 2018
    stood four days at Maiquetia, by the Russian defence ministry) and are one trip for all that. Where
    no base is known, ``longest_adrift_s`` ends it. The length of a stay is the longest that what was seen before
    and after allows. An unseen leg away from base opens a chain and one back to base ends it; when the time around
    an unseen leg is too long, the chain ends before it.

    A base counts from its first night there to its last, and up to ``edge_s`` beyond where no base is known: the
    trip that a record begins with has no night before it.

    Attributes:
        airports: by code.
        algorithm: name and version of the rules, written into each row.
        bases: how home bases are found.
        rules: how stops are named.
        longest_away_s: 14 days; judgement: longer, it lived there or was not watched.
        longest_adrift_s: 72 h; judgement: longer than the stops on a way, shorter than most stays at home.
        edge_s: 30 days; judgement.
    """

    airports: Mapping[str, Airport]
    algorithm: str
    bases: HomeBaseFinder = field(default_factory=HomeBaseFinder)
    rules: StopRules = field(default_factory=StopRules)
    longest_away_s: float = 14 * 86_400.0
    longest_adrift_s: float = 72 * 3600.0
    edge_s: float = 30 * 86_400.0

    def find(self, flights: Sequence[Flight], visits: Sequence[Visit]) -> Chains:
        """Trips, legs and home bases of one airframe; every flight is in exactly one trip.

        Args:
            flights: all flights of one airframe, in any order.
            visits: all its visits.
        """
        home_bases = self.bases.find(visits, self.airports, self.algorithm)
        trips, legs = [], []
        way = itinerary(flights, visits, {base.airport for base in home_bases})
        for chain in self._chains(way, home_bases):
            trip, own_legs = self._trip(chain, home_bases, flights[0])
            trips.append(trip)
            legs += own_legs
        return Chains(trips, legs, home_bases)

    def _chains(self, way: Itinerary, home_bases: Sequence[HomeBase]) -> list[_Chain]:
        if not way.steps:
            return []
        cuts = [index for index in range(len(way.stops)) if self._ends(way, index, home_bases)]
        firsts = [0, *(cut + 1 for cut in cuts)]
        lasts = [*cuts, len(way.steps) - 1]
        ended_by = [*(way.stops[cut] for cut in cuts), None]
        return [
            _Chain(way.steps[first : last + 1], way.stops[first:last], stop)
            for first, last, stop in zip(firsts, lasts, ended_by, strict=True)
        ]

    def _ends(self, way: Itinerary, index: int, home_bases: Sequence[HomeBase]) -> bool:
        """Whether the chain ends at this stop."""
        stop, before, after = way.stops[index], way.steps[index], way.steps[index + 1]
        active = {base.airport for base in self._at(stop.not_before, home_bases)}
        if active & {before.ades, after.adep}:
            return True
        limit_s = self.longest_away_s if active else self.longest_adrift_s
        return before.flight is not None and stop.longest_s > limit_s

    def _at(self, time: datetime, home_bases: Sequence[HomeBase]) -> list[HomeBase]:
        """Bases at a time, the surest first."""
        if not home_bases:
            return []
        nearest = min(_away(time, base) for base in home_bases)
        if nearest.total_seconds() > self.edge_s:
            return []
        near = [base for base in home_bases if _away(time, base) == nearest]
        return sorted(near, key=lambda base: (-base.confidence, base.airport))

    def _home(self, chain: _Chain, home_bases: Sequence[HomeBase]) -> HomeBase | None:
        """The base that a chain left, or else returned to, or else had at the time."""
        start, end = chain.span()
        leaving, returning = self._at(start, home_bases), self._at(end, home_bases)
        left = [base for base in leaving if base.airport == chain.steps[0].adep]
        back = [base for base in returning if base.airport == chain.steps[-1].ades]
        return next(iter([*left, *back, *leaving]), None)

    def _trip(self, chain: _Chain, home_bases: Sequence[HomeBase], identity: Flight) -> tuple[Trip, list[TripLeg]]:
        steps, flights, home = chain.steps, chain.flights(), self._home(chain, home_bases)
        start, end = chain.span()
        base = home.airport if home else None
        kinds = self.rules.kinds(steps, chain.stops, base or steps[0].adep, self.airports)
        trip = Trip(
            trip_id=f"{identity.icao24}-trip-{start:%Y%m%dT%H%M%SZ}",
            icao24=identity.icao24,
            registration=identity.registration,
            typecode=identity.typecode,
            flag_state=identity.flag_state,
            home_base=base,
            home_base_confidence=home.confidence if home else None,
            left_home=base is not None and steps[0].flight is not None and steps[0].adep == base,
            returned_home=base is not None and steps[-1].flight is not None and steps[-1].ades == base,
            began_at=start,
            ended_at=end,
            airports=chain.places(),
            stop_kinds=kinds,
            legs=len(steps),
            unseen_legs=len(steps) - len(flights),
            flight_ids=[flight.flight_id for flight in flights],
            distance_nm=round(sum(flight.distance_nm for flight in flights), 1),
            source_sha256s=_sources(steps),
            algorithm=self.algorithm,
            reconstruction=any(step.reconstruction for step in steps),
        )
        arrived = chain.ended_by.not_before if chain.ended_by else end
        at_base = steps[-1].ades in {found.airport for found in self._at(arrived, home_bases)}
        return trip, _legs(trip, chain, [*kinds, "home" if at_base else None])


def _legs(trip: Trip, chain: _Chain, kinds: Sequence[str | None]) -> list[TripLeg]:
    after = [*chain.stops, chain.ended_by]
    return [
        TripLeg(
            trip_id=trip.trip_id,
            icao24=trip.icao24,
            number=number,
            kind="flight" if step.flight else "unseen_leg",
            flight_id=step.flight.flight_id if step.flight else None,
            adep=step.adep,
            ades=step.ades,
            not_before=step.not_before,
            not_after=step.not_after,
            stop_kind=kind,
            stay_s=stop.stay_s if stop else None,
            source_sha256s=step.source_sha256s,
            algorithm=trip.algorithm,
            reconstruction=step.reconstruction,
        )
        for number, (step, stop, kind) in enumerate(zip(chain.steps, after, kinds, strict=True), 1)
    ]


def _away(time: datetime, base: HomeBase) -> timedelta:
    return max(base.since - time, time - base.until, timedelta())


def _sources(steps: Iterable[Step]) -> list[str]:
    return sorted({sha256 for step in steps for sha256 in step.source_sha256s})
