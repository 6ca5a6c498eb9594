"""Fold names: one spelling for what people write differently, and Cyrillic letters in Latin ones."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_LATIN: Final = dict(
    zip(
        "абвгдезийклмнопрстуфъыьэіґєїјљњћђџѓќ",
        [*"abvgdeziyklmnoprstuf", "", "y", "", "e", "i", "g", "ye", "yi", *"jlncd", "dz", "g", "k"],
        strict=True,
    )
) | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ў": "u"}
"""Letters of Russian after BGN/PCGN 1947, the others as their states romanise them."""

_IOTATED: Final = re.compile(r"(?<![^\W\d_])е|(?<=[аеиоуыэюяьъй])е")
"""The letter е where BGN/PCGN 1947 writes ye: at the beginning, after a vowel, й, ъ and ь."""
UNDECOMPOSED: Final = {
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a",
}  # fmt: skip
"""Latin letters whose mark is part of the letter; Unicode does not take them apart."""
SILENT: Final = "'’‘ʼʻ`´ʹ′"
"""Apostrophes and what stands for them."""
_LETTERS: Final = str.maketrans(UNDECOMPOSED | dict.fromkeys(SILENT, ""))
_WORD: Final = re.compile(r"[^\W_]+")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_ASCII_WORD: Final = re.compile("[a-z0-9]+")

_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"t?sch(?=[^aeiou]|$)|tch", "4"), (r"ch", "4"), (r"ck|q", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"),
        (r"kh", "h"), (r"gh", "g"), (r"ph", "f"), (r"zh", "z"), (r"sh", "s"), (r"ou", "u"), (r"w", "v"),
        (r"x", "ks"), (r"[yj]", "i"), (r"(.)\1+", r"\1"), (r"ie", "e"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""What spellings of one name in several languages share, applied in this order."""

_CASES: Final = (
    (r"(с|ц)к(ого|ому|им|ом)$", (r"\1кий", r"\1кое")),
    (r"(с|ц)кой$", (r"\1кая", r"\1кий")),
    (r"ью$", ("ь",)),
    (r"ой$", ("а",)),
    (r"ей$", ("ь", "я")),
    (r"(о|е)м$", ("", "о", "е", "ь", "й")),
    (r"е$", ("а", "", "о")),
    (r"ы$", ("а", "")),
    (r"и$", ("а", "ь", "я")),
    (r"у$", ("а", "", "о")),
    (r"ю$", ("я", "ь")),
    (r"а$", ("", "о")),
    (r"я$", ("ь", "й", "е")),
)
"""Endings of Russian place names in other cases, and those that they can have in the nominative."""
_SHORTEST_DECLINED: Final = 4


def fold(text: str) -> str:
    """Words of a text in plain lower-case letters and digits, one space between.

    Accents, apostrophes, soft and hard signs go; Cyrillic letters become Latin after BGN/PCGN 1947; letters of
    other scripts stay as they are.
    """
    text = text.lower()
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text.replace("'", "").replace("`", "")))
    if _CYRILLIC.search(text):
        text = latin(text)
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return " ".join(_WORD.findall("".join(letter for letter in plain if unicodedata.category(letter)[0] != "M")))


def latin(text: str) -> str:
    """A lower-case text with its Cyrillic letters romanised; ё as е, as Russian prints it."""
    text = unicodedata.normalize("NFC", text).replace("ё", "е")
    text = text.replace("\u0301", "")
    return "".join(_LATIN.get(letter, letter) for letter in _IOTATED.sub("ye", text))


def sounds(folded: str) -> str:
    """What the spellings of one name in several languages share; not to be read.

    How it is fooled: names that differ in a vowel between languages stay different, and a few short names that
    differ become one.
    """
    for pattern, sound in _SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded


def is_cyrillic(text: str) -> bool:
    """Whether a text has a letter of that script."""
    return bool(_CYRILLIC.search(text))


def nominatives(word: str) -> Iterator[str]:
    """The word, and what a Russian place name in another case can be in the nominative, likeliest first."""
    yield word
    lower = word.lower()
    for ending, replacements in _CASES:
        if len(lower) >= _SHORTEST_DECLINED and re.search(ending, lower):
            for replacement in replacements:
                yield re.sub(ending, replacement, lower)
            return
