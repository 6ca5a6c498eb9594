"""Scan: where running prose in English, Spanish or Russian mentions a field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from skywitness.reference.airport_name_fold import fold, is_cyrillic, nominatives
from skywitness.reference.airport_name_index import IATA, OWN
from skywitness.reference.airport_name_words import LINKS, Said, meaning, words

_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_GAP: Final = re.compile(r"[\s\-\u2010-\u2014]+|\.\s")
"""What may stand between the words of one name; the full stop is that of "Gen. José"."""
_MOST_WORDS: Final = 6
_CUE_WORDS: Final = 8
_WEAK: Final = words(
    "base bases baza bazy baze bazu bazoy field strip pista runway station terrain nas raf mcas fob joint"
)
"""Words for a field that mean many other things: they count only beside a name of a field, not of a town."""
_CUES: Final = words("""
    airport airfield aerodrome aeropuerto aerodromo aeroport aerodrom icao iata flight flights flew landed landing
    lands departed departing arrived arrival takeoff runway vuelo vuelos aterrizo aterriza despego procedente
    pista reys samolet vyletel prizemlilsya sel adsb squawk aircraft plane avion
""")
"""Folded words beside which four capital letters are a code and no abbreviation."""


class Token(NamedTuple):
    """A word of the text: where it is, folded, with a capital or without letter case, bound to the one before."""

    start: int
    end: int
    folded: str
    capital: bool
    bound: bool
    text: str


class Names(Protocol):
    """What the scan asks."""

    def knows(self, name: str, *, place: bool, by_sound: bool) -> bool:
        """Whether a folded name is that of a field, or of a place where allowed, perhaps spelled otherwise."""

    def stands_alone(self, name: str) -> bool:
        """Whether a folded name means a field even without a word such as airport."""

    def is_state(self, name: str) -> bool:
        """Whether folded words name a state or are its adjective."""

    def code_kinds(self, code: str) -> set[int]:
        """Kinds of code that a word is."""


@dataclass(frozen=True)
class Scan:
    """One text, taken into words."""

    text: str
    tokens: tuple[Token, ...]
    names: Names

    @classmethod
    def of(cls, text: str, names: Names) -> "Scan":
        """The words of a text."""
        tokens: list[Token] = []
        end = 0
        for found in _WORD.finditer(text):
            word = found.group()
            gap = text[end : found.start()]
            bound = bool(tokens) and bool(_GAP.fullmatch(gap)) and "\n\n" not in gap
            bound = bound and ("." not in gap or (tokens[-1].capital and len(tokens[-1].text) <= 4))
            capital = not word[0].islower() and not word.isdigit()
            folded = fold(re.sub(r"['’]s$", "", word))
            if folded:
                tokens.append(Token(found.start(), found.end(), folded, capital, bound, word))
                end = found.end()
        return cls(text, tuple(tokens), names)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Begin and end of what reads like the mention of a field, in order, none over another."""
        folded = [token.folded for token in self.tokens]
        index = 0
        taken = 0  # words before this one belong to a mention
        while index < len(self.tokens):
            span = self._around_kind(folded, index, taken) or self._alone(index) or self._code(index)
            if span:
                yield self.tokens[span[0]].start, self.tokens[span[1] - 1].end
                index = taken = span[1]
            else:
                index += 1

    def _around_kind(self, folded: Sequence[str], index: int, taken: int) -> tuple[int, int] | None:
        """Words from a name to a phrase for a kind of field or from that to a name."""
        kind = meaning(folded, index)
        if kind is None or not self._bound(index, index + kind.words):
            return None
        end, said = self._more_kinds(folded, index + kind.words, kind.said)
        if not said & Said.FIELD:
            return None
        weak = all(word in _WEAK for word in folded[index:end])
        left = self._left(index, taken, place=not weak)
        right = self._right(end, place=not weak)
        if left < index and self._is_state(left, index):
            return (left, right) if right > end else (left, end) if not weak else None
        if left < index:
            return left, end
        return (index, right) if right > end else None

    def _more_kinds(self, folded: Sequence[str], end: int, said: int) -> tuple[int, int]:
        """Further phrases of the kind: "international airport", "aeropuerto internacional"."""
        while end < len(folded) and self.tokens[end].bound:
            more = meaning(folded, end)
            if more is None:
                break
            end, said = end + more.words, said | more.said
        return end, said

    def _left(self, index: int, taken: int, *, place: bool) -> int:
        """Where the longest known name that ends before this word begins; ``index`` for none."""
        lowest = index
        while lowest > max(taken, index - _MOST_WORDS) and self.tokens[lowest].bound:
            lowest -= 1
        return next((begin for begin in range(lowest, index) if self._named(begin, index, place=place)), index)

    def _right(self, end: int, *, place: bool) -> int:
        """Where the longest known name that follows, perhaps after "of", ends; ``end`` for none."""
        begin = end
        while begin < len(self.tokens) and self.tokens[begin].bound and not self.tokens[begin].capital:
            if self.tokens[begin].folded not in LINKS:
                break
            begin += 1
        highest = begin
        while highest < len(self.tokens) and highest < begin + _MOST_WORDS and self.tokens[highest].bound:
            highest += 1
        return next((stop for stop in range(highest, begin, -1) if self._named(begin, stop, place=place)), end)

    def _named(self, begin: int, end: int, *, place: bool) -> bool:
        """Whether these words, the first and last with a capital, are a name."""
        if not (self.tokens[begin].capital and self.tokens[end - 1].capital):
            return self._is_state(begin, end)
        if all(token.folded in LINKS for token in self.tokens[begin:end]):
            return False
        close = end - begin <= 2
        known = any(self.names.knows(name, place=place, by_sound=close) for name in self._spellings(begin, end))
        code = end - begin == 1 and self.tokens[begin].text.isupper() and self._is_code(begin)
        return known or code or self._is_state(begin, end)

    def _is_state(self, begin: int, end: int) -> bool:
        return any(self.names.is_state(name) for name in self._spellings(begin, end))

    def _spellings(self, begin: int, end: int) -> Iterator[str]:
        """The words folded, and with the last one in the nominative where they are Russian."""
        plain = [token.folded for token in self.tokens[begin:end]]
        yield " ".join(plain)
        if is_cyrillic(self.tokens[end - 1].text):
            for last in nominatives(self.tokens[end - 1].text):
                yield " ".join([*plain[:-1], fold(last)])
            if end - begin == 2:
                for first in nominatives(self.tokens[begin].text):
                    yield " ".join([fold(first), plain[1]])

    def _alone(self, index: int) -> tuple[int, int] | None:
        """A name that needs no word such as airport."""
        if not self.tokens[index].capital:
            return None
        for end in range(min(index + 4, len(self.tokens)), index, -1):
            if self._bound(index, end) and any(map(self.names.stands_alone, self._spellings(index, end))):
                return index, self._more_kinds([token.folded for token in self.tokens[: end + 4]], end, 0)[0]
        return None

    def _code(self, index: int) -> tuple[int, int] | None:
        """Four capital letters that are an ICAO code, in the company of words about flying."""
        text = self.tokens[index].text
        if not (len(text) == 4 and text.isalpha() and text.isupper() and self._is_code(index)):
            return None
        beside = self.tokens[max(index - _CUE_WORDS, 0) : index + _CUE_WORDS + 1]
        shouted = sum(token.text.isupper() and len(token.text) > 4 for token in beside) > 2
        return (index, index + 1) if not shouted and any(token.folded in _CUES for token in beside) else None

    def _is_code(self, index: int) -> bool:
        text = self.tokens[index].text
        kinds = self.names.code_kinds(text)
        return (len(text) == 4 and OWN in kinds) or (len(text) == 3 and IATA in kinds)

    def _bound(self, begin: int, end: int) -> bool:
        return all(token.bound for token in self.tokens[begin + 1 : end])
