"""Visits: an airframe's stays on the ground, from the ends of its flights."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from skywitness.model import Flight, Track, Visit
from skywitness.movements.airport_of import NOWHERE, End
from skywitness.movements.flights import ALGORITHM, Row, seen_at
from skywitness.movements.identity import Identity
from skywitness.movements.legs import Leg
from skywitness.reference.airports import Airports


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
    arrival: Row | None
    departure: Row | None
    not_before: datetime | None
    not_after: datetime | None
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class VisitWriter:
    """Writes the stays between flights as visits.

    Between two flights there is one visit when both ends name one airport or only one end names any; two when
    they name two (how it came from one to the other was not seen); one without a name, ``inferred``, when neither
    does. Before the first and after the last flight there is a visit only where the airport is known.

    Attributes:
        airports: for the local day.
    """

    airports: Airports

    def write(self, track: Track, legs: list[Leg], rows: list[Row | None], identity: Identity) -> list[Visit]:
        """Visits of one airframe in order of time.

        Args:
            track: undoubted positions of the airframe.
            legs: its legs in order.
            rows: the flight of each leg, None for a leg without.
            identity: written into each visit.
        """
        outer = [None, *(index for index, row in enumerate(rows) if row), None]
        found = []
        for before, after in pairwise(outer):
            stays = legs[(-1 if before is None else before) + 1 : after]
            presences = list(_presences(track, before, stays, after, legs, rows))
            found += [self._visit(track, presence, identity) for presence in _joined(presences)]
        return [visit for visit in found if visit.airport or not visit.inferred or _between_flights(visit)]

    def _visit(self, track: Track, presence: Presence, identity: Identity) -> Visit:
        arrival, departure = presence.arrival, presence.departure
        arrived = seen_at(arrival.landing) if arrival else None
        departed = seen_at(departure.takeoff) if departure else None
        not_before, not_after = arrived or presence.not_before, departed or presence.not_after
        day = arrived or departed or not_before or not_after
        return Visit(
            icao24=track.icao24,
            registration=identity.registration,
            typecode=identity.typecode,
            flag_state=identity.flag_state,
            airport=presence.end.airport,
            airport_reason=presence.end.reason,
            airport_candidates=list(presence.end.candidates),
            airport_posteriors=list(presence.end.posteriors),
            arrived_at=arrived,
            departed_at=departed,
            arrived_not_before=not_before,
            departed_not_after=not_after,
            arrival_seen=arrived is not None,
            departure_seen=departed is not None,
            stay_s=_seconds(arrived, departed),
            longest_stay_s=_seconds(not_before, not_after),
            inferred=not presence.on_ground,
            utc_day=day.date().isoformat() if day else None,
            local_day=self._local_day(presence.end.airport, day),
            arrival_flight_id=arrival.flight.flight_id if arrival else None,
            departure_flight_id=departure.flight.flight_id if departure else None,
            source_sha256s=sorted(presence.sources),
            algorithm=ALGORITHM,
            reconstruction=track.reconstruction,
        )

    def _local_day(self, airport: str | None, day: datetime | None) -> str | None:
        field = self.airports.by_icao.get(airport) if airport else None
        if field is None or day is None or not field.timezone:
            return None
        try:
            return day.astimezone(ZoneInfo(field.timezone)).date().isoformat()
        except ZoneInfoNotFoundError:
            return None


def _seconds(first: datetime | None, last: datetime | None) -> float | None:
    return (last - first).total_seconds() if first and last else None


def _between_flights(visit: Visit) -> bool:
    return bool(visit.arrival_flight_id and visit.departure_flight_id)


def _presences(
    track: Track, before: int | None, stays: list[Leg], after: int | None, legs: list[Leg], rows: list[Row | None]
) -> Iterator[Presence]:
    arrival = rows[before] if before is not None else None
    departure = rows[after] if after is not None else None
    not_before = arrival.flight.last_seen_at if arrival else None
    not_after = departure.flight.first_seen_at if departure else None
    if arrival and before is not None and (side := legs[before].arrival):
        touched = arrival.landing.seen or side.judged.end.contact
        yield Presence(side.end, touched, arrival, None, not_before, not_after, _sources(arrival.flight))
    for leg in stays:
        if leg.departure:
            rests_on = frozenset(track.source_sha256s(leg.piece.first, leg.piece.last))
            yield Presence(leg.departure.end, leg.seen_on_ground, None, None, not_before, not_after, rests_on)
    if departure and after is not None and (side := legs[after].departure):
        touched = departure.takeoff.seen or side.judged.end.contact
        yield Presence(side.end, touched, None, departure, not_before, not_after, _sources(departure.flight))


def _sources(flight: Flight) -> frozenset[str]:
    return frozenset(flight.source_sha256s)


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
        end=_fuller(one.end, other.end),
        on_ground=one.on_ground or other.on_ground,
        arrival=one.arrival or other.arrival,
        departure=other.departure or one.departure,
        sources=one.sources | other.sources,
    )


def _fuller(one: End, other: End) -> End:
    """The end that names an airport, else the one that has more to say of where it was."""
    if one.airport or other.airport:
        return one if one.airport else other
    return max(one, other, NOWHERE, key=lambda end: end.posteriors[0] if end.posteriors else 0.0)
