"""Fixtures for movements: the real tables of fields and types."""

import pytest

from skywitness.movements.airframe import AirframeFinder
from skywitness.movements.gaps import GapFinder
from skywitness.movements.lens import Lens
from skywitness.movements.movements import Movements
from skywitness.reference.airports import Airports
from skywitness.store.packaged import airport_table, military_blocks, military_designators, type_table


@pytest.fixture(scope="session")
def airports() -> Airports:
    """Every field that the packaged tables have."""
    return airport_table()


@pytest.fixture(scope="session")
def movements(airports: Airports) -> Movements:
    """The finder over them, with its published thresholds."""
    airframes = AirframeFinder(type_table(), military_blocks(), military_designators())
    return Movements.over(airports, airframes, GapFinder(None, None, Lens()))
