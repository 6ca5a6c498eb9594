"""``/cases/…/claims``: what sources claim, and one claim with all that speaks for and against it."""

from typing import Any

from fastapi import APIRouter

from skywitness.cases.claims_table import flat
from skywitness.cases.marked_text import InPlace, in_place
from skywitness.cases.text_stretch import Stretch
from skywitness.model import Assessment, Capture, CaseSource, Check, Claim, ClaimLink, TextSpan
from skywitness.pipeline.case_map import cited_flights, cited_lines, journey, journey_lines, pins_of
from skywitness.store.cases.errors import CaseError
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.values import to_json
from skywitness.web.answer import Document, Rows
from skywitness.web.cases import frame_of, latest_checks
from skywitness.web.cases_asked import AskedCase, asked_claim
from skywitness.web.cases_drawn import drawn
from skywitness.web.page import LIST, ONE, add_page
from skywitness.web.site import AskedSite

router = APIRouter(tags=["cases"])
_MOST_FLIGHTS = 24


def claims(folder: AskedCase) -> Rows:
    """Claims as they stand, with the verdict of the latest check and who signed."""
    checks = latest_checks(folder)
    standing = {one.claim_id: one for one in folder.current(Assessment)}
    found = [
        flat(one) | _concluded(checks.get(one.claim_id), standing.get(one.claim_id))
        for one in folder.current(Claim)
        if one.review_state != "rejected"
    ]
    return Rows(frame_of(found), len(found))


def one_claim(folder: AskedCase, claim_id: str) -> Document:
    """One claim: its words in their place, who says it, its checks, its assessment, and its history."""
    claim = asked_claim(folder, claim_id)
    ordered = [one.claim_id for one in folder.current(Claim) if one.review_state != "rejected"]
    checks = folder.where(Check, "claim_id", claim_id)
    assessments = folder.where(Assessment, "claim_id", claim_id)
    superseded = {one.supersedes for one in assessments}
    standing = [one for one in assessments if one.assessment_id not in superseded]
    at = ordered.index(claim_id) if claim_id in ordered else None
    content = {
        **words_of(folder, claim),
        "superseded_by": [one.claim_id for one in folder.where(Claim, "supersedes", claim_id)],
        "history": [_told(one) for one in _history(folder, claim)],
        "check": to_json(checks[-1]) if checks else None,
        "checks_before": [_ran(one) for one in checks[:-1]],
        "assessment": to_json(standing[-1]) if standing else None,
        "assessments_before": [to_json(one) for one in assessments if one.assessment_id in superseded],
        "links": _links(folder, claim_id),
        "previous": ordered[at - 1] if at else None,
        "following": ordered[at + 1] if at is not None and at + 1 < len(ordered) else None,
        "reconstruction": bool(checks and checks[-1].reconstruction),
    }  # fmt: skip
    return Document(content)


def claim_map(site: AskedSite, folder: AskedCase, claim_id: str) -> Document:
    """The flights that the latest check of a claim rests on; where there are none, those of the whole case."""
    claim = asked_claim(folder, claim_id)
    check = latest_checks(folder).get(claim.claim_id)
    archive = site.archive()
    cited = cited_flights(archive, check) if check else []
    if check is None or not cited:
        flights = journey(archive, latest_checks(folder).values())
        notes = ["no flight bears on this claim: these are the flights of the whole case"] if flights else []
        return drawn(journey_lines(archive, flights), pins_of(archive, flights), [], notes)
    shown = cited[-_MOST_FLIGHTS:]
    notes = [f"the latest {len(shown)} of {len(cited)} flights are drawn"] if len(shown) < len(cited) else []
    seen = [(one, True) for one in check.supporting] + [(one, False) for one in check.opposing]
    return drawn(cited_lines(archive, shown), pins_of(archive, shown), seen, notes)


def words_of(folder: CaseFolder, claim: Claim) -> dict[str, Any]:
    """A claim, its words in their place in the original, and the source that they stand in."""
    span = claim.spans[0]
    capture = next(iter(folder.where(Capture, "capture_id", span.capture_id)), None)
    sources = [one for one in folder.current(CaseSource) if capture and one.source_id == capture.source_id]
    return {
        "claim": to_json(claim),
        "place": _place(folder, span)._asdict(),
        "source": to_json(sources[0]) if sources else None,
    }


def _place(folder: CaseFolder, span: TextSpan) -> InPlace:
    """From the text; where its bytes were deleted or changed, from what the claim keeps of it."""
    try:
        return in_place(folder.text(span.text_sha256), Stretch(span.start, span.end))
    except CaseError:
        return InPlace(span.prefix, span.exact, span.suffix, begins=False, ends=False)


def _concluded(check: Check | None, standing: Assessment | None) -> dict[str, Any]:
    concluded = standing or check
    return {
        "verdict": concluded.verdict if concluded else None,
        "reason": concluded.reason if concluded else None,
        "approved_by": standing.approved_by if standing else None,
        "reconstruction": bool(check and check.reconstruction),
    }


def _history(folder: CaseFolder, claim: Claim) -> list[Claim]:
    """Rows that it supersedes, the latest first."""
    found, key = [], claim.supersedes
    while key is not None:
        found.append(folder.get(Claim, key))
        key = found[-1].supersedes
    return found


def _ran(check: Check) -> dict[str, Any]:
    return {"check_id": check.check_id, "verdict": check.verdict, "ran_at": check.ran_at}


def _told(claim: Claim) -> dict[str, Any]:
    by = claim.reviewer or claim.extractor
    return {
        "claim_id": claim.claim_id, "review_state": claim.review_state, "by": by, "at": claim.reviewed_at,
        "proposition": claim.proposition,
    }  # fmt: skip


def _links(folder: CaseFolder, claim_id: str) -> list[dict[str, Any]]:
    found = []
    for link in folder.rows(ClaimLink):
        if claim_id in {link.from_claim_id, link.to_claim_id}:
            other = link.to_claim_id if link.from_claim_id == claim_id else link.from_claim_id
            claim = folder.get(Claim, other)
            found.append(link._asdict() | {"other": other, "proposition": claim.proposition})
    return found


add_page(router, "/cases/{slug}/claims", claims, LIST, lasting=False)
add_page(router, "/cases/{slug}/claims/{claim_id}/map", claim_map, ONE, page=False, lasting=False)
add_page(router, "/cases/{slug}/claims/{claim_id}", one_claim, ONE, lasting=False)
