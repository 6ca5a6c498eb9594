"""Case assess: a case in; proposed assessments of its checked claims, and links between claims, out."""

from datetime import datetime

from skywitness.cases.assess import proposed
from skywitness.cases.links import LinkProposer
from skywitness.model import Assessment, Check, Claim, ClaimLink
from skywitness.store.cases.folder import CaseFolder


def assess(folder: CaseFolder, by: str, at: datetime) -> tuple[list[Assessment], list[ClaimLink]]:
    """Propose from the latest checks, and store it; what a person approved stays until its check says otherwise.

    Args:
        folder: of the case.
        by: name of the person who asks for it.
        at: UTC.

    Returns:
        What was added.
    """
    new, links = propose(folder, at), _new_links(folder)
    with folder.writing(by, at) as write:
        for record in (*new, *links):
            write.append(record)
    return new, links


def propose(folder: CaseFolder, at: datetime) -> list[Assessment]:
    """Assessments for checks that none rests on yet."""
    standing = {one.claim_id: one for one in folder.current(Assessment)}
    known = {one.assessment_id for one in folder.rows(Assessment)}
    current = {one.claim_id for one in folder.current(Claim)}
    latest = {one.claim_id: one for one in folder.rows(Check) if one.claim_id in current}
    found = [proposed(one, at, standing.get(one.claim_id)) for one in latest.values()]
    return [one for one in found if one.assessment_id not in known and _differs(one, standing.get(one.claim_id))]


def _differs(one: Assessment, standing: Assessment | None) -> bool:
    """A signed assessment gives way only to a check that comes to another verdict."""
    signed = standing is not None and standing.approved_by is not None
    return not signed or standing is None or (one.verdict, one.reason) != (standing.verdict, standing.reason)


def _new_links(folder: CaseFolder) -> list[ClaimLink]:
    known = {(one.from_claim_id, one.to_claim_id, one.kind) for one in folder.rows(ClaimLink)}
    found = LinkProposer().propose(folder.current(Claim))
    return [one for one in found if (one.from_claim_id, one.to_claim_id, one.kind) not in known]
