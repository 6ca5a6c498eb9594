"""Aircraft: types, registrations, addresses, callsigns and plain words for aircraft in prose, as mentions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from skywitness.cases.text_stretch import Stretch
from skywitness.model import AircraftMention, Quantity
from skywitness.reference.nationality_marks import NationalityMarks
from skywitness.reference.state_names import StateNames
from skywitness.reference.type_names import TypeNames

_REGISTRATION = re.compile(
    r"(?<![\w-])(?:[A-ZА-Я]{1,2}|\d[A-Z]|[A-Z]\d"
    r"|\d[A-Z]\d)[-‐‑–](?=[A-Z0-9]*[A-Z0-9])[A-Z0-9]{2,6}(?![\w-])|(?<![\w-])N\d{1,5}[A-Z]{0,2}(?!\w)"
)
_AFTER_WORD = re.compile(
    r"(?:regist(?:ration|ered(?: as)?)|tail number|matr[ií]cula|бортов\w+ номер\w*"
    r"|регистраци\w+)\s+(?:number\s+|as\s+)?([A-Z0-9][A-Z0-9-]{3,8})\b",
)
_ADDRESS = re.compile(
    r"(?:hex(?: code)?|ICAO(?: 24)?(?:-bit)?(?: address| hex)?|Mode[- ]S(?: code| address)?"
    r"|transponder code|c[oó]digo hexadecimal)\s*:?\s+"
    r"(?:of\s+|code\s+)?([0-9A-Fa-f]{6})\b"
)
_CALLSIGN = re.compile(
    r"(?:call[- ]?sign|flight(?: number)?|indicativo|vuelo|позывн\w+|рейс(?:ом|а"
    r"|е)?)\s+[\"“«']?((?-i:[A-Z]{2,3})\s?\d[0-9A-Z]{0,4}|(?-i:[A-Z]{4,8}\d{0,3}))\b",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    r"\b(?:military|air force|army|navy|naval|militar(?:es)?|fuerza a[eé]rea|ej[eé]rcito|armada|военн\w*"
    r"|ВКС|ВВС|военно-\w+)\b",
    re.IGNORECASE,
)
_CIVIL = re.compile(
    r"\b(?:civilian|commercial|passenger|civil(?:es)?|comercial(?:es)?|de pasajeros|гражданск\w+|пассажирск\w+)\b",
    re.IGNORECASE,
)
_OPERATOR = re.compile(
    r"(?:operated by|belonging to|owned by|flown by|of the|operado por|de la aerolínea"
    r"|perteneciente a(?: la)?|авиакомпании|принадлежащ\w+)\s+"
    r"((?:the\s+)?(?:[A-ZÀ-ÞА-ЯЁ][\w’'-]*)(?:\s+(?:[A-ZÀ-ÞА-ЯЁ][\w’'-]*|of|de|la))*)"
)
_AIR_FORCE = re.compile(
    r"((?:[A-Z][\w’'-]+\s+){1,3}(?:Air Force|Navy|Army|Airlines?|Airways|Cargo|Air)|[A-Z]\w+ (?:air force"
    r"|navy|army|military)|(?:Fuerza Aérea|Aerolínea)(?:\s+[A-ZÀ-Þ]\w+)+)\b"
)
_OF_FORCE = re.compile(
    r"\s+(?:of|from|belonging to|operated by) the ([A-Z]\w+(?:\s\w+)? (?:air force|army|navy|military))",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[,;:.()—–]|\b(?:and|or|y|e|и|that|which|who|was|were|is|are|had|has|have|que|from|to|in|at|on|by)\b"
)
_COUNTS = re.compile(r"\b(a|an|one|un|una|один|the first|the second)\s+(?:[\w’'/-]+\s+){0,5}$", re.IGNORECASE)
_REACH = 70
"""Characters before a noun in which its adjectives can stand."""


class Flown(NamedTuple):
    """An aircraft in a text.

    Attributes:
        where: its words.
        aircraft: what they say.
    """

    where: Stretch
    aircraft: AircraftMention


class _Sign(NamedTuple):
    """A word that speaks of an aircraft: its place and what it is."""

    where: Stretch
    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class AircraftWords:
    """Aircraft by what people call them.

    How it is fooled: a registration that is a code of something else in the same form; a type used for a car or a
    ship; "jets" that are engines; a maker without a model says no type; a state's adjective that belongs to
    another word.

    Attributes:
        types: names of types.
        marks: nationality marks.
        states: names of states.
        nouns: pattern and ``yes``, ``no`` or empty for military, of one language.
    """

    types: TypeNames
    marks: NationalityMarks
    states: StateNames
    nouns: tuple[tuple[str, str], ...]

    @classmethod
    def from_rows(
        cls,
        types: TypeNames,
        marks: NationalityMarks,
        states: StateNames,
        rows: Iterable[Mapping[str, str]],
        language: str,
    ) -> "AircraftWords":
        """Words from rows of ``aircraft_words``."""
        kept = [row for row in rows if row["language"] == language]
        return cls(types, marks, states, tuple((row["pattern"], row["military"]) for row in kept))

    def scan(self, text: str, within: Stretch, quantities: Sequence[tuple[Stretch, Quantity]]) -> list[Flown]:
        """Aircraft in a part of a text, in order.

        Args:
            text: the whole text.
            within: the part.
            quantities: numbers with units in it; those of aircraft say how many.
        """
        groups: list[list[_Sign]] = []
        for sign in self._signs(text, within):
            if (groups and not _BREAK.search(text[groups[-1][-1].where.end : sign.where.start])) or (
                groups
                and sign.kind in {"registration", "icao24", "callsign"}
                and sign.where.start - groups[-1][-1].where.end < _REACH
            ):
                groups[-1].append(sign)
            else:
                groups.append([sign])
        return [self._mention(text, within, group, quantities) for group in groups]

    def _signs(self, text: str, within: Stretch) -> list[_Sign]:
        part, base = within.of(text), within.start
        found: list[_Sign] = []
        for match in _REGISTRATION.finditer(part):
            known = self.marks.state_of(match[0].replace("–", "-"))
            if known and known.exact:
                found.append(_Sign(Stretch(*match.span()), "registration", (match[0].upper(),)))
        found += [
            _Sign(Stretch(*m.span(1)), "registration", (m[1].upper(),))
            for m in _AFTER_WORD.finditer(part)
            if any(map(str.isdigit, m[1]))
        ]
        found += [_Sign(Stretch(*m.span(1)), "icao24", (m[1].lower(),)) for m in _ADDRESS.finditer(part)]
        found += [
            _Sign(Stretch(*m.span(1)), "callsign", (m[1].replace(" ", "").upper(),))
            for m in _CALLSIGN.finditer(part)
        ]
        for mention in self.types.scan(part):
            codes = tuple(one.typecode for one in mention.matches)
            found.append(_Sign(Stretch(mention.start, mention.end), "type", codes))
        found += [_Sign(Stretch(*m.span()), "noun", ()) for m in self._noun.finditer(part)]
        kept: list[_Sign] = []
        for one in found:
            if not any(one.where.meets(other.where) for other in kept):
                kept.append(one)
        return sorted(one._replace(where=Stretch(base + one.where.start, base + one.where.end)) for one in kept)

    def _mention(
        self, text: str, within: Stretch, group: list[_Sign], quantities: Sequence[tuple[Stretch, Quantity]]
    ) -> Flown:
        start, end = group[0].where.start, group[-1].where.end
        before = text[max(within.start, start - _REACH) : start]
        breaks = list(_BREAK.finditer(before))
        before = before[breaks[-1].end() :] if breaks else before
        phrase = before + text[start:end]
        after = text[end : min(within.end, end + _REACH)]
        of = {
            kind: [v for sign in group if sign.kind == kind for v in sign.values]
            for kind in ("type", "registration", "icao24", "callsign")
        }
        behind = text[end : min(within.end, end + 90)]
        operator = _OPERATOR.search(behind) or _OF_FORCE.match(behind) or _AIR_FORCE.search(phrase)
        named = f"{phrase} {operator[1]}" if operator else phrase
        flags = [one.states for one in self.states.scan(named) if len(one.states) == 1]
        if not flags:
            flags = [
                s
                for m in [self.marks.state_of(r) for r in of["registration"]]
                if m and len(m.states) == 1
                for s in [m.states]
            ]
        return Flown(
            Stretch(start - len(before.lstrip()) if before.strip() else start, end),
            AircraftMention(
                " ".join(phrase.split()), _number(start, end, before, quantities),
                list(dict.fromkeys(of["type"])),
                of["registration"], of["icao24"], of["callsign"], operator[1].strip() if operator else None,
                flags[0][0] if flags else None, self._military(phrase, after),
            ),
        )  # fmt: skip

    def _military(self, phrase: str, after: str) -> bool | None:
        if _MILITARY.search(phrase) or any(
            m and re.search(rf"\b(?:{p})\b", phrase, re.IGNORECASE) for p, m in self.nouns
        ):
            return True
        if re.match(
            r"\s+(?:of|from|belonging to|operated by) the \w+ (?:air force|army|navy|military)",
            after,
            re.IGNORECASE,
        ):
            return True
        return False if _CIVIL.search(phrase) else None

    @cached_property
    def _noun(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w-])(?:{'|'.join(pattern for pattern, _ in self.nouns)})(?![\w-])", re.IGNORECASE
        )


def _number(start: int, end: int, before: str, quantities: Sequence[tuple[Stretch, Quantity]]) -> int | None:
    """How many: a number of aircraft in the mention, or an article; None where the text does not tell."""
    for where, quantity in quantities:
        if quantity.unit == "aircraft" and where.meets((start, end)):
            exact = quantity.low_in_unit == quantity.high_in_unit
            return int(quantity.low_in_unit) if exact else None
    return 1 if _COUNTS.search(before) else None
