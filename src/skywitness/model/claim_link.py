"""Claim link: how one claim stands to another."""

from typing import NamedTuple


class ClaimLink(NamedTuple):
    """A relation between two claims.

    Attributes:
        from_claim_id: the one.
        to_claim_id: the other.
        kind: ``same_as``, ``narrower``, ``entails``, ``contradicts``, ``repeats``, ``quotes`` or ``updates``; read
            as "from … kind … to".
        basis: why it is said to be so, in words.
        made_by: name of the person or of the rule.
    """

    from_claim_id: str
    to_claim_id: str
    kind: str
    basis: str
    made_by: str
