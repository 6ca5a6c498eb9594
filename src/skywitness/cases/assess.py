"""Assess: a check becomes a proposed assessment; a named person approves it, with another verdict if need be."""

from datetime import datetime
from typing import Final

from skywitness.cases.grades import CONFIDENCES, CREDIBILITIES, LIKELIHOODS, VERDICT_WORDS
from skywitness.model import Assessment, Check

_GRADED: Final = {
    "corroborated": ("very likely", "moderate", 2),
    "partly_corroborated": ("likely", "low", 3),
    "contradicted": ("very unlikely", "moderate", 5),
    "plausible": (None, "low", 3),
    "implausible": ("unlikely", "moderate", 5),
}
"""Likelihood, confidence and Admiralty grade that a machine proposes; judgement. The ends of both scales are left
to people: no machine calls a claim almost certain, or confirmed."""
_OPEN: Final = (None, "low", 6)
NEEDS_WORDS: Final = frozenset({"contradicted", "implausible"})
"""Verdicts that a person who reached them without evidence against the claim must give a reason for."""


class ApprovalError(Exception):
    """An assessment cannot be approved so; the message says why."""


def proposed(check: Check, at: datetime, supersedes: Assessment | None = None) -> Assessment:
    """The assessment that a check proposes.

    What rests on simulated positions is graded as nothing: a reconstruction shows how a check works, and gives no
    likelihood.

    Args:
        check: the latest of the claim.
        at: UTC.
        supersedes: the assessment that stands, None for none.
    """
    likelihood, confidence, credibility = _OPEN if check.reconstruction else _GRADED.get(check.verdict, _OPEN)
    return Assessment(
        assessment_id=f"assessment-{check.check_id}",
        claim_id=check.claim_id,
        verdict=check.verdict,
        reason=check.reason,
        sentence=check.sentence,
        likelihood=likelihood,
        analytic_confidence=confidence,
        credibility=credibility,
        supporting=[one.observation_id for one in check.supporting],
        opposing=[one.observation_id for one in check.opposing],
        alternatives=check.alternatives,
        proposed_by=check.algorithm,
        proposed_at=at,
        approved_by=None,
        approved_at=None,
        supersedes=supersedes.assessment_id if supersedes else None,
    )


def approved(proposal: Assessment, person: str, at: datetime, **changes: object) -> Assessment:
    """The assessment as a person signs it; the proposal stays and is superseded.

    Args:
        proposal: what stands.
        person: their name.
        at: UTC.
        changes: other values for ``verdict``, ``reason``, ``sentence``, ``likelihood``, ``analytic_confidence`` or
            ``credibility``.

    Raises:
        ApprovalError: without a name, with a word that no scale has, or a contradiction that nothing was seen for
            and no words explain.
    """
    if not person.strip():
        raise ApprovalError("an assessment is approved by a person with a name")
    signed = proposal._replace(**changes) if changes else proposal  # type: ignore[arg-type]  # checked below
    _require_known(signed)
    unseen = signed.verdict in NEEDS_WORDS and not signed.opposing
    if unseen and ("sentence" not in changes or signed.sentence == proposal.sentence):
        raise ApprovalError(f"{VERDICT_WORDS[signed.verdict]} with nothing seen against it: say why in a sentence")
    return signed._replace(
        assessment_id=f"{proposal.assessment_id}-approved-{at:%Y%m%dT%H%M%SZ}",
        approved_by=person.strip(),
        approved_at=at,
        supersedes=proposal.assessment_id,
    )


def _require_known(signed: Assessment) -> None:
    if signed.verdict not in VERDICT_WORDS:
        raise ApprovalError(f"no verdict {signed.verdict!r}; there are {', '.join(VERDICT_WORDS)}")
    if signed.likelihood is not None and signed.likelihood not in LIKELIHOODS:
        raise ApprovalError(f"no likelihood {signed.likelihood!r}; there are {', '.join(LIKELIHOODS)}")
    if signed.analytic_confidence not in CONFIDENCES or signed.credibility not in CREDIBILITIES:
        raise ApprovalError("confidence is low, moderate or high; credibility is 1 to 6")
