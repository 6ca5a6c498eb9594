"""Fixtures for movements: the real table of fields."""

import airportsdata
import pytest

from skywitness.movements.movements import Movements
from skywitness.reference.airports import Airports


@pytest.fixture(scope="session")
def airports() -> Airports:
    """Every field that the packaged table has."""
    return Airports.from_rows(airportsdata.load("ICAO").values())


@pytest.fixture(scope="session")
def movements(airports: Airports) -> Movements:
    """The finder over them, with its published thresholds."""
    return Movements.over(airports)
