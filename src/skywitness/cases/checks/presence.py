"""Presence: whether an aircraft was at a place."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.events import judged, stays
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.outcome import UNRESOLVED, Outcome
from skywitness.cases.checks.places import fields_in
from skywitness.model import Claim


@dataclass(frozen=True, slots=True)
class Presence:
    """An aircraft of the record stood at the place in the claimed time.

    How it is fooled: by positions that were sent falsely (doubted ones do not count), by a registration that
    another airframe bore, and by a day of another clock: the place's and UTC are tried and said.
    The thresholds are those of ``events`` and ``alibi``.
    """

    algorithm: ClassVar[str] = "presence 1"
    would_corroborate: ClassVar[str] = "A stay of that aircraft at the place within the claimed time, seen."
    would_contradict: ClassVar[str] = "The same airframe seen where it leaves no time for the place."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What the stays at the place say."""
        fields = fields_in(claim, facts, ("at", "to", "from", "via", "over"))
        if not fields:
            return Outcome(UNRESOLVED, "The claim names no place that is a field in the tables.")
        return judged(claim, facts, fields, stays, "No stay of")
