"""Queue run: the proposals of a case one by one, and what each key does to them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from skywitness.cli import case_options
from skywitness.model import Claim
from skywitness.pipeline import case_review
from skywitness.pipeline.case_review import Decision
from skywitness.store.cases.folder import CaseFolder


class Step(NamedTuple):
    """One decision, for undo.

    Attributes:
        decision: what was decided.
        card: number of the card.
    """

    decision: Decision
    card: int


@dataclass
class QueueRun:
    """A person's way through the proposals of a case.

    Every decision is stored at once: who stops in the middle loses nothing. Errors are those of ``case_review``.

    Attributes:
        folder: of the case.
        by: the person's name.
        cards: claims, in the order of the text.
        index: of the card shown.
        steps: decisions made, the latest last.
    """

    folder: CaseFolder
    by: str
    cards: list[Claim]
    index: int = 0
    steps: list[Step] = field(default_factory=list)

    @property
    def card(self) -> Claim | None:
        """The claim that is shown; None after the last."""
        return self.cards[self.index] if self.index < len(self.cards) else None

    def decide(self, claim: Claim, state: str) -> None:
        """Accept or reject."""
        self._keep(case_review.decide(self.folder, claim, state, self.by, case_options.now()))
        self.index += 1

    def edit(self, claim: Claim, changes: dict[str, str]) -> Claim:
        """Set values; ``quote`` moves the claim to other words of the text, and what they mean is read anew."""
        stored = self._keep(case_review.edit(self.folder, claim, changes, self.by, case_options.now()))
        self.cards[self.index] = stored[0]
        self.index += 1
        return stored[0]

    def split(self, claim: Claim, quotes: list[str]) -> list[Claim]:
        """Several claims in the place of one, each on its own words."""
        stored = self._keep(case_review.split(self.folder, claim, quotes, self.by, case_options.now()))
        self.index += 1
        return stored

    def merge(self, claim: Claim, following: Claim) -> Claim:
        """One claim with the words of two; the second is put away."""
        stored = self._keep(case_review.merge(self.folder, claim, following, self.by, case_options.now()))
        self.cards.pop(self.index + 1)
        self.index += 1
        return stored[0]

    def undo(self) -> bool:
        """Put the last decision back, by rows that supersede it; False where there is none."""
        if not self.steps:
            return False
        step = self.steps.pop()
        back = case_review.undo(self.folder, step.decision, self.by, case_options.now())
        self.index = step.card
        self.cards[self.index : self.index + 1] = back
        return True

    def _keep(self, decision: Decision) -> list[Claim]:
        self.steps.append(Step(decision, self.index))
        return decision.after
