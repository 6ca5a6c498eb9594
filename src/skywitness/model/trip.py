"""Trip: the legs of one airframe between leaving its base and returning to it."""

from datetime import datetime
from typing import NamedTuple


class Trip(NamedTuple):
    """One chain of legs; its legs are rows of their own.

    Attributes:
        trip_id: ``<icao24>-trip-<began_not_before or began_at as YYYYMMDDThhmmssZ>``.
        icao24: as in StateVector.
        registration: as in Flight.
        typecode: as in Flight.
        flag_state: as in Flight.
        home_base: the base that it is measured from; None when no base could be told.
        home_base_confidence: as in HomeBase; None without one.
        left_home: True when the first leg was seen to begin at the base.
        returned_home: True when the last leg was seen to end at the base.
        began_at: take-off of its first leg, or when that was first seen, UTC.
        ended_at: landing of its last leg, or when that was last seen, UTC.
        airports: its places in order, ``?`` for an unknown one; one more than legs.
        stop_kinds: what each place between was: ``technical``, ``crew_rest``, ``destination``, ``inferred`` or
            ``unknown``; two fewer than airports.
        legs: number of legs.
        unseen_legs: how many of them nobody saw.
        flight_ids: the flights of the seen legs, in order.
        distance_nm: sum over the flights, nautical miles; unseen legs add nothing.
        source_sha256s: sources of its flights.
        algorithm: name and version of the rules that made the row.
        reconstruction: True when it rests on simulated positions.
    """

    trip_id: str
    icao24: str
    registration: str | None
    typecode: str | None
    flag_state: str | None
    home_base: str | None
    home_base_confidence: float | None
    left_home: bool
    returned_home: bool
    began_at: datetime
    ended_at: datetime
    airports: list[str]
    stop_kinds: list[str]
    legs: int
    unseen_legs: int
    flight_ids: list[str]
    distance_nm: float
    source_sha256s: list[str]
    algorithm: str
    reconstruction: bool


class TripLeg(NamedTuple):
    """One leg of a trip: a flight, or a way from one place to another that nobody saw.

    Attributes:
        trip_id: the trip.
        icao24: as in StateVector.
        number: place in the trip, from 1.
        kind: ``flight`` or ``unseen_leg``.
        flight_id: the flight; None for an unseen leg.
        adep: ICAO code where it began; None when unknown.
        ades: ICAO code where it ended; None when unknown.
        not_before: earliest time at which it can have begun, UTC: the take-off, or the last landing before.
        not_after: latest time at which it can have ended, UTC: the landing, or the next take-off after.
        stop_kind: what followed it: a word of Trip.stop_kinds; ``home`` or None at the end of the trip.
        stay_s: time on the ground after it, seconds; None when an end of it is unknown.
        source_sha256s: sources of its flight, or of the flights on both sides of an unseen leg.
        algorithm: name and version of the rules that made the row.
        reconstruction: True when it rests on simulated positions.
    """

    trip_id: str
    icao24: str
    number: int
    kind: str
    flight_id: str | None
    adep: str | None
    ades: str | None
    not_before: datetime | None
    not_after: datetime | None
    stop_kind: str | None
    stay_s: float | None
    source_sha256s: list[str]
    algorithm: str
    reconstruction: bool


class HomeBase(NamedTuple):
    """One airport that an airframe lived at for a time.

    Attributes:
        icao24: as in StateVector.
        airport: ICAO code.
        since: first night or stay there in the span, UTC.
        until: last night or stay there in the span, UTC.
        nights: nights that it was there, or can only have been there.
        nights_known: nights of the span whose place is known.
        confidence: lower 90 % bound (Wilson) of its share of the known nights, 0 to 1.
        algorithm: name and version of the rules that made the row.
        reconstruction: True when it rests on simulated positions.
    """

    icao24: str
    airport: str
    since: datetime
    until: datetime
    nights: int
    nights_known: int
    confidence: float
    algorithm: str
    reconstruction: bool
