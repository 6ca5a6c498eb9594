"""Areas: hand-made polygons on the grid, the packaged states, and a user's GeoJSON."""

import json
from pathlib import Path

import airportsdata
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.measure.geodesy import destination
from skywitness.reference.areas import Areas
from skywitness.reference.geojson_areas import AreasError, areas_from_geojson
from skywitness.reference.rings import Grid, Ring, filled
from skywitness.store.areas import FIRS, countries, firs
from skywitness.store.errors import ArchiveError

GRID = Grid(per_degree=10)


def ring(*corners: tuple[float, float]) -> Ring:
    """A ring from corners as longitude and latitude, closed."""
    return np.array([*corners, corners[0]], float)


def areas(**polygons: list[Ring]) -> Areas:
    return Areas.of({name: filled([rings], GRID) for name, rings in polygons.items()}, GRID)


def collection(*features: tuple[dict[str, str], str, object]) -> str:
    listed = [
        {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}
        for properties, kind, coordinates in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed})


SQUARE = [[[10, 10], [20, 10], [20, 20], [10, 20], [10, 10]]]


def test_a_square_holds_its_inside_and_nothing_else() -> None:
    square = areas(A=[ring((10, 10), (20, 10), (20, 20), (10, 20))])
    assert square.names_at(15, 15) == ["A"]
    assert [square.names_at(*place) for place in ((15, 9.9), (15, 20.1), (9.9, 15), (20.1, 15), (-15, -15))] == [
        []
    ] * 5


def test_a_square_of_a_hundred_square_degrees_has_its_cells() -> None:
    runs = filled([[ring((10, 10), (20, 10), (20, 20), (10, 20))]], GRID)
    assert int((runs.end - runs.first).sum()) == 100 * 100


def test_a_hole_is_outside() -> None:
    holed = areas(A=[ring((0, 0), (30, 0), (30, 30), (0, 30)), ring((10, 10), (20, 10), (20, 20), (10, 20))])
    assert holed.names_at(5, 5) == ["A"]
    assert holed.names_at(15, 15) == []


def test_overlapping_areas_are_both_named() -> None:
    both = areas(A=[ring((0, 0), (20, 0), (20, 10), (0, 10))], B=[ring((10, 0), (30, 0), (30, 10), (10, 10))])
    assert [both.names_at(5, lon) for lon in (5, 15, 25, 35)] == [["A"], ["A", "B"], ["B"], []]


@pytest.mark.parametrize(
    "rings",
    [
        [ring((175, -5), (-175, -5), (-175, 5), (175, 5))],
        [ring((175, -5), (185, -5), (185, 5), (175, 5))],
        [ring((-185, -5), (-175, -5), (-175, 5), (-185, 5))],
        [ring((175, -5), (185, -5), (185, 5), (175, 5)), ring((-179, -1), (-178, -1), (-178, 1), (-179, 1))],
    ],
    ids=["stepping over", "running on", "running on westward", "with a hole named the other way"],
)
def test_an_area_across_the_antimeridian_is_whole_however_it_is_written(rings: list[Ring]) -> None:
    across = areas(A=rings)
    assert [across.names_at(3, lon) for lon in (174, 176, 179.99, -179.99, -176, -174, 0)] == (
        [[], ["A"], ["A"], ["A"], ["A"], [], []]
    )
    assert across.names_at(0, -178.5) == ([] if len(rings) > 1 else ["A"])


@pytest.mark.parametrize("sense", [1, -1])
def test_a_ring_round_a_pole_holds_the_pole(sense: int) -> None:
    corners = [(lon, 70.0) for lon in range(-180, 180, 30)][::sense]
    north = areas(A=[ring(*corners)])
    assert north.names_at(90, 0) == north.names_at(89.9, -179.9) == north.names_at(71, 44) == ["A"]
    assert north.names_at(69, 44) == north.names_at(-90, 0) == []


def test_the_whole_width_of_the_map_is_the_whole_width() -> None:
    band = areas(A=[ring((-180, 60), (180, 60), (180, 70), (-180, 70))])
    assert [band.names_at(65, lon) for lon in (-180, -90, 0, 179.99)] == [["A"]] * 4
    assert band.names_at(75, 0) == []


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(60, 600), st.floats(0, 360), st.floats(0, 3))
def test_a_circle_holds_what_is_within_it(
    lat: float, lon: float, radius: float, bearing: float, share: float
) -> None:
    there = destination(lat, lon, np.arange(0, 360, 2.0), radius)
    disc = areas(A=[np.column_stack([there[1], there[0]])])
    place_lat, place_lon = (float(value) for value in destination(lat, lon, bearing, radius * share))
    # Near a pole an edge that is straight on the map is far from one that is straight on the globe.
    near_pole = max(abs(lat), abs(place_lat)) > 85 or (90 - abs(lat)) * 60 < radius + 300
    if abs(share - 1) * radius > 20 and not near_pole:
        assert disc.names_at(place_lat, place_lon) == (["A"] if share < 1 else [])


