"""Arrival: whether an aircraft landed at a place."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.events import arrivals, judged
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.outcome import UNRESOLVED, Outcome
from skywitness.cases.checks.places import fields_in
from skywitness.model import Claim


@dataclass(frozen=True, slots=True)
class Arrival:
    """An aircraft of the record landed at the place in the claimed time.

    How it is fooled: as ``Presence``; and a landing that is only inferred (from the next take-off, or from a
    descent that leads there) counts in part. The thresholds are those of ``events`` and ``alibi``.
    """

    algorithm: ClassVar[str] = "arrival 1"
    would_corroborate: ClassVar[str] = "A landing of that aircraft at the place within the claimed time, seen."
    would_contradict: ClassVar[str] = "The same airframe seen, or landed, where it leaves no time for the place."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What the landings at the place say."""
        fields = fields_in(claim, facts, ("to", "at"))
        if not fields:
            return Outcome(UNRESOLVED, "The claim names no place of arrival that is a field in the tables.")
        return judged(claim, facts, fields, arrivals, "No landing of")
