"""Cues: words by which a text says that somebody says something."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from skywitness.cases.text_stretch import Stretch


class Cue(NamedTuple):
    """A cue in a text.

    Attributes:
        where: its words.
        shape: ``verb``, ``object``, ``demand``, ``noun``, ``prefix``, ``passive`` or ``shows``.
        venue: as in Attribution; None where the word alone does not tell.
        act: speech act.
        denies: whether what is said is denied.
    """

    where: Stretch
    shape: str
    venue: str | None
    act: str
    denies: bool


@dataclass(frozen=True)
class CueWords:
    """Cues of one language.

    Attributes:
        rows: pattern and what the table says of it.
    """

    rows: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]], language: str) -> "CueWords":
        """Cues from rows of ``attribution_cues``."""
        kept = [row for row in rows if row["language"] == language]
        compiled = (re.compile(rf"(?<![\w-])(?:{row['pattern']})(?![\w-])", re.IGNORECASE) for row in kept)
        return cls(tuple(zip(compiled, kept, strict=True)))

    def scan(self, text: str, within: Stretch, quoted: Sequence[Stretch]) -> list[Cue]:
        """Cues in a part of a text outside quotation marks, in order; of two in one place the longer."""
        found = [
            Cue(Stretch(*match.span()), row["shape"], row["venue"] or None, row["act"], row["denies"] == "yes")
            for pattern, row in self.rows
            for match in pattern.finditer(text, *within)
            if not any(quote.meets(match.span()) for quote in quoted)
        ]
        found.sort(key=lambda cue: (cue.where.start, -cue.where.end))
        kept: list[Cue] = []
        for cue in found:
            if cue.shape == "shows" and any(cue.where == other.where for other in kept):
                continue
            if not any(cue.where.meets(other.where) for other in kept):
                kept.append(cue)
        return kept
