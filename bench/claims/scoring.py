"""Scoring: proposals held against claims that a person marked."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from skywitness.cases.text_sentences import paragraphs, sentences
from skywitness.cases.text_stretch import Stretch
from skywitness.model import Claim

TIGHT = 0.5
"""Share of both that two stretches must have in common to be called the same."""


class Pair(NamedTuple):
    """A marked claim with the proposal that has most in common with it.

    Attributes:
        marked: as it stands in the file.
        where: its words.
        claim: the proposal; None where none shares a character.
    """

    marked: Mapping[str, Any]
    where: Stretch
    claim: Claim | None


def place(claim: Claim) -> Stretch:
    """Where a proposal's words stand."""
    return Stretch(claim.spans[0].start, claim.spans[0].end)


def likeness(one: Stretch, other: Stretch) -> float:
    """Common characters, as a share of all that either has."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def is_tight(one: Stretch, other: Stretch) -> bool:
    """Whether each has half of its characters in common with the other."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common >= TIGHT * (one.end - one.start) and common >= TIGHT * (other.end - other.start)


def paired(marked: Iterable[tuple[Mapping[str, Any], Stretch]], claims: Sequence[Claim]) -> list[Pair]:
    """Each marked claim with the proposal most like it; one proposal may serve several."""
    found = []
    for row, where in marked:
        best = max(claims, key=lambda claim: likeness(where, place(claim)), default=None)
        met = best is not None and likeness(where, place(best)) > 0
        found.append(Pair(row, where, best if met else None))
    return found


def sentence_of(text: str, where: Stretch) -> Stretch:
    """The sentence that holds the beginning of a stretch."""
    for paragraph in paragraphs(text):
        for sentence in sentences(text, paragraph):
            if sentence.start <= where.start < sentence.end:
                return sentence
    return where


def folded(words: str) -> set[str]:
    """Words without accents and articles, in small letters."""
    plain = unicodedata.normalize("NFKD", words.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return set(re.findall(r"\w+", plain)) - {"the", "a", "an", "la", "el", "una", "un", "of", "de"}


def same_speaker(expected: str, given: str) -> bool:
    """Whether one names the other: the words of the shorter are among those of the longer."""
    one, other = folded(expected), folded(given)
    return bool(one and other) and (one <= other or other <= one)


def same_number(expected: Sequence[Any], claim: Claim) -> bool:
    """Whether a proposal has the interval, each bound within a tenth, and the unit; ``*`` is any unit."""
    low, high, unit = expected
    return any(
        unit in {"*", one.unit}
        and abs(one.low_in_unit - low) <= 0.1 * max(1, low)
        and (
            one.high_in_unit == float("inf")
            if high is None
            else abs(one.high_in_unit - high) <= 0.1 * max(1, high)
        )
        for one in claim.quantities
    )
