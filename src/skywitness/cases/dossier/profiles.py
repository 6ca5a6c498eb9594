"""Profiles: what of a case goes out: everything, all but confidential sources, or what everybody may see."""

from typing import Final

from skywitness.cases.dossier.content import Content
from skywitness.model import Assessment, Capture, Check, Claim

PROFILES: Final = {
    "internal": "everything, for the people who work on the case",
    "legal": "without confidential sources; with who captured what",
    "public": "without confidential sources, the people who captured, notes, and addresses as they were asked for",
}
"""Every profile and what it leaves out."""
_WITHHELD: Final = "withheld"
_GUARDED: Final = "This rests on a source that is withheld here."


def profiled(content: Content) -> Content:
    """The content that its profile lets out.

    A source marked confidential takes its claims, checks, assessments and events with it. The names of people who
    approved stay in every profile: a conclusion is signed.
    """
    if content.profile == "internal":
        return content
    hidden = {one.source_id for one in content.sources if one.confidential}
    captures = {key: one for key, one in content.captures.items() if key not in hidden}
    kept = [one for one in content.claims if _shown(one, {capture.capture_id for capture in captures.values()})]
    ids = {one.claim_id for one in kept}
    secret = _secrets(content, hidden)
    shown = content._replace(
        sources=[one for one in content.sources if not one.confidential],
        captures=captures,
        claims=kept,
        checks={key: _guarded(one, secret) for key, one in content.checks.items() if key in ids},
        assessments={
            key: _blunted(one, content, secret) for key, one in content.assessments.items() if key in ids
        },
        links=[one for one in content.links if {one.from_claim_id, one.to_claim_id} <= ids],
        events=[one for one in content.events if set(one.claim_ids) & ids],
    )
    return _public(shown) if content.profile == "public" else shown


def _shown(claim: Claim, captures: set[str]) -> bool:
    return not claim.spans or claim.spans[0].capture_id in captures


def _secrets(content: Content, hidden: set[str]) -> tuple[str, ...]:
    """Words by which evidence names a source that is left out: its capture and its publisher."""
    captures = [one.capture_id for key, one in content.captures.items() if key in hidden]
    names = [one.publisher or one.title for one in content.sources if one.source_id in hidden]
    return (*captures, *names)


def _rests_on(check: Check | None, secret: tuple[str, ...]) -> bool:
    observations = (*check.supporting, *check.opposing) if check else ()
    return any(basis.startswith(secret) for one in observations for basis in one.basis)


def _guarded(check: Check, secret: tuple[str, ...]) -> Check:
    """A check without the evidence that would name a source that is left out."""
    if not _rests_on(check, secret):
        return check
    return check._replace(sentence=_GUARDED, supporting=[], opposing=[], alternatives=[], base_rate=None)


def _blunted(assessment: Assessment, content: Content, secret: tuple[str, ...]) -> Assessment:
    if not _rests_on(content.checks.get(assessment.claim_id), secret):
        return assessment
    return assessment._replace(sentence=_GUARDED, supporting=[], opposing=[], alternatives=[])


def _public(content: Content) -> Content:
    return content._replace(
        case=content.case._replace(created_by=_WITHHELD),
        sources=[one._replace(notes=None) for one in content.sources],
        captures={key: _without_people(one) for key, one in content.captures.items()},
        claims=[one._replace(reviewer=None, extractor=_anonymous(one)) for one in content.claims],
        made_by=_WITHHELD,
    )


def _without_people(capture: Capture) -> Capture:
    """Without who captured it, and without addresses that may hold what was typed or a password."""
    return capture._replace(operator=_WITHHELD, requested_url=None, redirects=[], quality_evidence=[])


def _anonymous(claim: Claim) -> str:
    return "a person" if claim.extracted_by == "human" else claim.extractor
