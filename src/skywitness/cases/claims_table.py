"""Claims table: claims as rows of a spreadsheet, and such rows as what a person wants changed or added."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from skywitness.cases.claims_review import EDITABLE
from skywitness.model import Claim

COLUMNS = (
    "claim_id", "capture_id", "zone", "start", "end", "quote", "proposition", "kind", "checkability",
    "polarity", "speech_act",
    "quote_kind", "speaker", "role", "anonymity", "venue", "said_through", "hedges", "numbers", "when",
    "when_rule", "places",
    "aircraft", "confidence", "extracted_by", "extractor", "review_state", "reviewer", "reviewed_at",
    "supersedes", "split_from",
)  # fmt: skip
"""Columns of the export."""


class Asked(NamedTuple):
    """A row that somebody wants in the case.

    Attributes:
        claim_id: of the claim that it changes; empty for a new one.
        capture_id: of the text that a new one stands in.
        quote: its exact words.
        values: fields with their new values, those of ``claims_review.EDITABLE`` and ``speaker``.
        review_state: ``accepted`` or ``rejected`` where the row says so; else empty.
    """

    claim_id: str
    capture_id: str
    quote: str
    values: dict[str, str]
    review_state: str


def flat(claim: Claim) -> dict[str, Any]:
    """A claim as one row; lists are words with semicolons between them."""
    first, last = claim.spans[0], claim.attributions[-1]
    through = [link.speaker for link in claim.attributions[:-1]]
    row = claim._asdict()
    row |= {
        "capture_id": first.capture_id, "zone": first.zone, "start": first.start, "end": first.end,
        "quote": " … ".join(span.exact for span in claim.spans), "speaker": last.speaker, "role": last.role,
        "anonymity": last.anonymity, "venue": last.venue, "said_through": "; ".join(through),
        "hedges": "; ".join(f"{hedge.kind}: {hedge.cue}" for hedge in claim.hedges),
        "numbers": "; ".join(
            f"{one.low_in_unit:g} to {one.high_in_unit:g} {one.unit} ({one.what})" for one in claim.quantities
        ),
        "when": "; ".join(time.edtf for time in claim.times),
        "when_rule": "; ".join(time.rule for time in claim.times),
        "places": "; ".join(f"{p.role} {p.words} ({' '.join(p.candidates)})" for p in claim.places),
        "aircraft": "; ".join(" ".join([a.words, *(f"[{code}]" for code in a.typecodes)]) for a in claim.aircraft),
    }  # fmt: skip
    return {name: row[name] for name in COLUMNS}


def asked(row: Mapping[str, Any]) -> Asked:
    """What a row of a CSV file, or an object of a JSON file, asks for.

    Raises:
        ValueError: it has neither a claim_id nor a capture_id with a quote.
    """
    spans: Sequence[Mapping[str, Any]] = row.get("spans") or [{}]
    links: Sequence[Mapping[str, Any]] = row.get("attributions") or [{}]
    claim_id = str(row.get("claim_id") or "").strip()
    capture_id = str(row.get("capture_id") or spans[0].get("capture_id") or "").strip()
    quote = str(row.get("quote") or spans[0].get("exact") or "").strip()
    if not claim_id and not (capture_id and quote):
        raise ValueError("a row needs a claim_id, or a capture_id and a quote")
    values = {name: str(row[name]).strip() for name in EDITABLE if row.get(name)}
    if speaker := str(row.get("speaker") or links[-1].get("speaker") or "").strip():
        values["speaker"] = speaker
    state = str(row.get("review_state") or "").strip()
    return Asked(claim_id, capture_id, quote, values, state if state in {"accepted", "rejected"} else "")


def changes(claim: Claim, one: Asked) -> dict[str, str]:
    """Values of a row that the claim does not have already."""
    now = flat(claim)
    return {name: value for name, value in one.values.items() if str(now[name] or "") != value}