def test_shares_of_ways_that_touch_an_area() -> None:
    both = areas(A=[ring((0, 0), (10, 0), (10, 10), (0, 10))], B=[ring((10, 0), (20, 0), (20, 20), (10, 20))])
    lon = np.tile([5.0, 7.0, 15.0], (4, 1, 1))
    lat = np.array([5.0, 15.0, 25.0, -5.0])[:, None, None] * np.ones((1, 1, 3))
    (found,) = both.crossed(lat, lon)
    assert (found.names, found.probabilities) == (["B", "A"], [0.5, 0.25])


@pytest.mark.parametrize(
    ("place", "state"),
    [
        ((51.50, -0.12), ["GB"]),
        ((48.85, 2.35), ["FR"]),
        ((44.61, 33.52), ["UA"]),  # Sevastopol
        ((35.34, 33.32), ["CY"]),  # Kyrenia
        ((19.90, -75.15), ["CU"]),  # the base at Guantánamo
        ((66.0, -175.0), ["RU"]),  # Chukotka, east of the antimeridian
        ((-16.8, 179.99), ["FJ"]),
        ((-16.8, -179.99), ["FJ"]),
        ((-90.0, 0.0), ["AQ"]),
        ((90.0, 0.0), []),
        ((40.0, -40.0), []),
        ((1.35, 103.82), ["SG"]),
        ((42.60, 20.90), ["XK"]),
    ],
)
def test_states_by_place(place: tuple[float, float], state: list[str]) -> None:
    assert countries().names_at(*place) == state


def test_territorial_waters_reach_twelve_miles_from_the_coast() -> None:
    """South of Bermuda, whose southernmost point is about 32.245° N, 64.885° W."""
    within, beyond = (32.245 - miles / 60 for miles in (9, 15))
    assert countries().names_at(within, -64.885) == ["BM"]
    assert countries().names_at(beyond, -64.885) == []


def test_waters_between_two_states_go_to_the_nearer() -> None:
    """Strait of Dover: the South Foreland (51.140° N, 1.371° E) and Cap Gris-Nez (50.870° N, 1.584° E)."""
    assert countries().names_at(51.08, 1.42) == ["GB"]
    assert countries().names_at(50.93, 1.54) == ["FR"]


def test_airports_lie_in_the_country_that_their_own_table_names() -> None:
    """An outside judge; fields within a cell of a border, and overseas departments, differ."""
    table, fields = countries(), list(airportsdata.load("ICAO").values())
    codes = table.codes_at(
        np.array([field["lat"] for field in fields]), np.array([field["lon"] for field in fields])
    )
    held = [{table.names[index] for index in table.holders[code]} for code in codes.tolist()]
    right = [field["country"] in names for field, names in zip(fields, held, strict=True)]
    assert np.mean(right) > 0.99


def test_regions_are_read_by_id_or_icao_and_joined_by_name() -> None:
    text = collection(
        ({"id": "AAAA"}, "Polygon", SQUARE),
        ({"icao": "BBBB"}, "MultiPolygon", [SQUARE, [[[40, 0], [50, 0], [50, 9], [40, 9], [40, 0]]]]),
        ({"id": "AAAA"}, "Polygon", [[[-10, 0], [0, 0], [0, 9], [-10, 9], [-10, 0]]]),
    )
    found = areas_from_geojson(text)
    assert [found.names_at(*place) for place in ((15, 15), (5, 45), (5, -5), (5, 5))] == (
        [["AAAA", "BBBB"], ["BBBB"], ["AAAA"], []]
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", "FeatureCollection"),
        ('{"features": [3]}', "feature 1"),
        (collection(({"name": "x"}, "Polygon", SQUARE)), "neither `id` nor `icao`"),
        (collection(({"id": "A"}, "Point", [1, 2])), r"feature 1 \(A\): its geometry is Point"),
        (collection(({"id": "A"}, "Polygon", [[[1, 2], [3, 4], [1, 2]]])), "four corners"),
        (collection(({"id": "A"}, "Polygon", [[["x", 2], [3, 4], [5, 6], [1, 2]]])), "longitude, latitude"),
        (collection(({"id": "A"}, "Polygon", [[[1, 200], [3, 4], [5, 6], [1, 200]]])), "longitude comes first"),
        (collection(({"id": "A"}, "Polygon", [])), "RFC 7946"),
        (collection(({"id": "A"}, "MultiPolygon", SQUARE)), "longitude, latitude"),
    ],
)
def test_malformed_regions_are_refused_with_a_reason(text: str, message: str) -> None:
    with pytest.raises(AreasError, match=message):
        areas_from_geojson(text)


def test_regions_are_optional_and_a_broken_file_is_named(tmp_path: Path) -> None:
    assert firs(tmp_path) is None
    file = tmp_path / FIRS
    file.parent.mkdir()
    file.write_text(collection(({"id": "AAAA"}, "Polygon", SQUARE)))
    installed = firs(tmp_path)
    assert installed is not None
    assert installed.names == ("AAAA",)
    file.write_text("{")
    with pytest.raises(ArchiveError, match=r"firs\.geojson: not JSON"):
        firs(tmp_path)
