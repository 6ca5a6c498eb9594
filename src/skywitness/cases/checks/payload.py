"""Payload: whether what is said to have been carried is within what the aircraft can carry."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.evidence import record
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.loads import carriers, known
from skywitness.cases.checks.outcome import AMBIGUOUS, IMPLAUSIBLE, PAYLOAD, PLAUSIBLE, Outcome, not_observable
from skywitness.model import Claim

_TONNES = frozenset({"tonne", "tonnes", "t", "ton", "tons"})
_NOBODY_SEES = "What was on board cannot be seen."


@dataclass(frozen=True, slots=True)
class Payload:
    """The claimed mass is within the greatest load of the aircraft over the leg.

    A bound, never a proof: an aircraft that can carry 35 t may have come empty. More than any source gives the
    type is implausible. Without a number, or without a type, nothing can be said.

    How it is fooled: by a designator that stands for variants, by tons that are not metric (the claim's interval
    holds both), and by several flights that the claim sums up.
    """

    algorithm: ClassVar[str] = "payload 1"
    would_corroborate: ClassVar[str] = "Nothing on tracks; within the bound it is plausible."
    would_contradict: ClassVar[str] = "A mass beyond the greatest load of the types, by any source: implausible."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """The claimed tonnes beside the greatest load."""
        tonnes = next((one for one in claim.quantities if one.unit in _TONNES), None)
        if tonnes is None:
            return not_observable(PAYLOAD, f"{_NOBODY_SEES} The claim gives no mass to hold against a bound.")
        found = carriers(claim, facts)
        able = known(found.typecodes, facts)
        if able is None or not all(one.most_t for one in able):
            return not_observable(AMBIGUOUS, "What carried it is not known by type, so there is no bound.")
        most_t, typical_t = sum(one.most_t for one in able), sum(one.typical_t for one in able)
        names = ", ".join(one.typecode for one in able)
        bound = record(
            "type_record",
            f"payload-{'-'.join(one.typecode for one in able)}",
            f"{names}: {most_t:,.0f} t at the most, {typical_t:,.0f} t as is typical.",
            sources=sorted({source for one in able for source in one.sources}),
        )
        fits = tonnes.low_in_unit <= most_t
        return Outcome(
            PLAUSIBLE if fits else IMPLAUSIBLE,
            f"{bound.sentence} Claimed: {tonnes.words} ({tonnes.low_in_unit:.1f} to {tonnes.high_in_unit:.1f} t). "
            f"{_NOBODY_SEES}",
            supporting=[bound, *found.observations] if fits else found.observations,
            opposing=[] if fits else [bound],
            alternatives=["It may have carried anything up to the bound, or nothing."],
            parameters=[("most_t", f"{most_t:.1f}"), ("typical_t", f"{typical_t:.1f}"), ("types", names)],
        )
