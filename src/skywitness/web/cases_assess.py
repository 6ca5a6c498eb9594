"""``/cases/…/assessment``: what checks propose, and what a named person signs."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import Field

from skywitness.cases.assess import ApprovalError, approved
from skywitness.cases.grades import CONFIDENCES, CREDIBILITIES, LIKELIHOODS, VERDICT_WORDS
from skywitness.model import Assessment, Check, Claim
from skywitness.pipeline.case_assess import assess
from skywitness.pipeline.check_claim import check_claims
from skywitness.store.cases.errors import CaseConflictError
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.values import to_json
from skywitness.web.answer import Document, Rows
from skywitness.web.cases import frame_of, is_simulated, latest_checks
from skywitness.web.cases_asked import AskedCase, Signed, add_action, asked_claim, one_of, writer
from skywitness.web.page import LIST, add_page
from skywitness.web.problems import ProblemError
from skywitness.web.site import AskedSite
from skywitness.web.users import Role

router = APIRouter(tags=["cases"])
_ACCEPTED = frozenset({"accepted", "edited"})
_MOST_CLAIMS = 200
SCALES = {
    "verdicts": list(VERDICT_WORDS),
    "likelihoods": list(LIKELIHOODS),
    "confidences": list(CONFIDENCES),
    "credibilities": [{"grade": grade, "words": words} for grade, words in CREDIBILITIES.items()],
}


class Checked(Signed):
    """Which claims to check anew; all that somebody accepted where none is named."""

    claims: list[Annotated[str, Field(max_length=120)]] = Field(default=[], max_length=_MOST_CLAIMS)


class Approved(Signed):
    """What is signed: an assessment as it stands, or with other values for what is given.

    Attributes:
        assessment_id: the one that the person read; where another stands by now, nothing is signed.
        verdict: another one.
        sentence: in the person's words.
        likelihood: another one; null for none.
        analytic_confidence: another one.
        credibility: another one.
    """

    assessment_id: str = Field(max_length=240)
    verdict: str | None = Field(None, max_length=40)
    sentence: str | None = Field(None, max_length=4_000)
    likelihood: str | None = Field(None, max_length=40)
    analytic_confidence: str | None = Field(None, max_length=40)
    credibility: int | None = None


def assessments(folder: AskedCase) -> Rows:
    """Claims that somebody accepted, each with what its check proposes and what was signed."""
    checks = latest_checks(folder)
    standing = {one.claim_id: one for one in folder.current(Assessment)}
    rows = [
        _row(one, checks.get(one.claim_id), standing.get(one.claim_id))
        for one in folder.current(Claim)
        if one.review_state in _ACCEPTED
    ]
    return Rows(frame_of(rows), len(rows), more={"reconstruction": is_simulated(folder), "scales": SCALES})


def check(request: Request, site: AskedSite, folder: AskedCase, asked: Checked) -> Document:
    """Hold claims against the record, and propose an assessment of each."""
    who = writer(request, asked, Role.EDITOR)
    found = list(check_claims(folder, site.archive(), _wanted(folder, asked.claims), who.at))
    with folder.writing(*who) as write:
        for one in found:
            write.append(one)
    new, links = assess(folder, *who)
    return Document({"checks": [to_json(one) for one in found], "proposed": len(new), "links": len(links)})


def approve(
    request: Request, folder: AskedCase, claim_id: Annotated[str, Path(max_length=120)], asked: Approved
) -> Document:
    """Sign an assessment by name; what stood before is superseded and never erased."""
    who = writer(request, asked, Role.APPROVER)
    claim = asked_claim(folder, claim_id)
    standing = [one for one in folder.current(Assessment) if one.claim_id == claim.claim_id]
    proposal = one_of(standing, "assessment of", claim_id)
    if proposal.assessment_id != asked.assessment_id:
        raise CaseConflictError(
            f"another assessment of {claim_id[:64]} stands by now; nothing was signed, read that one"
        )
    given = asked.model_dump(include=asked.model_fields_set - {"by", "assessment_id"})
    changes = {name: value for name, value in given.items() if value is not None or name == "likelihood"}
    try:
        signed = approved(proposal, who.name, who.at, **changes)
    except ApprovalError as error:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    folder.append(signed, *who)
    return Document({"assessment": to_json(signed)})


def _wanted(folder: CaseFolder, ids: Sequence[str]) -> list[Claim]:
    standing = folder.current(Claim)
    if not ids:
        return [one for one in standing if one.review_state in _ACCEPTED]
    return [one_of([one for one in standing if one.claim_id == name], "standing claim", name) for name in ids]


def _row(claim: Claim, check: Check | None, standing: Assessment | None) -> dict[str, Any]:
    own = standing._asdict() if standing else dict.fromkeys(Assessment._fields)
    named = {
        "claim_id": claim.claim_id,
        "proposition": claim.proposition,
        "speaker": claim.attributions[-1].speaker,
        "kind": claim.kind,
        "check_verdict": check.verdict if check else None,
        "check_sentence": check.sentence if check else None,
        "reconstruction": bool(check and check.reconstruction),
    }
    return own | named


add_page(router, "/cases/{slug}/assessment", assessments, LIST, lasting=False)
add_action(router, "/cases/{slug}/check", check)
add_action(router, "/cases/{slug}/claims/{claim_id}/approve", approve)
