"""Route and heading: whether an aircraft flew over an area and on to a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from skywitness.cases.checks.airframes import NO, YES, addresses, fit, is_named, mentions, words
from skywitness.cases.checks.alibi import Alibi
from skywitness.cases.checks.events import SEEN, end_strength
from skywitness.cases.checks.evidence import detected, landing, passed, takeoff
from skywitness.cases.checks.facts import Facts, Field
from skywitness.cases.checks.outcome import (
    AMBIGUOUS,
    CONTRADICTED,
    CORROBORATED,
    PARTLY,
    UNRESOLVED,
    Outcome,
    joined,
    not_observable,
)
from skywitness.cases.checks.places import fields_in, timezones
from skywitness.cases.checks.readings import Readings, Span, readings
from skywitness.cases.checks.unseen import why_unseen
from skywitness.model import AircraftMention, Claim, Finding, Flight, Observation

_SOFT = frozenset({"modal", "distancing", "hearsay", "future"})
"""A claim of where it was apparently going is not contradicted by where it went."""
_APPARENT = 0.6
"""Least probability of "apparently headed to"; settled for this project, as in the detector."""


@dataclass(frozen=True, slots=True)
class RouteHeading:
    """A flight of the aircraft passed over the areas, left the one place and reached, or headed for, the other.

    Every part that the claim has is asked for: areas from the positions, places from the flight's ends. All seen
    corroborate, some in part.

    How it is fooled: "apparently headed" is about a moment, and a landing there later does not tell what could be
    known then; a flight may stop on its way where nobody listens.

    Attributes:
        on_the_way: a flight of the claimed day has arrived by so much later; judgement.
    """

    on_the_way: timedelta = timedelta(days=1)
    algorithm: ClassVar[str] = "route_heading 1"
    would_corroborate: ClassVar[str] = "One flight of that aircraft over the area and on to the place, seen."
    would_contradict: ClassVar[str] = (
        "That flight seen to land elsewhere, where the claim is plain and not hedged."
    )

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What the flights say, of each aircraft by itself."""
        to, begun = fields_in(claim, facts, ("to",)), fields_in(claim, facts, ("from",))
        areas = [place.words for place in claim.places if place.role == "over"]
        if not (to or begun or areas):
            return Outcome(UNRESOLVED, "The claim names no part of a way that the tables have.")
        when = readings(claim, timezones([*to, *begun]))
        return joined([self._one(claim, one, (areas, begun, to), when, facts) for one in mentions(claim)])

    def _one(
        self,
        claim: Claim,
        mention: AircraftMention,
        parts: tuple[list[str], list[Field], list[Field]],
        when: Readings,
        facts: Facts,
    ) -> Outcome:
        areas, begun, to = parts
        flights = [one for one in facts.flights if when.both.meets(one.first_seen_at, one.last_seen_at)]
        answers = {one.icao24: fit(mention, one.icao24, facts, one.last_seen_at.date()) for one in flights}
        met = {one.flight_id: _met(one, areas, begun, to, facts) for one in flights if answers[one.icao24] != NO}
        best = max((len(found) for found in met.values()), default=0)
        if not any(one.ades in {field.code for field in to} for one in flights if met.get(one.flight_id)):
            against = self._ruled_out(claim, mention, to, when, facts)
            if against:
                sentence = f"{words(mention)} was elsewhere: " + " ".join(one.sentence for one in against)
                return Outcome(CONTRADICTED, sentence, opposing=against, parameters=when.parameters())
        if not best:
            return why_unseen(mention, [*to, *begun], when, facts)
        chosen = [one for one in flights if len(met.get(one.flight_id, ())) == best]
        sure = [one for one in chosen if answers[one.icao24] == YES]
        if not sure or len({one.icao24 for one in sure}) > (mention.number or max(1, len(mention.registrations))):
            return not_observable(AMBIGUOUS, f"Which airframe {words(mention)} was cannot be told.")
        supporting = [found for one in sure for found in met[one.flight_id]]
        flown = {one.flight_id for one in sure}
        told = [one for one in facts.findings if one.kind == "heading" and flown & {*one.basis}]
        supporting += [detected(one) for one in told if _leads_to(one, to)]
        whole = best == len(areas) + bool(begun) + bool(to)
        return Outcome(
            CORROBORATED if whole else PARTLY,
            " ".join(one.sentence for one in supporting),
            supporting=supporting,
            alternatives=[
                "Where a flight ended does not tell what could be known while it was on its way.",
                *(one.sentence for one in told if not _leads_to(one, to)),
            ],
            parameters=when.parameters(),
        )

    def _ruled_out(
        self, claim: Claim, mention: AircraftMention, to: Sequence[Field], when: Readings, facts: Facts
    ) -> list[Observation]:
        """Positions that leave no time for the place in the claimed time or a day after it."""
        hedged = any(hedge.kind in _SOFT for hedge in claim.hedges)
        if hedged or not is_named(mention) or when.both.until is None:
            return []
        span = Span(when.both.since, when.both.until + self.on_the_way)
        against = [Alibi().of(one, to, span, facts) for one in addresses(mention, facts, when.both.days())]
        return [one for group in against for one in group] if against and all(against) else []


def _met(
    flight: Flight, areas: Sequence[str], begun: Sequence[Field], to: Sequence[Field], facts: Facts
) -> list[Observation]:
    """The parts of the way that a flight shows, one each."""
    found = []
    for area in areas:
        over = [one for one in facts.passages if one.flight_id == flight.flight_id and one.area == area]
        found += [passed(one) for one in over[:1]]
    if flight.adep in {one.code for one in begun} and _strength(flight, "adep") == SEEN:
        found.append(takeoff(flight))
    if flight.ades in {one.code for one in to} and _strength(flight, "ades") == SEEN:
        found.append(landing(flight))
    return found


def _strength(flight: Flight, end: str) -> str:
    return end_strength(flight, getattr(flight, end), getattr(flight, f"{end}_evidence"), end)


def _leads_to(finding: Finding, to: Sequence[Field]) -> bool:
    """Whether the likeliest field of a forecast, which stands first, is meant, and likely enough to be told."""
    likeliest = set(finding.airports[:1])
    return finding.confidence >= _APPARENT and bool(likeliest & {one.code for one in to})
