"""From a file: what somebody hands in or pastes as a capture: told by its bytes, read and judged."""

from skywitness.cases.page_quality import Quality
from skywitness.cases.picture import PictureFacts, picture_facts
from skywitness.pipeline.capture.read import MainTextBy, read_page, read_text
from skywitness.pipeline.capture.taken import Asked, Taken
from skywitness.store.cases.handed_in import HandedIn, handed_in

_PAGE_FILES = {"text/html"}
"""Kinds of file that are the page's source themselves; in others it is packed."""


def take_file(content: bytes, asked: Asked, main_text: MainTextBy | None, *, pasted: bool = False) -> Taken:
    """Read a file.

    Args:
        content: of it.
        asked: what the person says of it.
        main_text: another program that finds the text of an article; None without.
        pasted: it came from the keyboard or a pipe.

    Raises:
        CaseError: it is an archive in which no page can be found.
    """
    found = handed_in(content, pasted=pasted)
    if found.mime.startswith("image/"):
        return _picture(content, found, asked)
    if found.html is not None:
        return _page(content, found, asked, main_text)
    rule = {"application/pdf": "text of the PDF", "text/plain": "plain text"}.get(found.mime, "text")
    text, quality = read_text(found.text, rule, found.wrong)
    if found.mime in {"application/octet-stream", "application/zip"}:
        quality = Quality(["content_ok"], [f"{len(content):,} bytes of a kind that is not read"])
    return Taken(
        found.method,
        found.mime,
        content,
        quality,
        requested_url=asked.url or found.url,
        text=text,
        text_extractor=_extractor(found) if text else None,
        title=found.title,
        said=found.said,
    )


def _extractor(found: HandedIn) -> str:
    return "pypdf" if found.mime == "application/pdf" else "plain text"


def _page(content: bytes, found: HandedIn, asked: Asked, main_text: MainTextBy | None) -> Taken:
    html = found.html or b""
    read = read_page(
        html, found.charset, main_text, status=found.status, cut_off=found.wrong, expected=asked.expected
    )
    return Taken(
        found.method,
        found.mime,
        content,
        read.quality,
        requested_url=asked.url or found.url,
        http_status=found.status,
        html=None if found.mime in _PAGE_FILES else html,
        is_page=True,
        text=read.text,
        text_extractor=read.extractor,
        facts=read.facts,
        said=found.said,
    )


def _picture(content: bytes, found: HandedIn, asked: Asked) -> Taken:
    facts = picture_facts(content)
    return Taken(
        found.method,
        found.mime,
        content,
        _picture_quality(facts),
        requested_url=asked.url,
        picture=facts,
        said=found.said,
    )


def _picture_quality(facts: PictureFacts | None) -> Quality:
    if facts is None:
        return Quality(["truncated"], ["it cannot be read to its end as a picture"])
    return Quality(["content_ok"], [f"{facts.width} x {facts.height} pixels, {facts.format}"])
