"""Text match: whether the words put into a speaker's mouth stand in the primary statement."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.evidence import record
from skywitness.cases.checks.facts import Document, Facts
from skywitness.cases.checks.outcome import (
    CONTRADICTED,
    CORROBORATED,
    NOT_CHECKABLE,
    PARTLY,
    UNRESOLVED,
    Outcome,
)
from skywitness.cases.checks.wording import quoted, same_place, turns_meaning, words
from skywitness.model import Claim


@dataclass(frozen=True, slots=True)
class TextMatch:
    """The quotation stands in a primary document of the case.

    Word for word corroborates; nearly so, in part. The same place of it with a negation lost or added,
    or another number, contradicts: the document is there to read. Words that stand nowhere in it are unresolved:
    the speaker may have said them elsewhere.

    How it is fooled: by translations, of which there are many right ones; by a readout, which is one side's.

    Attributes:
        least_share: of the quotation's words in their order, from which it is the same place; judgement.
        fewest_words: shorter quotations are in every document; judgement.
    """

    least_share: float = 0.75
    fewest_words: int = 3
    algorithm: ClassVar[str] = "text_match 1"
    would_corroborate: ClassVar[str] = "The same words in the speaker's own statement."
    would_contradict: ClassVar[str] = "The statement with a negation or a number otherwise at the same place."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """Where the quotation stands, if anywhere."""
        own = {span.capture_id for span in claim.spans}
        documents = [one for one in facts.documents if one.primary and one.capture_id not in own]
        if not documents or not claim.spans:
            return Outcome(NOT_CHECKABLE, "The case holds no primary statement to hold the words against.")
        wanted = words(" ".join(quoted(claim.spans[0].exact)))
        if len(wanted) < self.fewest_words:
            return Outcome(UNRESOLVED, "The quotation is too short to be found again.")
        matches = [(same_place(wanted, words(one.text)), one) for one in documents]
        (share, missing, instead), document = max(matches, key=lambda match: match[0][0])
        return self._said(share, missing, instead, document)

    def _said(self, share: float, missing: list[str], instead: list[str], document: Document) -> Outcome:
        shown = record(
            "document",
            document.capture_id,
            f"{document.publisher}'s statement has {share:.0%} of these words in this order.",
            sources=[document.capture_id],
        )
        parameters = [("share", f"{share:.2f}"), ("least_share", str(self.least_share))]
        if share == 1.0 and not turns_meaning(missing, instead):
            return Outcome(CORROBORATED, shown.sentence, supporting=[shown], parameters=parameters)
        if share < self.least_share:
            sentence = (
                f"The words do not stand in {document.publisher}'s statement; they may have been said elsewhere."
            )
            return Outcome(UNRESOLVED, sentence, parameters=parameters)
        differs = _difference(missing, instead)
        if turns_meaning(missing, instead):
            sentence = f"{shown.sentence} {differs}"
            return Outcome(CONTRADICTED, sentence, opposing=[shown], parameters=parameters)
        sentence = f"{shown.sentence} {differs}"
        alternatives = ["Another translation of the same words."]
        return Outcome(PARTLY, sentence, supporting=[shown], alternatives=alternatives, parameters=parameters)


def _difference(missing: list[str], instead: list[str]) -> str:
    if missing and instead:
        return f"The quotation has {_listed(missing)} where the statement has {_listed(instead)}."
    if instead:
        return f"The statement has {_listed(instead)} in between, which the quotation lacks."
    return f"The quotation has {_listed(missing)}, which the statement lacks."


def _listed(found: list[str]) -> str:
    return "“" + " ".join(found[:8]) + "”"
