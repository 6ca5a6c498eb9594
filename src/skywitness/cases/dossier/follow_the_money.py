"""FollowTheMoney: sources, aircraft and events of a case as lines of JSON that Aleph and its like read.

The schema has no 24-bit address, and its hashes are SHA-1: an address and a SHA-256 stand in ``notes``. Names of
properties are those of followthemoney 4.11; its languages are those of ISO 639-3.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from skywitness.cases.dossier import words
from skywitness.cases.dossier.content import Content
from skywitness.model import CaseSource, Claim

_SCHEMATA = {"article": "Article", "wire": "Article", "photo": "Image", "video": "Video"}
"""Others are ``Document``."""
_LANGUAGES = {
    "ar": "ara",
    "de": "deu",
    "el": "ell",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "he": "heb",
    "it": "ita",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "tr": "tur",
    "uk": "ukr",
    "zh": "zho",
}
"""ISO 639-1 to 639-3, for languages that reports on flights are in; others are left out."""
_Values = Mapping[str, Sequence[str | None]]


def follow_the_money(content: Content) -> str:
    """Entities, one a line."""
    rows = (*_sources(content), *_aircraft(content), *_events(content))
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def _entity(content: Content, key: str, schema: str, properties: _Values) -> dict[str, object]:
    dataset = content.case.slug.replace("-", "_")
    known = {name: [value for value in values if value] for name, values in properties.items()}
    return {
        "id": f"{dataset}-{hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()}",
        "schema": schema,
        "properties": {name: values for name, values in known.items() if values},
        "datasets": [dataset],
    }


def _sources(content: Content) -> Iterator[dict[str, object]]:
    for one in content.sources:
        capture = content.captures.get(one.source_id)
        schema = _SCHEMATA.get(one.kind, "Document")
        properties: _Values = {
            "title": [one.title],
            "publisher": [one.publisher],
            "author": list(one.authors),
            "sourceUrl": [one.url],
            "publishedAt": [one.published],
            "fileName": [capture.blob_sha256 if capture else None],
            "notes": [f"SHA-256 {capture.blob_sha256}" if capture else None],
            "language": [_LANGUAGES.get(one.language or "")],
        }
        yield _entity(content, _key(one), schema, properties)


def _key(source: CaseSource) -> str:
    return f"source {source.source_id}"


def _aircraft(content: Content) -> Iterator[dict[str, object]]:
    """Airframes that observations are about, with what claims call them."""
    shown = (one for check in content.checks.values() for one in (*check.supporting, *check.opposing))
    names = {line.icao24: line.name for line in content.lines}
    for icao24 in sorted({one.icao24 for one in shown if one.icao24}):
        name = names.get(icao24)
        properties: _Values = {
            "name": [name or icao24],
            "registrationNumber": [name if name != icao24 else None],
            "notes": [f"24-bit address {icao24}"],
        }
        yield _entity(content, f"aircraft {icao24}", "Airplane", properties)


def _events(content: Content) -> Iterator[dict[str, object]]:
    for claim in content.claims:
        verdict, reason = content.verdict(claim)
        check = content.checks.get(claim.claim_id)
        label = "Reconstruction. " if check and check.reconstruction else ""
        why = f" ({words.reason(reason)})" if reason else ""
        properties: _Values = {
            "name": [claim.proposition],
            "startDate": [_day(claim, 0)],
            "endDate": [_day(claim, 1)],
            "location": [place.words for place in claim.places],
            "summary": [f"{label}{words.verdict(verdict)}{why}"],
            "description": [check.sentence if check else None],
            "keywords": [f"verdict:{verdict}", f"kind:{claim.kind}", *(["reconstruction"] if label else [])],
        }
        yield _entity(content, f"claim {claim.claim_id}", "Event", properties)


def _day(claim: Claim, end: int) -> str | None:
    """A date of ten characters or of a month, as the schema takes them."""
    if not claim.times:
        return None
    parts = claim.times[0].edtf.split("/")
    text = parts[-1 if end else 0].strip("~?%.")
    return text if len(text) in {4, 7, 10} else None
