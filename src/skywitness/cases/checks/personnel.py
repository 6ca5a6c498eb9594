"""Personnel: whether as many people as said fit into the aircraft."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.evidence import record
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.loads import carriers, known
from skywitness.cases.checks.outcome import (
    AMBIGUOUS,
    IMPLAUSIBLE,
    PERSONS,
    PLAUSIBLE,
    UNRESOLVED,
    Outcome,
    not_observable,
)
from skywitness.model import Claim

_PEOPLE = frozenset({"person", "people", "persons"})
_BEYOND = "That is more than its seats; people have been carried on the floor. "
_NOBODY_SEES = "Who was on board cannot be seen."


@dataclass(frozen=True, slots=True)
class Personnel:
    """The claimed number of people is within the seats of the aircraft.

    A bound, never a proof: an aircraft with 180 seats may have come with its crew alone. More people than seats,
    and within the greatest load, are unresolved: people have sat on the floor (a C-17 carried 823, Kabul 2021).
    More than the load allows are implausible.

    How it is fooled: by several flights that the claim sums up; by a type whose greatest load is not known.

    Attributes:
        person_kg: mass of a person with hand baggage, for the bound by load; low, so that the bound is high.
            Judgement, below the 84 to 88 kg that EASA's standard masses give adults.
    """

    person_kg: float = 75.0

    algorithm: ClassVar[str] = "personnel 1"
    would_corroborate: ClassVar[str] = "Nothing on tracks; within the bound it is plausible."
    would_contradict: ClassVar[str] = "More people than the greatest load allows, by any source: implausible."

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
        by_load = sum(one.most_t for one in able) * 1000 / self.person_kg
        fits = people.low_in_unit <= max(seats, by_load)
        seated = people.low_in_unit <= seats
        return Outcome(
            PLAUSIBLE if seated else UNRESOLVED if fits else IMPLAUSIBLE,
            f"{bound.sentence} Claimed: {people.words}. {'' if seated else _BEYOND}{_NOBODY_SEES}",
            supporting=[bound, *found.observations] if fits else found.observations,
            opposing=[] if fits else [bound],
            alternatives=["It may have carried anyone up to the bound, or its crew alone."],
            parameters=[("seats", f"{seats:.0f}"), ("people_by_load", f"{by_load:.0f}"), ("types", names)],
        )
