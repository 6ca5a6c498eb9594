"""Assessment: what is concluded of a claim, proposed by a machine or a person and signed by a person."""

from datetime import datetime
from typing import NamedTuple


class Assessment(NamedTuple):
    """One conclusion; a later one supersedes it and never erases it.

    Attributes:
        assessment_id: unique in the case.
        claim_id: the claim.
        verdict: as in Check.
        reason: as in Check.
        sentence: what is concluded, in plain words.
        likelihood: words of ICD 203, ``almost no chance`` to ``almost certain``; None where no probability is
            meant.
        analytic_confidence: ``low``, ``moderate`` or ``high``.
        credibility: Admiralty grade of the claim's information, 1 (confirmed) to 6 (cannot be judged).
        supporting: observation_ids, claim_ids and capture_ids for it.
        opposing: the same against it.
        alternatives: other explanations, in words.
        proposed_by: the check's name and version, or a person's name.
        proposed_at: UTC.
        approved_by: name of the person who signed it; None while it is a proposal.
        approved_at: UTC.
        supersedes: assessment_id of the one that this one replaces.
    """

    assessment_id: str
    claim_id: str
    verdict: str
    reason: str | None
    sentence: str
    likelihood: str | None
    analytic_confidence: str
    credibility: int
    supporting: list[str]
    opposing: list[str]
    alternatives: list[str]
    proposed_by: str
    proposed_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    supersedes: str | None
