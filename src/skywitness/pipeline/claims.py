"""Claims: proposals from the texts of a case, stored beside what people have decided, never over it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from skywitness.cases.claims_fresh import fresh
from skywitness.cases.claims_lexicon import Lexicons
from skywitness.cases.claims_propose import propose
from skywitness.cases.claims_settings import MOST_LETTERS, Document
from skywitness.cases.text_language import LANGUAGES
from skywitness.model import Capture, CaseBlob, CaseSource, Claim, TextZone
from skywitness.store import packaged
from skywitness.store.cases.folder import CaseFolder

Parser = Callable[[str], frozenset[int]]
_PLAIN = {"text/plain", "text/markdown"}


@cache
def lexicons() -> Lexicons:
    """Words to read claims with; loading the names of airports and types takes a few seconds."""
    return Lexicons(
        packaged.table,
        packaged.type_names(),
        packaged.flag_state_reader().marks,
        packaged.state_names(),
        packaged.airport_names(),
    )


def document_of(folder: CaseFolder, capture_id: str, *, parser: Parser | None = None) -> Document | None:
    """The text of a capture with what the case knows of it; None where it has none, or none any more.

    Args:
        folder: of the case.
        capture_id: which capture.
        parser: finds finite verbs in English, as ``pipeline/grammar`` does; None without one.
    """
    capture = folder.get(Capture, capture_id)
    text = folder.text_left(capture.text_sha256) if capture.text_sha256 else None
    if text is None:
        return None
    source = folder.get(CaseSource, capture.source_id)
    zones = folder.where(TextZone, "capture_id", capture_id)
    plain = capture.mime in _PLAIN or not zones
    return Document(
        text,
        None if plain else zones,
        published_day(source.published),
        source.publisher or source.title or "the source",
        folder.case().timezone,
        capture_id,
        source.language if source.language in LANGUAGES else None,
        parser(text[:MOST_LETTERS]) if parser else None,
        capture.captured_at.date(),
    )


def propose_claims(
    folder: CaseFolder, capture_id: str, by: str, at: datetime, *, parser: Parser | None = None
) -> list[Claim]:
    """Propose the claims of a capture's text, but those that the case has already or somebody decided on.

    Of a text longer than ``MOST_LETTERS`` only the beginning is read.

    Returns:
        The rows that were added.
    """
    document = document_of(folder, capture_id, parser=parser)
    if document is None:
        return []
    found = fresh(propose(document, lexicons()), folder.rows(Claim))
    with folder.writing(by, at) as write:
        return [write.append(claim) for claim in found]


def is_long(folder: CaseFolder, capture_id: str) -> bool:
    """Whether a capture's text is longer than what is read of it."""
    sha256 = folder.get(Capture, capture_id).text_sha256
    sizes = {one.sha256: one.size_bytes for one in folder.where(CaseBlob, "sha256", sha256 or "")}
    if sizes.get(sha256 or "", 0) <= MOST_LETTERS:  # in bytes: never fewer than letters
        return False
    return len(folder.text_left(sha256 or "") or "") > MOST_LETTERS


def published_day(edtf: str | None) -> date | None:
    """The day of a date of publication; None when it is less precise than a day."""
    match = re.match(r"\d{4}-\d\d-\d\d", edtf or "")
    return date.fromisoformat(match[0]) if match else None
