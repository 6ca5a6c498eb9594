"""Search inflection: the forms that names and adjectives take in English, Spanish and Russian, by rule."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

_SPANISH: Final = (
    (r"(és|án|ón)$", "a es as"),
    (r"o$", "a os as"),
    (r"[ae]$", "s"),
    (r"[íú]$", "es s"),
    (r"(ol|or|in)$", "a es as"),
)
"""Endings of adjectives, and what is added for feminine and plural; an o gives way to it, an accent goes."""
_PLAIN: Final = str.maketrans("áéíóú", "aeiou")

_HARD: Final = "ый ого ому ым ом ая ой ую ое ые ых ыми"
_VELAR: Final = "ий ого ому им ом ая ой ую ое ие их ими"
_SOFT: Final = "ий его ему им ем яя ей юю ее ие их ими"
_AFTER_VELAR: Final = frozenset("гкхжшщч")

_RUSSIAN: Final = (
    (r"[гкхжшщч]ий$", _VELAR),
    (r"ий$", _SOFT),
    (r"ый$", _HARD),
    (r"[гкхжшщч]ая$", _VELAR),
    (r"ая$", _HARD),
    (r"ое$", _HARD),
    (r"(?:[гкхжшщч]ие|ные)$", _HARD + " " + _VELAR),
    (r"ия$", "ия ии ию ией"),
    (r"ья$", "ья ьи ье ью ьей"),
    (r"[гкхжшщч]а$", "а и е у ой ей"),
    (r"а$", "а ы е у ой"),
    (r"я$", "я и е ю ей"),
    (r"й$", "й я ю ем е"),
    (r"ь$", "ь я ю ем е и"),
    (r"ы$", "ы ов ам ами ах" + " "),
)
"""Endings of the dictionary form, and the endings of all cases; adjectives with all genders and numbers.

Not quite all: stems that lose or gain a vowel keep only their dictionary form apart from the endings.
"""
_CONSONANT: Final = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")
_AFTER_CONSONANT: Final = " а у ом е"
_INDECLINABLE: Final = re.compile(r"[А-ЯЁ]{2,}$|[оеиуюэ]$")


def forms(word: str, language: str) -> Iterator[str]:
    """A name or adjective of one word or more in the forms that it takes in a text, itself first.

    Args:
        word: in its dictionary form; words in capitals have one form only.
        language: ``en``, ``es`` or ``ru``.
    """
    yield word
    if word.isupper():
        return
    if language == "en":
        yield from _english(word)
    elif language == "es":
        yield from _spanish(word)
    elif language == "ru":
        yield from _russian(word)


def _english(word: str) -> Iterator[str]:
    """The plural of a people's name."""
    if re.search(r"([aeo]n|[ai])$", word):
        yield word + "s"


def _spanish(word: str) -> Iterator[str]:
    """Feminine and plural of an adjective, which is written in lower case; names have one form."""
    if not word.islower():
        return
    for ending, added in _SPANISH:
        if re.search(ending, word):
            stem = word.removesuffix("o")
            if ending.startswith("(és"):
                stem = word[:-2] + word[-2:].translate(_PLAIN)
            yield from (stem + one for one in added.split())
            return
    yield word + "es"


def _russian(phrase: str) -> Iterator[str]:
    """All cases: of a name alone, or of adjectives with their noun."""
    words = phrase.split()
    if len(words) > 2:
        return
    for inflected in product(*(list(_russian_word(word)) for word in words)):
        yield " ".join(inflected)


def _russian_word(word: str) -> Iterator[str]:
    if _INDECLINABLE.search(word) and not re.search(r"(ое|ие|ые)$", word):
        yield word
        return
    for ending, endings in _RUSSIAN:
        if re.search(ending, word):
            cut = 2 if re.search(r"(ий|ый|ая|ое|ие|ые|ия|ья)$", word) else 1
            yield word
            yield from (word[:-cut] + one for one in endings.split(" "))
            return
    yield word
    if _CONSONANT.search(word):
        yield from (word + one for one in _AFTER_CONSONANT.split(" "))
