"""Hand-marked: the demonstration's claims as people marked them in its sources, as records of the model."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from skywitness.model import (
    AircraftMention,
    Attribution,
    CaseSource,
    Claim,
    ClaimTime,
    Hedge,
    PlaceMention,
    Quantity,
    TextSpan,
)

_CONTEXT = 32
"""Characters that a span keeps of what stands before and after it, as in TextSpan."""
CAPTURE = "capture-{}"
"""Id of the capture of a source."""


def source_of(row: Mapping[str, Any]) -> CaseSource:
    """A source from a row of ``sources.json``."""
    return CaseSource(
        source_id=row["id"],
        kind=row["kind"],
        title=row["title"],
        url=None,
        canonical_url=None,
        publisher=row["publisher"],
        authors=row["authors"],
        published=row["published"],
        language="en",
        source_class=row["class"],
        derives_from=row["derives_from"],
        reliability=row["reliability"],
        notes="Written for the demonstration; outlets and people in it are invented.",
        confidential=False,
    )


def claim_of(row: Mapping[str, Any], text: str, published: str, reviewer: str, at: datetime) -> Claim:
    """A claim from a row of ``claims.json``.

    Args:
        row: with the quote, which stands in the text.
        text: of its source.
        published: day of publication, from which its dates were counted.
        reviewer: who marked it.
        at: when it was accepted, UTC.
    """
    span = _span(row["source"], row["quote"], text)
    return Claim(
        claim_id=row["id"],
        spans=[span],
        proposition=row["proposition"],
        kind=row["kind"],
        polarity=row.get("polarity", "asserts"),
        speech_act=row.get("speech_act", "assert"),
        quote_kind=row.get("quote_kind", "direct"),
        attributions=[_speaker(depth, one) for depth, one in enumerate(row["who"])],
        hedges=[_hedge(kind, cue, text, span.start) for kind, cue in row.get("hedges", ())],
        quantities=[_quantity(one) for one in row.get("quantities", ())],
        times=[_time(one, published) for one in row.get("times", ())],
        places=[_place(one) for one in row.get("places", ())],
        aircraft=[_aircraft(one) for one in row.get("aircraft", ())],
        checkability=row["check"],
        extracted_by="human",
        extractor=reviewer,
        confidence=1.0,
        review_state="accepted",
        reviewer=reviewer,
        reviewed_at=at,
    )


def _span(source: str, quote: str, text: str) -> TextSpan:
    start = text.index(quote)
    end = start + len(quote)
    return TextSpan(
        capture_id=CAPTURE.format(source),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        start=start,
        end=end,
        exact=quote,
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
        paragraph=text.count("\n\n", 0, start),
        zone="headline" if text.count("\n\n", 0, start) == 0 and source == "report" else "body",
    )


def _speaker(depth: int, row: Mapping[str, Any]) -> Attribution:
    return Attribution(
        depth, row["speaker"], row.get("role"), row.get("anonymity", "named"), row.get("venue"), row.get("cue")
    )


def _hedge(kind: str, cue: str, text: str, near: int) -> Hedge:
    """The cue nearest before the quote's beginning, or after it."""
    start = text.rfind(cue, 0, near)
    start = start if start >= 0 and near - start < 200 else text.index(cue)
    return Hedge(kind, cue, start, start + len(cue))


def _quantity(row: Mapping[str, Any]) -> Quantity:
    return Quantity(row["what"], row["low"], row["high"], row["unit"], row["words"], row.get("approximator"))


def _time(row: Mapping[str, Any], published: str) -> ClaimTime:
    zone = row.get("timezone", "America/Caracas")
    first, _, last = row["edtf"].partition("/")
    ends = [_midnight(day, zone) for day in (_first(first), _after(last or first))]
    precision = row.get("precision", "day")
    return ClaimTime(row["edtf"], ends[0], ends[1], precision, row["words"], row["rule"], published, zone)


def _first(edtf: str) -> date:
    return date.fromisoformat(edtf if len(edtf) == len("2019-01-01") else f"{edtf}-01")


def _after(edtf: str) -> date:
    """The first day after a day or a month."""
    if len(edtf) == len("2019-01-01"):
        return date.fromisoformat(edtf) + timedelta(days=1)
    return (_first(edtf) + timedelta(days=32)).replace(day=1)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _place(row: Mapping[str, Any]) -> PlaceMention:
    probabilities = row.get("probabilities", [0.95] * len(row["candidates"]))
    return PlaceMention(row["words"], row["kind"], row["role"], row["candidates"], probabilities)


def _aircraft(row: Mapping[str, Any]) -> AircraftMention:
    return AircraftMention(
        words=row["words"],
        number=row.get("number"),
        typecodes=row.get("typecodes", []),
        registrations=row.get("registrations", []),
        icao24s=[],
        callsigns=[],
        operator=row.get("operator"),
        flag_state=row.get("flag_state"),
        military=row.get("military"),
    )
