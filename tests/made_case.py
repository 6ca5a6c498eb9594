"""A small case for tests: one pasted text, two claims, a check and an assessment, at fixed times."""

import hashlib
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

from skywitness.model import (
    Assessment,
    Attribution,
    Capture,
    Case,
    CaseEvent,
    CaseSource,
    Check,
    Claim,
    ClaimLink,
    ClaimTime,
    Hedge,
    Observation,
    Quantity,
    TextSpan,
    TextZone,
)
from skywitness.store.cases.folder import CaseFolder

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEXT = "Два самолёта приземлились в Каракасе. About 100 soldiers got off, up to 40 tons were unloaded.\n"
TEXT_SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
CASE = Case("caracas", "Aircraft at Caracas", None, "open", "Ana", AT, "America/Caracas", "internal", 1)
SOURCE = CaseSource(
    "source-1",
    "article",
    "Aeronaves",
    "http://example.org/a",
    None,
    "Example",
    ["A. B."],
    "2019-03-24",
    "ru",
    "secondary",
    ["Reuters"],
    "C",
    None,
    False,
)
CAPTURE = Capture(
    "capture-1",
    "source-1",
    "paste",
    AT,
    "Ana",
    "skywitness 0.1",
    None,
    None,
    [],
    None,
    "text/plain",
    TEXT_SHA256,
    len(TEXT.encode()),
    None,
    None,
    TEXT_SHA256,
    "as it is",
    ["content_ok"],
    ["102 words"],
    False,
    False,
    False,
    None,
)
SPAN = TextSpan("capture-1", TEXT_SHA256, 38, 64, TEXT[38:64], TEXT[6:38], TEXT[64:96], 0, "body")
CLAIM = Claim(
    "claim-1",
    [SPAN],
    "About 100 soldiers arrived.",
    "personnel",
    "asserts",
    "assert",
    "indirect",
    [Attribution(0, "Example", None, "named", None, None)],
    [Hedge("approximator", "About", 38, 43)],
    [Quantity("soldiers", 0.0, math.inf, "person", "100", "at least")],
    [ClaimTime("2019-03-23", AT - timedelta(days=2800), None, "day", "Saturday", "weekday", "2019-03-24", "UTC")],
    [],
    [],
    "physics",
    "rule",
    "claims 1",
    0.62500001,
)
OBSERVATION = Observation(
    "landing-1",
    "landing",
    "154073",
    AT - timedelta(days=2801),
    AT - timedelta(days=2801),
    ["SVMI"],
    10.6,
    -66.99,
    "It landed at SVMI.",
    ["flight 7"],
    ["ab" * 32],
    "flights 3",
    True,
)
CHECK = Check(
    "check-1",
    "claim-1",
    "personnel",
    "plausible",
    None,
    "Up to 440 fit.",
    [OBSERVATION],
    [],
    "nothing",
    "more seats",
    [],
    None,
    ["seats_most"],
    ["440"],
    "skywitness case check claim-1",
    "personnel 1",
    AT,
    True,
)
ASSESSMENT = Assessment(
    "assessment-1",
    "claim-1",
    "plausible",
    None,
    "It can be.",
    "likely",
    "low",
    3,
    ["landing-1"],
    [],
    [],
    "personnel 1",
    AT,
    None,
    None,
    None,
)
EVENT = CaseEvent(
    "event-1",
    "2019-03-23",
    AT - timedelta(days=2801),
    None,
    "day",
    "Landing",
    "observed",
    ["SVMI"],
    ["claim-1"],
    ["landing-1"],
    True,
)
ZONE = TextZone("zone-1", "capture-1", TEXT_SHA256, 0, len(TEXT), 0, "body", "pasted")
RECORDS = (
    SOURCE,
    CAPTURE,
    ZONE,
    CLAIM,
    CLAIM._replace(claim_id="claim-2"),
    ClaimLink("claim-1", "claim-2", "same_as", "words", "Ana"),
    OBSERVATION,
    CHECK,
    ASSESSMENT,
    EVENT,
)


def made_case(path: Path) -> CaseFolder:
    """The case in a new folder."""
    case = CaseFolder.create(path, CASE, "Ana", AT)
    with case.writing("Ana", AT) as write:
        write.add_blob(TEXT.encode(), "text/plain")
        for record in RECORDS:
            write.append(record)
    return case
