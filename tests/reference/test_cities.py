"""The large town nearest to a place."""

import pytest

from skywitness.reference.cities import Cities
from skywitness.store.packaged import cities

TWO = Cities.from_rows(
    [
        {"name": "Here", "country": "NL", "lat_deg": "52.0", "lon_deg": "4.0"},
        {"name": "There", "country": "GB", "lat_deg": "52.0", "lon_deg": "0.0"},
    ]
)


@pytest.mark.parametrize(
    ("lat_deg", "lon_deg", "wind"),
    [(52.5, 4.0, "north"), (52.3, 4.5, "north-east"), (51.5, 4.0, "south"), (52.0, 3.5, "west")],
)
def test_a_place_lies_in_a_direction_from_the_nearest_city(lat_deg: float, lon_deg: float, wind: str) -> None:
    found = TWO.nearest(lat_deg, lon_deg, 60)
    assert found is not None
    assert (found.name, found.country, found.wind) == ("Here", "NL", wind)


def test_half_a_degree_north_is_thirty_miles() -> None:
    found = TWO.nearest(52.5, 4.0, 60)
    assert found is not None
    assert found.distance_nm == pytest.approx(30, abs=0.1)


def test_far_from_every_city_there_is_none() -> None:
    assert TWO.nearest(0, 0, 60) is None
    assert Cities.from_rows([]).nearest(52, 4, 60) is None


def test_the_packaged_table_knows_where_caracas_is() -> None:
    # The airport of Maiquetia lies on the coast north of the city, some ten miles away.
    found = cities().nearest(10.603, -66.991, 60)
    assert found is not None
    assert found.name == "Caracas"
    assert found.wind in {"north", "north-west"}
