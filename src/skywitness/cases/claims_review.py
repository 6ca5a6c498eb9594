"""Review: what a person decides on a proposal, each decision a new row that supersedes the old one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from skywitness.cases.claims_kinds import CHECKABILITY
from skywitness.model import Claim, ClaimLink

KINDS = (*CHECKABILITY, "none")
"""Every kind of check."""
EDITABLE = ("proposition", "kind", "polarity", "speech_act", "quote_kind", "checkability")
"""Fields that a person sets by typing a value."""
CHOICES = {
    "kind": KINDS,
    "polarity": ("asserts", "denies"),
    "speech_act": ("assert", "deny", "demand", "threaten", "predict", "allege", "question", "evaluate"),
    "quote_kind": ("direct", "partial", "indirect", "author_voice", "headline", "caption"),
    "checkability": ("track", "registry", "physics", "external", "not_checkable", "meta"),
}
"""Values that such a field can have, where they are counted."""


def decided(claim: Claim, state: str, by: str, at: datetime) -> Claim:
    """A claim that a person accepted or rejected.

    Args:
        claim: as it stands in the case.
        state: ``accepted``, ``edited``, ``rejected``; ``proposed`` to put it back.
        by: the person's name.
        at: UTC.
    """
    return claim._replace(
        claim_id="", review_state=state, reviewer=by, reviewed_at=at, supersedes=claim.claim_id, split_from=None
    )


def edited(claim: Claim, changes: dict[str, str], by: str, at: datetime) -> Claim:
    """A claim with values that a person typed; ``speaker`` sets the innermost one.

    Raises:
        ValueError: no such field, or no such value of it.
    """
    values: dict[str, Any] = {}
    for name, value in changes.items():
        if name == "speaker":
            chain = list(claim.attributions)
            chain[-1] = chain[-1]._replace(speaker=value)
            values["attributions"] = chain
        elif name not in EDITABLE:
            raise ValueError(f"no field {name!r}; there are {', '.join((*EDITABLE, 'speaker', 'quote'))}")
        elif value not in CHOICES.get(name, (value,)):
            raise ValueError(f"{name} is one of {', '.join(CHOICES[name])}")
        else:
            values[name] = value
    if "kind" in values and "checkability" not in values:
        values["checkability"] = CHECKABILITY.get(values["kind"], claim.checkability)
    return decided(claim._replace(**values), "edited", by, at)


def parts_of(claim: Claim, parts: Sequence[Claim], by: str, at: datetime) -> list[Claim]:
    """A compound claim as several; each supersedes it.

    Args:
        claim: as it stands in the case.
        parts: claims on their own words, as ``claims_resolve`` makes them.
        by: the person's name.
        at: UTC.
    """
    return [
        decided(part, "edited", by, at)._replace(supersedes=claim.claim_id, split_from=claim.claim_id)
        for part in parts
    ]


def merged(first: Claim, second: Claim, by: str, at: datetime) -> tuple[Claim, Claim]:
    """Two claims that say one thing: one with the words of both, and the second one put away."""
    both = first._replace(
        spans=[*first.spans, *second.spans],
        hedges=_union(first.hedges, second.hedges),
        quantities=_union(first.quantities, second.quantities),
        times=_union(first.times, second.times),
        places=_union(first.places, second.places),
        aircraft=_union(first.aircraft, second.aircraft),
    )
    return decided(both, "edited", by, at), decided(second, "rejected", by, at)


def merge_link(merged_id: str, second_id: str, by: str) -> ClaimLink:
    """Says why the second of two merged claims was put away."""
    return ClaimLink(second_id, merged_id, "same_as", "merged into it in the queue", by)


def _union(one: Sequence[Any], other: Sequence[Any]) -> list[Any]:
    return [*one, *(item for item in other if item not in one)]
