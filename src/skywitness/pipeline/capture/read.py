"""Read: a page, or another file, as paragraphs with their zones, with what it says of itself."""

from collections.abc import Callable
from typing import NamedTuple

from skywitness.cases.capture_text import CaptureText, capture_text, plain_blocks
from skywitness.cases.page_facts import PageFacts, page_facts
from skywitness.cases.page_quality import Quality, page_quality, text_quality
from skywitness.cases.page_tree import page_tree, words
from skywitness.cases.page_zones import EXTRACTOR, page_blocks

MainText = Callable[[bytes], str | None]
"""What another program takes for the text of an article."""


_SHORT = 500
"""Characters below which there is no article to be found (judgement)."""


class MainTextBy(NamedTuple):
    """Such a program.

    Attributes:
        name: with its version.
        find: the text of a page's source.
    """

    name: str
    find: MainText


class PageRead(NamedTuple):
    """A page as read."""

    text: CaptureText | None
    extractor: str
    facts: PageFacts | None
    quality: Quality


def read_page(
    html: bytes,
    charset: str | None,
    main_text: MainTextBy | None,
    *,
    status: int | None,
    cut_off: str | None,
    expected: str | None,
    scripts_ran: bool = False,
) -> PageRead:
    """A page's source as paragraphs, judged."""
    root = page_tree(html, charset)
    is_long = root is not None and len(words(root)) > _SHORT
    found = main_text.find(html) if main_text and is_long else None
    text = capture_text(page_blocks(root, found) if root is not None else [])
    quality = page_quality(root, text, status=status, cut_off=cut_off, expected=expected, scripts_ran=scripts_ran)
    extractor = f"{EXTRACTOR}, {main_text.name}" if main_text else EXTRACTOR
    return PageRead(
        text if text.text else None, extractor, page_facts(root) if root is not None else None, quality
    )


def read_text(text: str | None, rule: str, wrong: str | None) -> tuple[CaptureText | None, Quality]:
    """Paragraphs of a text without markup, judged."""
    if not text or not text.strip():
        return None, Quality(["empty"], [wrong or "no text in it"])
    return capture_text(plain_blocks(text, rule)), text_quality(text, wrong)


def charset_of(content_type: str) -> str | None:
    """The charset that a server says."""
    said = content_type.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return said or None
