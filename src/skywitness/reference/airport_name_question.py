"""Questions: what a person wrote of a field, taken apart into kind of field, names, places and states."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from skywitness.reference.airport_name_fold import fold, is_cyrillic, nominatives
from skywitness.reference.airport_name_places import spellings
from skywitness.reference.airport_name_words import BINDERS, LINKS, Said, meaning

_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*['’]?")
_POSSESSIVE: Final = re.compile(r"(['’]s|(?<=s)['’])$")
_MOST_SPELLINGS: Final = 24
_LONGEST_STATE: Final = 5


class StateWord(NamedTuple):
    """A state, or what is of it.

    Attributes:
        state: ISO 3166 alpha-2 code.
        adjective: "Russian", "ruso", "российский" and not "Russia".
    """

    state: str
    adjective: bool


States = Mapping[str, Sequence[StateWord]]
"""What folded words mean as names and adjectives of states."""


@dataclass(frozen=True)
class Question:
    """What somebody wrote, taken apart.

    Attributes:
        words: as written.
        folded: the same, folded.
        said: what the words say of the kind of field, bits of ``Said``.
        kinds: whether each word is of a phrase for a kind of field.
        states: states that are named, with begin and end of their words.
    """

    words: tuple[str, ...]
    folded: tuple[str, ...]
    said: int
    kinds: tuple[bool, ...]
    states: tuple[tuple[StateWord, int, int], ...]

    @classmethod
    def of(cls, text: str, states: States) -> "Question":
        """The question that a text asks."""
        words = tuple(word for word in _WORD.findall(text) if fold(word))
        folded = tuple(fold(_POSSESSIVE.sub("", word)) for word in words)
        said, kinds, named = 0, [False] * len(words), []
        begin = 0
        while begin < len(words):
            kind = meaning(folded, begin)
            state = None if kind else _state(words, folded, begin, states)
            if kind:
                said |= kind.said
                kinds[begin : begin + kind.words] = [True] * kind.words
            named += state[0] if state else []
            begin += kind.words if kind else state[1] if state else 1
        return cls(words, folded, said, tuple(kinds), tuple(named))

    @cached_property
    def whole(self) -> str:
        """All of it, folded."""
        return " ".join(self.folded)

    @cached_property
    def names(self) -> list[str]:
        """What can be the name, without the words for the kind of field; likeliest first."""
        return self._spelled([index for index, kind in enumerate(self.kinds) if not kind])

    @cached_property
    def names_beside_states(self) -> list[str]:
        """The same without the states named."""
        return self._spelled(self._rest) if self.states else []

    @property
    def has_rest(self) -> bool:
        """Whether anything is said beside the kind of field, states and the words between."""
        return any(self.folded[index] not in LINKS for index in self._rest)

    @cached_property
    def _rest(self) -> list[int]:
        taken = {index for _, begin, end in self.states for index in range(begin, end)}
        return [index for index, kind in enumerate(self.kinds) if not kind and index not in taken]

    def _spelled(self, indices: Sequence[int]) -> list[str]:
        bare = _trimmed([*indices], self.folded, BINDERS)
        barer = _trimmed(bare, self.folded, LINKS)
        names = [name for some in (bare, barer) for name in spellings(self._options(some), _MOST_SPELLINGS)]
        return list(dict.fromkeys(filter(None, names)))

    def _options(self, indices: Iterable[int]) -> list[list[str]]:
        return [
            list(nominatives(self.words[i])) if is_cyrillic(self.words[i]) else [self.folded[i]] for i in indices
        ]

    def says(self, what: int) -> bool:
        """Whether the words say this."""
        return bool(self.said & what)

    @property
    def kind_said(self) -> bool:
        """Whether the words call it a field at all."""
        return self.says(Said.FIELD)


def _trimmed(indices: list[int], folded: Sequence[str], words: frozenset[str]) -> list[int]:
    kept = list(indices)
    while len(kept) > 1 and folded[kept[0]] in words:
        del kept[0]
    while len(kept) > 1 and folded[kept[-1]] in words:
        kept.pop()
    return kept


def _state(
    words: Sequence[str], folded: Sequence[str], begin: int, states: States
) -> tuple[list[tuple[StateWord, int, int]], int] | None:
    """States that the longest run of words from here on names, and how many words it has."""
    if not states:
        return None
    for length in range(min(_LONGEST_STATE, len(words) - begin), 0, -1):
        if length == 1 and is_cyrillic(words[begin]):
            options = [fold(option) for option in nominatives(words[begin])]
        else:
            options = [" ".join(folded[begin : begin + length])]
        for option in options:
            if option in states:
                return [(word, begin, begin + length) for word in states[option]], length
    return None
