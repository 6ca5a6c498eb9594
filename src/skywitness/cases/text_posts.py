"""Posts: embedded posts of a text with who wrote them and when."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from skywitness.cases.text_dates import DateWords
from skywitness.cases.text_stretch import Stretch
from skywitness.model import TextZone

_AUTHOR = re.compile(r"(?:^|[—–-]\s*|\s)(?P<name>[^\n—–.!?:]{2,60}?)\s*\((?P<handle>@\w{2,})\)")
_ALONE = re.compile(r"^(?=.*(?:19|20)\d\d)[\w ,.:/·|-]{4,50}$")


class Post(NamedTuple):
    """A paragraph of a post.

    Attributes:
        author: name and handle, as written; empty where it gives none.
        role: None; a post gives none.
        said_at: its day; None where it gives none.
        where: its words, without author and date.
        is_text: whether it says anything but who wrote it and when.
    """

    author: str
    role: str | None
    said_at: date | None
    where: Stretch
    is_text: bool


def posts(text: str, zones: Sequence[TextZone], dates: DateWords, published: date | None) -> dict[int, Post]:
    """Paragraphs of posts by their number."""
    found: dict[int, Post] = {}
    for run in _runs(zones):
        found.update(_post(text, run, dates, published))
    return found


def _runs(zones: Sequence[TextZone]) -> Iterator[list[TextZone]]:
    """Paragraphs of posts that follow one another and have the same address."""
    run: list[TextZone] = []
    for zone in zones:
        if zone.zone != "embed" or (run and (zone.url != run[-1].url or zone.paragraph != run[-1].paragraph + 1)):
            if run:
                yield run
            run = []
        if zone.zone == "embed":
            run.append(zone)
    if run:
        yield run


def _post(
    text: str, run: Sequence[TextZone], dates: DateWords, published: date | None
) -> Iterator[tuple[int, Post]]:
    author, said_at = "", None
    plain: list[tuple[TextZone, Stretch, bool]] = []
    for zone in run:
        where = Stretch(zone.start, zone.end)
        match = _AUTHOR.search(where.of(text))
        if match:
            author = " ".join(f"{match['name'].strip()} ({match['handle']})".split())
            said_at = said_at or _day(text, Stretch(where.start + match.end(), where.end), dates, published)
            where = Stretch(where.start, where.start + match.start())
        elif _ALONE.match(where.of(text)) and (day := _day(text, where, dates, published)):
            said_at, where = day, Stretch(where.start, where.start)
        bare = where.stripped(text)
        plain.append((zone, bare, bool(re.search(r"\w", bare.of(text)))))
    for zone, bare, is_text in plain:
        yield zone.paragraph, Post(author, None, said_at, bare, is_text)


def _day(text: str, within: Stretch, dates: DateWords, published: date | None) -> date | None:
    found = dates.scan(text, within, published, "UTC")
    sure = [
        one.time.edtf
        for one in found
        if one.time.precision == "day" and re.fullmatch(r"\d{4}-\d\d-\d\d", one.time.edtf)
    ]
    return date.fromisoformat(sure[0]) if sure else None
