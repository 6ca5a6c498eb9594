"""Fixtures for the reference room: the packaged table of fields, made once."""

import pytest

from skywitness.reference.airports import Airports
from skywitness.store.packaged import airport_table


@pytest.fixture(scope="session")
def fields() -> Airports:
    """Every field that the installed packages and our own tables have."""
    return airport_table()


@pytest.fixture(scope="session")
def row_of(fields: Airports) -> dict[str, int]:
    """Row of each field by its code."""
    return {airport.icao: row for row, airport in enumerate(fields.airports)}
