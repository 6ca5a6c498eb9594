"""Type designators: the designators that a short name of a type stands for, by ICAO document 8643."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from skywitness.reference.aircraft_types import AircraftTypes

_CYRILLIC: Final = str.maketrans(
    {
        "и": "i",
        "л": "l",
        "а": "a",
        "н": "n",
        "т": "t",
        "у": "u",
        "с": "s",
        "м": "m",
        "г": "g",
        "к": "k",
        "я": "ya",
        "б": "b",
        "е": "e",
    }
)
"""Letters of Russian makers' marks: Ил, Ан, Ту, Су, МиГ, Ка, Як, Бе."""
_PARTS: Final = re.compile(r"[a-z]+|\d+")
_VARIANT: Final = re.compile(r"[a-z]{0,2}\d{0,3}[a-z]{0,2}")
"""What may follow the name of a model: M, 100, TD-90."""
_SAID: Final = re.compile(r"[^a-z0-9]+")
_MAKERS: Final[Mapping[str, str]] = {
    "ilyushin": "il",
    "ilushin": "il",
    "antonov": "an",
    "tupolev": "tu",
    "sukhoi": "su",
    "sukhoy": "su",
    "mikoyan": "mig",
    "kamov": "ka",
    "mil": "mi",
    "yakovlev": "yak",
    "beriev": "be",
    **dict.fromkeys(("boeing", "airbus", "lockheed"), ""),
}
"""Makers whose mark is part of the model's name, and makers whose name is left out before a number."""
_MOST: Final = 12
"""Designators that a name may stand for; of one that stands for more, nothing is said."""


@dataclass(frozen=True, slots=True)
class TypeDesignators:
    """Designators by name.

    How it is fooled: marketing names and NATO names that the document does not list are unknown to it; a model
    that two makers number alike stands for both.

    Attributes:
        by_name: designators by the bare letters and digits of a designator or of a model's name.
    """

    by_name: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, types: AircraftTypes) -> "TypeDesignators":
        """Names of a list of types: designators, and parts of models' names that hold a digit."""
        found: dict[str, set[str]] = {}
        for code, known in types.by_typecode.items():
            for name in {code.lower(), *_names(known.names)}:
                found.setdefault(name, set()).add(code)
        return cls({name: frozenset(codes) for name, codes in found.items() if len(codes) <= _MOST})

    def find(self, text: str) -> tuple[str, ...]:
        """Designators that a name stands for, in order; none for what names no type.

        Args:
            text: for example ``il62``, ``Ил-76``, ``An-124-100``, ``Boeing 737``.
        """
        words = [word for word in _SAID.split(text.casefold().translate(_CYRILLIC)) if word]
        marks = [_MAKERS.get(word, word) for word in words]
        name, parts = "".join(marks), [part for mark in marks for part in _PARTS.findall(mark)]
        if not any(part.isdigit() for part in parts):
            return ()
        shorter = ["".join(parts[:count]) for count in range(len(parts), 1, -1)]
        of_model = [one for one in shorter if _VARIANT.fullmatch(name[len(one) :])]
        codes = next((self.by_name[one] for one in (name, *of_model) if one in self.by_name), frozenset[str]())
        return tuple(sorted(codes))


def _names(models: Iterable[str]) -> set[str]:
    """Parts of models' names with a letter and a digit: ``ANTONOV An-124 Ruslan`` gives ``an124``."""
    words = (word for model in models for word in model.casefold().split())
    bare = (_SAID.sub("", word) for word in words)
    return {word for word in bare if any(map(str.isdigit, word)) and any(map(str.isalpha, word))}
