"""Together: whether aircraft were at a place, or on their way, at the same time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import ClassVar

from skywitness.cases.checks.airframes import YES, fit, mentions
from skywitness.cases.checks.events import SEEN, Event, arrivals, stays
from skywitness.cases.checks.evidence import detected
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.outcome import AMBIGUOUS, CORROBORATED, PARTLY, UNRESOLVED, Outcome, not_observable
from skywitness.cases.checks.places import fields_in, timezones
from skywitness.cases.checks.readings import readings
from skywitness.cases.checks.unseen import why_unseen
from skywitness.model import AircraftMention, Claim


@dataclass(frozen=True, slots=True)
class Together:
    """Two or more aircraft stood at one place at the same time, or came within hours of one another.

    Stays that overlap, or arrivals so near, corroborate; only one of them seen does in part.

    How it is fooled: two aircraft that use the same field meet there by chance; the base rate says how often these
    two met otherwise, and the finding on companions whether that is beyond chance.

    Attributes:
        within: arrivals no further apart count as together; judgement.
    """

    within: timedelta = timedelta(hours=6)
    algorithm: ClassVar[str] = "together 1"
    would_corroborate: ClassVar[str] = "Stays of both at one place that overlap, or arrivals within six hours."
    would_contradict: ClassVar[str] = "Nothing by itself: see the presence of each."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What stays and arrivals of all of them say."""
        fields = fields_in(claim, facts, ("at", "to", "via"))
        when = readings(claim, timezones(fields))
        if not fields:
            return Outcome(UNRESOLVED, "The claim names no place that is a field in the tables.")
        near = [
            one
            for one in (*arrivals(facts, fields), *stays(facts, fields))
            if one.strength == SEEN and when.local.meets(one.since, one.until)
        ]
        groups = [self._of(mention, near, facts) for mention in _single(mentions(claim))]
        seen = [group for group in groups if group]
        if any(len({one.icao24 for one in group}) > 1 for group in groups) and len(groups) > 1:
            return not_observable(AMBIGUOUS, "More than one airframe there fits the same words.")
        airframes = {one.icao24 for group in seen for one in group}
        wanted = max(2, len(groups), sum(one.number or 1 for one in mentions(claim)))
        if not seen:
            return why_unseen(mentions(claim)[0], fields, when, facts)
        if len(airframes) > wanted:
            return not_observable(AMBIGUOUS, f"{len(airframes)} airframes there fit, {wanted} are claimed.")
        met = self._met([one for group in seen for one in group])
        shown = list({one.observation.observation_id: one.observation for group in seen for one in group}.values())
        found = [
            detected(one) for one in facts.findings if one.kind == "companions" and set(one.icao24s) == airframes
        ]
        whole = len(airframes) == wanted and met
        return Outcome(
            CORROBORATED if whole else PARTLY if len(airframes) < wanted else UNRESOLVED,
            " ".join(one.sentence for one in (*shown[:4], *found)),
            supporting=[*shown, *found],
            alternatives=["Aircraft that use the same field meet there without belonging together."],
            base_rate=_usual(airframes, facts),
            parameters=[*when.parameters(), ("within_h", f"{self.within.total_seconds() / 3600:.0f}")],
        )

    def _of(self, mention: AircraftMention, near: Sequence[Event], facts: Facts) -> list[Event]:
        return [
            one for one in near if fit(mention, one.icao24, facts, one.since.date() if one.since else None) == YES
        ]

    def _met(self, events: Sequence[Event]) -> bool:
        """Whether each airframe met another."""
        icao24s = {one.icao24 for one in events}
        met = {
            icao24
            for first, second in product(events, events)
            if first.icao24 != second.icao24 and self._near(first, second)
            for icao24 in (first.icao24, second.icao24)
        }
        return met == icao24s and len(met) > 1

    def _near(self, first: Event, second: Event) -> bool:
        if None in (first.since, first.until, second.since, second.until):
            return False
        assert first.since is not None  # noqa: S101  just looked at
        assert first.until is not None  # noqa: S101  as above
        assert second.since is not None  # noqa: S101  as above
        assert second.until is not None  # noqa: S101  as above
        return first.since <= second.until + self.within and second.since <= first.until + self.within


def _single(said: Sequence[AircraftMention]) -> list[AircraftMention]:
    """Aircraft one by one where they are named; a kind with a number stays one mention."""
    return [one._replace(registrations=[name], number=1) for one in said for name in one.registrations] or list(
        said
    )


def _usual(airframes: set[str], facts: Facts) -> str:
    """How often the same airframes landed at one field on one day in all the facts gathered."""
    days = [
        {(flight.ades, flight.last_seen_at.date()) for flight in facts.flights if flight.icao24 == icao24}
        for icao24 in sorted(airframes)
    ]
    common = {one for one in set.intersection(*days) if one[0] is not None} if days else set()
    return f"on {len(common)} days in the facts gathered they landed at the same field"
