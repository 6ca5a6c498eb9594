"""Taken: what was fetched or handed in, judged and read, before it is kept."""

from typing import NamedTuple

from skywitness.cases.capture_text import CaptureText
from skywitness.cases.page_facts import PageFacts
from skywitness.cases.page_quality import Quality
from skywitness.cases.picture import PictureFacts
from skywitness.model import WarcRecord


class Taken(NamedTuple):
    """Everything about one capture but its place in a case.

    Attributes:
        method: as in Capture.
        mime: of ``content``.
        content: the original bytes.
        quality: as judged.
        requested_url: None for what was handed in without one.
        final_url: after redirects.
        redirects: addresses on the way.
        http_status: None without HTTP.
        html: the page's source where it is not ``content`` itself, as in an archive.
        is_page: whether there is a page's source.
        text: paragraphs with their zones; None where there is nothing to read.
        text_extractor: name and version of what made it.
        facts: what the page says of itself; None for what is no page.
        title: for what is no page; None when nothing tells.
        said: what the file says of its own capture; None when nothing.
        picture: facts of a photograph; None for anything else.
        warc: WARC file with requests and answers; None without HTTP.
        warc_records: where its records lie.
        screenshot: PNG of the page; None when there is none.
        not_pictured: why there is none, or not of the whole page, in words; None when there is one of all of it.
    """

    method: str
    mime: str
    content: bytes
    quality: Quality
    requested_url: str | None = None
    final_url: str | None = None
    redirects: list[str] = []  # noqa: RUF012  the default of a NamedTuple; nothing adds to it
    http_status: int | None = None
    html: bytes | None = None
    is_page: bool = False
    text: CaptureText | None = None
    text_extractor: str | None = None
    facts: PageFacts | None = None
    title: str | None = None
    said: str | None = None
    picture: PictureFacts | None = None
    warc: bytes | None = None
    warc_records: list[WarcRecord] = []  # noqa: RUF012  as above
    screenshot: bytes | None = None
    not_pictured: str | None = None


class Asked(NamedTuple):
    """What the person who captures says of it.

    Attributes:
        kind: as in CaseSource; None to be told from what it is.
        title: None for that of the page.
        url: where a file was found.
        published: EDTF; None for what the page says.
        source_id: capture this once more for that source.
        is_screenshot: the file is a picture of the whole page.
        expected: words that must be there.
        confidential: leave it out of every profile but ``internal``.
    """

    kind: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    source_id: str | None = None
    is_screenshot: bool = False
    expected: str | None = None
    confidential: bool = False
