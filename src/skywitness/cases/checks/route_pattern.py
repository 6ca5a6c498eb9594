"""Route pattern: whether aircraft fly a way regularly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from skywitness.cases.checks.airframes import YES, addresses, fit, is_named, mentions, words
from skywitness.cases.checks.evidence import findings_about, leg
from skywitness.cases.checks.facts import Facts, Field
from skywitness.cases.checks.outcome import AMBIGUOUS, CORROBORATED, PARTLY, Outcome, joined, not_observable
from skywitness.cases.checks.places import fields_in, spelled, timezones
from skywitness.cases.checks.readings import Readings, Span, readings
from skywitness.cases.checks.unseen import why_unseen
from skywitness.model import AircraftMention, Claim, Flight


@dataclass(frozen=True, slots=True)
class RoutePattern:
    """Each of the aircraft flew the way often enough, over long enough a time; each is judged by itself.

    The threshold is stated in advance. Fewer flights than it asks for corroborate in part. None at all is never a
    contradiction by machine, however well the fields were watched.

    How it is fooled: flights that nobody heard make a regular way look rare, and a receiver that is switched on
    for an occasion makes a rare one look regular; a vague place ("a Moscow military airport") has many fields.

    Attributes:
        least_flights: design, section 6: regular needs n >= 4 ...
        least_days: ... over three weeks or more.
        before_days: looked back from the claim where it names no time; judgement of the notes on cases.
    """

    least_flights: int = 4
    least_days: float = 21.0
    before_days: float = 180.0
    algorithm: ClassVar[str] = "route_pattern 1"
    would_corroborate: ClassVar[str] = (
        "At least four flights of each aircraft over the way, over three weeks or more."
    )
    would_contradict: ClassVar[str] = "Nothing by machine: few or no flights seen may be flights unseen."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """How often each aircraft flew it."""
        begun, to = fields_in(claim, facts, ("from",)), fields_in(claim, facts, ("to", "via", "at"))
        when = readings(claim, timezones([*to, *begun]))
        span = self._span(when)
        outcomes = [
            one for mention in mentions(claim) for one in self._each(mention, begun, to, span, when, facts)
        ]
        return joined(outcomes)

    def _span(self, when: Readings) -> Span:
        if when.both.since is not None or when.both.until is None:
            return when.both
        return Span(when.both.until - timedelta(days=self.before_days), when.both.until)

    def _each(
        self,
        mention: AircraftMention,
        begun: Sequence[Field],
        to: Sequence[Field],
        span: Span,
        when: Readings,
        facts: Facts,
    ) -> list[Outcome]:
        if is_named(mention):
            wanted = [addresses(mention._replace(registrations=[one]), facts, ()) for one in mention.registrations]
            wanted = wanted or [[one] for one in mention.icao24s]
        else:
            fits = [one for one in facts.airframes() if fit(mention, one, facts, None) == YES]
            wanted = [[one] for one in fits] if len(fits) == (mention.number or 1) else []
            if not wanted and fits:
                return [not_observable(AMBIGUOUS, f"{len(fits)} airframes fit {words(mention)}.")]
        none = why_unseen(mention, [*to, *begun], when, facts)
        return [self._one(one, begun, to, span, facts) or none for one in wanted] or [none]

    def _one(
        self, icao24s: Sequence[str], begun: Sequence[Field], to: Sequence[Field], span: Span, facts: Facts
    ) -> Outcome | None:
        flown = [one for one in facts.flights if one.icao24 in icao24s and _over(one, begun, to, span)]
        if len(icao24s) > 1:
            return not_observable(AMBIGUOUS, "The registration stands for several addresses.")
        if not flown:
            return None
        times = sorted(one.last_seen_at for one in flown)
        days = (times[-1] - times[0]).total_seconds() / 86_400
        regular = len(flown) >= self.least_flights and days >= self.least_days
        others = _others(icao24s, begun, to, span, facts)
        watched = _watched(begun, to, times, facts)
        ways = findings_about(facts, "route", icao24s, {one.code for one in (*begun, *to)})
        return Outcome(
            CORROBORATED if regular else PARTLY,
            f"{icao24s[0]} flew {spelled(begun)} to {spelled(to)} {len(flown)} times in {days:.0f} days, "
            f"first {times[0]:%Y-%m-%d}, last {times[-1]:%Y-%m-%d}{watched}.",
            supporting=[*(leg(one) for one in flown[:12]), *ways],
            alternatives=["The same flights may be the ordinary rotation of any aircraft of that unit."],
            base_rate=" ".join([f"{others}.", *(one.sentence for one in ways)]),
            parameters=[
                ("least_flights", str(self.least_flights)),
                ("least_days", f"{self.least_days:.0f}"),
                ("span", span.words()),
                (f"flights_{icao24s[0]}", str(len(flown))),
            ],
        )


def _others(icao24s: Sequence[str], begun: Sequence[Field], to: Sequence[Field], span: Span, facts: Facts) -> str:
    """How often others flew the same way."""
    flown = [one for one in facts.flights if one.icao24 not in icao24s and _over(one, begun, to, span)]
    airframes = len({one.icao24 for one in flown})
    return f"{len(flown)} flights over the same way by {airframes} other airframes in the facts gathered"


def _over(flight: Flight, begun: Sequence[Field], to: Sequence[Field], span: Span) -> bool:
    starts, ends = {one.code for one in begun}, {one.code for one in to}
    from_there = flight.adep in starts or not starts
    return from_there and flight.ades in ends and span.holds(flight.last_seen_at)


def _watched(begun: Sequence[Field], to: Sequence[Field], times: Sequence[datetime], facts: Facts) -> str:
    """On how many of the days between the first and the last flight both ends could be seen."""
    first, last = times[0].date(), times[-1].date()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    seen = [day for day in days if all(_any_watched(fields, day, facts) for fields in (begun, to) if fields)]
    return f"; both ends were watched on {len(seen)} of {len(days)} days" if facts.watched else ""


def _any_watched(fields: Sequence[Field], day: date, facts: Facts) -> bool:
    return any(day in facts.watched.get(field.code, frozenset()) for field in fields)
