"""Fold type names: one spelling for what people write differently of one type of aircraft.

A name becomes tokens of letters and of digits: "Il-62M", "IL62M" and "Ил-62М" are all ``("il", "62", "m")``.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from skywitness.reference.airport_name_fold import fold, is_cyrillic, nominatives

Tokens = tuple[str, ...]

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}
_ROMAN_AFTER_A_WORD: Final = {"i": "1", "v": "5", "x": "10"}
_SHORTEST_WORD: Final = 4

_MISREAD: Final = re.compile(r"(?<![^\W_])(?=[1|!]?[iIlL])[iIlL1|!]{2}(?=[\s\-\u2010-\u2014]?\d{2,3})")
"""What stands where "Il" was meant: capital I, small l, 1 and | look alike; one at least is a letter."""
_O_IN_NUMBER: Final = re.compile(r"(?<=\d)[oOоО](?=\d|\b)|(?<=\b[A-Z]-)[oOоО](?=\d)")
_LOOKALIKE: Final = str.maketrans("АВЕКМНОРСТУХавекморсух", "ABEKMHOPCTYXabekmopcyx")
"""Cyrillic letters that are printed like Latin ones."""
_ONLY_LOOKALIKES: Final = re.compile(r"(?<![^\W_])[АВЕКМНОРСТХA-Z]{1,3}(?=[\-\u2010-\u2014]?\d)")
_SOUNDS: Final = tuple(
    (re.compile(rf"\b{cyrillic}(?=[\-\u2010-\u2014]?\d)", re.IGNORECASE), latin)
    for cyrillic, latin in (("ф", "f"), ("б", "b"))
)
_PLURALS: Final = ("ами", "ях", "ах", "ам", "ов", "ев")


class Reading(NamedTuple):
    """A name as it can be read.

    Attributes:
        text: the name, rewritten.
        reason: why it was rewritten, empty when it was not.
    """

    text: str
    reason: str


def tokens(text: str, *, roman: bool = True) -> Tokens:
    """Letters and digits of a name, folded.

    Args:
        text: the name.
        roman: write a Roman numeral behind a word as a number, as document 8643 does.
    """
    words = fold(text).split()
    if not roman:
        return tuple(part for word in words for part in _TOKEN.findall(word))
    found = words[:1]
    for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
        found.append(_number(before, word, after))
    return tuple(part for word in found for part in _TOKEN.findall(word))


def _number(before: str, word: str, after: str) -> str:
    if after[:1].isdigit():
        return word
    if word in _ROMAN_AFTER_A_WORD and len(before) >= _SHORTEST_WORD and before.isalpha():
        return _ROMAN_AFTER_A_WORD[word]
    return _ROMAN.get(word, word)


def readings(text: str, known: Collection[str]) -> Iterator[Reading]:
    """The name as written, then as it can have been meant, likeliest first.

    Args:
        text: the name.
        known: folded words that occur in names of types and makers, to recognise inflected Russian ones.
    """
    if is_cyrillic(text):
        yield from _russian(text, known)
    else:
        yield Reading(text, "")
    misread = _MISREAD.sub("Il", text)
    if misread != text:
        yield Reading(misread, "read as Il: capital I, small l and 1 look alike")
    zero = _O_IN_NUMBER.sub("0", text)
    if zero != text:
        yield Reading(zero, "read with zero in place of the letter O")


def _russian(text: str, known: Collection[str]) -> Iterator[Reading]:
    """Words in the nominative; a designation of look-alikes ("С-130") first, as Cyrillic letters second."""
    if _ONLY_LOOKALIKES.search(text):
        latin = _ONLY_LOOKALIKES.sub(lambda found: found.group().translate(_LOOKALIKE), text)
        yield Reading(_nominative(latin, known), "Cyrillic letters read as the Latin ones that look alike")
    sounded = text
    for pattern, letter in _SOUNDS:
        sounded = pattern.sub(letter, sounded)
    yield Reading(_nominative(sounded, known), "")


def _nominative(text: str, known: Collection[str]) -> str:
    return re.sub(r"[а-яёА-ЯЁ]{4,}", lambda found: _known_form(found.group(), known), text)


def _known_form(word: str, known: Collection[str]) -> str:
    candidates = [*nominatives(word)]
    candidates += [word[: -len(ending)] for ending in _PLURALS if word.lower().endswith(ending)]
    return next((form for form in candidates if fold(form) in known), word)
