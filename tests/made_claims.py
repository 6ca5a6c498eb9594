"""Made claims: short texts of our own, read into claims."""

from datetime import date

from skywitness.cases.claims_propose import propose
from skywitness.cases.claims_settings import Document
from skywitness.model import Claim
from skywitness.pipeline.claims import lexicons

MONDAY = date(2024, 5, 13)


def read(text: str, published: date | None = MONDAY) -> list[Claim]:
    """Claims of a text that stands in the paper "The Example"."""
    return propose(
        Document(text, None, published, "The Example", "Africa/Nairobi", captured=date(2024, 5, 20)), lexicons()
    )


def one(sentence: str) -> Claim:
    """The first claim of a sentence."""
    return read(f"{sentence.rstrip('.')}.")[0]
