"""Count: how many aircraft came to a place."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from skywitness.cases.checks.airframes import ANY, NO, YES, fit
from skywitness.cases.checks.events import SEEN, arrivals, stays
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.outcome import CONTRADICTED, CORROBORATED, PARTLY, UNRESOLVED, Outcome
from skywitness.cases.checks.places import fields_in, spelled, timezones
from skywitness.cases.checks.readings import readings
from skywitness.cases.checks.unseen import why_unseen
from skywitness.model import AircraftMention, Claim

_FLIGHTS = frozenset({"flight", "sortie", "landing", "arrival"})


@dataclass(frozen=True, slots=True)
class Count:
    """As many airframes, or flights, of the kind were seen at the place as claimed.

    Only "at least" is safe: what was seen is a lower bound. Fewer corroborate in part. More than an upper bound of
    the claim ("no more than two") contradict it, as they were seen; more than a plain number do not.

    How it is fooled: by aircraft whose kind nobody tells, which are said and not counted; by one airframe under
    two addresses.
    """

    algorithm: ClassVar[str] = "count 1"
    would_corroborate: ClassVar[str] = "As many different airframes of the kind at the place, each seen."
    would_contradict: ClassVar[str] = "More than the claim's upper bound, each seen."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """How many were seen."""
        fields = fields_in(claim, facts, ("at", "to"))
        number = _number(claim)
        if not fields or number is None:
            return Outcome(UNRESOLVED, "The claim gives no number of aircraft, or no place that the tables have.")
        low, high, flights = number
        when = readings(claim, timezones(fields))
        kind = claim.aircraft[0]._replace(registrations=[], icao24s=[]) if claim.aircraft else ANY
        there = [*arrivals(facts, fields), *([] if flights else stays(facts, fields))]
        near = [one for one in there if one.strength == SEEN and when.local.meets(one.since, one.until)]
        day = near[0].since.date() if near and near[0].since else None
        answers = {one.icao24: _kind_fit(kind, one.icao24, facts, day) for one in near}
        sure = [one for one in near if answers[one.icao24] == YES]
        unsure = sorted(icao24 for icao24, answer in answers.items() if answer not in {YES, NO})
        seen = len({one.observation.observation_id if flights else one.icao24 for one in sure})
        if not seen:
            return why_unseen(kind, fields, when, facts)
        more = f" {len(unsure)} more, of whom it is not known, were there." if unsure else ""
        shown = list({one.observation.observation_id: one.observation for one in sure}.values())
        verdict = _verdict(seen, low, high)
        return Outcome(
            verdict,
            f"{seen} seen at {spelled(fields)}, claimed {_spelled(low, high)}.{more} More may have come unseen.",
            supporting=[] if verdict == CONTRADICTED else shown,
            opposing=shown if verdict == CONTRADICTED else [],
            alternatives=["Others may have come unheard."],
            parameters=[*when.parameters(), ("seen", str(seen)), ("claimed", _spelled(low, high))],
        )


def _kind_fit(kind: AircraftMention, icao24: str, facts: Facts, day: date | None) -> str:
    described = kind.typecodes or kind.flag_state or kind.military is not None or kind.operator or kind.callsigns
    return fit(kind, icao24, facts, day) if described else YES


def _number(claim: Claim) -> tuple[float, float, bool] | None:
    for quantity in claim.quantities:
        if quantity.unit in {"aircraft", *_FLIGHTS}:
            return quantity.low_in_unit, quantity.high_in_unit, quantity.unit in _FLIGHTS
    numbers = [one.number for one in claim.aircraft if one.number]
    return (float(sum(numbers)), float(sum(numbers)), False) if numbers else None


def _verdict(seen: int, low: float, high: float) -> str:
    if seen > high:
        return CONTRADICTED if low <= 0 else PARTLY
    return CORROBORATED if seen >= max(low, 1) else PARTLY


def _spelled(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
