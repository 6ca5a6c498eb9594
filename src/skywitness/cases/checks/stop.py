"""Stop: whether an aircraft landed at a place on its way from one place to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from skywitness.cases.checks.airframes import NO, YES, fit, mentions, words
from skywitness.cases.checks.events import SEEN, Event, arrivals, end_strength, stays
from skywitness.cases.checks.evidence import leg, silence
from skywitness.cases.checks.facts import Facts, Field
from skywitness.cases.checks.outcome import (
    AMBIGUOUS,
    CONTRADICTED,
    CORROBORATED,
    NO_COVERAGE,
    NOT_OBSERVABLE,
    PARTLY,
    UNRESOLVED,
    Outcome,
    joined,
    not_observable,
)
from skywitness.cases.checks.places import fields_in, spelled, timezones
from skywitness.cases.checks.readings import Readings, readings
from skywitness.cases.checks.unseen import why_unseen
from skywitness.model import AircraftMention, Claim, Flight, Gap

_JOURNEY = timedelta(days=3)
"""A stop further from an end of the way is of another journey; judgement."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The aircraft stood at the place between leaving the one end and reaching the other.

    A stop that was seen, with both ends of the way that the claim names seen round it, corroborates; without them,
    in part. A flight heard all the way from the one end to the other, never silent for as long as a stop takes,
    contradicts. A silence in which it must have landed shows that it stopped and not where.

    How it is fooled: by a low pass, which is no stop; by a stop that was so short that nobody heard it on the
    ground; and by a claim that means another journey of the same aircraft.

    Attributes:
        longest_silence_s: a flight with no longer silence made no stop; down from a cruise, landing and up again
            take more than twice as long. Judgement.
    """

    longest_silence_s: float = 900.0
    algorithm: ClassVar[str] = "stop 1"
    would_corroborate: ClassVar[str] = (
        "The aircraft seen to land or stand at the place, between the ends of the way."
    )
    would_contradict: ClassVar[str] = "The same flight heard without a hole from the one end to the other."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What landings, stays and silences say, of each aircraft by itself."""
        via = fields_in(claim, facts, ("via",)) or fields_in(claim, facts, ("at",))
        if not via:
            return Outcome(UNRESOLVED, "The claim names no place of a stop that is a field in the tables.")
        ends = fields_in(claim, facts, ("from",)), fields_in(claim, facts, ("to",))
        when = readings(claim, timezones([*ends[1], *via]))
        return joined([self._one(mention, via, ends, when, facts) for mention in mentions(claim)])

    def _one(
        self,
        mention: AircraftMention,
        via: Sequence[Field],
        ends: tuple[Sequence[Field], Sequence[Field]],
        when: Readings,
        facts: Facts,
    ) -> Outcome:
        there = [*arrivals(facts, via), *stays(facts, via)]
        near = [one for one in there if _near(one, when, ends, facts)]
        answers = {one.icao24: fit(mention, one.icao24, facts, _day(one, when)) for one in near}
        sure = [one for one in near if answers[one.icao24] == YES and one.strength == SEEN]
        wanted = mention.number or max(1, len(mention.registrations))
        if len({one.icao24 for one in sure}) > wanted:
            return not_observable(AMBIGUOUS, f"Which airframe {words(mention)} was cannot be told.")
        if sure:
            return self._seen(sure, ends, when, facts, wanted)
        if any(answers[one.icao24] not in {YES, NO} and one.strength == SEEN for one in near):
            return not_observable(AMBIGUOUS, f"Which airframe {words(mention)} was cannot be told.")
        return self._unseen(mention, via, ends, when, facts)

    def _seen(
        self,
        sure: Sequence[Event],
        ends: tuple[Sequence[Field], Sequence[Field]],
        when: Readings,
        facts: Facts,
        wanted: int,
    ) -> Outcome:
        framed = {one.icao24 for one in sure if _framed(one, ends, facts)}
        verdict = CORROBORATED if len(framed) == wanted else PARTLY
        around = "" if verdict == CORROBORATED else " The whole way round it was not seen."
        shown = list({one.observation.observation_id: one.observation for one in sure}.values())
        return Outcome(
            verdict,
            " ".join(one.sentence for one in shown) + around,
            supporting=shown,
            alternatives=["A stop tells nothing of what was loaded, or why."],
            parameters=when.parameters(),
        )

    def _unseen(
        self,
        mention: AircraftMention,
        via: Sequence[Field],
        ends: tuple[Sequence[Field], Sequence[Field]],
        when: Readings,
        facts: Facts,
    ) -> Outcome:
        own = [one for one in facts.flights if fit(mention, one.icao24, facts, one.last_seen_at.date()) == YES]
        direct = [one for one in own if self._direct(one, ends) and when.both.meets(one.first_seen_at, _end(one))]
        if direct and len({one.icao24 for one in own}) == 1:
            shown = [leg(one) for one in direct]
            sentence = " ".join(one.sentence for one in shown)
            longest = max(one.longest_silence_s for one in direct)
            return Outcome(
                CONTRADICTED,
                f"{sentence} Its longest silence was {longest:.0f} s, too short for a stop.",
                opposing=shown,
                parameters=[*when.parameters(), ("longest_silence_s", f"{self.longest_silence_s:.0f}")],
            )
        icao24s = {one.icao24 for one in own}
        landed = [one for one in facts.gaps if _landed(one, icao24s, when)]
        if landed:
            told = " ".join(silence(one).sentence for one in landed[:3])
            return Outcome(
                NOT_OBSERVABLE,
                f"{words(mention)} must have landed in a silence; nobody saw whether at {spelled(via)}. {told}",
                NO_COVERAGE,
                alternatives=["It may have stopped at any field within reach."],
                parameters=when.parameters(),
            )
        return why_unseen(mention, via, when, facts, sorted(icao24s))

    def _direct(self, flight: Flight, ends: tuple[Sequence[Field], Sequence[Field]]) -> bool:
        """Heard all the way between the ends that the claim names."""
        begun, to = ({field.code for field in one} for one in ends)
        whole = flight.adep in begun and flight.ades in to
        seen = all(
            end_strength(flight, getattr(flight, end), getattr(flight, f"{end}_evidence"), end) == SEEN
            for end in ("adep", "ades")
        )
        return whole and seen and flight.longest_silence_s <= self.longest_silence_s


