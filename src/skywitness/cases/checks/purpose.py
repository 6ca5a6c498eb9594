"""Purpose: what somebody intends, which no record of flights shows."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.outcome import NOT_CHECKABLE, PURPOSE, Outcome, not_observable
from skywitness.model import Claim


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why an aircraft came is not in its positions.

    How it is fooled: not at all; it never says anything else.
    """

    algorithm: ClassVar[str] = "purpose 1"
    would_corroborate: ClassVar[str] = "Nothing on tracks; documents or people may."
    would_contradict: ClassVar[str] = "Nothing on tracks; documents or people may."

    def find(self, claim: Claim, facts: Facts) -> Outcome:  # noqa: ARG002  every kind is asked alike
        """That it cannot be observed."""
        return not_observable(PURPOSE, "Why somebody came cannot be seen in where and when they flew.")


@dataclass(frozen=True, slots=True)
class NoCheck:
    """The claim is of a kind that this program holds against nothing.

    How it is fooled: not at all; it never says anything else.
    """

    algorithm: ClassVar[str] = "none 1"
    would_corroborate: ClassVar[str] = "Other sources; see the origins of the claim."
    would_contradict: ClassVar[str] = "Other sources; see the origins of the claim."

    def find(self, claim: Claim, facts: Facts) -> Outcome:  # noqa: ARG002  every kind is asked alike
        """That there is no check."""
        return Outcome(NOT_CHECKABLE, "No record of flights, aircraft or documents here bears on this claim.")
