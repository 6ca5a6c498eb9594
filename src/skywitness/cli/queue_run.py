"""Queue run: the proposals of a case one by one, and what each key does to them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from skywitness.cases.claims_resolve import find_words, resolve
from skywitness.cases.claims_review import decided, edited, merge_link, merged, parts_of
from skywitness.cases.claims_settings import Document
from skywitness.cli import case_options
from skywitness.model import Claim
from skywitness.pipeline.claims import document_of, lexicons
from skywitness.store.cases.folder import CaseFolder


class Step(NamedTuple):
    """One decision, for undo.

    Attributes:
        before: claims as they stood.
        after: rows that took their place.
        card: number of the card.
    """

    before: list[Claim]
    after: list[Claim]
    card: int


@dataclass
class QueueRun:
    """A person's way through the proposals of a case.

    Every decision is stored at once: who stops in the middle loses nothing.

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
        self._store([claim], [decided(claim, state, self.by, case_options.now())])
        self.index += 1

    def edit(self, claim: Claim, changes: dict[str, str]) -> Claim:
        """Set values; ``quote`` moves the claim to other words of the text, and what they mean is read anew.

        Raises:
            ValueError: no such field or value, or the text does not have the words.
        """
        values = dict(changes)
        if quote := values.pop("quote", ""):
            claim = self._on_words(claim, quote)._replace(claim_id=claim.claim_id)
        stored = self._store([claim], [edited(claim, values, self.by, case_options.now())])
        self.cards[self.index] = stored[0]
        self.index += 1
        return stored[0]

    def split(self, claim: Claim, quotes: list[str]) -> list[Claim]:
        """Several claims in the place of one, each on its own words.

        Raises:
            ValueError: fewer than two parts, or the text does not have the words.
        """
        if len(quotes) < 2:
            raise ValueError("a claim is split into two parts or more")
        parts = [self._on_words(claim, quote) for quote in quotes]
        stored = self._store([claim], parts_of(claim, parts, self.by, case_options.now()))
        self.index += 1
        return stored

    def merge(self, claim: Claim, following: Claim) -> Claim:
        """One claim with the words of two; the second is put away."""
        both, away = merged(claim, following, self.by, case_options.now())
        stored = self._store([claim, following], [both, away])
        link = merge_link(stored[0].claim_id, stored[1].claim_id, self.by)
        self.folder.append(link, self.by, case_options.now())
        self.cards.pop(self.index + 1)
        self.index += 1
        return stored[0]

    def undo(self) -> bool:
        """Put the last decision back, by rows that supersede it; False where there is none."""
        if not self.steps:
            return False
        step = self.steps.pop()
        at = case_options.now()
        restored = [
            before._replace(claim_id="", supersedes=after.claim_id, split_from=None)
            for before, after in zip(step.before, step.after, strict=False)
        ]
        surplus = [decided(after, "rejected", self.by, at) for after in step.after[len(step.before) :]]
        with self.folder.writing(self.by, at) as write:
            back = [write.append(claim) for claim in restored]
            for claim in surplus:
                write.append(claim)
        self.index = step.card
        self.cards[self.index : self.index + 1] = back
        return True

    def _store(self, before: list[Claim], rows: list[Claim]) -> list[Claim]:
        with self.folder.writing(self.by, case_options.now()) as write:
            after = [write.append(row) for row in rows]
        self.steps.append(Step(before, after, self.index))
        return after

    def _on_words(self, claim: Claim, quote: str) -> Claim:
        document = self._document(claim)
        where = find_words(document, quote, claim.spans[0].start)
        if where is None:
            raise ValueError(f"the text does not have the words {quote[:60]!r}")
        sentence = " ".join(where.of(document.text).split())
        return resolve(claim, document, lexicons(), where)._replace(
            proposition=sentence[:1].upper() + sentence[1:] + "."
        )

    def _document(self, claim: Claim) -> Document:
        document = document_of(self.folder, claim.spans[0].capture_id)
        if document is None:
            raise ValueError("the text of this claim is no more in the case")
        return document
