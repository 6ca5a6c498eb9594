"""Fresh: which proposals are new to a case; what a person has decided is never proposed once more."""

from collections.abc import Iterable, Sequence

from skywitness.cases.text_stretch import Stretch
from skywitness.model import Claim, TextSpan

_SAME_SHARE = 0.5
"""Words that a person has decided on and half of which a proposal shares are the same words (judgement)."""


def fresh(proposed: Iterable[Claim], known: Sequence[Claim]) -> list[Claim]:
    """Proposals whose words no claim of the case has.

    Args:
        proposed: of a text.
        known: every claim of the case ever recorded, superseded ones too.
    """
    decided = [span for claim in known if claim.review_state != "proposed" for span in claim.spans]
    waiting = {_key(span) for claim in known for span in claim.spans}
    return [
        claim
        for claim in proposed
        if _key(claim.spans[0]) not in waiting and not any(_same(claim.spans[0], span) for span in decided)
    ]


def _key(span: TextSpan) -> tuple[str, str, int, int]:
    return span.capture_id, span.text_sha256, span.start, span.end


def _same(one: TextSpan, other: TextSpan) -> bool:
    """Whether two stretches of one text share half of the longer one."""
    if (one.capture_id, one.text_sha256) != (other.capture_id, other.text_sha256):
        return False
    shared = Stretch(max(one.start, other.start), min(one.end, other.end))
    return shared.end - shared.start >= _SAME_SHARE * max(one.end - one.start, other.end - other.start)
