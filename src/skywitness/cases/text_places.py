"""Places: airports, cities, states and areas in prose, and whether something is from, to, at, via or over them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from skywitness.cases.text_stretch import Stretch
from skywitness.model import PlaceMention
from skywitness.reference.airport_names import AirportNames
from skywitness.reference.search_inflection import forms
from skywitness.reference.state_names import LANGUAGES, StateNames, tokens_of

_MOST_CANDIDATES = 5
_LEAST_WEIGHT = 0.5
_ROLES = (
    ("via", (r"via|by way of|through|(?:stop(?:ped|s|ping)?|stopover|layover|refuel\w*) (?:in|at)|escala en"
    r"|a través de|v[ií]a|через|"
            r"посадк\w+ (?:в|на)")),
    ("from", r"from|out of|left|leaving|departed|departing|desde|procedentes? del?|de|из|с|со|вылетел[аи]? из"),
    ("to", (r"to|into|towards?|for|bound for|reach(?:ed|es|ing)?|a|al|hacia|rumbo a|con destino a|para"
    r"|в направлении|до|в")),
    ("over", r"over|across|above|off|near the|sobre|над"),
    ("at", r"at|in|on|near|outside|around|en|cerca de|на|в|у|под"),
)  # fmt: skip
_BEFORE = [
    (
        role,
        re.compile(rf"(?<!\w)(?:{words})\s+(?:the\s+|an?\s+|el\s+|la\s+|#|\w+[’']s\s+|las?\s+)*$", re.IGNORECASE),
    )
    for role, words in _ROLES
]
_MOTION_RU = re.compile(
    r"(?:прибыл|прилетел|вылетел|сел|приземлил|направил|летел|доставил|рейс)\w*", re.IGNORECASE
)
_MOTION_ES = re.compile(r"(?:lleg|viaj|vol|parti|dirig|despeg|aterriz)\w*", re.IGNORECASE)
_NAME = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]+"
_CAPITALS = re.compile(rf"#?{_NAME}(?:\s+(?:de\s+|del\s+|la\s+|el-|al-)?{_NAME}){{0,2}}")
_CITY_BEFORE = re.compile(
    r"(?<!\w)(?:from|to|into|in|at|near|outside|via|over|for|left|leaving|reach(?:ed|es|ing)?|and|towards?"
    r"|capital|en|a|al|de|desde|hacia|escala en"
    r"|из|в|во|через|до|над|под|на|,)\s+#?$",
    re.IGNORECASE,
)


class Placed(NamedTuple):
    """A place in a text.

    Attributes:
        where: its words.
        place: what they mean.
    """

    where: Stretch
    place: PlaceMention


@dataclass(frozen=True)
class PlaceWords:
    """Places by what people call them.

    How it is fooled: a person or company called like a city; a town whose name is that of a larger one
    elsewhere; the adjective of a state, which is no place and is left to the aircraft; "in Russian airspace",
    where it is one.

    Attributes:
        airports: names of fields.
        states: names of states.
        cities: folded names of cities.
        areas: rows of ``area_names``: code and pattern.
        nouns: folded names of states that are no adjectives.
    """

    airports: AirportNames
    states: StateNames
    cities: frozenset[tuple[str, ...]]
    areas: tuple[tuple[str, str], ...]
    nouns: frozenset[tuple[str, ...]]

    @classmethod
    def from_rows(
        cls,
        airports: AirportNames,
        states: StateNames,
        cities: Iterable[Mapping[str, str]],
        areas: Iterable[Mapping[str, str]],
        state_rows: Iterable[Mapping[str, str]],
    ) -> "PlaceWords":
        """Places from rows of ``cities``, ``area_names`` and ``state_names``."""
        names = {tokens_of(name) for row in cities for name in (row["name"], *row["also"].split("|")) if name}
        codes = tuple((row["code"], row["pattern"]) for row in areas)
        return cls(airports, states, frozenset(names), codes, frozenset(_state_nouns(state_rows)))

    def scan(self, text: str, within: Stretch) -> list[Placed]:
        """Places in a part of a text, in order, none within another."""
        part = within.of(text)
        found: list[tuple[Stretch, str, list[str], list[float]]] = []
        for where, kind, candidates, weights in self._candidates(part):
            if not any(where.meets(other[0]) for other in found):
                found.append((where, kind, candidates, weights))
        return [
            Placed(
                Stretch(within.start + where.start, within.start + where.end),
                PlaceMention(where.of(part).lstrip("#"), kind, _role(part, where.start), codes, weights),
            )
            for where, kind, codes, weights in sorted(found)
        ]

    def _candidates(self, part: str) -> Iterator[tuple[Stretch, str, list[str], list[float]]]:
        for mention in self.airports.scan(part):
            best = mention.matches[:_MOST_CANDIDATES]
            where = Stretch(mention.start, mention.end)
            yield where, "airport", [one.airport for one in best], [round(one.weight, 3) for one in best]
        for match in self._area_pattern.finditer(part):
            code = next(code for (code, _), name in zip(self.areas, self._groups, strict=True) if match[name])
            yield Stretch(*match.span()), "area", [code], [1.0]
        for one in self.states.scan(part):
            words = part[one.start : one.end]
            if self._is_noun(words):
                share = round(1 / len(one.states), 3)
                yield Stretch(one.start, one.end), "country", list(one.states), [share] * len(one.states)
        yield from self._cities(part)

    def _cities(self, part: str) -> Iterator[tuple[Stretch, str, list[str], list[float]]]:
        for match in _CAPITALS.finditer(part):
            words = match[0].lstrip("#").split()
            begin = match.end() - len(match[0].lstrip("#"))
            moving = bool(_CITY_BEFORE.search(part[: match.start()]))
            for count in range(len(words), 0, -1):
                name = " ".join(words[:count])
                known = tokens_of(name) in self.cities
                if not known and not (moving and count == len(words) and len(name) > 3):
                    continue
                best = self.airports.find(name)[:_MOST_CANDIDATES]
                if known or (best and best[0].weight >= _LEAST_WEIGHT and best[0].exact):
                    weights = [round(one.weight, 3) for one in best]
                    yield Stretch(begin, begin + len(name)), "city", [one.airport for one in best], weights
                    break

    def _is_noun(self, words: str) -> bool:
        """Whether words name a state themselves and are not its adjective."""
        return tokens_of(words) in self.nouns or words.replace(".", "").isupper()

    @cached_property
    def _groups(self) -> list[str]:
        return [f"a{number}" for number in range(len(self.areas))]

    @cached_property
    def _area_pattern(self) -> re.Pattern[str]:
        named = (f"(?P<{name}>{pattern})" for name, (_, pattern) in zip(self._groups, self.areas, strict=True))
        return re.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)")


def _state_nouns(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, ...]]:
    """Names of states, in every form, without their adjectives: in English only the name itself is none."""
    for row in rows:
        for language in LANGUAGES:
            others = [word.removesuffix("?") for word in row[f"words_{language}"].split(";") if word]
            capital = [word for word in others if language != "en" and word[0].isupper()]
            for name in [row[f"name_{language}"], *capital]:
                yield from (tokens_of(form) for form in forms(name, language) if name)


def _role(part: str, start: int) -> str:
    before = part[max(0, start - 40) : start].lstrip("#")
    for role, pattern in _BEFORE:
        match = pattern.search(before)
        if not match:
            continue
        word = match[0].strip().lower()
        if word == "в" and not _MOTION_RU.search(part[:start]):
            return "at"
        if word in {"a", "al"} and not _MOTION_ES.search(part[:start]):
            return "at"
        return role
    return "at"
