"""Content: everything that a dossier is made from, gathered outside this room."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from skywitness.cases.origins import Origins
from skywitness.model import Assessment, Capture, Case, CaseEvent, CaseSource, Check, Claim, ClaimLink

Point = tuple[float, float]
"""Latitude and longitude, degrees."""


class Line(NamedTuple):
    """One stretch of an airframe's way.

    Attributes:
        icao24: the airframe.
        name: what to call it.
        seen: False for a stretch that nobody heard, which is drawn dashed.
        since: first instant, UTC.
        until: last instant, UTC.
        points: along it.
        reconstruction: True when it was simulated.
    """

    icao24: str
    name: str
    seen: bool
    since: datetime
    until: datetime
    points: Sequence[Point]
    reconstruction: bool


class Pin(NamedTuple):
    """A field on the map.

    Attributes:
        code: ICAO code.
        name: as the table of airports has it.
        lat_deg: latitude, degrees.
        lon_deg: longitude, degrees.
    """

    code: str
    name: str
    lat_deg: float
    lon_deg: float


class Content(NamedTuple):
    """A case, as a dossier tells it.

    Attributes:
        case: its head.
        sources: those that the profile shows.
        captures: the latest of each source, by source_id.
        claims: accepted ones.
        checks: the latest of each claim, by claim_id.
        assessments: the standing one of each claim, by claim_id.
        links: between claims.
        events: the timeline.
        origins: of the reports.
        lines: the ways that observations rest on.
        pins: fields on them.
        data_sources: name and SHA-256 of the recordings that observations rest on.
        head_sha256: hash of the last entry of the case's log.
        profile: ``internal``, ``legal`` or ``public``.
        made_at: UTC.
        made_by: name of the person.
        program: name and version.
        key: fingerprint of the key that signs it, None for none.
        earlier_captures: those of the sources before the latest.
    """

    case: Case
    sources: Sequence[CaseSource]
    captures: Mapping[str, Capture]
    claims: Sequence[Claim]
    checks: Mapping[str, Check]
    assessments: Mapping[str, Assessment]
    links: Sequence[ClaimLink]
    events: Sequence[CaseEvent]
    origins: Origins
    lines: Sequence[Line]
    pins: Sequence[Pin]
    data_sources: Sequence[tuple[str, str]]
    head_sha256: str
    profile: str
    made_at: datetime
    made_by: str
    program: str
    key: str | None = None
    earlier_captures: Sequence[Capture] = ()

    @property
    def all_captures(self) -> list[Capture]:
        """The latest of each source, and those before."""
        return [*self.captures.values(), *self.earlier_captures]

    @property
    def reconstruction(self) -> bool:
        """Whether anything in it was simulated."""
        checks = any(one.reconstruction for one in self.checks.values())
        return (
            checks
            or any(one.reconstruction for one in self.lines)
            or any(one.reconstruction for one in self.events)
        )

    def source(self, claim: Claim) -> CaseSource | None:
        """The source that a claim is shown from."""
        capture = claim.spans[0].capture_id if claim.spans else None
        by_capture = {one.capture_id: one.source_id for one in self.all_captures}
        return next((one for one in self.sources if one.source_id == by_capture.get(capture or "")), None)

    def verdict(self, claim: Claim) -> tuple[str, str | None]:
        """Verdict and reason that stand for a claim: the assessment's, else the check's, else unresolved."""
        stands = self.assessments.get(claim.claim_id) or self.checks.get(claim.claim_id)
        return (stands.verdict, stands.reason) if stands else ("unresolved", None)
