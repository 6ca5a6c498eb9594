"""Case dossier: a case and an archive in; the content of a dossier out."""

from collections.abc import Collection
from datetime import datetime
from importlib.resources import files

import polars as pl

from skywitness.cases.dossier.content import Content, Point
from skywitness.cases.dossier.files import dossier_files
from skywitness.cases.dossier.page import page
from skywitness.cases.dossier.profiles import profiled
from skywitness.cases.origins import OriginCounter
from skywitness.cases.profile import Profile
from skywitness.cases.timeline import timeline
from skywitness.model import Assessment, Capture, CaseSource, Check, Claim, ClaimLink
from skywitness.pipeline.case_map import journey, journey_lines, pins_of
from skywitness.pipeline.case_texts import texts_of
from skywitness.store.archive import Archive
from skywitness.store.cases.bag import self_checking
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.packaged import table
from skywitness.store.signing import Key

PUBLIC_KEY = "public-key.pem"
"""What the signature is checked with."""


def dossier_content(
    folder: CaseFolder,
    archive: Archive | None,
    *,
    profile: str,
    made_at: datetime,
    made_by: str,
    program: str,
    key: str | None = None,
) -> Content:
    """What a dossier tells, as its profile lets it out.

    Args:
        folder: of the case.
        archive: derived; None for a dossier without a map.
        profile: a ``Profile``.
        made_at: UTC.
        made_by: name of the person.
        program: name and version.
        key: fingerprint of the key that it will be signed with.
    """
    claims = [one for one in folder.current(Claim) if one.review_state in {"accepted", "edited"}]
    ids = {one.claim_id for one in claims}
    checks = {one.claim_id: one for one in folder.rows(Check) if one.claim_id in ids}
    flights = journey(archive, checks.values()) if archive else []
    log, captures = folder.log(), folder.rows(Capture)
    latest = {one.source_id: one for one in captures}
    texts = [one for one in texts_of(folder) if profile == Profile.INTERNAL or not one.source.confidential]
    return profiled(
        Content(
            case=folder.case(),
            sources=folder.current(CaseSource),
            captures=latest,
            earlier_captures=[one for one in captures if latest[one.source_id] is not one],
            claims=claims,
            checks=checks,
            assessments={one.claim_id: one for one in folder.current(Assessment) if one.claim_id in ids},
            links=[one for one in folder.rows(ClaimLink) if {one.from_claim_id, one.to_claim_id} <= ids],
            events=timeline(claims, checks.values()),
            origins=OriginCounter().count(texts),
            lines=journey_lines(archive, flights) if archive else [],
            pins=pins_of(archive, flights) if archive else [],
            data_sources=_recordings(archive, checks.values()) if archive else [],
            head_sha256=log[-1].entry_sha256,
            profile=profile,
            made_at=made_at,
            made_by=made_by,
            program=program,
            key=key,
        )
    )


def dossier_of(content: Content, signer: Key | None = None) -> dict[str, bytes]:
    """Every file of a dossier by its name, with hashes of all and a script that checks them.

    Args:
        content: as its profile lets it out.
        signer: signs the list of hashes; None for a dossier without a signature.
    """
    files = dossier_files(content, coastlines(), style())
    if signer is None:
        return self_checking(files)
    return self_checking({**files, PUBLIC_KEY: signer.public_pem}, sign=signer.sign)


def dossier_page(content: Content) -> bytes:
    """The page alone."""
    return page(content, coastlines(), style()).encode()


def coastlines() -> list[list[Point]]:
    """Outlines of land."""
    rings = (row["outline"].split() for row in table("coastlines"))
    return [list(zip(map(float, ring[::2]), map(float, ring[1::2]), strict=True)) for ring in rings]


def style() -> str:
    """The style sheet of a dossier."""
    return (files("skywitness.cases.dossier") / "dossier.css").read_text(encoding="utf-8")


def _recordings(archive: Archive, checks: Collection[Check]) -> list[tuple[str, str]]:
    cited = {
        sha256 for check in checks for one in (*check.supporting, *check.opposing) for sha256 in one.source_sha256s
    }
    rows = archive.sources().filter(pl.col("source_sha256").is_in(sorted(cited))).sort("name").collect()
    return list(zip(rows["name"], rows["source_sha256"], strict=True))
