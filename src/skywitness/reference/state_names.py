"""State names: which state a word in English, Spanish or Russian names, as noun, adjective or abbreviation."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from skywitness.reference.search_inflection import forms

LANGUAGES: Final = ("en", "es", "ru")
NO_STATE: Final = "-"
"""Stands in the table for words in which those of a state name none, as in Indian Ocean."""

_TOKEN: Final = re.compile(r"[^\W_]+")


class Mention(NamedTuple):
    """Words of a text that name a state.

    Attributes:
        start: place of the first letter.
        end: place after the last.
        states: ISO 3166 alpha-2 codes; several where the words do not tell them apart, such as Congo and Korea.
        certain: false where there are several, and where the words mean other things as well: Georgia, Jordan.
    """

    start: int
    end: int
    states: tuple[str, ...]
    certain: bool


class Phrase(NamedTuple):
    """Words that name states.

    Attributes:
        tokens: folded.
        states: codes; empty where they name none.
        certain: as in ``Mention``.
        capitals: whether a text has to write them in capitals.
    """

    tokens: tuple[str, ...]
    states: tuple[str, ...]
    certain: bool
    capitals: bool


@dataclass(frozen=True)
class StateNames:
    """Names of states.

    The longest words win, so that Guinea-Bissau, Papua New Guinea and South Korea are not Guinea and Korea, and
    words that stand in others of another meaning name nothing: Indian Ocean, Latin American.

    How it is fooled: a text may mean a language, a people or a nickname; names of persons and places that are also
    states are found, and marked as not certain; Russian names are declined by rule, and a few forms are missed.

    Attributes:
        phrases: by their first word, long ones first.
        names: in English, by code.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    names: Mapping[str, str]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "StateNames":
        """Names from rows of ``state_names``: state, name_en, name_es, name_ru, words_en, words_es, words_ru."""
        listed = list(rows)
        found: dict[tuple[str, ...], _Said] = {}
        for row in listed:
            for text, certain in _texts(row):
                said = found.setdefault(tokens_of(text), _Said())
                said.add(row["state"], certain=certain, capitals=text.isupper())
        phrases: dict[str, list[Phrase]] = {}
        for tokens, said in found.items():
            phrases.setdefault(tokens[0], []).append(said.phrase(tokens))
        names = {row["state"]: row["name_en"] for row in listed if row["name_en"]}
        return cls({first: tuple(sorted(some, key=_longest)) for first, some in phrases.items()}, names)

    def find(self, text: str) -> tuple[str, ...]:
        """States that a whole text names, in any case; several where it may be any of them, empty for none."""
        tokens = tokens_of(text)
        for phrase in self.phrases.get(tokens[0], ()) if tokens else ():
            if phrase.tokens == tokens:
                return phrase.states
        return ()

    def scan(self, text: str) -> list[Mention]:
        """States that words of a text name, in order.

        Abbreviations count in capitals only, and words that mean other things as well with a capital only.
        """
        words = list(_TOKEN.finditer(text))
        return list(self._mentions(text, words, [fold_word(word[0]) for word in words]))

    def _mentions(self, text: str, words: list[re.Match[str]], tokens: list[str]) -> Iterator[Mention]:
        at = 0
        while at < len(tokens):
            phrase = self._longest(text, words, tokens, at)
            if phrase is None:
                at += 1
                continue
            last = at + len(phrase.tokens) - 1
            if phrase.states:
                yield Mention(words[at].start(), words[last].end(), phrase.states, phrase.certain)
            at = last + 1

    def _longest(self, text: str, words: list[re.Match[str]], tokens: list[str], at: int) -> Phrase | None:
        for phrase in self.phrases.get(tokens[at], ()):
            last = at + len(phrase.tokens) - 1
            if tuple(tokens[at : last + 1]) != phrase.tokens:
                continue
            written = text[words[at].start() : words[last].end()]
            if phrase.capitals and not written.isupper():
                continue
            if phrase.certain or written[0].isupper():
                return phrase
        return None

    def words_for(self, state: str) -> list[tuple[str, ...]]:
        """Words, folded, that name this state and nothing else; in order."""
        phrases = (phrase for some in self.phrases.values() for phrase in some)
        return sorted(one.tokens for one in phrases if one.certain and one.states == (state,))

    @cached_property
    def most_words(self) -> int:
        """Words of the longest name."""
        return max((len(one.tokens) for some in self.phrases.values() for one in some), default=0)


class _Said:
    """What rows say of one phrase, gathered."""

    def __init__(self) -> None:
        self.states: list[str] = []
        self.certain = True
        self.capitals = True

    def add(self, state: str, *, certain: bool, capitals: bool) -> None:
        if state != NO_STATE and state not in self.states:
            self.states.append(state)
        self.certain &= certain
        self.capitals &= capitals

    def phrase(self, tokens: tuple[str, ...]) -> Phrase:
        certain = self.certain and len(self.states) < 2
        return Phrase(tokens, tuple(self.states), certain, self.capitals)


def tokens_of(text: str) -> tuple[str, ...]:
    """Words of a text, folded."""
    return tuple(fold_word(word) for word in _TOKEN.findall(text))


def fold_word(word: str) -> str:
    """A word in lower case without accents, so that ё is е and й is и."""
    lower = word.casefold()
    if lower.isascii():
        return lower
    return "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))


def _texts(row: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """All that a row says a state is called, in every form, and whether it means nothing else."""
    for language in LANGUAGES:
        for word in [row[f"name_{language}"], *row[f"words_{language}"].split(";")]:
            certain = not word.endswith("?")
            for form in forms(word.removesuffix("?"), language) if word else ():
                yield form, certain


def _longest(phrase: Phrase) -> tuple[int, tuple[str, ...]]:
    return -len(phrase.tokens), phrase.tokens
