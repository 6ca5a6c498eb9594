"""Date rules: each a name, the words it reads, and the days that they mean."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from skywitness.cases.text_date_spans import Days, day, month, week, year

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "ten": 10,
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "diez": 10, "few": 3, "several": 5,
    "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "несколько": 5, "": 1,
}  # fmt: skip
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_UNITS = {
    "day": "day", "días": "day", "día": "day", "дн": "day", "сут": "day", "ден": "day", "week": "week",
    "seman": "week", "недел": "week",
    "month": "month", "mes": "month", "месяц": "month", "year": "year", "año": "year", "год": "year",
    "лет": "year",
}  # fmt: skip
_RECENT_DAYS = {"day": 7, "week": 42, "month": 183, "year": 1095}
"""What "recent" reaches back; six weeks for weeks, the others by the same judgement."""


class Asked(NamedTuple):
    """A match of a rule, and what is needed to say what it means.

    Attributes:
        match: of the rule's pattern.
        anchor: day of publication.
        value: number of a word of a kind.
        future: whether words nearby speak of what is to come.
    """

    match: re.Match[str]
    anchor: date
    value: Callable[[str, str], int | None]
    future: bool

    def group(self, name: str) -> str:
        """What a group of the pattern matched; empty where it has none."""
        return self.match.groupdict().get(name) or ""

    def month(self, name: str = "month") -> int:
        """Number of the month in a group."""
        return self.value("month", self.group(name)) or 0


Meaning = Callable[[Asked], Days | None]


class Rule(NamedTuple):
    """One rule.

    Attributes:
        name: kept with every date that it makes.
        languages: in which it is read.
        pattern: with MONTH, WEEKDAY and DAY for the language's words.
        meaning: the days; None where it means none after all.
        flags: of the regular expression.
    """

    name: str
    languages: tuple[str, ...]
    pattern: str
    meaning: Meaning
    flags: re.RegexFlag = re.IGNORECASE


def _iso(asked: Asked) -> Days:
    return day(date.fromisoformat(asked.match[0]))


def _full(asked: Asked) -> Days:
    first = date(int(asked.group("year")), asked.month(), int(asked.group("day")))
    last = first.replace(day=int(asked.group("last"))) if asked.group("last") else first
    return Days(first, last, "day")


def _day_month(asked: Asked) -> Days:
    """Without a year: the last such day, the next after words of the future."""
    number, last = int(asked.group("day")), int(asked.group("last") or asked.group("day"))
    first = date(asked.anchor.year, asked.month(), number)
    if asked.future and first < asked.anchor:
        first = first.replace(year=first.year + 1)
    elif not asked.future and first > asked.anchor:
        first = first.replace(year=first.year - 1)
    return Days(first, first.replace(day=last), "day")


def _weekday(asked: Asked) -> Days:
    number = asked.value("weekday", asked.group("weekday")) or 1
    back = (asked.anchor.isoweekday() - number) % 7
    which = asked.group("which").lower()
    if re.match(r"last|past|pasado|прошл|минувш", which) and not back:
        back = 7
    if re.match(r"next|coming|pr[oó]xim|следующ|будущ", which) or (asked.future and not which):
        return day(asked.anchor + timedelta(days=(number - asked.anchor.isoweekday()) % 7 or (7 if which else 0)))
    return day(asked.anchor - timedelta(days=back))


def _weekend(asked: Asked) -> Days:
    """The one just past on Monday and Tuesday, the running one on Saturday and Sunday."""
    number, which = asked.anchor.isoweekday(), asked.group("which").lower()
    saturday = asked.anchor - timedelta(days=(number - 6) % 7)
    coming = re.match(r"next|coming|pr[oó]xim|следующ|предстоящ", which) or asked.future
    if coming or (3 <= number <= 5 and re.match(r"this|est[ea]|эти", which)):
        saturday += timedelta(days=7)
    return Days(saturday, saturday + timedelta(days=1), "weekend")


def _relative_day(asked: Asked) -> Days:
    return day(asked.anchor + timedelta(days=asked.value("day", asked.match[0]) or 0))


def _month_year(asked: Asked) -> Days:
    return month(int(asked.group("year")), asked.month())


def _bare_month(asked: Asked) -> Days:
    """The last such month that has begun, or the next; "last December" is never the running one."""
    number, which, year_number = asked.month(), asked.group("which").lower(), asked.anchor.year
    begun = number <= asked.anchor.month
    if re.search(r"прошлого года|del año pasado|last year", asked.match[0], re.IGNORECASE):
        return month(year_number - 1, number)
    if asked.future or re.match(r"next|pr[oó]xim", which):
        return month(year_number if number >= asked.anchor.month else year_number + 1, number)
    if re.match(r"last|past|pasad|прошл", which) and number == asked.anchor.month:
        begun = False
    return month(year_number if begun else year_number - 1, number)


def _running_unit(asked: Asked) -> Days | None:
    """This, last and next week, month and year."""
    unit, which = _unit(asked.group("unit")), asked.group("which").lower()
    step = -1 if re.match(r"last|past|previous|pasad|прошл|минувш", which) else 0
    step = 1 if re.match(r"next|coming|pr[oó]xim|следующ", which) else step
    if re.search(r"pasad", asked.match[0], re.IGNORECASE):
        step = -1
    if unit == "week":
        return week(asked.anchor, step)
    if unit == "month":
        return month(asked.anchor.year, asked.anchor.month + step)
    return year(asked.anchor.year + step) if unit == "year" else None


def _ago(asked: Asked) -> Days | None:
    count, unit = _count(asked.group("count")), _unit(asked.group("unit"))
    if count is None or unit is None:
        return None
    if unit == "month":
        return month(asked.anchor.year, asked.anchor.month - count)
    if unit == "year":
        return year(asked.anchor.year - count)
    one = asked.anchor - timedelta(days=count * _UNIT_DAYS[unit])
    return (
        day(one)
        if unit == "day"
        else Days(one - timedelta(days=3), one + timedelta(days=3), "week", approximate=True)
    )


def _past_units(asked: Asked) -> Days | None:
    """The past two days, the last three months: up to the anchor."""
    count, unit = _count(asked.group("count")), _unit(asked.group("unit"))
    if count is None or unit is None:
        return None
    return Days(asked.anchor - timedelta(days=count * _UNIT_DAYS[unit]), asked.anchor, "day")


def _recent(asked: Asked) -> Days | None:
    unit = _unit(asked.group("unit"))
    if unit is None:
        return None
    return Days(asked.anchor - timedelta(days=_RECENT_DAYS[unit]), asked.anchor, "day", approximate=True)


def _years(asked: Asked) -> Days:
    first = year(int(asked.group("year")))
    return Days(first.first, year(int(asked.group("last"))).last, "year") if asked.group("last") else first


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _COUNTS.get(word.lower())


def _unit(word: str) -> str | None:
    return next((unit for start, unit in _UNITS.items() if word.lower().startswith(start)), None)


_ALL: Final = ("en", "es", "ru")
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day>\d{{1,2}})(?:st|nd|rd|th|-го|º)?(?:\s*[-–]\s*(?P<last>\d{{1,2}}))?"
_COUNT: Final = r"(?P<count>\d{{1,3}}|[a-zа-яé]+)"
RULES: Final = (
    Rule("iso_date", _ALL, r"\b(?:19|20)\d\d-\d\d-\d\d\b", _iso),
    Rule("day_month_year", ("en",), rf"\b{_DAY}\s+(?:of\s+)?(?P<month>{{MONTH}})\.?,?\s+{_YEAR}\b", _full),
    Rule("month_day_year", ("en",), rf"\b(?P<month>{{MONTH}})\.?\s+{_DAY},?\s+{_YEAR}\b", _full),
    Rule("day_month_year", ("es",), rf"\b{_DAY}\s+de\s+(?P<month>{{MONTH}})\s+(?:de|del)\s+{_YEAR}\b", _full),
    Rule("day_month_year", ("ru",), rf"\b{_DAY}\s+(?P<month>{{MONTH}})\s+{_YEAR}(?:\s+года|\s*г\.)?", _full),
    Rule("month_year", _ALL, rf"\b(?P<month>{{MONTH}}),?\s+(?:of\s+|de\s+|del\s+)?{_YEAR}\b", _month_year),
    Rule("day_month", ("en",), rf"\b{_DAY}\s+(?:of\s+)?(?P<month>{{MONTH}})\b", _day_month),
    Rule("day_month", ("en",), rf"\b(?P<month>{{MONTH}})\s+{_DAY}(?![\d:,]\d)\b", _day_month),
    Rule("day_month", ("es",), rf"\b{_DAY}\s+de\s+(?P<month>{{MONTH}})\b", _day_month),
    Rule("day_month", ("ru",), rf"\b{_DAY}\s+(?P<month>{{MONTH}})\b", _day_month),
    Rule(
        "weekend",
        ("en",),
        r"\b(?:(?P<which>this|last|next|the coming|past|over the|at the|on the)\s+)?(?:past\s+)?weekend\b",
        _weekend,
    ),
    Rule("weekend", ("es",), r"\b(?:(?P<which>este|el pasado|el próximo|el)\s+)?fin de semana\b", _weekend),
    Rule(
        "weekend",
        ("ru",),
        r"\b(?:в|на|за)\s+(?:(?P<which>эти|прошлые|минувшие|прошедшие|следующие|предстоящие)\s+)?выходны[ех]\b",
        _weekend,
    ),
    Rule(
        "weekday",
        ("en",),
        r"\b(?:(?P<which>last|next|this|coming|past)\s+)?(?P<weekday>{WEEKDAY})\b(?!['’]s\b)",
        _weekday,
    ),
    Rule(
        "weekday",
        ("es",),
        r"\b(?:el|este|del|al)\s+(?:(?P<which>pasado|próximo)\s+)?(?P<weekday>{WEEKDAY})\b",
        _weekday,
    ),
    Rule(
        "weekday",
        ("ru",),
        r"\b(?:во?|до|с|после)\s+(?:(?P<which>прошл\w+|минувш\w+|следующ\w+)\s+)?(?P<weekday>{WEEKDAY})\b",
        _weekday,
    ),
    Rule("relative_day", _ALL, r"(?<!la )(?<!de )\b(?:{DAY})\b", _relative_day),
    Rule(
        "recent_units",
        ("en",),
        r"\b(?:in|over|during)\s+(?:the\s+)?recent\s+(?P<unit>days|weeks|months|years)\b",
        _recent,
    ),
    Rule(
        "recent_units",
        ("es",),
        r"\ben\s+(?:las\s+|los\s+)?(?:últim[oa]s|recientes)\s+(?P<unit>días|semanas|meses|años)\b",
        _recent,
    ),
    Rule("recent_units", ("ru",), r"\bв\s+последние\s+(?P<unit>дни|недели|месяцы|годы)\b", _recent),
    Rule("units_ago", ("en",), rf"\b{_COUNT}\s+(?P<unit>days?|weeks?|months?|years?)\s+(?:ago|earlier)\b", _ago),
    Rule("units_ago", ("es",), rf"\bhace\s+{_COUNT}\s+(?P<unit>días?|semanas?|mes(?:es)?|años?)\b", _ago),
    Rule(
        "units_ago",
        ("ru",),
        rf"(?:\b{_COUNT}\s+)?\b(?P<unit>дн(?:я|ей)|день|недел[июь]|месяц(?:а|ев)?|год(?:а)?|лет)\s+назад\b",
        _ago,
    ),
    Rule(
        "past_units",
        ("en",),
        rf"\b(?:in|over|during|for|within)\s+the\s+(?:past|last)\s+(?:{_COUNT}\s+)?(?P<unit>days?|weeks?"
        rf"|months?|years?)\b",
        _past_units,
    ),
    Rule(
        "past_units",
        ("es",),
        rf"\ben\s+l[oa]s\s+últim[oa]s\s+{_COUNT}\s+(?P<unit>días|semanas|meses|años)\b",
        _past_units,
    ),
    Rule(
        "past_units",
        ("ru",),
        rf"\bза\s+последние\s+{_COUNT}\s+(?P<unit>дн\w+|недел\w+|месяц\w+|год\w*|лет)\b",
        _past_units,
    ),
    Rule(
        "running_unit",
        ("en",),
        r"\b(?P<which>this|last|next|past|previous)\s+(?P<unit>week|month|year)\b(?!end)",
        _running_unit,
    ),
    Rule(
        "running_unit",
        ("es",),
        r"\b(?P<which>este|esta|el|la|próxim[oa])\s+(?P<unit>semana|mes|año)(?:\s+pasad[oa])\b",
        _running_unit,
    ),
    Rule("running_unit", ("es",), r"\b(?P<which>este|esta)\s+(?P<unit>semana|mes|año)\b", _running_unit),
    Rule(
        "running_unit",
        ("ru",),
        r"\b(?:на|в)\s+(?P<which>этой|этом|прошлой|прошлом|минувшей|следующей|следующем)\s+(?P<unit>неделе"
        r"|месяце|году)\b",
        _running_unit,
    ),
    Rule(
        "month",
        ("en",),
        r"\b(?:(?:in|since|until|by|from|before|during|early|mid|late|mid-|of)\s+)?(?P<which>last|next|this"
        r"|early|late)?\s*"
        r"\b(?-i:(?P<month>January|February|March|April|June|July|August|September|October|November"
        r"|December))\b(?!\s+\d)(?:\s+last year)?",
        _bare_month,
    ),
    Rule(
        "month", ("en",), r"\b(?:in|since|until|last|next|during|early|late)\s+(?-i:(?P<month>May))\b", _bare_month
    ),
    Rule(
        "month",
        ("es",),
        r"\b(?:en|desde|hasta|pasado|a finales de"
        r"|a principios de)\s+(?P<which>pasado\s+)?(?P<month>{MONTH})\b(?:\s+pasado)?(?:\s+del año pasado)?",
        _bare_month,
    ),
    Rule(
        "month",
        ("ru",),
        r"\b(?:в|с|до|конце|начале|середине)\s+(?P<which>прошлом\s+)?(?P<month>{MONTH})\b(?:\s+прошлого года)?",
        _bare_month,
    ),
    Rule("range_of_years", ("en",), rf"\bbetween\s+{_YEAR}\s+and\s+(?P<last>(?:19|20)\d\d)\b", _years),
    Rule("year", ("en",), rf"\b(?:in|since|during|until|before|from|of|after)\s+{_YEAR}\b(?!-)", _years),
    Rule("year", ("es",), rf"\b(?:en|desde|hasta|de|del)\s+{_YEAR}\b", _years),
    Rule("year", ("ru",), rf"\b(?:в|с|до|после)\s+{_YEAR}(?:\s+год[ауе]?|\s*г\.)?", _years),
)
"""In the order in which they are tried; what one has read, the later ones leave alone."""
ABSOLUTE: Final = frozenset(
    ("iso_date", "day_month_year", "month_day_year", "month_year", "range_of_years", "year")
)
"""Rules that need no anchor."""
