"""Packaged tables: what packages carry arrives whole, under the headings that the reference room reads."""

import pytest

from skywitness.store import packaged


def test_airports_have_code_place_and_elevation() -> None:
    by_icao = {row["icao"]: row for row in packaged.airports()}
    caracas = by_icao["SVMI"]
    assert (caracas["country"], round(caracas["lat"]), round(caracas["lon"])) == ("VE", 11, -67)
    assert packaged.airport_table().by_icao["SVMI"].country == "VE"


def test_aircraft_types_have_designators() -> None:
    designators = {row["ICAO Designator"] for row in packaged.aircraft_types()}
    assert {"A124", "IL62", "IL76", "B738", "C172"} <= designators
    il62 = packaged.type_table().get("IL62")
    assert il62 is not None
    assert (il62.engine, il62.engines, il62.wake) == ("Jet", "4", "H")


def test_address_blocks_name_states() -> None:
    blocks = packaged.aircraft_blocks()
    assert blocks.flag_state("a00001") == "US"
    assert blocks.flag_state("155555") == "RU"
    assert packaged.table("icao24_blocks")[0].keys() == {"first_icao24", "last_icao24", "state"}


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        packaged.table("nothing")
