"""Marked text: a captured text as paragraphs, cut where what is marked in it begins and ends.

Places in a text are counted in Unicode code points; a browser counts otherwise. Pieces of text leave nothing to
count.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from skywitness.cases.text_stretch import Stretch
from skywitness.model import TextZone


class Mark(NamedTuple):
    """What is marked.

    Attributes:
        where: characters of the text.
        name: what they are marked with, such as the id of a claim.
    """

    where: Stretch
    name: str


class Piece(NamedTuple):
    """Characters that are all marked alike.

    Attributes:
        text: as captured.
        marks: names, in the order in which they were given; empty for text that is not marked.
    """

    text: str
    marks: list[str]


class Paragraph(NamedTuple):
    """One zone, or what lies between two of them.

    Attributes:
        zone: as in TextZone; None for text outside any zone.
        rule: why it is that; None outside.
        pieces: which together are its text.
    """

    zone: str | None
    rule: str | None
    pieces: list[Piece]


class InPlace(NamedTuple):
    """Words with the original around them.

    Attributes:
        before: what comes before, from the beginning of a word.
        words: themselves.
        after: what follows, to the end of a word.
        begins: whether ``before`` is the beginning of the text.
        ends: whether ``after`` is its end.
    """

    before: str
    words: str
    after: str
    begins: bool
    ends: bool


def paragraphs(text: str, zones: Sequence[TextZone], marks: Sequence[Mark]) -> list[Paragraph]:
    """The whole text, zone by zone.

    Args:
        text: as captured.
        zones: in any order; without any, the text is one paragraph outside of all.
        marks: what is marked; they may overlap.
    """
    found, at = [], 0
    for zone in sorted(zones, key=lambda one: one.start):
        where = Stretch(max(zone.start, at), max(zone.end, at))
        found += _outside(text, Stretch(at, where.start), marks)
        found.append(Paragraph(zone.zone, zone.rule, _pieces(text, where, marks)))
        at = where.end
    return [*found, *_outside(text, Stretch(at, len(text)), marks)]


def in_place(text: str, where: Stretch, around: int = 320) -> InPlace:
    """Words with about so many characters of the original on each side.

    Args:
        text: as captured.
        where: the words.
        around: characters on each side.
    """
    start, end = max(0, where.start - around), min(len(text), where.end + around)
    while 0 < start < where.start and not text[start - 1].isspace():
        start += 1
    while where.end < end < len(text) and not text[end].isspace():
        end -= 1
    before, after = Stretch(start, where.start), Stretch(where.end, end)
    return InPlace(before.of(text), where.of(text), after.of(text), start == 0, end == len(text))


def _outside(text: str, where: Stretch, marks: Sequence[Mark]) -> list[Paragraph]:
    """What is between zones; space between them is none."""
    return [Paragraph(None, None, _pieces(text, where, marks))] if where.of(text).strip() else []


def _pieces(text: str, where: Stretch, marks: Sequence[Mark]) -> list[Piece]:
    return list(_cut(text, where, [one for one in marks if where.meets(one.where)]))


def _cut(text: str, where: Stretch, marks: Sequence[Mark]) -> Iterator[Piece]:
    ends = {place for one in marks for place in one.where if where.start < place < where.end}
    places = sorted({*ends, *where})
    for part in (Stretch(start, end) for start, end in pairwise(places)):
        yield Piece(part.of(text), [one.name for one in marks if one.where.meets(part)])
