"""Departure: whether an aircraft took off at a place."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.events import departures, judged
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.outcome import UNRESOLVED, Outcome
from skywitness.cases.checks.places import fields_in
from skywitness.model import Claim


@dataclass(frozen=True, slots=True)
class Departure:
    """An aircraft of the record took off at the place in the claimed time.

    How it is fooled: as ``Arrival``. That an aircraft was still there is no contradiction of its having left and
    come back; only positions that leave no time for the place are. The thresholds are those of ``events`` and
    ``alibi``.
    """

    algorithm: ClassVar[str] = "departure 1"
    would_corroborate: ClassVar[str] = "A take-off of that aircraft at the place within the claimed time, seen."
    would_contradict: ClassVar[str] = "The same airframe seen where it leaves no time for the place."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What the take-offs at the place say."""
        fields = fields_in(claim, facts, ("from",)) or fields_in(claim, facts, ("at",))
        if not fields:
            return Outcome(UNRESOLVED, "The claim names no place of departure that is a field in the tables.")
        return judged(claim, facts, fields, departures, "No take-off of")
