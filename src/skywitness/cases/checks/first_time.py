"""First time: whether an aircraft had been at a place before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from skywitness.cases.checks.airframes import YES, fit, mentions, words
from skywitness.cases.checks.events import SEEN, Event, arrivals, stays
from skywitness.cases.checks.evidence import findings_about
from skywitness.cases.checks.facts import Facts, Field
from skywitness.cases.checks.outcome import CONTRADICTED, PARTLY, UNRESOLVED, Outcome, joined
from skywitness.cases.checks.places import fields_in, spelled, timezones
from skywitness.cases.checks.readings import Readings, readings
from skywitness.cases.checks.unseen import why_unseen
from skywitness.model import AircraftMention, Claim


@dataclass(frozen=True, slots=True)
class FirstTime:
    """No earlier visit of the aircraft, or of any of its kind, to the place.

    An earlier visit that was seen contradicts. None seen corroborates in part at best, and says in how many
    watched days; the record does not reach back for ever.

    How it is fooled: by visits before the record, or unheard; by a claim that means the type where we see the
    airframe.

    Attributes:
        least_days: watched days before the visit below which nothing is said; judgement.
    """

    least_days: int = 90
    algorithm: ClassVar[str] = "first_time 1"
    would_corroborate: ClassVar[str] = "In part: the visit seen, and none before in many watched days."
    would_contradict: ClassVar[str] = "An earlier visit, seen."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """Earlier visits of each aircraft."""
        fields = fields_in(claim, facts, ("at", "to"))
        if not fields:
            return Outcome(UNRESOLVED, "The claim names no place that is a field in the tables.")
        when = readings(claim, timezones(fields))
        return joined([self._one(mention, fields, when, facts) for mention in mentions(claim)])

    def _one(self, mention: AircraftMention, fields: Sequence[Field], when: Readings, facts: Facts) -> Outcome:
        own = [one for one in (*arrivals(facts, fields), *stays(facts, fields)) if _fits(mention, one, facts)]
        visit = [one for one in own if one.strength == SEEN and when.local.meets(one.since, one.until)]
        begin = when.both.since or min((one.since for one in visit if one.since), default=None)
        if begin is None:
            return why_unseen(mention, fields, when, facts)
        before = [one for one in own if one.strength == SEEN and one.until is not None and one.until < begin]
        if before:
            shown = list({one.observation.observation_id: one.observation for one in before}.values())
            told = " ".join(one.sentence for one in shown[:3])
            return Outcome(
                CONTRADICTED,
                f"{words(mention)} had been at {spelled(fields)} before: {told}",
                opposing=shown,
                alternatives=["The claim may mean the first time since some event, or of this kind."],
                parameters=when.parameters(),
            )
        return self._none_before(mention, fields, when, facts, visit, begin)

    def _none_before(
        self,
        mention: AircraftMention,
        fields: Sequence[Field],
        when: Readings,
        facts: Facts,
        visit: Sequence[Event],
        begin: datetime,
    ) -> Outcome:
        if not visit:
            return why_unseen(mention, fields, when, facts)
        earlier = [day for field in fields for day in facts.watched.get(field.code, ()) if day < begin.date()]
        watched = len(set(earlier))
        shown = [one.observation for one in visit]
        found = findings_about(facts, "first_visit", {one.icao24 for one in visit}, {one.code for one in fields})
        said = f"No earlier visit in {watched} watched days before. {shown[0].sentence}"
        return Outcome(
            PARTLY if watched >= self.least_days else UNRESOLVED,
            said,
            supporting=[*shown, *found],
            alternatives=["It may have come before the record begins, or unheard."],
            base_rate=" ".join([f"first in {watched} watched days.", *(one.sentence for one in found)]),
            parameters=[*when.parameters(), ("watched_days", str(watched)), ("least_days", str(self.least_days))],
        )


def _fits(mention: AircraftMention, event: Event, facts: Facts) -> bool:
    day = event.since or event.until
    return fit(mention, event.icao24, facts, day.date() if day else None) == YES
