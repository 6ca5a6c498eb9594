"""ClaimReview: schema.org's form for checked claims, as JSON-LD."""

import json
from typing import Any

from skywitness.cases.dossier import words
from skywitness.cases.dossier.content import Content
from skywitness.model import Assessment, Claim

_RATINGS = {"corroborated": 5, "partly_corroborated": 4, "plausible": 3, "implausible": 2, "contradicted": 1}
"""Verdicts on ClaimReview's scale of 1 to 5; the others have no rating, only their name."""


def claim_reviews(content: Content) -> str:
    """A list of reviews: of claims whose conclusion a person approved, and of no others."""
    reviewed = [
        (claim, assessment)
        for claim in content.claims
        if (assessment := content.assessments.get(claim.claim_id)) is not None and assessment.approved_by
    ]
    graph = [_review(content, claim, assessment) for claim, assessment in reviewed]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, sort_keys=True)


def _review(content: Content, claim: Claim, assessment: Assessment) -> dict[str, Any]:
    source = content.source(claim)
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": words.verdict(assessment.verdict)}
    if assessment.verdict in _RATINGS:
        rating |= {"ratingValue": _RATINGS[assessment.verdict], "bestRating": 5, "worstRating": 1}
    appearance = {
        "@type": "CreativeWork",
        "headline": source.title if source else None,
        "url": source.url if source else None,
        "datePublished": source.published if source else None,
        "publisher": {"@type": "Organization", "name": source.publisher} if source and source.publisher else None,
    }
    check = content.checks.get(claim.claim_id)
    label = "Reconstruction. " if check and check.reconstruction else ""
    return {
        "@type": "ClaimReview",
        "identifier": assessment.assessment_id,
        "datePublished": f"{assessment.approved_at:%Y-%m-%d}" if assessment.approved_at else None,
        "author": {"@type": "Person", "name": assessment.approved_by},
        "claimReviewed": claim.proposition,
        "reviewBody": f"{label}{assessment.sentence}",
        "reviewRating": rating,
        "itemReviewed": {
            "@type": "Claim",
            "text": claim.spans[0].exact if claim.spans else claim.proposition,
            "author": _author(claim),
            "appearance": {key: value for key, value in appearance.items() if value is not None},
        },
    }


def _author(claim: Claim) -> dict[str, str] | None:
    """The innermost speaker, whose words they are to be."""
    if not claim.attributions:
        return None
    innermost = max(claim.attributions, key=lambda one: one.depth)
    return {"@type": "Thing" if innermost.anonymity != "named" else "Person", "name": innermost.speaker}
