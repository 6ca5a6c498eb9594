"""``/cases/…/sources``: what was captured, shown as text with its zones and claims, and the bytes as files.

What a page of the world holds is never sent as a page: its text goes as pieces in JSON, its picture as a picture,
its bytes as a file to save.
"""

from typing import Any, Final

from fastapi import APIRouter

from skywitness.cases.marked_text import Mark, Paragraph, paragraphs
from skywitness.cases.text_stretch import Stretch
from skywitness.model import Capture, CaseMedia, CaseSource, Claim, TextZone
from skywitness.pipeline.case_lists import list_sources
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.values import to_json
from skywitness.web.answer import Bytes, Document, Rows
from skywitness.web.cases import frame_of, is_simulated, latest_checks
from skywitness.web.cases_asked import AskedCase, one_of
from skywitness.web.page import LIST, ONE, add_file, add_page

router = APIRouter(tags=["cases"])
_PICTURES: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""First bytes of pictures that browsers show; anything else is no picture, whatever it was told to be."""
_NOTHING_RUNS: Final = {"Content-Security-Policy": "default-src 'none'; sandbox"}


def sources(folder: AskedCase) -> Rows:
    """Sources of a case with what is said of their captures."""
    rows = [source._asdict() | listed._asdict() for source, listed in list_sources(folder)]
    return Rows(frame_of(rows), len(rows), more={"reconstruction": is_simulated(folder)})


def one_source(folder: AskedCase, source_id: str, capture: str | None = None) -> Document:
    """One source: its captures, and the text of the latest or of the one asked for, with the claims in it."""
    source = one_of([one for one in folder.current(CaseSource) if one.source_id == source_id], "source", source_id)
    captures = folder.where(Capture, "source_id", source_id)
    wanted = [one for one in captures if capture in {None, one.capture_id}]
    shown = one_of(wanted[-1:], "capture", capture) if capture else next(iter(reversed(captures)), None)
    content = {
        "source": to_json(source),
        "captures": [to_json(one) for one in captures],
        "capture_id": shown.capture_id if shown else None,
        "has_picture": bool(shown and _picture_sha256(shown)),
        "media": [to_json(one) for one in folder.where(CaseMedia, "capture_id", shown.capture_id)]
        if shown
        else [],
        "reconstruction": is_simulated(folder),
        **(_read(folder, shown) if shown else {"paragraphs": [], "claims": []}),
    }
    return Document(content)


def _read(folder: CaseFolder, capture: Capture) -> dict[str, Any]:
    """The text, and the claims that are made in it in the order in which they are."""
    if capture.text_sha256 is None:
        return {"paragraphs": [], "claims": []}
    text = folder.text(capture.text_sha256)
    zones = folder.where(TextZone, "capture_id", capture.capture_id)
    standing = [one for one in folder.current(Claim) if one.review_state != "rejected"]
    spans = [
        (span, claim) for claim in standing for span in claim.spans if span.capture_id == capture.capture_id
    ]  # fmt: skip
    marks = [Mark(Stretch(span.start, span.end), claim.claim_id) for span, claim in spans]
    checks = latest_checks(folder)
    ordered = {claim.claim_id: claim for _, claim in sorted(spans, key=lambda pair: pair[0].start)}
    claims = [
        {
            "claim_id": claim.claim_id,
            "proposition": claim.proposition,
            "kind": claim.kind,
            "review_state": claim.review_state,
            "speaker": claim.attributions[-1].speaker,
            "verdict": checks[name].verdict if name in checks else None,
        }
        for name, claim in ordered.items()
    ]
    return {"paragraphs": [_paragraph(one) for one in paragraphs(text, zones, marks)], "claims": claims}


def _paragraph(one: Paragraph) -> dict[str, Any]:
    return one._asdict() | {"pieces": [piece._asdict() for piece in one.pieces]}


def picture(folder: AskedCase, capture_id: str) -> Bytes:
    """The full-page picture of a capture, or the picture that was captured."""
    capture = one_of(folder.where(Capture, "capture_id", capture_id), "capture", capture_id)
    content = folder.blob(one_of([one for one in [_picture_sha256(capture)] if one], "picture of", capture_id))
    known = [mime for begin, mime in _PICTURES.items() if content.startswith(begin)]
    return Bytes(content, one_of(known, "picture of", capture_id), None, _NOTHING_RUNS)


def original(folder: AskedCase, capture_id: str) -> Bytes:
    """The bytes of a capture as they came, hashed once more, as a file to save."""
    capture = one_of(folder.where(Capture, "capture_id", capture_id), "capture", capture_id)
    return Bytes(folder.blob(capture.blob_sha256), "application/octet-stream", f"{capture_id}.bin", _NOTHING_RUNS)


def _picture_sha256(capture: Capture) -> str | None:
    return capture.screenshot_sha256 or (capture.blob_sha256 if capture.mime.startswith("image/") else None)


add_page(router, "/cases/{slug}/sources", sources, LIST, page=False, lasting=False)
add_file(router, "/cases/{slug}/captures/{capture_id}.picture", picture, "image/png", lasting=False)
add_file(router, "/cases/{slug}/captures/{capture_id}.bin", original, "application/octet-stream", lasting=False)
add_page(router, "/cases/{slug}/sources/{source_id}", one_source, ONE, lasting=False)
