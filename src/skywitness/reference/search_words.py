"""Search words: what a question such as "il62 russia military" or "МЧС Ил-76" asks for."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from skywitness.reference.nationality_marks import NationalityMarks
from skywitness.reference.search_vocabulary import FORCES, GRADE_TEXTS, GRADES, KINDS, SKIPPED, USES
from skywitness.reference.state_names import StateNames

TypeFinder = Callable[[str], Collection[str]]
"""Type designators of a name as people write it; empty for none."""

_MOST_WORDS: Final = 4
"""Of one thing asked for: Ministry of Emergency Situations, Papua New Guinea, United Arab Emirates."""
_ADDRESS: Final = re.compile(r"[0-9a-f]{6}")
_NAME: Final = re.compile(r"(?=.*\d)[a-z0-9]+(-[a-z0-9]+)*")
_MARKED: Final = re.compile(r"([a-z0-9]{1,4})-([a-z0-9]*)")
_ACCENTS: Final = {
    "a": "[aáàâãäå]",
    "c": "[cç]",
    "e": "[eéèêë]",
    "i": "[iíìîï]",
    "n": "[nñ]",
    "o": "[oóòôõöø]",
    "u": "[uúùûü]",
    "е": "[её]",
    "и": "[ий]",
}
"""Letters that stand for those with a mark, as ``fold_word`` has them."""
_SKIPPED: Final = re.compile(SKIPPED)


class Meaning(NamedTuple):
    """One of the things that words of a question can mean.

    Attributes:
        sort: ``address``, ``registration`` (its beginning), ``type``, ``state``, ``grade``, ``use``, ``kind`` or
            ``text``.
        values: what is looked for, any of them.
        text: regular expression that operators, owners, uses, tags and models are looked through for; None for
            none.
    """

    sort: str
    values: tuple[str, ...]
    text: str | None = None


class Word(NamedTuple):
    """Words of a question that ask for one thing.

    Attributes:
        asked: as they stand there.
        meanings: the likeliest first; an aircraft fits that fits any of them.
    """

    asked: str
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class Query:
    """What a question asks for: an aircraft has to fit every word.

    Attributes:
        words: in the order of the question.
    """

    words: tuple[Word, ...]

    def values(self, sort: str) -> tuple[str, ...]:
        """All values of one sort that the question may mean."""
        meanings = (meaning for word in self.words for meaning in word.meanings if meaning.sort == sort)
        return tuple(dict.fromkeys(value for meaning in meanings for value in meaning.values))

    @property
    def addresses(self) -> tuple[str, ...]:
        """24-bit addresses."""
        return self.values("address")

    @property
    def registrations(self) -> tuple[str, ...]:
        """Beginnings of registrations, capital letters and digits alone."""
        return self.values("registration")

    @property
    def typecodes(self) -> tuple[str, ...]:
        """Designators of types, kinds of aircraft aside."""
        return self.values("type")

    @property
    def states(self) -> tuple[str, ...]:
        """ISO 3166 alpha-2 codes."""
        return self.values("state")

    @property
    def grades(self) -> tuple[str, ...]:
        """``military``, ``state``, ``civil``."""
        return self.values("grade")

    @property
    def uses(self) -> tuple[str, ...]:
        """Names of uses."""
        return self.values("use")

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of aircraft, by their names in ICAO document 8643."""
        return self.values("kind")

    @property
    def texts(self) -> tuple[str, ...]:
        """Words that operators, owners, tags and models are looked through for."""
        return self.values("text")


@dataclass(frozen=True)
class QueryReader:
    """Reads questions.

    Words are taken together as long as they mean one thing, the longest first. Of a word that can mean several
    things all are asked for: 154073 is an address and may be a serial, C-17 a type and the beginning of a
    Canadian registration.

    How it is fooled: a word for a state, a grade or a use is taken for that and not for a part of an operator's
    name; Georgia is the state and the one of the United States.

    Attributes:
        types: type designators of a name.
        states: names of states.
        marks: of registrations.
    """

    types: TypeFinder
    states: StateNames
    marks: NationalityMarks

    def read(self, question: str) -> Query:
        """What a question asks for; nothing for an empty one."""
        return Query(tuple(dict.fromkeys(self._words(question.split()))))

    def _words(self, parts: Sequence[str]) -> Iterator[Word]:
        at = 0
        while at < len(parts):
            word, taken = self._longest(parts[at : at + _MOST_WORDS])
            at += taken
            if word is not None:
                yield word

    def _longest(self, parts: Sequence[str]) -> tuple[Word | None, int]:
        """The first thing asked for, and how many parts say it."""
        for size in range(len(parts), 0, -1):
            asked = " ".join(parts[:size])
            folded = asked.lower().strip(".,;:!?\"'()")
            meanings = tuple(self._meanings(folded, single=size == 1))
            if meanings:
                return Word(asked, meanings), size
        return None, 1

    def _meanings(self, folded: str, *, single: bool) -> Iterator[Meaning]:
        if not folded or (single and _SKIPPED.fullmatch(folded)):
            return
        if folded in FORCES:
            yield Meaning("text", (folded,), whole(FORCES[folded]))
            return
        if found := tuple(self._vocabulary(folded)):
            yield from found
            return
        if states := self.states.find(folded):
            yield Meaning("state", states, self._state_text(states))
            return
        if typecodes := tuple(sorted(self.types(folded))):
            yield Meaning("type", typecodes)
        if single:
            yield from self._identifiers(folded)
        if single and not (typecodes and any(map(str.isdigit, folded))):
            yield Meaning("text", (folded,), beginning(folded))

    def _vocabulary(self, folded: str) -> Iterator[Meaning]:
        for use, pattern in USES.items():
            if re.fullmatch(pattern, folded):
                yield Meaning("use", (use,), whole(pattern))
        for kind, pattern in KINDS.items():
            if re.fullmatch(pattern, folded):
                yield Meaning("kind", (kind,), whole(pattern))
        for grade, pattern in GRADES.items():
            if re.fullmatch(pattern, folded):
                yield Meaning("grade", (grade,), f"(?i){GRADE_TEXTS[grade]}" if grade in GRADE_TEXTS else None)

    def _identifiers(self, folded: str) -> Iterator[Meaning]:
        bare = re.sub("[^a-z0-9]", "", folded).upper()
        if _ADDRESS.fullmatch(folded):
            yield Meaning("address", (folded,))
        marked = _MARKED.fullmatch(folded)
        if (marked and marked[1].upper() in self._marks) or _NAME.fullmatch(folded):
            yield Meaning("registration", (bare,))

    def _state_text(self, states: Collection[str]) -> str | None:
        """Words for these states as operators and owners have them."""
        names = [tokens for state in states for tokens in self.states.words_for(state)]
        return whole("|".join(r"\W+".join(map(lenient, tokens)) for tokens in names)) if names else None

    @cached_property
    def _marks(self) -> frozenset[str]:
        return frozenset(part for mark in self.marks.marks for part in (mark.bare, mark.mark.split("-")[0]))


def whole(pattern: str) -> str:
    """A regular expression of whole words in any case."""
    return rf"(?i)\b(?:{pattern})\b"


def beginning(word: str) -> str:
    """A regular expression of words that begin with this one, in any case."""
    return rf"(?i)\b{lenient(word)}"


def lenient(word: str) -> str:
    """A regular expression of a word with or without accents."""
    return "".join(_ACCENTS.get(letter) or re.escape(letter) for letter in word)
