"""Descriptions: fields that somebody names by kind, place and operator: "a Moscow military airport"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.airport_name_evidence import Evidence
from skywitness.reference.airport_name_index import NameIndex
from skywitness.reference.airport_name_places import TOWN_POPULATION, Place, Places
from skywitness.reference.airport_name_question import Question
from skywitness.reference.airport_name_words import Said
from skywitness.reference.airports import Airports

KM_PER_NM: Final = 1.852
OF_CITY_KM: Final = 40.0
"""How far "the airport of" a city can be; Narita and Gardermoen, further out, have the city as their town."""
MILITARY_OF_CITY_KM: Final = 75.0
"""Air bases lie further out: Kubinka, of Moscow, 63 km; Brize Norton, of London, 100 km, is not."""
NEAR_KM: Final = 100.0
_OF_TOWN, _OF_TOWN_BARE, _AROUND, _IN_STATE, _TENANT = 0.9, 0.75, 0.6, 0.5, 0.9
_CITY_POWER: Final = 0.7  # of a town's population in its share among towns of one name


class Tenant(NamedTuple):
    """Forces of a state at a field elsewhere.

    Attributes:
        row: of the table of fields.
        state: ISO 3166 alpha-2 code.
        since_s: Unix seconds; -inf when unknown.
        until_s: Unix seconds; +inf when unknown or still there.
        source: where it says so.
    """

    row: int
    state: str
    since_s: float
    until_s: float
    source: str


@dataclass(frozen=True)
class Descriptions:
    """What descriptions are answered from."""

    airports: Airports
    index: NameIndex
    places: Places
    country: NDArray[np.object_]
    tenants: tuple[Tenant, ...]

    def answers(self, question: Question, time_s: float) -> Iterator[Evidence]:
        """Fields that a description fits."""
        within = {word.state for word, _, _ in question.states if not word.adjective}
        whose = {word.state for word, _, _ in question.states if word.adjective}
        if question.has_rest:
            yield from self._at_places(question, within | whose)
            if whose and question.says(Said.MILITARY):
                yield from self._tenants_near(question, whose, time_s)
        elif question.states and question.kind_said:
            yield from self._in_states(question, within, whose, time_s)

    def _at_places(self, question: Question, states: set[str]) -> Iterator[Evidence]:
        found = self._places(question)
        total = sum(place.population**_CITY_POWER for place in found)
        inside = [place for place in found if place.country in states]
        for place in inside or found:
            share = place.population**_CITY_POWER / (total if not inside else sum_power(inside))
            yield from self._around(place, share, question)

    def _places(self, question: Question) -> list[Place]:
        """Places that the words are, but for those of the kind of field and of states."""
        for by_sound in (False, True):
            for names in (question.names_beside_states, question.names):
                found = [place for name in names for place in self.places.called(name, by_sound=by_sound)]
                if found:
                    return list(dict.fromkeys(found))
        return []

    def _around(self, place: Place, share: float, question: Question) -> Iterator[Evidence]:
        rows, away_km, radius_km = self._near(place, question)
        own = set(self._of_town(place))
        for row, km in zip(rows.tolist(), away_km.tolist(), strict=True):
            of_town = row in own
            if not of_town and not self._can_be_meant(row, place, question):
                continue
            reliability = _OF_TOWN if of_town and question.kind_said else _AROUND
            reliability = reliability if question.kind_said else _OF_TOWN_BARE
            closeness = 1.0 if of_town else 0.5 / (1 + (2 * km / radius_km) ** 2)
            words = f"{place.name} ({place.country}) is its town" if of_town else f"{km:.0f} km from {place.name}"
            yield Evidence(row, reliability, share * closeness, words + self._use(row, question), exact=False)

    def _can_be_meant(self, row: int, place: Place, question: Question) -> bool:
        """A field around a town, not given to it by the tables: only where one is asked for, and not abroad."""
        if question.kind_said and question.says(Said.NEAR):
            return True
        known = question.kind_said or place.population > TOWN_POPULATION
        return known and bool(self.country[row] == place.country)

    def _near(self, place: Place, question: Question) -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
        radius_km = MILITARY_OF_CITY_KM if question.says(Said.MILITARY) else OF_CITY_KM
        radius_km = NEAR_KM if question.says(Said.NEAR) else radius_km
        rows, away_nm = self.airports.near(place.lat_deg, place.lon_deg, radius_km / KM_PER_NM)
        if question.says(Said.MILITARY):
            military = self.airports.military[rows]
            rows, away_nm = rows[military], away_nm[military]
        return rows, away_nm * KM_PER_NM, radius_km

    def _of_town(self, place: Place) -> list[int]:
        """Fields that the tables give to this town."""
        rows = np.array(self.index.towns.get(self.places.key(place)), np.int64)
        away = distance_nm(place.lat_deg, place.lon_deg, self.airports.lat_deg[rows], self.airports.lon_deg[rows])
        return [int(row) for row in rows[np.asarray(away) * KM_PER_NM < NEAR_KM]]

    def _use(self, row: int, question: Question) -> str:
        if not question.says(Said.MILITARY) or not self.airports.military[row]:
            return ""
        return ", military and civil" if self.airports.joint[row] else ", military"

    def _in_states(
        self, question: Question, within: set[str], whose: set[str], time_s: float
    ) -> Iterator[Evidence]:
        """Fields of states, and of forces of one state in another."""
        hosted = within or None
        for tenant in self._tenants(whose, time_s):
            if hosted is None or self.country[tenant.row] in hosted:
                reason = f"forces of {tenant.state} are there ({tenant.source})"
                yield Evidence(tenant.row, _TENANT if hosted else _IN_STATE, 1.0, reason, exact=False)
        for state in within or whose:
            rows = np.flatnonzero(self.country == state)
            foreign = bool(within and whose - within)
            for row in rows[self.airports.military[rows]] if question.says(Said.MILITARY) else rows:
                share = 0.1 if foreign else 1.0
                reason = f"a field of {state}" + self._use(int(row), question)
                yield Evidence(int(row), _IN_STATE, share, reason, exact=False)

    def _tenants(self, whose: set[str], time_s: float) -> Iterator[Tenant]:
        yield from (t for t in self.tenants if t.state in whose and t.since_s <= time_s < t.until_s)

    def _tenants_near(self, question: Question, whose: set[str], time_s: float) -> Iterator[Evidence]:
        for place in self._places(question):
            near = set(self._near(place, question)[0].tolist())
            for tenant in self._tenants(whose, time_s):
                if tenant.row in near:
                    reason = f"forces of {tenant.state} are there ({tenant.source}), near {place.name}"
                    yield Evidence(tenant.row, _TENANT, 1.0, reason, exact=False)


def sum_power(places: list[Place]) -> float:
    """Sum of what towns count for."""
    return float(sum(place.population**_CITY_POWER for place in places))
