"""Prior event: whether something earlier that a report recalls is in the record."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.airframes import is_silent_class, mentions
from skywitness.cases.checks.events import SEEN, arrivals, judged, stays
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.outcome import NOT_OBSERVABLE, UNRESOLVED, Outcome
from skywitness.cases.checks.places import fields_in, timezones
from skywitness.cases.checks.readings import readings
from skywitness.model import Claim


@dataclass(frozen=True, slots=True)
class PriorEvent:
    """The earlier visit is in the record; for aircraft that do not broadcast, others of that state there are told.

    Aircraft that came at the same time are context and corroborate nothing: that a transport was there does not
    show that a bomber was.

    How it is fooled: as ``Presence``; by "last December" counted from another date.
    """

    algorithm: ClassVar[str] = "prior_event 1"
    would_corroborate: ClassVar[str] = "A stay of that aircraft at the place in the earlier time, seen."
    would_contradict: ClassVar[str] = "The same airframe seen where it leaves no time for the place."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What the stays of that time say."""
        fields = fields_in(claim, facts, ("at", "to"))
        if not fields:
            return Outcome(UNRESOLVED, "The claim names no place that is a field in the tables.")
        outcome = judged(claim, facts, fields, stays, "No stay of")
        silent = any(is_silent_class(mention) for mention in mentions(claim))
        if outcome.verdict != NOT_OBSERVABLE or not silent:
            return outcome
        flags = {mention.flag_state for mention in mentions(claim)}
        when = readings(claim, timezones(fields))
        others = [
            event.observation.sentence
            for event in arrivals(facts, fields)
            if event.strength == SEEN
            and event.since is not None
            and when.both.bounded
            and when.local.holds(event.since)
            and any(one.icao24 == event.icao24 and one.flag_state in flags for one in facts.flights)
        ]
        context = f" Others of that state came then: {' '.join(others[:4])}" if others else ""
        return outcome._replace(sentence=outcome.sentence + context)
