"""Places in names of fields: cities and towns by what people call them, and where they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from skywitness.reference.airport_name_fold import fold, sounds
from skywitness.reference.airport_name_index import NameIndex
from skywitness.reference.airports import Airports

TOWN_POPULATION: Final = 20_000
"""What a town counts for that only the tables of fields name; judgement."""
_ONE_TOWN_DEG: Final = 0.7
_NAMES: Final = "also"


class Place(NamedTuple):
    """A city or town.

    Attributes:
        name: in the table's spelling.
        country: ISO 3166 alpha-2 code.
        lat_deg: degrees.
        lon_deg: degrees.
        population: as the table has it; ``TOWN_POPULATION`` where none has.
    """

    name: str
    country: str
    lat_deg: float
    lon_deg: float
    population: float


@dataclass(frozen=True)
class Places:
    """Cities by name, and towns as the tables of fields have them."""

    cities: tuple[tuple[Place, tuple[str, ...]], ...]
    index: NameIndex
    airports: Airports

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]], index: NameIndex, airports: Airports) -> "Places":
        """Places from rows: name, country, lat_deg, lon_deg, population, also (names between upright bars)."""
        cities = tuple(
            (
                Place(row["name"], row["country"], *(float(row[c]) for c in ("lat_deg", "lon_deg", "population"))),
                tuple(filter(None, row[_NAMES].split("|"))),
            )
            for row in rows
        )
        return cls(cities, index, airports)

    @cached_property
    def _by_key(self) -> dict[str, list[Place]]:
        return _grouped(
            (fold(name), place)
            for place, also in self.cities
            for name in {place.name: 1, _bare(place.name): 1, **dict.fromkeys(also, 1)}
        )

    @cached_property
    def _by_sound(self) -> dict[str, list[Place]]:
        return _grouped((sounds(key), place) for key, places in self._by_key.items() for place in places)

    @cached_property
    def _towns_by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self.index.towns.group_of:
            if any(self.index.matters[row] for row in self.index.towns.get(key)):
                found.setdefault(sounds(key), []).append(key)
        return found

    def called(self, name: str, *, by_sound: bool) -> list[Place]:
        """Places of a folded name; cities before towns of the tables of fields.

        Args:
            name: folded.
            by_sound: also those that are spelled differently in another language.
        """
        found = [*self._by_key.get(name, ()), *(self._by_sound.get(sounds(name), ()) if by_sound else ())]
        keys = [name, *(self._towns_by_sound.get(sounds(name), ()) if by_sound else ())]
        for key in keys:
            found += [town for town in self._towns(key) if not any(_same(town, known) for known in found)]
        return list(dict.fromkeys(found))

    @staticmethod
    def key(place: Place) -> str:
        """Folded name of a place as the tables of fields have it."""
        return fold(_bare(place.name))

    def is_place(self, name: str) -> bool:
        """Whether a folded name is that of a city or town, as it is spelled."""
        return name in self._by_key or name in self.index.towns

    def sounds(self, sound: str) -> bool:
        """Whether a city or town sounds like this; see ``airport_name_fold.sounds``."""
        return sound in self._by_sound or sound in self._towns_by_sound

    def _towns(self, key: str) -> list[Place]:
        towns: list[Place] = []
        for row in self.index.towns.get(key):
            airport = self.airports.airports[row]
            town = Place(key.title(), airport.country, airport.lat_deg, airport.lon_deg, TOWN_POPULATION)
            if not any(_same(town, known) for known in towns):
                towns.append(town)
        return towns


def _bare(name: str) -> str:
    """New York City and Al Ain City are called without the last word."""
    return name.removesuffix(" City")


def _same(one: Place, other: Place) -> bool:
    apart = abs(one.lat_deg - other.lat_deg), abs(one.lon_deg - other.lon_deg)
    return one.country == other.country and max(apart) < _ONE_TOWN_DEG


def _grouped(pairs: Iterable[tuple[str, Place]]) -> dict[str, list[Place]]:
    grouped: dict[str, list[Place]] = {}
    for key, place in pairs:
        listed = grouped.setdefault(key, [])
        if place not in listed:
            listed.append(place)
    return grouped


def spellings(words: Iterable[Iterable[str]], most: int) -> Iterator[str]:
    """Folded names made of one spelling of each word, likeliest first, at most so many."""
    names = [""]
    for word in words:
        options = list(dict.fromkeys(fold(option) for option in word))
        names = [f"{name} {option}".strip() for name in names for option in options][:most]
    yield from names
