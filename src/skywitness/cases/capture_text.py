"""Capture text: paragraphs as one text, with the place of each; what spans of claims count in."""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from skywitness.cases.page_words import CREDIT, agencies_in, agencies_of_dateline
from skywitness.cases.page_zones import Block
from skywitness.model import TextZone

_BETWEEN = "\n\n"
_LONGEST_CREDIT, _LONGEST_HEADLINE = 300, 160
"""Characters (judgement)."""


class CaptureText(NamedTuple):
    """A text that was made of a capture.

    Attributes:
        text: paragraphs with an empty line between them.
        sha256: of it, UTF-8.
        zones: of its paragraphs; their ids and the capture's are empty.
    """

    text: str
    sha256: str
    zones: list[TextZone]

    def words_in(self, *zones: str) -> list[str]:
        """Paragraphs of these zones, in their order."""
        return [self.text[zone.start : zone.end] for zone in self.zones if zone.zone in zones]


def capture_text(blocks: Iterable[Block]) -> CaptureText:
    """One text of paragraphs."""
    kept = [block for block in blocks if block.text]
    text = _BETWEEN.join(block.text for block in kept)
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    zones, start = [], 0
    for number, block in enumerate(kept):
        end = start + len(block.text)
        zones.append(TextZone("", "", sha256, start, end, number, block.zone, block.rule, block.url))
        start = end + len(_BETWEEN)
    return CaptureText(text, sha256, zones)


def plain_blocks(text: str, rule: str) -> list[Block]:
    """Paragraphs of a text without markup: parted by empty lines.

    All are body but those that say who supplied it, and a first line without a full stop above others: a headline.
    """
    parts = [part.strip() for part in re.split(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+|\f", text)]
    blocks = [
        Block(part, "credit_line", "its words")
        if len(part) <= _LONGEST_CREDIT and CREDIT.search(part)
        else Block(part, "body", rule)
        for part in parts
        if part
    ]
    if len(blocks) > 1 and blocks[0].zone == "body" and _is_headline(blocks[0].text):
        blocks[0] = blocks[0]._replace(zone="headline", rule="a first line without a full stop")
    return blocks


def _is_headline(first: str) -> bool:
    return len(first) <= _LONGEST_HEADLINE and "\n" not in first and not first.endswith((".", "!", ":", ";", ","))


def named_origins(text: CaptureText) -> list[str]:
    """Where a text says that it comes from: agencies of its credit lines and dateline, posts embedded in it."""
    found = [name for line in text.words_in("credit_line", "caption") for name in agencies_in(line)]
    for paragraph in text.words_in("body")[:2]:
        found += agencies_of_dateline(paragraph)
    found += [zone.url for zone in text.zones if zone.url]
    return list(dict.fromkeys(found))
