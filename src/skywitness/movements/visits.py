"""Visits: an airframe's stays on the ground, from the ends of its flights."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from skywitness.model import Flight, Track, Visit
from skywitness.movements.airport_of import UNDETERMINED, End
from skywitness.movements.flights import ALGORITHM, Identity, Leg


class Presence(NamedTuple):
    """One sign of the airframe at one place on the ground: an arrival, a departure, or time seen there.

    Attributes:
        end: the airport, or why it is not known.
        on_ground: True when it was seen on the ground or at the moment of touching it.
        arrival: the flight that brought it, when this is an arrival.
        departure: the flight that took it away, when this is a departure.
        not_before: last time seen in flight before, UTC.
        not_after: first time seen in flight after, UTC.
        sources: source_sha256 of the positions that it rests on.
    """

    end: End
    on_ground: bool
    arrival: Flight | None
    departure: Flight | None
    not_before: datetime | None
    not_after: datetime | None
    sources: frozenset[str]


def visits(track: Track, legs: list[Leg], identity: Identity) -> list[Visit]:
    """Visits of one airframe in order of time.

    Between two flights there is one visit when both ends name one airport or only one end names any; two when
    they name two (how it came from one to the other was not seen); one without a name, ``inferred``, when neither
    does. Before the first and after the last flight there is a visit only where the airport is known.

    Args:
        track: undoubted positions of the airframe.
        legs: its legs in order, as FlightFinder gives them.
        identity: written into each visit.
    """
    outer = [None, *(index for index, leg in enumerate(legs) if leg.flight), None]
    found = []
    for before, after in pairwise(outer):
        stay = [leg for leg in legs[(-1 if before is None else before) + 1 : after] if leg.departure]
        presences = list(_presences(track, before, stay, after, legs))
        found += [_visit(track, presence, identity) for presence in _joined(presences)]
    return [visit for visit in found if visit.airport or not visit.inferred or _between_flights(visit)]


def _between_flights(visit: Visit) -> bool:
    return bool(visit.arrival_flight_id and visit.departure_flight_id)


def _presences(
    track: Track, before: int | None, stay: list[Leg], after: int | None, legs: list[Leg]
) -> Iterator[Presence]:
    arrival = legs[before].flight if before is not None else None
    departure = legs[after].flight if after is not None else None
    not_before = arrival.last_seen_at if arrival else None
    not_after = departure.first_seen_at if departure else None
    if arrival and before is not None and (end := legs[before].arrival):
        seen, rests_on = _touched(arrival.landing_at, end), frozenset(arrival.source_sha256s)
        yield Presence(end, seen, arrival, None, not_before, not_after, rests_on)
    for leg in stay:
        rests_on = frozenset(track.source[leg.piece.first : leg.piece.last + 1])
        yield Presence(leg.departure or _NOWHERE, leg.seen_on_ground, None, None, not_before, not_after, rests_on)
    if departure and after is not None and (end := legs[after].departure):
        seen, rests_on = _touched(departure.takeoff_at, end), frozenset(departure.source_sha256s)
        yield Presence(end, seen, None, departure, not_before, not_after, rests_on)


def _touched(contact_at: datetime | None, end: End) -> bool:
    return contact_at is not None or end.evidence == "ground"


def _joined(presences: list[Presence]) -> Iterator[Presence]:
    """Neighbouring signs of one place as one; a sign without a place goes with its neighbour."""
    current: Presence | None = None
    for presence in presences:
        if current is None:
            current = presence
        elif _compatible(current, presence):
            current = _join(current, presence)
        else:
            yield current
            current = presence
    if current is not None:
        yield current


def _compatible(one: Presence, other: Presence) -> bool:
    if one.end.airport and other.end.airport:
        return one.end.airport == other.end.airport
    unnamed = other if one.end.airport else one
    return not unnamed.on_ground


def _join(one: Presence, other: Presence) -> Presence:
    return one._replace(
        end=one.end if one.end.airport or not other.end.airport else other.end,
        on_ground=one.on_ground or other.on_ground,
        arrival=one.arrival or other.arrival,
        departure=other.departure or one.departure,
        sources=one.sources | other.sources,
    )


def _visit(track: Track, presence: Presence, identity: Identity) -> Visit:
    arrival, departure = presence.arrival, presence.departure
    return Visit(
        icao24=track.icao24,
        **identity._asdict(),
        airport=presence.end.airport,
        airport_reason=presence.end.reason,
        arrived_at=arrival.landing_at if arrival else None,
        departed_at=departure.takeoff_at if departure else None,
        arrived_not_before=(arrival and arrival.landing_at) or presence.not_before,
        departed_not_after=(departure and departure.takeoff_at) or presence.not_after,
        inferred=not presence.on_ground,
        arrival_flight_id=arrival.flight_id if arrival else None,
        departure_flight_id=departure.flight_id if departure else None,
        source_sha256s=sorted(presence.sources),
        algorithm=ALGORITHM,
        reconstruction=track.reconstruction,
    )


_NOWHERE = End(None, UNDETERMINED, None, None)
