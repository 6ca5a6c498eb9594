"""Case dossier: a case and an archive in; the content of a dossier out."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

import polars as pl

from skywitness.cases.dossier.content import Content, Line, Pin, Point
from skywitness.cases.dossier.files import dossier_files
from skywitness.cases.dossier.page import page
from skywitness.cases.dossier.profiles import profiled
from skywitness.cases.origins import OriginCounter
from skywitness.cases.profile import Profile
from skywitness.cases.timeline import timeline
from skywitness.model import Assessment, Capture, CaseSource, Check, Claim, ClaimLink
from skywitness.pipeline.case_texts import texts_of
from skywitness.pipeline.track import doubted_track
from skywitness.store.archive import Archive
from skywitness.store.cases.bag import self_checking
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.packaged import airport_table, table
from skywitness.store.reference_files import FOLDER
from skywitness.store.signing import Key

_JOURNEY = frozenset({"arrival", "departure", "presence", "stop", "route_heading", "count", "together"})
"""Kinds whose flights are drawn; patterns and earlier visits would hide the journey under the years."""
_SILENT = timedelta(minutes=25)
"""From this on a stretch between two positions is drawn as unheard."""
_BEFORE = timedelta(hours=36)
"""What an airframe flew so long before the first flight that is cited belongs to the journey; judgement."""
_THINNED = "3m"
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
    flights = _flights(archive, checks.values()) if archive else []
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
            lines=[line for rows in _by_airframe(flights) for line in _lines(archive, rows)] if archive else [],
            pins=_pins(archive, flights) if archive else [],
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


def _flights(archive: Archive, checks: Collection[Check]) -> list[dict[str, Any]]:
    """Flights that observations of the journey rest on, and those between them, by airframe and time."""
    shown = [one for check in checks if check.kind in _JOURNEY for one in (*check.supporting, *check.opposing)]
    cited = {basis for one in shown for basis in one.basis}
    rows = archive.flights().filter(pl.col("flight_id").is_in(sorted(cited))).collect()
    if not rows.height:
        return []
    spans = rows.group_by("icao24").agg(
        first=pl.col("first_seen_at").min(), last=pl.col("last_seen_at").max()
    )  # fmt: skip
    between = archive.flights().join(spans.lazy(), on="icao24").filter(
        pl.col("first_seen_at") >= pl.col("first") - _BEFORE, pl.col("last_seen_at") <= pl.col("last")
    )  # fmt: skip
    return between.sort("icao24", "first_seen_at").collect().to_dicts()


def _by_airframe(flights: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    icao24s = dict.fromkeys(flight["icao24"] for flight in flights)
    return [[one for one in flights if one["icao24"] == icao24] for icao24 in icao24s]


def _lines(archive: Archive, flights: Sequence[dict[str, Any]]) -> list[Line]:
    """The undoubted way of one airframe, cut where nobody heard it."""
    icao24, name = flights[0]["icao24"], flights[0]["registration"] or flights[0]["icao24"]
    track = doubted_track(archive, icao24, flights[0]["first_seen_at"], flights[-1]["last_seen_at"])
    sound = track.filter(pl.col("doubt").is_null()).sort("observed_at")
    thin = sound.group_by_dynamic("observed_at", every=_THINNED).agg(
        pl.col("observed_at").first().alias("at"), pl.col("lat_deg", "lon_deg", "reconstruction").first()
    )  # fmt: skip
    rows = thin.select("at", "lat_deg", "lon_deg", "reconstruction").rows()
    found: list[Line] = []
    stretch: list[tuple[datetime, float, float, bool]] = []
    for row in rows:
        if stretch and row[0] - stretch[-1][0] > _SILENT:
            found += [_line(icao24, name, stretch, seen=True), *_unseen(icao24, name, stretch[-1], row)]
            stretch = []
        stretch.append(row)
    return [*found, _line(icao24, name, stretch, seen=True)] if stretch else found


def _unseen(
    icao24: str, name: str, before: tuple[datetime, float, float, bool], after: tuple[datetime, float, float, bool]
) -> list[Line]:
    """A silence; one in which it stayed where it was needs no line."""
    moved = abs(before[1] - after[1]) + abs(before[2] - after[2]) > 0.1
    return [_line(icao24, name, [before, after], seen=False)] if moved else []


def _line(icao24: str, name: str, rows: Sequence[tuple[datetime, float, float, bool]], *, seen: bool) -> Line:
    points = [(row[1], row[2]) for row in rows]
    return Line(icao24, name, seen, rows[0][0], rows[-1][0], points, any(row[3] for row in rows))


def _pins(archive: Archive, flights: Sequence[dict[str, Any]]) -> list[Pin]:
    fields = airport_table(archive.folder.parent / FOLDER)
    codes = dict.fromkeys(code for flight in flights for code in (flight["adep"], flight["ades"]) if code)
    found = (fields.by_icao.get(code) for code in codes)
    return [Pin(one.icao, one.city or one.name, one.lat_deg, one.lon_deg) for one in found if one is not None]


def _recordings(archive: Archive, checks: Collection[Check]) -> list[tuple[str, str]]:
    cited = {
        sha256 for check in checks for one in (*check.supporting, *check.opposing) for sha256 in one.source_sha256s
    }
    rows = archive.sources().filter(pl.col("source_sha256").is_in(sorted(cited))).sort("name").collect()
    return list(zip(rows["name"], rows["source_sha256"], strict=True))
