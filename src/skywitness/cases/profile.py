"""Profile: what of a case is handed on, and to whom: internal, legal, public.

``internal`` is everything. ``legal`` leaves out sources marked confidential, with all that hangs on them; names
and the log stay, so that the chain can be walked. ``public`` leaves out the log as well, the names of those who
captured and reviewed, notes, what came out of somebody's own browser or holds addresses, headers and cookies
(WARC, WACZ, MHTML, SingleFile), and what pictures say of place, time and camera. Whoever signed an assessment
is named in every profile: that is what a signature is for. What a text or a page says in words is not read by
this: look at it.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from skywitness.model import Capture, CaseSource, Claim, TextSpan

WITHHELD = "withheld"
"""What stands in the place of a name."""


class Profile(StrEnum):
    """Who it is for."""

    INTERNAL = "internal"
    LEGAL = "legal"
    PUBLIC = "public"


class LeftOut(NamedTuple):
    """Ids of what confidential sources take with them."""

    sources: frozenset[str]
    captures: frozenset[str]
    claims: frozenset[str]
    sha256s: frozenset[str]


_NAMES = {
    "Case": ("created_by",),
    "Capture": ("operator",),
    "Tombstone": ("deleted_by",),
    "ClaimLink": ("made_by",),
}
_EMPTIED = {
    "CaseSource": ("notes",),
    "Claim": ("reviewer",),
    "CaseMedia": ("lat_deg", "lon_deg", "exif_time", "exif_offset", "camera"),
}


def left_out(
    profile: Profile, sources: Iterable[CaseSource], captures: Sequence[Capture], claims: Iterable[Claim]
) -> LeftOut:
    """What a profile leaves out because its source is confidential; nothing for ``internal``."""
    hidden = {one.source_id for one in sources if one.confidential and profile is not Profile.INTERNAL}
    gone = [capture for capture in captures if capture.source_id in hidden]
    ids = {capture.capture_id for capture in gone}
    said = {claim.claim_id for claim in claims if _quotes(claim.spans, ids)}
    kept = {sha256 for capture in captures if capture.capture_id not in ids for sha256 in _bytes_of(capture)}
    sha256s = {sha256 for capture in gone for sha256 in _bytes_of(capture)} - kept
    return LeftOut(frozenset(hidden), frozenset(ids), frozenset(said), frozenset(sha256s))


def _bytes_of(capture: Capture) -> list[str]:
    said = (capture.blob_sha256, capture.warc_sha256, capture.screenshot_sha256, capture.text_sha256)
    return [sha256 for sha256 in said if sha256]


def is_left_out(record: Any, out: LeftOut) -> bool:  # noqa: ANN401  any record of a case
    """Whether a record belongs to a confidential source."""
    said = record._asdict()
    hidden = (
        ("source_id", out.sources),
        ("capture_id", out.captures),
        ("claim_id", out.claims),
        ("from_claim_id", out.claims),
        ("to_claim_id", out.claims),
        ("sha256", out.sha256s),
        ("derived_from", out.sha256s),
    )
    named = [*said.get("claim_ids", ()), *said.get("supporting", ()), *said.get("opposing", ())]
    ids = {one for one in named if isinstance(one, str)}
    return any(said.get(name) in ids_of for name, ids_of in hidden) or bool(ids & (out.claims | out.captures))


def redacted(record: Any, profile: Profile) -> Any:  # noqa: ANN401  any record of a case, and the same back
    """A record as a profile shows it."""
    if profile is not Profile.PUBLIC:
        return record
    kind = type(record).__name__
    changes: dict[str, object] = dict.fromkeys(_NAMES.get(kind, ()), WITHHELD)
    changes |= dict.fromkeys(_EMPTIED.get(kind, ()))
    if isinstance(record, Claim) and record.extracted_by == "human":
        changes["extractor"] = WITHHELD
    return record._replace(**changes)


def _quotes(spans: Iterable[TextSpan], captures: set[str]) -> bool:
    return any(span.capture_id in captures for span in spans)
