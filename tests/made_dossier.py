"""A dossier's content for tests: of the small case with a way on the map, and with an attack in every text."""

from datetime import UTC, datetime, timedelta

from made_case import ASSESSMENT, CAPTURE, CASE, CHECK, CLAIM, OBSERVATION, SOURCE
from skywitness.cases.dossier.content import Content, Line, Pin
from skywitness.cases.origins import Origins
from skywitness.cases.timeline import timeline

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\"'&"


def content(**more: object) -> Content:
    """The content of the small case, with a way on the map."""
    signed = ASSESSMENT._replace(approved_by="Ada Quist", approved_at=NOW)
    ways = [
        Line("154073", "RA-82035", seen, NOW, NOW + timedelta(hours=1), [(10.0, -70.0), (11.0, -60.0)], True)
        for seen in (True, False)
    ]
    made = Content(
        case=CASE,
        sources=[SOURCE],
        captures={"source-1": CAPTURE},
        claims=[CLAIM],
        checks={"claim-1": CHECK},
        assessments={"claim-1": signed},
        links=[],
        events=timeline([CLAIM], [CHECK]),
        origins=Origins(1, {"Reuters": ["Example: Aeronaves"]}, ["Example names Reuters"]),
        lines=ways,
        pins=[Pin("SVMI", "Caracas", 10.6, -66.99)],
        data_sources=[("day.beast", "ab" * 32)],
        head_sha256="cd" * 32,
        profile="internal",
        made_at=NOW,
        made_by="Ana",
        program="skywitness 0.1.0",
    )
    return made._replace(**more)  # type: ignore[arg-type]  # fields of Content


def hostile() -> Content:
    """The same with an attack in every text that comes from outside."""
    claim = CLAIM._replace(
        proposition=HOSTILE,
        spans=[CLAIM.spans[0]._replace(exact=HOSTILE, prefix=HOSTILE, suffix=HOSTILE)],
        attributions=[CLAIM.attributions[0]._replace(speaker=HOSTILE)],
    )
    source = SOURCE._replace(title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    seen = OBSERVATION._replace(sentence=HOSTILE)
    check = CHECK._replace(sentence=HOSTILE, supporting=[seen], alternatives=[HOSTILE], parameter_values=[HOSTILE])
    return content(
        claims=[claim],
        sources=[source],
        checks={"claim-1": check},
        assessments={"claim-1": ASSESSMENT._replace(sentence=HOSTILE, approved_by=HOSTILE, approved_at=NOW)},
        case=CASE._replace(title=HOSTILE, question=HOSTILE),
        origins=Origins(1, {HOSTILE: [HOSTILE]}, [HOSTILE]),
        events=timeline([claim], [check]),
        lines=[content().lines[0]._replace(name=HOSTILE)],
        pins=[Pin(HOSTILE, HOSTILE, 10.6, -66.99)],
    )
