"""Capture: one retrieval of a source, its bytes hashed and kept as they came."""

from datetime import datetime
from typing import NamedTuple


class Capture(NamedTuple):
    """What was retrieved of a source, once.

    Attributes:
        capture_id: unique in the case.
        source_id: of what.
        method: ``http``, ``browser``, ``upload``, ``import_wacz``, ``import_singlefile``,
            ``import_mhtml`` or ``paste``.
        captured_at: UTC.
        operator: name of the person who captured it.
        tool: program and version.
        requested_url: None for what was handed in.
        final_url: after redirects.
        redirects: addresses on the way, in order.
        http_status: None without HTTP.
        mime: media type as told, else as found from the bytes.
        blob_sha256: of the original bytes (the decoded payload of an HTTP answer).
        size_bytes: of them.
        warc_sha256: of the WARC file that holds request and response; None without one.
        screenshot_sha256: of the full-page picture; None without one.
        text_sha256: of the extracted text (UTF-8), which spans count in; None when there is none.
        text_extractor: name and version of what extracted it.
        quality: ``content_ok``, or what is wrong: ``login_wall``, ``bot_shell``, ``consent_wall``, ``truncated``,
            ``empty``; in order of weight.
        quality_evidence: the words or numbers that each of them rests on, in the same order.
        has_url: Berkeley Protocol, paragraph 155: the address is recorded.
        has_html: the page's source is kept.
        has_full_page: a picture of the whole page is kept.
        previous_capture_id: the capture of the same source before this one.
    """

    capture_id: str
    source_id: str
    method: str
    captured_at: datetime
    operator: str
    tool: str
    requested_url: str | None
    final_url: str | None
    redirects: list[str]
    http_status: int | None
    mime: str
    blob_sha256: str
    size_bytes: int
    warc_sha256: str | None
    screenshot_sha256: str | None
    text_sha256: str | None
    text_extractor: str | None
    quality: list[str]
    quality_evidence: list[str]
    has_url: bool
    has_html: bool
    has_full_page: bool
    previous_capture_id: str | None
