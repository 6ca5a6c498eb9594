"""Itinerary: flights strung together, with the ways between them that nobody saw as legs of their own."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from skywitness.model import Flight, Visit

LONGEST_BRIDGE = timedelta(hours=48)
"""Longest time for which a place known at one side is taken for the other too; judgement: longer hides flights."""


class Step(NamedTuple):
    """One leg: a flight, or an unseen way from one known place to another.

    Attributes:
        flight: the flight; None for an unseen leg.
        adep: where it began; None when unknown.
        ades: where it ended; None when unknown.
        not_before: earliest time at which it can have begun, UTC; None when nothing bounds it.
        not_after: latest time at which it can have ended, UTC; None when nothing bounds it.
        began_at: take-off, or the first position, UTC; of an unseen leg not_before.
        ended_at: landing, or the last position, UTC; of an unseen leg not_after.
        source_sha256s: sources of its flight, or of the flights on both sides.
        reconstruction: True when any of those was simulated.
    """

    flight: Flight | None
    adep: str | None
    ades: str | None
    not_before: datetime | None
    not_after: datetime | None
    began_at: datetime
    ended_at: datetime
    source_sha256s: list[str]
    reconstruction: bool


class Stop(NamedTuple):
    """One stay on the ground between two legs.

    Attributes:
        airport: where; None when it is not known, or not known to be one place.
        arrived_at: landing, UTC; None when it was not seen.
        departed_at: take-off, UTC; None when it was not seen.
        not_before: arrived_at, or when it was last seen before, UTC.
        not_after: departed_at, or when it was first seen after, UTC.
        one_place: True when it lies between two flights and is one place; False beside an unseen leg, or where
            there may have been one.
        inferred: True when nobody saw anything of it.
    """

    airport: str | None
    arrived_at: datetime | None
    departed_at: datetime | None
    not_before: datetime
    not_after: datetime
    one_place: bool
    inferred: bool

    @property
    def stay_s(self) -> float | None:
        """Time on the ground, seconds; None unless both ends of it are known."""
        if not self.one_place or self.arrived_at is None or self.departed_at is None:
            return None
        stay_s = (self.departed_at - self.arrived_at).total_seconds()
        return stay_s if stay_s >= 0 else None

    @property
    def longest_s(self) -> float:
        """Longest time on the ground that what was seen before and after allows, seconds; never negative."""
        return max((self.not_after - self.not_before).total_seconds(), 0.0)

    def shortest_s(self, unseen_end_s: float) -> float:
        """Shortest time on the ground, when an end that nobody saw took at most ``unseen_end_s`` in the air."""
        if not self.one_place:
            return 0.0
        unseen = (self.arrived_at is None) + (self.departed_at is None)
        return max(self.longest_s - unseen * unseen_end_s, 0.0)


class Itinerary(NamedTuple):
    """Legs in order of time and the stops between them, one fewer."""

    steps: list[Step]
    stops: list[Stop]


class _Stays(NamedTuple):
    """Visits of one airframe by the flights on their sides, and the airports that it lived at."""

    arriving: Mapping[str, Visit]
    departing: Mapping[str, Visit]
    loose: Mapping[int, list[Visit]]
    homes: Collection[str]


def itinerary(flights: Sequence[Flight], visits: Sequence[Visit], homes: Collection[str] = ()) -> Itinerary:
    """The legs and stops of one airframe.

    Where a flight ends at A and the next begins at B, both known and not the same, an unseen leg from A to B
    stands between them, bounded by the landing (or the last position) before and the take-off (or the first
    position) after. It says that the aircraft went from A to B in that time, not that it flew straight or only
    once. Where the time is too short for any aircraft, or zero because the flights overlap, one of the two ends or
    the address is wrong. A place at which it was seen on the ground in between is a stop on that way.

    Where only one of the ends is known, nothing proves a leg between. A visit that joins both flights makes the
    known end the place of the stop, unless more than ``LONGEST_BRIDGE`` lies between them, in which it may have
    been elsewhere too; to a place that it lived at it is taken to have come back. Else the stop is a place
    unknown, and each flight keeps its own end.

    Args:
        flights: flights of one airframe, in any order.
        visits: its visits.
        homes: codes of its home bases.
    """
    ordered = sorted(flights, key=lambda flight: (flight.first_seen_at, flight.flight_id))
    stays = _by_flight(ordered, visits, homes)
    steps: list[Step] = []
    stops: list[Stop] = []
    for index, flight in enumerate(ordered):
        after = ordered[index + 1] if index + 1 < len(ordered) else None
        steps.append(_seen(flight, ordered[index - 1] if index else None, after, stays))
        if after:
            unseen, between = _between(flight, after, stays, index)
            steps += unseen
            stops += between
    return Itinerary(steps, stops)


def ended_at(flight: Flight) -> datetime:
    """Landing, or the last position, UTC."""
    return flight.landing_at or flight.last_seen_at


def began_at(flight: Flight) -> datetime:
    """Take-off, or the first position, UTC."""
    return flight.takeoff_at or flight.first_seen_at


def _by_flight(flights: Sequence[Flight], visits: Sequence[Visit], homes: Collection[str]) -> _Stays:
    firsts = [flight.first_seen_at for flight in flights]
    loose: dict[int, list[Visit]] = {}
    for visit in visits:
        if visit.airport and not visit.arrival_flight_id and not visit.departure_flight_id:
            since = visit.arrived_not_before
            if since is not None:
                loose.setdefault(bisect_right(firsts, since) - 1, []).append(visit)
    return _Stays(
        {visit.arrival_flight_id: visit for visit in visits if visit.arrival_flight_id},
        {visit.departure_flight_id: visit for visit in visits if visit.departure_flight_id},
        loose,
        homes,
    )


def _seen(flight: Flight, before: Flight | None, after: Flight | None, stays: _Stays) -> Step:
    earliest = flight.takeoff_at or (ended_at(before) if before else None)
    latest = flight.landing_at or (began_at(after) if after else None)
    adep = _ends(before, flight, stays)[1] if before else flight.adep or _airport(stays.departing, flight)
    ades = _ends(flight, after, stays)[0] if after else flight.ades or _airport(stays.arriving, flight)
    return Step(
        flight=flight,
        adep=adep,
        ades=ades,
        not_before=earliest,
        not_after=latest,
        began_at=began_at(flight),
        ended_at=ended_at(flight),
        source_sha256s=flight.source_sha256s,
        reconstruction=flight.reconstruction,
    )


def _airport(visits: Mapping[str, Visit], flight: Flight) -> str | None:
    visit = visits.get(flight.flight_id)
    return visit.airport if visit else None


def _join(before: Flight, after: Flight, stays: _Stays) -> bool:
    """Whether the one flight brought and the other ended the same visit."""
    visit = stays.arriving.get(before.flight_id)
    return visit is not None and visit.departure_flight_id == after.flight_id


def _ends(before: Flight, after: Flight, stays: _Stays) -> tuple[str | None, str | None]:
    """Where the one flight ended and the next began, as far as flights and visits know."""
    arriving, departing = _airport(stays.arriving, before), _airport(stays.departing, after)
    if not _join(before, after, stays):
        return before.ades or arriving, after.adep or departing
    shared = before.ades or after.adep or arriving
    told_by_one = (before.ades is None) != (after.adep is None)
    if told_by_one and shared not in stays.homes and began_at(after) - ended_at(before) > LONGEST_BRIDGE:
        return before.ades, after.adep
    return before.ades or shared, after.adep or shared


def _between(before: Flight, after: Flight, stays: _Stays, index: int) -> tuple[list[Step], list[Stop]]:
    """Unseen legs between two flights, and the stops around them, one more."""
    arrival, departure = _ends(before, after, stays)
    seen = stays.loose.get(index, [])
    places: list[str | None] = [arrival]
    unseen = []
    last = arrival
    for place in (*(visit.airport for visit in seen), departure):
        if last and place and last != place:
            unseen.append(_unseen(last, place, before, after))
            places.append(place)
        elif last != place:
            places[-1] = None
        last = place
    one_place = arrival == departure and (arrival is not None or _join(before, after, stays))
    return unseen, list(_stops(places, before, after, stays, one_place=one_place))


def _unseen(adep: str, ades: str, before: Flight, after: Flight) -> Step:
    since, until = ended_at(before), max(ended_at(before), began_at(after))
    return Step(
        flight=None,
        adep=adep,
        ades=ades,
        not_before=since,
        not_after=until,
        began_at=since,
        ended_at=until,
        source_sha256s=sorted({*before.source_sha256s, *after.source_sha256s}),
        reconstruction=before.reconstruction or after.reconstruction,
    )


def _stops(
    places: Sequence[str | None], before: Flight, after: Flight, stays: _Stays, *, one_place: bool
) -> Iterator[Stop]:
    last = len(places) - 1
    for number, place in enumerate(places):
        yield Stop(
            airport=place,
            arrived_at=before.landing_at if number == 0 else None,
            departed_at=after.takeoff_at if number == last else None,
            not_before=ended_at(before),
            not_after=began_at(after),
            one_place=one_place and last == 0,
            inferred=_nobody_saw(before, after, stays, first=number == 0, last=number == last),
        )


def _nobody_saw(before: Flight, after: Flight, stays: _Stays, *, first: bool, last: bool) -> bool:
    """Whether neither the arrival, nor the departure, nor the time between was seen at this stop."""
    arriving = stays.arriving.get(before.flight_id)
    departing = stays.departing.get(after.flight_id)
    heard = before.landing_at is not None or before.ades_evidence == "ground"
    arrival = arriving.inferred if arriving else not heard
    heard = after.takeoff_at is not None or after.adep_evidence == "ground"
    departure = departing.inferred if departing else not heard
    return (arrival or not first) and (departure or not last) and (first or last)