def _near(event: Event, when: Readings, ends: tuple[Sequence[Field], Sequence[Field]], facts: Facts) -> bool:
    """Within the claimed time, or on the way to an arrival within it."""
    if when.both.meets(event.since, event.until):
        return True
    codes = {field.code for field in ends[1]}
    following = [one for one in facts.flights if one.icao24 == event.icao24 and one.ades in codes]
    return any(when.both.holds(_end(one)) and _before(event, one) for one in following)


def _before(event: Event, flight: Flight) -> bool:
    """Whether a stop lies on the way to the end of a flight: before it, by no more than a journey."""
    return _apart(event.since, _end(flight))


def _framed(event: Event, ends: tuple[Sequence[Field], Sequence[Field]], facts: Facts) -> bool:
    """Whether the ends that the claim names were seen before and after the stop."""
    begun, to = ({field.code for field in one} for one in ends)
    own = [one for one in facts.flights if one.icao24 == event.icao24]
    left = any(one.adep in begun and _apart(_start(one), event.since) for one in own)
    reached = any(one.ades in to and _apart(event.until, _end(one)) for one in own)
    return (left or not begun) and (reached or not to)


def _apart(earlier: datetime | None, later: datetime | None) -> bool:
    """Whether one instant follows another by no more than a journey takes."""
    return earlier is not None and later is not None and timedelta() <= later - earlier <= _JOURNEY


def _start(flight: Flight) -> datetime:
    return flight.takeoff_at or flight.first_seen_at


def _end(flight: Flight) -> datetime:
    return flight.landing_at or flight.last_seen_at


def _landed(gap: Gap, icao24s: set[str], when: Readings) -> bool:
    own = gap.icao24 in icao24s and gap.kind == "landed_unseen"
    return own and when.both.meets(gap.from_at, gap.to_at)


def _day(event: Event, when: Readings) -> date | None:
    at = event.since or event.until or when.both.since
    return at.date() if at else None
