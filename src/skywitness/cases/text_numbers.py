"""Numbers: quantities in prose as the intervals that their words allow."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from skywitness.cases.text_stretch import Stretch
from skywitness.model import Quantity

_FIGURE = r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+(?![\d])|\d+(?:[.,]\d+)?"
_OTHER_UNIT = re.compile(
    r"[\s-]*(?:%|per cent|percent|km|kilomet|miles?|feet|ft|met(?:er|re)s?|knots?|nautical|minutes?|hours?"
    r"|years?|weeks?|months?"
    r"|[:h]\d\d|a\.?m\.?|p\.?m\.?|UTC|GMT|dollars|euros|rubles|minutos|horas|años|semanas|минут|час|лет|год"
    r"|кил[оo]метр)",
    re.IGNORECASE,
)
_BETWEEN = r"(?:[\w'’/.#-]+\s+){0,4}?"
_OF = re.compile(r"\s+(?:of|de|of the)\s+((?:[\w-]+\s+){0,2}[\w-]+)|\s+((?!и\b)[а-яё]+)")


class Found(NamedTuple):
    """A quantity and where it stands.

    Attributes:
        where: from the approximator to the unit.
        quantity: the number.
    """

    where: Stretch
    quantity: Quantity


@dataclass(frozen=True)
class NumberWords:
    """Numbers of one language.

    How it is fooled: a number whose unit is not in the table is left out, as are numbers of weapons; the widths of
    "about" and its like are judgement; a unit further than four words from its number is not found.

    Attributes:
        rows: of ``number_words`` for the language; kind, word and value.
    """

    rows: tuple[tuple[str, str, str], ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]], language: str) -> "NumberWords":
        """Numbers from rows of ``number_words``."""
        kept = [row for row in rows if row["language"] == language]
        return cls(tuple((row["kind"], row["word"], row["value"]) for row in kept))

    def scan(self, text: str, within: Stretch) -> list[Found]:
        """Numbers with units in a part of a text, in order, none within another."""
        found, at = [], within.start
        while match := self._pattern.search(text, at, within.end):
            quantity = self._quantity(text, match)
            if quantity is None:
                at = match.start() + 1 if match.end() == match.start() else match.end("number")
                continue
            found.append(Found(Stretch(*match.span()), quantity))
            at = match.end()
        return found

    def approximators(self, text: str, within: Stretch) -> list[Stretch]:
        """Words such as about and up to that stand before a number."""
        found = [match.span("approximator") for match in self._pattern.finditer(text, *within)]
        return [Stretch(*span) for span in found if span[0] >= 0]

    def number(self, words: str) -> float | None:
        """The number that words say, the lower bound where they say a range; None where they say none."""
        bounds = self._bounds(words.lower())
        return bounds[0] if bounds else None

    def _quantity(self, text: str, match: re.Match[str]) -> Quantity | None:
        if _OTHER_UNIT.match(text, match.end("number")) or text[max(0, match.start("number") - 1)] in "$€£₽@#":
            return None
        first = self._bounds(match["number"].lower())
        last = self._bounds(match["second"].lower()) if match["second"] else first
        if first is None or last is None:
            return None
        scale = self._scales.get((match["scale"] or "").lower(), 1.0)
        words = (match["approximator"] or "").lower()
        unit, small, large = self._unit(match["unit"])
        low_factor, high_factor = self._factors.get(" ".join(words.split()), (1.0, 1.0))
        low = first[0] * scale * small * low_factor
        high = math.inf if math.isinf(high_factor) else last[1] * scale * large * high_factor
        written = text[match.start("number") : match.end()]
        return Quantity(_what(text, match, unit), low, high, unit, written, match["approximator"])

    def _bounds(self, word: str) -> tuple[float, float] | None:
        if word in self._numbers:
            return self._numbers[word]
        if re.fullmatch(r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+", word):
            return (float(re.sub(r"\D", "", word)),) * 2
        if re.fullmatch(r"\d+(?:[.,]\d+)?", word):
            return (float(word.replace(",", ".")),) * 2
        tens, _, ones = word.replace("-", " ").partition(" ")
        if tens in self._numbers and ones in self._numbers:
            return (self._numbers[tens][0] + self._numbers[ones][0],) * 2
        return None

    def _unit(self, word: str) -> tuple[str, float, float]:
        for pattern, unit in self._units:
            if pattern.fullmatch(word):
                return unit
        return word, 1.0, 1.0

    @cached_property
    def _numbers(self) -> dict[str, tuple[float, float]]:
        return {word: _pair(value) for kind, word, value in self.rows if kind == "number"}

    @cached_property
    def _factors(self) -> dict[str, tuple[float, float]]:
        return {word: _pair(value) for kind, word, value in self.rows if kind == "approximator"}

    @cached_property
    def _scales(self) -> dict[str, float]:
        return {word: float(value) for kind, word, value in self.rows if kind == "scale"}

    @cached_property
    def _units(self) -> list[tuple[re.Pattern[str], tuple[str, float, float]]]:
        return list(self._read_units())

    def _read_units(self) -> Iterator[tuple[re.Pattern[str], tuple[str, float, float]]]:
        for kind, word, value in self.rows:
            if kind == "unit":
                name, low, high = value.split()
                yield re.compile(word, re.IGNORECASE), (name, float(low), float(high))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        numbers = _either(self._numbers)
        ones = r"one|two|three|four|five|six|seven|eight|nine"
        tens = rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:{ones})"
        number = rf"(?:{tens}|{numbers}|{_FIGURE})"
        units = "|".join(word for kind, word, _ in self.rows if kind == "unit")
        return re.compile(
            rf"(?<![\w-])(?:(?P<approximator>{_either(self._factors)})\s+(?:the\s+)?)?(?:between\s+"
            rf"|entre\s+|от\s+)?"
            rf"(?<![\w.,/-])(?P<number>{number})(?:\s*(?:[-–]|\bto\b|\band\b|\by\b|\ba\b"
            rf"|до)\s*(?P<second>{number}))?"
            rf"(?:\s+(?P<scale>{_either(self._scales)}))?[\s-]+(?P<between>{_BETWEEN})(?P<unit>{units})(?![\w-])",
            re.IGNORECASE,
        )


def _either(words: Iterable[str]) -> str:
    return (
        "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)) or "(?!)"
    )


def _pair(value: str) -> tuple[float, float]:
    low, _, high = value.partition(" ")
    return float(low), float(high or low)


def _what(text: str, match: re.Match[str], unit: str) -> str:
    """What is counted: the words from number to unit; of a weight, what follows it."""
    if unit == "tonne" and (after := _OF.match(text, match.end())):
        return str(after[1] or after[2])
    return " ".join((match["between"] + match["unit"]).split())
