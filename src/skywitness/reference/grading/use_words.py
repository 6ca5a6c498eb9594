"""Use words: for whom the name of an operator or owner says that it flies."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

OTHER = "other"
"""What a name says that has none of the words: somebody else flies it."""


@dataclass(frozen=True, slots=True)
class UseWords:
    """Words of armed forces and state bodies.

    How it is fooled: a company that has such a word in its name and is not in the list of exceptions; a charter
    that a table enters under its customer; an air force written in letters of which the list knows nothing.

    Attributes:
        patterns: with the use of each, the first that fits decides.
    """

    patterns: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "UseWords":
        """Words from rows of ``operator_words``: pattern and use."""
        return cls(tuple((re.compile(row["pattern"]), row["use"]) for row in rows))

    def use_of(self, name: str) -> str:
        """``military``, ``state``, ``civil`` for what only sounds so, or ``other``."""
        text = _plain(name)
        return next((use for pattern, use in self.patterns if pattern.search(text)), OTHER)

    def uses_of(self, names: pl.Series) -> pl.Series:
        """As ``use_of``, of a column; null gives null."""
        uses = {name: self.use_of(name) for name in names.drop_nulls().unique()}
        return names.replace_strict(uses, default=None, return_dtype=pl.String)


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
