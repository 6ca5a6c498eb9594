"""Events: arrivals, departures and stays of the record at fields, and how they bear on a claim of one."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from skywitness.cases.checks.airframes import NO, UNKNOWN, YES, addresses, fit, is_named, mentions, words
from skywitness.cases.checks.alibi import Alibi
from skywitness.cases.checks.evidence import STRONG, landing, stay, takeoff
from skywitness.cases.checks.facts import Facts, Field
from skywitness.cases.checks.outcome import (
    AMBIGUOUS,
    CONTRADICTED,
    CORROBORATED,
    NOT_OBSERVABLE,
    PARTLY,
    UNRESOLVED,
    Outcome,
    joined,
)
from skywitness.cases.checks.places import spelled, timezones
from skywitness.cases.checks.readings import Readings, Span, readings
from skywitness.cases.checks.unseen import why_unseen
from skywitness.model import AircraftMention, Claim, Flight, Observation, Visit

SEEN: Final = "seen"
WEAK: Final = "weak"
UNSEEN: Final = "unseen"
MOST_DOUBTED_SHARE: Final = 0.2
"""A flight of whose positions more than this share is doubted carries nothing alone; judgement."""
LEAST_POSTERIOR: Final = 0.8
"""An end of a flight less probable than this is weak; judgement, below the 0.9 that names a field."""
LONGEST_STAY: Final = timedelta(days=4)
"""In a longer stay an unheard flight between its ends is no longer unlikely; judgement."""
_OTHER_IDENTITY: Final = "Another airframe may have sent this one's address or callsign."


class Event(NamedTuple):
    """Something of one airframe at one field.

    Attributes:
        icao24: the airframe.
        since: when it began, UTC; None where that is not known.
        until: when it ended, UTC; the same instant for an arrival or a departure.
        strength: ``seen``, ``weak`` (inferred from what was seen) or ``unseen`` (nobody saw it, or it is doubted).
        observation: it, for the check.
    """

    icao24: str
    since: datetime | None
    until: datetime | None
    strength: str
    observation: Observation


Gather = Callable[[Facts, Sequence[Field]], list[Event]]


def arrivals(facts: Facts, fields: Sequence[Field]) -> list[Event]:
    """Landings at fields."""
    codes = {field.code for field in fields}
    found = []
    for flight in facts.flights:
        if flight.ades in codes:
            at = flight.landing_at or flight.last_seen_at
            strength = end_strength(flight, flight.ades, flight.ades_evidence, "ades")
            found.append(Event(flight.icao24, at, at, strength, landing(flight)))
    return found


def departures(facts: Facts, fields: Sequence[Field]) -> list[Event]:
    """Take-offs at fields."""
    codes = {field.code for field in fields}
    found = []
    for flight in facts.flights:
        if flight.adep in codes:
            at = flight.takeoff_at or flight.first_seen_at
            strength = end_strength(flight, flight.adep, flight.adep_evidence, "adep")
            found.append(Event(flight.icao24, at, at, strength, takeoff(flight)))
    return found


def stays(facts: Facts, fields: Sequence[Field]) -> list[Event]:
    """Stays at fields, those that nobody saw among them."""
    codes = {field.code for field in fields}
    return [event for visit in facts.visits if visit.airport in codes for event in _parts(_stay(visit, facts))]


def _parts(event: Event) -> list[Event]:
    """A long stay was seen at its ends; that the airframe did not leave in between is inferred."""
    if event.since is None or event.until is None or event.until - event.since <= LONGEST_STAY:
        return [event]
    ends = (event._replace(until=event.since), event._replace(since=event.until))
    return [*ends, event._replace(strength=WEAK if event.strength == SEEN else event.strength)]


def _stay(visit: Visit, facts: Facts) -> Event:
    """A stay spans what was seen of it: of an unknown end only the other counts."""
    since, until = visit.arrived_at or visit.departed_at, visit.departed_at or visit.arrived_at
    if visit.inferred or since is None:
        ends = (visit.arrived_not_before, visit.departed_not_after)
        return Event(visit.icao24, *ends, UNSEEN, stay(visit, facts))
    flights = [facts.flight(one) for one in (visit.arrival_flight_id, visit.departure_flight_id)]
    strengths = [
        end_strength(one, visit.airport, evidence, end)
        for one, evidence, end in (
            (flights[0], flights[0].ades_evidence if flights[0] else None, "ades"),
            (flights[1], flights[1].adep_evidence if flights[1] else None, "adep"),
        )
        if one is not None and getattr(one, end) == visit.airport
    ]
    best = SEEN if not strengths or SEEN in strengths else WEAK if WEAK in strengths else UNSEEN
    return Event(visit.icao24, since, until, best, stay(visit, facts))


def end_strength(flight: Flight, airport: str | None, evidence: str | None, end: str) -> str:
    """How well an end of a flight was seen."""
    if flight.positions and flight.doubted / (flight.positions + flight.doubted) > MOST_DOUBTED_SHARE:
        return UNSEEN
    candidates = getattr(flight, f"{end}_candidates")
    posteriors = dict(zip(candidates, getattr(flight, f"{end}_posteriors"), strict=True))
    sure = posteriors.get(airport, 1.0) >= LEAST_POSTERIOR
    return SEEN if evidence in STRONG and sure else WEAK


def judged(claim: Claim, facts: Facts, fields: Sequence[Field], gather: Gather, what: str) -> Outcome:
    """What the events at fields say of a claim of one, each of its aircraft by itself.

    Args:
        claim: with aircraft and times.
        facts: all there is.
        fields: that the claim can mean.
        gather: which events count.
        what: what they are, for a sentence on none of them.
    """
    when = readings(claim, timezones(fields))
    there = gather(facts, fields)
    return joined([_one(mention, there, fields, when, facts, what) for mention in mentions(claim)])


def _one(
    mention: AircraftMention,
    there: list[Event],
    fields: Sequence[Field],
    when: Readings,
    facts: Facts,
    what: str,
) -> Outcome:
    near = [event for event in there if _meets(event, when.local) or _meets(event, when.utc)]
    fits = [(event, fit(mention, event.icao24, facts, _day(event))) for event in near]
    several = addresses(mention, facts, when.both.days()) if is_named(mention) else []
    if is_named(mention) and len(several) > (mention.number or max(1, len(mention.registrations))):
        return _ambiguous(mention, [event for event, answer in fits if answer != NO], when)
    sure = [event for event, answer in fits if answer == YES and event.strength != UNSEEN]
    if sure:
        return _found(mention, sure, when)
    if any(answer == UNKNOWN and event.strength == SEEN for event, answer in fits):
        return _ambiguous(mention, [event for event, answer in fits if answer == UNKNOWN], when)
    return _not_found(mention, [event for event, answer in fits if answer == YES], fields, when, facts, what)


def _found(mention: AircraftMention, sure: list[Event], when: Readings) -> Outcome:
    wanted = mention.number or max(1, len(mention.registrations))
    airframes = {event.icao24 for event in sure}
    if len(airframes) > wanted:
        return _ambiguous(mention, sure, when)
    local = [event for event in sure if _meets(event, when.local)]
    best = {event.icao24 for event in local if event.strength == SEEN}
    whole = len(best) == wanted
    sentence = " ".join(event.observation.sentence for event in (local or sure))
    if not local:
        sentence += f" That is within the claimed days of UTC, not by the clock of {when.timezone}."
    elif not whole and len(airframes) < wanted:
        sentence += f" {len(airframes)} of {wanted} was seen."
    return Outcome(
        CORROBORATED if whole else PARTLY,
        sentence,
        supporting=[event.observation for event in (local or sure)],
        alternatives=[_OTHER_IDENTITY],
        parameters=when.parameters(),
    )


def _ambiguous(mention: AircraftMention, events: list[Event], when: Readings) -> Outcome:
    seen = " ".join(event.observation.sentence for event in events[:4])
    sentence = f"Which airframe {words(mention)} was cannot be told from what is known. {seen}".strip()
    return Outcome(NOT_OBSERVABLE, sentence, AMBIGUOUS, parameters=when.parameters())


def _not_found(
    mention: AircraftMention,
    unseen: list[Event],
    fields: Sequence[Field],
    when: Readings,
    facts: Facts,
    what: str,
) -> Outcome:
    icao24s = addresses(mention, facts, when.both.days()) if is_named(mention) else []
    against = [Alibi().of(icao24, fields, when.both, facts) for icao24 in icao24s]
    if against and all(against):
        shown = [one for group in against for one in group]
        sentence = f"{words(mention)} was elsewhere: " + " ".join(one.sentence for one in shown)
        return Outcome(
            CONTRADICTED,
            f"{sentence} No aircraft of its type could have been at {spelled(fields)} in between.",
            opposing=shown,
            alternatives=[_OTHER_IDENTITY],
            parameters=when.parameters(),
        )
    if unseen:
        told = " ".join(event.observation.sentence for event in unseen)
        return Outcome(
            UNRESOLVED,
            f"The record suggests it, but nobody saw it: {told}",
            supporting=[event.observation for event in unseen],
            alternatives=["It may have landed at another field in the same silence, or the positions are false."],
            parameters=when.parameters(),
        )
    return why_unseen(mention, fields, when, facts, icao24s, what)


def _meets(event: Event, span: Span) -> bool:
    return span.meets(event.since, event.until)


def _day(event: Event) -> date | None:
    at = event.since or event.until
    return at.date() if at else None
