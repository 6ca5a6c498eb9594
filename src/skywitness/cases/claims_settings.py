"""Settings: paragraphs of a text, each with what holds for all of it: zone, anchor of dates, author of a post."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from skywitness.cases.claims_build import Poster, Setting
from skywitness.cases.text_dates import DateWords
from skywitness.cases.text_posts import Post, posts
from skywitness.cases.text_quotes import quotes
from skywitness.cases.text_stretch import Stretch
from skywitness.cases.text_zones import plain_zones
from skywitness.model import TextZone

MOST_LETTERS = 200_000
"""What is read of a text: longer than any report, short enough for half a minute; judgement."""


_MOST_IN_PARAGRAPH = 5_000


class Document(NamedTuple):
    """A text and what is known of it.

    Attributes:
        text: the whole of it.
        zones: in order; None for a text without markup, whose zones are then told by its own signs.
        published: day of publication, where it was published; None when unknown.
        publisher: who says all of it first.
        timezone: IANA name of the zone whose days it means.
        capture_id: empty while it is in no case.
        language: ISO 639-1; None to tell it from the words.
        finite_verbs: first characters of finite verbs as a parser found them; None without one.
        captured: day of the capture; None when unknown.
    """

    text: str
    zones: Sequence[TextZone] | None
    published: date | None
    publisher: str
    timezone: str = "UTC"
    capture_id: str = ""
    language: str | None = None
    finite_verbs: frozenset[int] | None = None
    captured: date | None = None


def settings_of(document: Document, dates: DateWords) -> Iterator[tuple[Setting, Stretch]]:
    """Paragraphs that say something, with what holds for them; boilerplate and who posted a post are left out.

    What stands behind ``MOST_LETTERS`` is left out too.
    """
    text = document.text
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    zones = plain_zones(text) if document.zones is None else document.zones
    by_post = posts(text, zones, dates, document.published)
    for zone in zones:
        post = by_post.get(zone.paragraph)
        where = Stretch(zone.start, zone.end) if post is None else post.where
        if zone.zone == "boilerplate" or (post is not None and not post.is_text) or where.start >= MOST_LETTERS:
            continue
        where = Stretch(where.start, min(where.end, MOST_LETTERS))
        anchor = post.said_at if post is not None and post.said_at else document.published
        for piece in _pieces(text, where):
            setting = Setting(
                text, document.capture_id, sha256, zone.paragraph, zone.zone, document.publisher, _poster(post),
                anchor,
                document.published, document.captured, document.timezone, quotes(text, piece),
            )  # fmt: skip
            yield setting, piece


def _pieces(text: str, where: Stretch) -> Iterator[Stretch]:
    """A paragraph in pieces that end with a sentence; the time that reading takes grows with their square."""
    start = where.start
    while where.end - start > _MOST_IN_PARAGRAPH:
        dot = text.rfind(". ", start, start + _MOST_IN_PARAGRAPH)
        end = dot + 2 if dot > start else start + _MOST_IN_PARAGRAPH
        yield Stretch(start, end)
        start = end
    yield Stretch(start, where.end)


def _poster(post: Post | None) -> Poster | None:
    if post is None:
        return None
    return Poster(
        post.author,
        None,
        "named" if post.author else "unattributed",
        "post",
        post.said_at.isoformat() if post.said_at else None,
    )
