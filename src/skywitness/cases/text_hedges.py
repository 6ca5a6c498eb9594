"""Hedges: words that make a claim less than a plain statement."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from skywitness.cases.text_stretch import Stretch
from skywitness.model import Hedge

_LONGEST_SCARE_WORDS = 6
"""More words between quotation marks are a quotation and no mockery (judgement)."""


@dataclass(frozen=True)
class HedgeWords:
    """Hedges of one language.

    How it is fooled: "will" and "may" that are names; "some" before a number that means a few; irony without
    marks.

    Attributes:
        patterns: kind and pattern, in the order in which they are tried.
    """

    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]], language: str) -> "HedgeWords":
        """Hedges from rows of ``hedge_cues``."""
        kept = [row for row in rows if row["language"] == language]
        return cls(
            tuple((row["kind"], re.compile(rf"(?<!\w)(?:{row['pattern']})(?!\w)", re.IGNORECASE)) for row in kept)
        )

    def scan(
        self, text: str, within: Stretch, quoted: Sequence[Stretch], numbers: Sequence[Stretch]
    ) -> list[Hedge]:
        """Hedges in a part of a text, in order, the first kind that fits where several would.

        Args:
            text: the whole text.
            within: the part.
            quoted: words between quotation marks.
            numbers: approximators that stand before numbers.
        """
        found = [
            Hedge(kind, match[0], *match.span())
            for kind, pattern in self.patterns
            for match in pattern.finditer(text, *within)
            if not _is_name(match[0], match.start(), within)
        ]
        found += [Hedge("approximator", span.of(text), *span) for span in numbers if within.holds(span)]
        found += [
            Hedge("scare_quotes", span.of(text), *span)
            for span in quoted
            if within.holds(span) and span != within and len(span.of(text).split()) <= _LONGEST_SCARE_WORDS
        ]
        return _without_overlap(found)


def _is_name(word: str, start: int, within: Stretch) -> bool:
    """Will and May with a capital within a sentence."""
    return word in {"May", "Will"} and start > within.start


def _without_overlap(found: Iterable[Hedge]) -> list[Hedge]:
    kept: list[Hedge] = []
    for one in found:
        span = Stretch(one.start, one.end)
        if one.kind == "scare_quotes" or not any(span.meets((other.start, other.end)) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end))
