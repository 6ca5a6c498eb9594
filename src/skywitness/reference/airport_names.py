"""Airport names: from what a person, a newspaper or a tweet writes to fields, with how sure and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np

from skywitness.reference.airport_name_alias import Aliases
from skywitness.reference.airport_name_description import Descriptions, Tenant
from skywitness.reference.airport_name_evidence import Evidence, by_code, by_code_in_full, by_name
from skywitness.reference.airport_name_fold import fold, sounds
from skywitness.reference.airport_name_index import OWN, NameIndex
from skywitness.reference.airport_name_places import Places
from skywitness.reference.airport_name_prior import Prior
from skywitness.reference.airport_name_question import Question, States
from skywitness.reference.airport_name_scan import Scan
from skywitness.reference.airport_table import FieldTables
from skywitness.reference.airports import Airports
from skywitness.reference.validity import edtf_start_s

LEAST_WEIGHT: Final = 0.005
MOST_MATCHES: Final = 25
SURE: Final = 0.9
_SHORTEST_SOUND: Final = 5
_LEAST_SURE: Final = 0.5
"""What the matches of a mention must weigh together: rather a mention missed than one invented."""
_OTHER_STATE: Final = 0.02
_UNKNOWN_FIELD: Final = 0.02
"""What a field counts for that no table has, beside those found; as much as a small one by half its name."""


class AirportMatch(NamedTuple):
    """A field that somebody can have meant.

    Attributes:
        airport: code under which the table lists it.
        weight: probability that this field is meant; what all of them lack to 1 is "none of these".
        reason: in words.
        exact: it bears the code or name that was written.
    """

    airport: str
    weight: float
    reason: str
    exact: bool


class Mention(NamedTuple):
    """A piece of text that means a field.

    Attributes:
        start: index of its first character.
        end: index after its last.
        matches: what it can mean, likeliest first.
    """

    start: int
    end: int
    matches: list[AirportMatch]


@dataclass(frozen=True)
class Lexicon:
    """What the scan of a text asks about words."""

    index: NameIndex
    aliases: Aliases
    places: Places
    states: States

    def knows(self, name: str, *, place: bool, by_sound: bool) -> bool:
        """Whether a folded name is that of a field, or of a place where allowed, perhaps spelled otherwise."""
        if name in self.index.names or name in self.aliases.by_key or (place and self.places.is_place(name)):
            return True
        sound = sounds(name) if by_sound and len(name) >= _SHORTEST_SOUND else ""
        return (
            sound in self.index.spoken or sound in self.aliases.by_sound or (place and self.places.sounds(sound))
        )

    def stands_alone(self, name: str) -> bool:
        """Whether a folded name means a field even without a word such as airport."""
        return any(alias.alone and fold(alias.text) == name for alias in self.aliases.by_key.get(name, ()))

    def is_state(self, name: str) -> bool:
        """Whether folded words name a state or are its adjective."""
        return name in self.states

    def code_kinds(self, code: str) -> set[int]:
        """Kinds of code that a word is."""
        return {kind for _, kind in self.index.coded(code)}


@dataclass(frozen=True)
class AirportNames:
    """Fields by what people call them."""

    airports: Airports
    _tables: FieldTables
    _alias_rows: Sequence[Mapping[str, str]]
    _city_rows: Sequence[Mapping[str, str]]
    _tenant_rows: Sequence[Mapping[str, str]]
    _states: States

    @classmethod
    def from_tables(
        cls,
        airports: Airports,
        tables: FieldTables,
        aliases: Sequence[Mapping[str, str]],
        cities: Sequence[Mapping[str, str]],
        tenants: Sequence[Mapping[str, str]],
        states: States | None = None,
    ) -> "AirportNames":
        """Names of fields; the index is made when it is first asked, in about half a second.

        Args:
            airports: the table of fields.
            tables: what it was made from, for names, keywords, towns and codes.
            aliases: rows of ``airport_names.csv``.
            cities: rows of ``cities.csv``.
            tenants: rows of ``air_base_tenants.csv``.
            states: what folded words mean as names and adjectives of states; none are known without.
        """
        return cls(airports, tables, aliases, cities, tenants, states or {})

    def find(self, text: str, on: date | None = None) -> list[AirportMatch]:
        """Fields that a name, code or description can mean, likeliest first.

        Weights are probabilities by judgement, held against names of an independent table in
        ``bench/accuracy/airport_names.py``. How it is fooled: the namesake of a large field is nearly always a
        small one, and then the large one leads; a field that changed its name is found by the old one only where
        a row or keyword has it; of a description the fields that lie near are answered, whoever was meant.

        Args:
            text: what somebody wrote; English, Spanish or Russian words for the kind of field are understood.
            on: the day it was written about; fields not open then are put last.
        """
        question = Question.of(text, self._states)
        time_s = _time_s(on)
        is_code = text.strip().isupper() and OWN in self._lexicon.code_kinds(text.strip())
        certain = {} if is_code else self._aliases.meant(question, text, time_s)
        given = min(sum(alias.certainty for alias in certain.values()), 1.0)
        weights = {row: (alias.certainty, alias.reason, alias.exact) for row, alias in certain.items()}
        for row, weight, evidence in self._pooled(question, text, time_s):
            if row not in weights:
                weights[row] = (weight * (1 - given), evidence.reason, evidence.exact)
        matches = [
            AirportMatch(self.airports.codes[row], weight, reason, exact)
            for row, (weight, reason, exact) in sorted(weights.items(), key=lambda item: (-item[1][0], item[0]))
            if weight > 0 and (exact or weight >= LEAST_WEIGHT)
        ]
        return matches[:MOST_MATCHES]

    def only(self, text: str, on: date | None = None) -> str | None:
        """Code of the one field that a text surely means, for use as a filter; None when there is none such.

        Of 12,804 names of an independent table that were answered with such a weight, 99.6 % were right; see
        ``bench/accuracy/airport_names.py``.
        """
        best = self.find(text, on)[:1]
        return best[0].airport if best and best[0].weight >= SURE else None

    def scan(self, text: str, on: date | None = None) -> list[Mention]:
        """Mentions of fields in running prose, in order.

        Prefers to miss one rather than to invent one: a name counts beside a word such as airport, or where a row
        of the table says that it stands alone (Khmeimim, Sheremetyevo); four capital letters count as a code in
        the company of words about flying. How it is fooled: a street or company called after an airport; a town's
        name beside "airport" where another field is meant; a base that is no air base and shares the name of one.

        Args:
            text: English, Spanish or Russian.
            on: the day it was written about.
        """
        spans = Scan.of(text, self._lexicon).spans()
        found: dict[str, list[AirportMatch]] = {}
        mentions = []
        for begin, end in spans:
            mention = text[begin:end]
            if mention not in found:
                found[mention] = self.find(mention, on)
            if sum(match.weight for match in found[mention]) >= _LEAST_SURE:
                mentions.append(Mention(begin, end, found[mention]))
        return mentions

    def _pooled(self, question: Question, text: str, time_s: float) -> Iterator[tuple[int, float, Evidence]]:
        """Rows that rules find, their weights and the evidence that counts most."""
        best: dict[int, tuple[float, Evidence]] = {}
        gathered = list(self._evidence(question, text, time_s))
        rows = np.array([item.row for item in gathered], np.int64)
        in_full = np.array([item.in_full for item in gathered], np.bool_)
        prior = self._prior.of_rows(rows, time_s) * np.where(
            in_full, 1.0, self._prior.fits(rows, question.said, time_s)
        )
        for evidence, weight in zip(gathered, prior.tolist(), strict=True):
            odds = evidence.reliability / (1 - evidence.reliability)
            score = odds * evidence.share * weight * self._in_named_state(evidence.row, question)
            if score > best.get(evidence.row, (0.0, evidence))[0]:
                best[evidence.row] = score, evidence
        total = sum(score for score, _ in best.values()) + _UNKNOWN_FIELD
        if best:
            sure = max(best.values(), key=lambda item: item[0])[1].reliability
            yield from ((row, sure * score / total, evidence) for row, (score, evidence) in best.items())

    def _evidence(self, question: Question, text: str, time_s: float) -> Iterator[Evidence]:
        yield from by_code(self._index, question)
        yield from by_code_in_full(self._index, text)
        yield from by_name(self._index, question, text)
        yield from self._descriptions.answers(question, time_s)

    def _in_named_state(self, row: int, question: Question) -> float:
        """A field outside the states named is hardly meant, unless a state is named as that of its forces."""
        within = {word.state for word, _, _ in question.states if not word.adjective}
        return 1.0 if not within or self._index.country[row] in within else _OTHER_STATE

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex.of(self.airports, self._tables)

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return dict(zip(self.airports.codes, range(len(self.airports.codes)), strict=True))

    @cached_property
    def _aliases(self) -> Aliases:
        return Aliases.from_rows(self._known(self._alias_rows))

    @cached_property
    def _descriptions(self) -> Descriptions:
        tenants = tuple(
            Tenant(row["row"], row["state"], *_span_s(row["since"], row["until"]), row["source"])
            for row in self._known(self._tenant_rows)
        )
        places = Places.from_rows(self._city_rows, self._index, self.airports)
        return Descriptions(self.airports, self._index, places, self._index.country, tenants)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self._index, self._aliases, self._descriptions.places, self._states)

    @cached_property
    def _prior(self) -> Prior:
        return Prior.of(self.airports)

    def _known(self, rows: Iterable[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
        """Rows about fields that the table has, with ``row`` and ``military``."""
        for row in rows:
            airport = self.airports.by_icao.get(row["airport"])
            if airport is not None:
                known = self._row_of[airport.icao]
                yield {**row, "row": known, "military": bool(self.airports.military[known])}


def _span_s(since: str, until: str) -> tuple[float, float]:
    return edtf_start_s(since) if since else -np.inf, edtf_start_s(until) if until else np.inf


def _time_s(on: date | None) -> float:
    """Noon of the day; without one, a time at which all that is open in the table is open."""
    return _LATE_S if on is None else edtf_start_s(on.isoformat()) + 43_200


_LATE_S: Final = edtf_start_s("9999-12-31")
