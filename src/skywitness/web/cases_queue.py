"""``/cases/…/queue``: proposals one by one, and what a person decides on them, as ``case queue`` does."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from skywitness.cases.claims_review import CHOICES, EDITABLE
from skywitness.model import Claim
from skywitness.pipeline import case_review
from skywitness.pipeline.case_review import Decision
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.values import to_json
from skywitness.web.answer import Document
from skywitness.web.cases import is_simulated
from skywitness.web.cases_asked import AskedCase, Signed, Writer, add_action, asked_claim, writer
from skywitness.web.cases_claims import words_of
from skywitness.web.page import ONE, add_page
from skywitness.web.problems import ProblemError
from skywitness.web.users import Role

router = APIRouter(tags=["cases"])
_TESTABLE = frozenset({"track", "registry", "physics"})
_MOST_CARDS = 200
ClaimId = Annotated[str, Path(max_length=120)]
Words = Annotated[str, Field(max_length=4_000)]


class Judged(Signed):
    """Accept or reject.

    Attributes:
        state: ``accepted``, ``rejected``, or ``proposed`` to put it back.
    """

    state: str = Field(pattern="^(accepted|rejected|proposed)$")


class Edited(Signed):
    """New values by field: one that a person sets, ``speaker``, or ``quote`` for other words of the text."""

    changes: dict[str, Words] = Field(min_length=1, max_length=20)


class Split(Signed):
    """The words of each part, as the text has them."""

    quotes: list[Words] = Field(min_length=2, max_length=20)


class Merged(Signed):
    """The claim that says the same."""

    following: str = Field(max_length=120)


class Undone(Signed):
    """Ids of claims as they stood, and of the rows that took their place, as the decision was answered with."""

    before: list[Annotated[str, Field(max_length=120)]] = Field(min_length=1, max_length=2)
    after: list[Annotated[str, Field(max_length=120)]] = Field(min_length=1, max_length=20)


def queue(
    folder: AskedCase,
    kind: Annotated[str | None, Query(max_length=40, description="Only proposals of this kind of check.")] = None,
    testable: Annotated[bool, Query(description="Only what tracks, registers or physics could test.")] = False,  # noqa: FBT002  a parameter of the address
) -> Document:
    """Proposals that wait, the first 200 of them with their words in their place in the original."""
    waiting = [one for one in folder.current(Claim) if one.review_state == "proposed"]
    wanted = [
        one
        for one in waiting
        if kind in {None, one.kind} and (not testable or one.checkability in _TESTABLE)
    ]  # fmt: skip
    content = {
        "waiting": len(waiting),
        "fitting": len(wanted),
        "cards": [words_of(folder, one) for one in wanted[:_MOST_CARDS]],
        "editable": {name: list(CHOICES.get(name, ())) for name in (*EDITABLE, "speaker", "quote")},
        "reconstruction": is_simulated(folder),
    }
    return Document(content)


def judge(request: Request, folder: AskedCase, claim_id: ClaimId, judged: Judged) -> Document:
    """Accept a claim, or reject it."""
    who = writer(request, judged, Role.EDITOR)
    return _done(folder, lambda claim: case_review.decide(folder, claim, judged.state, *who), claim_id)


def edit(request: Request, folder: AskedCase, claim_id: ClaimId, edited: Edited) -> Document:
    """Set values of a claim; other words of the text are read anew."""
    who = writer(request, edited, Role.EDITOR)
    return _done(folder, lambda claim: case_review.edit(folder, claim, edited.changes, *who), claim_id)


def split(request: Request, folder: AskedCase, claim_id: ClaimId, parts: Split) -> Document:
    """Put several claims in the place of one, each on its own words."""
    who = writer(request, parts, Role.EDITOR)
    return _done(folder, lambda claim: case_review.split(folder, claim, parts.quotes, *who), claim_id)


def merge(request: Request, folder: AskedCase, claim_id: ClaimId, merged: Merged) -> Document:
    """Make one claim of two that say the same."""
    who = writer(request, merged, Role.EDITOR)
    other = asked_claim(folder, merged.following)
    return _done(folder, lambda claim: case_review.merge(folder, claim, other, *who), claim_id)


def undo(request: Request, folder: AskedCase, undone: Undone) -> Document:
    """Put a decision back, by rows that supersede it."""
    who: Writer = writer(request, undone, Role.EDITOR)
    before = [asked_claim(folder, one) for one in undone.before]
    after = [asked_claim(folder, one) for one in undone.after]
    back = _allowed(lambda: case_review.undo(folder, Decision(before, after), *who))
    return Document({"back": _cards(folder, back), "waiting": _waiting(folder)})


def _done(folder: CaseFolder, decide: Callable[[Claim], Decision], claim_id: str) -> Document:
    claim = asked_claim(folder, claim_id)
    decision = _allowed(lambda: decide(claim))
    content = {
        "before": [one.claim_id for one in decision.before],
        "after": [one.claim_id for one in decision.after],
        "claims": [to_json(one) for one in decision.after],
        "waiting": _waiting(folder),
    }
    return Document(content)


def _allowed(decide: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever the decision gives
    try:
        return decide()
    except ValueError as error:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error


def _cards(folder: CaseFolder, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    return [words_of(folder, one) for one in claims]


def _waiting(folder: CaseFolder) -> int:
    return sum(one.review_state == "proposed" for one in folder.current(Claim))


add_page(router, "/cases/{slug}/queue", queue, ONE, lasting=False)
add_action(router, "/cases/{slug}/claims/{claim_id}/judge", judge)
add_action(router, "/cases/{slug}/claims/{claim_id}/edit", edit)
add_action(router, "/cases/{slug}/claims/{claim_id}/split", split)
add_action(router, "/cases/{slug}/claims/{claim_id}/merge", merge)
add_action(router, "/cases/{slug}/undo", undo)
