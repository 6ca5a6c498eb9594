"""Claims lexicon: all words that claims are read with, by language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from skywitness.cases.claims_cues import CueWords
from skywitness.cases.claims_kinds import KindWords
from skywitness.cases.text_aircraft import AircraftWords
from skywitness.cases.text_dates import DateWords
from skywitness.cases.text_hedges import HedgeWords
from skywitness.cases.text_numbers import NumberWords
from skywitness.cases.text_places import PlaceWords
from skywitness.reference.airport_names import AirportNames
from skywitness.reference.nationality_marks import NationalityMarks
from skywitness.reference.state_names import StateNames
from skywitness.reference.type_names import TypeNames

Rows = Iterable[Mapping[str, str]]


@dataclass(frozen=True)
class Lexicon:
    """Words of one language.

    Attributes:
        language: ISO 639-1.
        cues: of attribution.
        hedges: that make less of a claim.
        numbers: with units.
        dates: of news.
        aircraft: types, registrations and plain words.
        places: airports, cities, states and areas.
        kinds: that tell which check a claim wants.
    """

    language: str
    cues: CueWords
    hedges: HedgeWords
    numbers: NumberWords
    dates: DateWords
    aircraft: AircraftWords
    places: PlaceWords
    kinds: KindWords


@dataclass(frozen=True)
class Lexicons:
    """Words of every language, each read when it is first asked for.

    Attributes:
        table: gives the rows of one of our own tables by name.
        types: names of types.
        marks: nationality marks.
        states: names of states.
        airports: names of fields.
    """

    table: Callable[[str], Rows]
    types: TypeNames
    marks: NationalityMarks
    states: StateNames
    airports: AirportNames
    _made: dict[str, Lexicon] = field(default_factory=dict)
    _places: list[PlaceWords] = field(default_factory=list)

    def of(self, language: str) -> Lexicon:
        """Words of a language."""
        if language not in self._made:
            self._made[language] = self._make(language)
        return self._made[language]

    def _make(self, language: str) -> Lexicon:
        if not self._places:
            rows = (self.table(name) for name in ("cities", "area_names", "state_names"))
            self._places.append(PlaceWords.from_rows(self.airports, self.states, *rows))
        return Lexicon(
            language,
            CueWords.from_rows(self.table("attribution_cues"), language),
            HedgeWords.from_rows(self.table("hedge_cues"), language),
            NumberWords.from_rows(self.table("number_words"), language),
            DateWords.from_rows(self.table("date_words"), language),
            AircraftWords.from_rows(self.types, self.marks, self.states, self.table("aircraft_words"), language),
            self._places[0],
            KindWords.from_rows(self.table("claim_words")),
        )
