"""Profile: what of a case is handed on, and to whom: internal, legal, public. Exports and dossiers go by this.

``internal`` is everything. ``legal`` leaves out sources marked confidential, with all that hangs on them; names
and the log stay, so that the chain can be walked. ``public`` leaves out the log as well, the names of those who
captured and reviewed, notes, addresses as they were asked for, what was read off a page to judge its capture,
what came out of somebody's own browser or holds addresses, headers and cookies (WARC, WACZ, MHTML, SingleFile),
files of kinds that are not known, and what pictures say of place, time and camera. Whoever signed an assessment is
named in every profile: that is what a signature is for. What a text or a page says in words is not read by this:
look at it.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple

from skywitness.model import Assessment, Capture, CaseSource, Check, Claim, Observation, TextSpan

WITHHELD: Final = "withheld"
"""What stands in the place of a name."""


class Profile(StrEnum):
    """Who it is for."""

    INTERNAL = "internal"
    LEGAL = "legal"
    PUBLIC = "public"

    @property
    def told(self) -> str:
        """What it leaves out, in words."""
        return _TOLD[self]


_TOLD: Final = {
    Profile.INTERNAL: "everything, for the people who work on the case",
    Profile.LEGAL: "without confidential sources; with who captured what",
    Profile.PUBLIC: (
        "without confidential sources, the people who captured, notes, and addresses as they were asked for"
    ),
}


class LeftOut(NamedTuple):
    """What confidential sources take with them.

    Attributes:
        sources: source_ids.
        captures: capture_ids.
        claims: claim_ids of what they say.
        sha256s: bytes that no other source has.
        names: publishers or titles, by which a check names whom it rests on.
        checks: check_ids of checks that rest on them.
        observations: observation_ids of what these found there.
    """

    sources: frozenset[str] = frozenset()
    captures: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    sha256s: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    checks: frozenset[str] = frozenset()
    observations: frozenset[str] = frozenset()


_NAMES: Final = {
    "Case": ("created_by",),
    "Capture": ("operator",),
    "Tombstone": ("deleted_by",),
    "ClaimLink": ("made_by",),
}
_EMPTIED: Final = {
    "CaseSource": ("notes",),
    "Claim": ("reviewer",),
    "Capture": ("requested_url",),
    "CaseMedia": ("lat_deg", "lon_deg", "exif_time", "exif_offset", "camera"),
}
_LISTS: Final = {"Capture": ("redirects", "quality_evidence")}


def left_out(
    profile: Profile,
    sources: Iterable[CaseSource],
    captures: Sequence[Capture],
    claims: Iterable[Claim],
    checks: Sequence[Check] = (),
) -> LeftOut:
    """What a profile leaves out because its source is confidential; nothing for ``internal``."""
    rows = [] if profile is Profile.INTERNAL else [*sources]
    secret = confidential_ids(rows)
    hidden = {one.source_id: one for one in rows if one.source_id in secret}
    gone = [capture for capture in captures if capture.source_id in secret]
    ids = {capture.capture_id for capture in gone}
    said = {claim.claim_id for claim in claims if _quotes(claim.spans, ids)}
    kept = {sha256 for capture in captures if capture.capture_id not in ids for sha256 in _bytes_of(capture)}
    sha256s = {sha256 for capture in gone for sha256 in _bytes_of(capture)} - kept
    names = tuple(one.publisher or one.title for one in hidden.values())
    out = LeftOut(frozenset(secret), frozenset(ids), frozenset(said), frozenset(sha256s), names)
    resting = [(check, seen) for check in checks for seen in _observations(check) if _rests_on(seen, out)]
    return out._replace(
        checks=frozenset(check.check_id for check, _ in resting),
        observations=frozenset(seen.observation_id for _, seen in resting),
    )


def confidential_ids(sources: Iterable[CaseSource]) -> set[str]:
    """Sources marked confidential, with those that they correct and that correct them.

    Args:
        sources: all of a case, or those that none corrects.
    """
    rows = [*sources]
    found = {one.source_id for one in rows if one.confidential}
    before: set[str] = set()
    while found != before:
        before = set(found)
        pairs = [{one.source_id, one.supersedes} for one in rows if one.supersedes]
        found |= {name for pair in pairs if pair & before for name in pair if name}
    return found


def is_left_out(record: Any, out: LeftOut) -> bool:  # noqa: ANN401  any record of a case
    """Whether a record belongs to a confidential source, or rests on one."""
    said = record._asdict()
    hidden = (
        ("source_id", out.sources),
        ("capture_id", out.captures),
        ("claim_id", out.claims),
        ("from_claim_id", out.claims),
        ("to_claim_id", out.claims),
        ("sha256", out.sha256s),
        ("derived_from", out.sha256s),
        ("check_id", out.checks),
    )
    named = [said.get(key, ()) for key in ("claim_ids", "observation_ids", "supporting", "opposing")]
    ids = {one for row in named for one in row if isinstance(one, str)}
    taken = out.claims | out.captures | out.observations
    return any(said.get(name) in ids_of for name, ids_of in hidden) or bool(ids & taken)


def redacted(record: Any, profile: Profile) -> Any:  # noqa: ANN401  any record of a case, and the same back
    """A record as a profile shows it."""
    if profile is not Profile.PUBLIC:
        return record
    kind = type(record).__name__
    changes: dict[str, object] = dict.fromkeys(_NAMES.get(kind, ()), WITHHELD)
    changes |= dict.fromkeys(_EMPTIED.get(kind, ()))
    changes |= {name: [] for name in _LISTS.get(kind, ())}
    if isinstance(record, Claim) and record.extracted_by == "human":
        changes["extractor"] = WITHHELD
    if isinstance(record, Assessment) and not _is_program(record.proposed_by):
        changes["proposed_by"] = record.approved_by or WITHHELD
    return record._replace(**changes)


def _is_program(name: str) -> bool:
    """Programs are named with their version."""
    return name[-1:].isdigit()


def _observations(check: Check) -> list[Observation]:
    return [*check.supporting, *check.opposing]


def _rests_on(seen: Observation, out: LeftOut) -> bool:
    return any(basis in out.captures or basis.startswith(out.names) for basis in seen.basis)


def _bytes_of(capture: Capture) -> list[str]:
    said = (capture.blob_sha256, capture.warc_sha256, capture.screenshot_sha256, capture.text_sha256)
    return [sha256 for sha256 in said if sha256]


def _quotes(spans: Iterable[TextSpan], captures: set[str]) -> bool:
    return any(span.capture_id in captures for span in spans)
