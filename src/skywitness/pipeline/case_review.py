"""Case review: what a person decides on claims, stored at once, and never over what somebody else decided.

Each decision is a row that supersedes the claim as the person saw it. Where that claim was changed meanwhile,
nothing is stored.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from skywitness.cases.claims_resolve import find_words, resolve
from skywitness.cases.claims_review import decided, edited, merge_link, merged, parts_of
from skywitness.cases.claims_settings import Document
from skywitness.model import Claim
from skywitness.pipeline.claims import document_of, lexicons
from skywitness.store.cases.errors import CaseConflictError
from skywitness.store.cases.folder import CaseFolder


class Decision(NamedTuple):
    """One decision, for undo.

    Attributes:
        before: claims as they stood.
        after: rows that took their place.
    """

    before: list[Claim]
    after: list[Claim]


def decide(folder: CaseFolder, claim: Claim, state: str, by: str, at: datetime) -> Decision:
    """Accept or reject; errors as ``edit``."""
    return _stored(folder, [claim], [decided(claim, state, by, at)], by, at)


def edit(folder: CaseFolder, claim: Claim, changes: dict[str, str], by: str, at: datetime) -> Decision:
    """Set values; ``quote`` moves the claim to other words of the text, and what they mean is read anew.

    Args:
        folder: of the case.
        claim: as the person saw it.
        changes: new values by field.
        by: the person's name.
        at: UTC.

    Raises:
        ValueError: no such field or value, or the text does not have the words.
        CaseConflictError: somebody else changed the claim meanwhile.
    """
    values = dict(changes)
    if quote := values.pop("quote", ""):
        claim = _on_words(folder, claim, quote)._replace(claim_id=claim.claim_id)
    return _stored(folder, [claim], [edited(claim, values, by, at)], by, at)


def split(folder: CaseFolder, claim: Claim, quotes: Sequence[str], by: str, at: datetime) -> Decision:
    """Several claims in the place of one, each on its own words; errors as ``edit``."""
    if len(quotes) < 2:
        raise ValueError("a claim is split into two parts or more")
    parts = [_on_words(folder, claim, quote) for quote in quotes]
    return _stored(folder, [claim], parts_of(claim, parts, by, at), by, at)


def merge(folder: CaseFolder, claim: Claim, following: Claim, by: str, at: datetime) -> Decision:
    """One claim with the words of two; the second is put away; errors as ``edit``."""
    if claim.claim_id == following.claim_id:
        raise ValueError("a claim is merged with another one")
    both, away = merged(claim, following, by, at)
    with folder.writing(by, at) as write:
        _require_standing(folder, [claim, following])
        after = [write.append(both), write.append(away)]
        write.append(merge_link(after[0].claim_id, after[1].claim_id, by))
    return Decision([claim, following], after)


def undo(folder: CaseFolder, decision: Decision, by: str, at: datetime) -> list[Claim]:
    """Put a decision back, by rows that supersede it.

    Returns:
        The claims as they stood before, with new ids.

    Raises:
        ValueError: the rows are not a decision and what it was on.
        CaseConflictError: somebody else decided on the outcome meanwhile.
    """
    before, after = decision
    if not before or len(after) < len(before):
        raise ValueError("there is nothing to undo")
    if any(row.supersedes != before[min(at_row, len(before) - 1)].claim_id for at_row, row in enumerate(after)):
        raise ValueError("these rows do not follow from one another")
    restored = [
        was._replace(claim_id="", supersedes=now.claim_id, split_from=None)
        for was, now in zip(before, after, strict=False)
    ]
    surplus = [decided(row, "rejected", by, at) for row in after[len(before) :]]
    with folder.writing(by, at) as write:
        _require_standing(folder, after)
        back = [write.append(claim) for claim in restored]
        for claim in surplus:
            write.append(claim)
    return back


def _stored(
    folder: CaseFolder, before: list[Claim], rows: Sequence[Claim], by: str, at: datetime
) -> Decision:  # fmt: skip
    with folder.writing(by, at) as write:
        _require_standing(folder, before)
        after = [write.append(row) for row in rows]
    return Decision(before, after)


def _require_standing(folder: CaseFolder, claims: Sequence[Claim]) -> None:
    """Asked while the case is held for writing, so that nobody comes between the question and the rows."""
    standing = {one.claim_id for one in folder.current(Claim)}
    for one in claims:
        if one.claim_id not in standing:
            raise CaseConflictError(
                f"{one.claim_id} was changed by somebody else meanwhile; nothing was stored, look at it anew"
            )


def _on_words(folder: CaseFolder, claim: Claim, quote: str) -> Claim:
    document = _document(folder, claim)
    where = find_words(document, quote, claim.spans[0].start)
    if where is None:
        raise ValueError(f"the text does not have the words {quote[:60]!r}")
    sentence = " ".join(where.of(document.text).split())
    return resolve(claim, document, lexicons(), where)._replace(
        proposition=sentence[:1].upper() + sentence[1:] + "."
    )


def _document(folder: CaseFolder, claim: Claim) -> Document:
    document = document_of(folder, claim.spans[0].capture_id)
    if document is None:
        raise ValueError("the text of this claim is no more in the case")
    return document
