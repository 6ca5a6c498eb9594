"""Personnel: whether as many people as said fit into the aircraft."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.evidence import record
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.loads import carriers, known
from skywitness.cases.checks.outcome import AMBIGUOUS, IMPLAUSIBLE, PERSONS, PLAUSIBLE, Outcome, not_observable
from skywitness.model import Claim

_PEOPLE = frozenset({"person", "people", "persons"})
_NOBODY_SEES = "Who was on board cannot be seen."


@dataclass(frozen=True, slots=True)
class Personnel:
    """The claimed number of people is within the seats of the aircraft.

    A bound, never a proof: an aircraft with 180 seats may have come with its crew alone. More people than any
    source gives the types room for are implausible.

    How it is fooled: by people who stand or sit on the floor (a C-17 has carried 823, Kabul 2021), which only the
    figures of sources on troops can reflect; by several flights that the claim sums up.
    """

    algorithm: ClassVar[str] = "personnel 1"
    would_corroborate: ClassVar[str] = "Nothing on tracks; within the bound it is plausible."
    would_contradict: ClassVar[str] = "More people than the types have room for, by any source: implausible."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """The claimed people beside the seats."""
        people = next((one for one in claim.quantities if one.unit in _PEOPLE), None)
        if people is None:
            return not_observable(PERSONS, f"{_NOBODY_SEES} The claim gives no number to hold against a bound.")
        found = carriers(claim, facts)
        able = known(found.typecodes, facts)
        if able is None or not all(one.seats for one in able):
            return not_observable(AMBIGUOUS, "What carried them is not known by type, so there is no bound.")
        seats = sum(one.seats for one in able)
        names = ", ".join(one.typecode for one in able)
        bound = record(
            "type_record",
            f"seats-{'-'.join(one.typecode for one in able)}",
            f"{names}: up to {seats:,.0f} people.",
            sources=sorted({source for one in able for source in one.sources}),
        )
        fits = people.low_in_unit <= seats
        return Outcome(
            PLAUSIBLE if fits else IMPLAUSIBLE,
            f"{bound.sentence} Claimed: {people.words}. {_NOBODY_SEES}",
            supporting=[bound, *found.observations] if fits else found.observations,
            opposing=[] if fits else [bound],
            alternatives=["It may have carried anyone up to the bound, or its crew alone."],
            parameters=[("most_people", f"{seats:.0f}"), ("types", names)],
        )
