"""News dates: "on Monday", "last December", "before Saturday" as intervals, with the rule and anchor of each.

The anchor is the day of publication, or the day of a post within an article. A weekday alone is the last such
day, the anchor itself included, and the next one after words of the future. How it is fooled: old stories that
are published anew; "last Monday", which some mean of last week; "this weekend" from Wednesday to Friday, taken
as the one to come.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from skywitness.cases.text_date_rules import ABSOLUTE, RULES, Asked, Meaning
from skywitness.cases.text_date_spans import Days, claim_time
from skywitness.cases.text_stretch import Stretch
from skywitness.model import ClaimTime

_FUTURE = re.compile(
    r"\b(?:will|set to|due|scheduled|plans?|planned|planning|expected to|begins?|starts?|next|upcoming"
    r"|ahead of|se espera|prev[eé]"
    r"|ser[aá]n?|pr[oó]xim[oa]s?|está previsto|ожидается|планиру\w+|буд[еу]т|намечен\w*|должн[аоы]?|предстоит)\b",
    re.IGNORECASE,
)
_LAST_CLAUSE = re.compile(r"(?:(?!,|;|\band\b|\by\b|\bи\b).)*$", re.DOTALL)
_FIRST_CLAUSE = re.compile(r"(?:(?!;|\band\b|\by\b|\bи\b).)*", re.DOTALL)
_EXCLUDES = re.compile(r"^(?:before|prior|antes|до|раньше)", re.IGNORECASE)


Bound = Callable[[Days, str], Days]
_NO_DAY = date(2000, 1, 1)


class Dated(NamedTuple):
    """A date in a text.

    Attributes:
        where: its words.
        time: what they mean.
    """

    where: Stretch
    time: ClaimTime


@dataclass(frozen=True)
class DateWords:
    """Dates of one language.

    Attributes:
        language: ISO 639-1.
        rows: of ``date_words`` for the language: kind, pattern and value.
    """

    language: str
    rows: tuple[tuple[str, str, int], ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]], language: str) -> "DateWords":
        """Words from rows of ``date_words``."""
        kept = [row for row in rows if row["language"] == language]
        return cls(language, tuple((row["kind"], row["pattern"], int(row["value"])) for row in kept))

    def scan(self, text: str, within: Stretch, anchor: date | None, timezone: str) -> list[Dated]:
        """Dates in a sentence, in order, none within another.

        Args:
            text: the whole text.
            within: a sentence of it, whose words tell past from future.
            anchor: day of publication, where it was published; None when unknown: then dates that count from
                it stay open, and their rule begins with ``undated_``.
            timezone: IANA name of the zone whose days are meant.
        """
        found: list[Dated] = []
        for where, days, rule in self._candidates(text, within, anchor or _NO_DAY):
            if any(where.meets(other.where) for other in found):
                continue
            whole, bounded, name = _bounded(text, where, days, rule)
            if anchor is None and rule not in ABSOLUTE:
                bounded, name = Days(None, None, "open"), f"undated_{rule}"
            found.append(Dated(whole, claim_time(bounded, whole.of(text), name, anchor, timezone)))
        return sorted(found)

    def _candidates(self, text: str, within: Stretch, anchor: date) -> Iterator[tuple[Stretch, Days, str]]:
        for name, pattern, meaning in self._rules:
            for match in pattern.finditer(text, *within):
                future = _future(text, within, match)
                try:
                    days = meaning(Asked(match, anchor, self._value, future=future))
                except (ValueError, OverflowError):
                    continue
                if days is not None:
                    yield Stretch(*match.span()), days, name

    def _value(self, kind: str, word: str) -> int | None:
        for known, pattern, value in self.rows:
            if known == kind and re.fullmatch(pattern, word, re.IGNORECASE):
                return value
        return None

    @cached_property
    def _rules(self) -> list[tuple[str, re.Pattern[str], Meaning]]:
        words = {kind: "|".join(p for k, p, _ in self.rows if k == kind) for kind in ("month", "weekday", "day")}
        return [
            (
                rule.name,
                re.compile(rule.pattern.format(**{k.upper(): v for k, v in words.items()}), rule.flags),
                rule.meaning,
            )
            for rule in RULES
            if self.language in rule.languages
        ]


def _future(text: str, within: Stretch, match: re.Match[str]) -> bool:
    """Whether words near the date, in the same clause, speak of what is to come."""
    before = _LAST_CLAUSE.search(text[max(within.start, match.start() - 60) : match.start()])
    after = _FIRST_CLAUSE.match(text[match.end() : min(within.end, match.end() + 60)])
    return any(bool(_FUTURE.search(part[0])) for part in (before, match, after) if part)


def _bounded(text: str, where: Stretch, days: Days, rule: str) -> tuple[Stretch, Days, str]:
    """With "before", "since" or "after" in front, an interval open at one end."""
    if days.first is None or days.last is None or rule.startswith("range"):
        return where, days, rule
    words = where.of(text)
    before = text[max(0, where.start - 24) : where.start]
    for name, outside, within, meaning in _BOUNDS:
        match = outside.search(before)
        if match or within.match(words):
            word = match[0] if match else words
            longer = Stretch(where.start - len(match[0]), where.end) if match else where
            return longer, meaning(days, word), f"{name}_{rule}"
    return where, days, rule


def _until(days: Days, word: str) -> Days:
    """Up to the day before where the word excludes, else to its end."""
    if days.first is not None and _EXCLUDES.match(word):
        return Days(None, days.first - timedelta(days=1), "day")
    return Days(None, days.last, days.precision)


def _since(days: Days, _word: str) -> Days:
    return Days(days.first, None, days.precision)


def _later(days: Days, _word: str) -> Days:
    return Days(days.last, None, "day")


def _bound(name: str, words: str, meaning: Bound) -> tuple[str, re.Pattern[str], re.Pattern[str], Bound]:
    article = r"(?:\s+(?:the|el|early|late|start of|end of))?"
    outside = re.compile(rf"(?<!\w)(?:{words}){article}\s+$", re.IGNORECASE)
    return name, outside, re.compile(rf"(?:{words})\s", re.IGNORECASE), meaning


_BOUNDS = (
    _bound("before", r"before|until|till|prior to|by|through|antes del?|hasta(?: el)?|до|раньше", _until),
    _bound("since", r"since|desde(?: el)?|с|со|начиная с", _since),
    _bound("after", r"after|tras|después del?|после", _later),
)
