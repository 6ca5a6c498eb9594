"""Keep: what was taken, into a case, in one transaction: bytes, source, capture, zones, WARC records, media."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from skywitness.cases.capture_text import named_origins
from skywitness.cases.page_facts import is_post_host
from skywitness.model import Capture, CaseMedia, CaseSource
from skywitness.pipeline.capture.taken import Asked, Taken
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.write import CaseWrite


class Kept(NamedTuple):
    """What was kept.

    Attributes:
        source: of it.
        capture: the new one.
        is_new_source: whether the source was not known.
    """

    source: CaseSource
    capture: Capture
    is_new_source: bool


class Capturer(NamedTuple):
    """Who captures.

    Attributes:
        name: of the person.
        tool: name and version of this program.
        at: when, UTC.
    """

    name: str
    tool: str
    at: datetime


def keep(folder: CaseFolder, taken: Taken, asked: Asked, by: Capturer) -> Kept:
    """Add a capture to a case; all of it or nothing.

    Args:
        folder: of the case.
        taken: what was fetched or handed in.
        asked: what the person says of it.
        by: who captures, with what, and when.

    Raises:
        CaseError: the case refuses it, or there is no such source.
        DiskFullError: no room; nothing was stored.
    """
    known = _known_source(folder, taken, asked)
    before = folder.where(Capture, "source_id", known.source_id) if known else []
    with folder.writing(by.name, by.at) as write:
        source = known or write.append(_source(taken, asked))
        made = _capture(write, taken, by, source, before[-1].capture_id if before else None)
        capture = write.append(made._replace(has_full_page=made.has_full_page or asked.is_screenshot))
        _parts(write, taken, capture)
    return Kept(source, capture, known is None)


def _known_source(folder: CaseFolder, taken: Taken, asked: Asked) -> CaseSource | None:
    """The source that this is of: the one named, else the one with the same address."""
    if asked.source_id:
        return folder.get(CaseSource, asked.source_id)
    canonical = taken.facts.canonical_url if taken.facts else None
    mine = {url for url in (taken.requested_url, taken.final_url, canonical) if url}
    return next(
        (source for source in folder.current(CaseSource) if {source.url, source.canonical_url} & mine), None
    )


def _source(taken: Taken, asked: Asked) -> CaseSource:
    facts = taken.facts
    url = asked.url or taken.requested_url
    title = (
        asked.title or (facts.title if facts else None) or taken.title or _first_words(taken) or url or taken.mime
    )
    return CaseSource(
        source_id="",
        kind=asked.kind or _kind(taken, url),
        title=title,
        url=url,
        canonical_url=facts.canonical_url if facts else None,
        publisher=(facts.publisher if facts else None) or (urlsplit(url).hostname if url else None),
        authors=facts.authors if facts else [],
        published=asked.published or (facts.published if facts else None),
        language=facts.language if facts else None,
        source_class="secondary",
        derives_from=named_origins(taken.text) if taken.text else [],
        reliability=None,
        notes=taken.said,
        confidential=asked.confidential,
    )


def _first_words(taken: Taken) -> str | None:
    """The beginning of a text without a title."""
    first = next(iter(taken.text.text.splitlines()), "") if taken.text else ""
    return (first if len(first) <= 80 else f"{first[:79].rstrip()}…") or None


def _kind(taken: Taken, url: str | None) -> str:
    if taken.mime.startswith("image/"):
        return "photo"
    if taken.mime == "application/pdf":
        return "document"
    return "social_post" if url and is_post_host(urlsplit(url).hostname or "") else "article"


def _capture(write: CaseWrite, taken: Taken, by: Capturer, source: CaseSource, previous: str | None) -> Capture:
    """The capture, its bytes kept."""
    blob = write.add_blob(taken.content, taken.mime)
    if taken.html is not None:
        write.add_blob(taken.html, "text/html", blob)
    text = write.add_blob(taken.text.text.encode("utf-8"), "text/plain", blob) if taken.text else None
    shown = write.add_blob(taken.screenshot, "image/png", blob) if taken.screenshot else None
    return Capture(
        capture_id="",
        source_id=source.source_id,
        method=taken.method,
        captured_at=by.at,
        operator=by.name,
        tool=by.tool,
        requested_url=taken.requested_url,
        final_url=taken.final_url,
        redirects=taken.redirects,
        http_status=taken.http_status,
        mime=taken.mime,
        blob_sha256=blob,
        size_bytes=len(taken.content),
        warc_sha256=write.add_blob(taken.warc, "application/warc", None) if taken.warc else None,
        screenshot_sha256=shown,
        text_sha256=text,
        text_extractor=taken.text_extractor,
        quality=taken.quality.marks,
        quality_evidence=taken.quality.evidence,
        has_url=bool(taken.requested_url or source.url),
        has_html=taken.is_page,
        has_full_page=shown is not None and taken.not_pictured is None,
        previous_capture_id=previous,
    )


def _parts(write: CaseWrite, taken: Taken, capture: Capture) -> None:
    for zone in taken.text.zones if taken.text else ():
        key = f"{capture.capture_id}-{zone.paragraph}"
        write.append(zone._replace(zone_id=key, capture_id=capture.capture_id))
    for record in taken.warc_records:
        write.append(record._replace(capture_id=capture.capture_id))
    if taken.picture:
        write.append(CaseMedia("", capture.capture_id, capture.blob_sha256, *taken.picture))
