"""Demo case: the sources written for the demonstration and their claims in; a case, checked and assessed, out."""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from skywitness.cases.assess import approved, proposed
from skywitness.demo.hand_marked import CAPTURE, claim_of, source_of
from skywitness.model import Assessment, Capture, Case, CaseSource, Claim, TextZone
from skywitness.pipeline.check_claim import check_claims
from skywitness.store.archive import Archive
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.tables import SCHEMA_VERSION
from skywitness.store.cases.write import CaseWrite

_FILES = files("skywitness.demo") / "case"


def demo_case(data: Path, at: datetime) -> CaseFolder:
    """The case of the demonstration, made when it is not there, and open.

    Args:
        data: the data directory of the reconstruction.
        at: when it is made, UTC.
    """
    notes = _json("notes.json")
    path = data / shelf.FOLDER / notes["slug"]
    if not path.exists():
        _filled(path, notes, Archive.open(data), at)
        shelf.choose(data, notes["slug"])
    return CaseFolder.open(path)


def _filled(path: Path, notes: dict[str, Any], archive: Archive, at: datetime) -> None:
    by = notes["by"]
    head = Case(
        slug=notes["slug"],
        title=notes["title"],
        question=notes["question"],
        status="open",
        created_by=by,
        created_at=at,
        timezone=notes["timezone"],
        sensitivity="public",
        schema_version=SCHEMA_VERSION,
    )
    folder = CaseFolder.create(path, head, by, at)
    with folder.writing(by, at) as write:
        for record in (*_captured(write, by, at), *_claims(by, at)):
            write.append(record)
    claims = folder.current(Claim)
    checks = list(check_claims(folder, archive, claims, at))
    with folder.writing(by, at) as write:
        for check in checks:
            write.append(check)
            for assessment in _assessed(proposed(check, at), notes, at):
                write.append(assessment)


def _captured(write: CaseWrite, by: str, at: datetime) -> Iterator[CaseSource | Capture | TextZone]:
    for row in _json("sources.json"):
        source, data = source_of(row), (_FILES / row["file"]).read_bytes()
        text, mime = data.decode(), "text/csv" if row["kind"] == "dataset" else "text/plain"
        sha256 = write.add_blob(data, mime)
        capture = CAPTURE.format(source.source_id)
        yield source
        yield Capture(
            capture_id=capture,
            source_id=source.source_id,
            method="paste",
            captured_at=at,
            operator=by,
            tool="skywitness demo",
            requested_url=None,
            final_url=None,
            redirects=[],
            http_status=None,
            mime=mime,
            blob_sha256=sha256,
            size_bytes=len(data),
            warc_sha256=None,
            screenshot_sha256=None,
            text_sha256=sha256,
            text_extractor="as it is",
            quality=["content_ok"],
            quality_evidence=[f"{len(text.split())} words"],
            has_url=False,
            has_html=False,
            has_full_page=False,
            previous_capture_id=None,
        )
        yield TextZone(f"zone-{source.source_id}", capture, sha256, 0, len(text), 0, "body", "written so")


def _claims(by: str, at: datetime) -> Iterator[Claim]:
    sources = {row["id"]: row for row in _json("sources.json")}
    for row in _json("claims.json"):
        source = sources[row["source"]]
        text = (_FILES / source["file"]).read_text(encoding="utf-8")
        yield claim_of(row, text, source["published"], by, at)


def _assessed(proposal: Assessment, notes: dict[str, Any], at: datetime) -> list[Assessment]:
    """The proposal, and the signature under those that rest on documents and not on simulated positions."""
    if proposal.claim_id not in notes["approved"]:
        return [proposal]
    return [proposal, approved(proposal, notes["by"], at)]


def _json(name: str) -> Any:  # noqa: ANN401  whatever the file holds
    return json.loads((_FILES / name).read_text(encoding="utf-8"))
