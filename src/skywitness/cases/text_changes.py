"""Text changes: what is different between two captures of one source, paragraph by paragraph."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple


class Change(NamedTuple):
    """One paragraph that went, came or was changed.

    Attributes:
        kind: ``removed``, ``added`` or ``changed``.
        before: the paragraph as it was; None when it was added.
        after: as it is; None when it was removed.
        zone: of it, in the later capture where it is there.
    """

    kind: str
    before: str | None
    after: str | None
    zone: str


Paragraph = tuple[str, str]
"""Zone and words."""


def text_changes(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> list[Change]:
    """Changes from one capture to the next, in the order of the text; none when every paragraph is the same."""
    old, new = [words for _, words in before], [words for _, words in after]
    found: list[Change] = []
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _of(before[a0:a1], after[b0:b1])
    return found


def _of(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Iterator[Change]:
    """Paragraphs that stand in one another's place are one change where they are alike, else two."""
    left = list(after)
    for zone, words in before:
        near = max(left, key=lambda item: _alike(words, item[1]), default=None)
        if near is not None and _alike(words, near[1]) >= 0.5:
            left.remove(near)
            yield Change("changed", words, near[1], near[0])
        else:
            yield Change("removed", words, None, zone)
    for zone, words in left:
        yield Change("added", None, words, zone)


def _alike(one: str, other: str) -> float:
    """Share of words in common, in their order, 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
