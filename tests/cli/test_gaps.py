"""Gaps on the command line: filters, forms, and shapes that no map draws round the world."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cli_archive import Run
from skywitness.cli.output import RECONSTRUCTION
from skywitness.emit.exports.gap_shapes import lines_of, outline, rings_of
from skywitness.measure.geodesy import destination
from skywitness.model.gap import Gap
from skywitness.reference.areas import Areas
from skywitness.reference.rings import Grid, filled
from skywitness.store.archive import Archive
from skywitness.store.rows import frame_of
from skywitness.store.schema import TABLES

DAY = datetime(2025, 2, 4, tzinfo=UTC)
GRID = Grid(per_degree=10)


def gap(icao24: str, minutes: float, lasting: float, kind: str = "in_flight", **known: Any) -> Gap:  # noqa: ANN401  any field
    from_at, to_at = (DAY + timedelta(minutes=value) for value in (minutes, minutes + lasting))
    path = kind == "in_flight"
    fields: dict[str, Any] = {
        "gap_id": f"{icao24}-gap-{from_at:%Y%m%dT%H%M%SZ}",
        "icao24": icao24,
        "kind": kind,
        "from_at": from_at,
        "to_at": to_at,
        "duration_s": lasting * 60,
        "from_lat_deg": 20.0,
        "from_lon_deg": 178.0,
        "to_lat_deg": 20.0,
        "to_lon_deg": -178.0,
        "great_circle_nm": 225.0,
        "required_speed_kt": 450.0,
        "path_lat_deg": [20.0, 20.1, 20.0] if path else [],
        "path_lon_deg": [178.0, -180.0, -178.0] if path else [],
        "path_half_width_nm": [0.15, 12.0, 0.15] if path else [],
        "countries": ["CU", "US"] if path else [],
        "country_probabilities": [1.0, 0.222] if path else [],
        "firs": [],
        "fir_probabilities": [],
        "source_sha256s": ["sha"],
        "algorithm": "movements",
        "reconstruction": False,
        **known,
    }
    return Gap._make(fields.get(name) for name in Gap._fields)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with four gaps of two aircraft."""
    folder = tmp_path_factory.mktemp("gaps")
    gaps = [
        gap("ae4af6", 60, 30),
        gap("ae4af6", 200, 114, "landed_unseen", landed_log_odds=4.5),
        gap("ac671b", 100, 8, countries=["MX"], country_probabilities=[1.0]),
        gap("ac671b", 900, 300, "on_ground", reconstruction=True),
    ]
    Archive.create(folder).replace_derived(None, {"gaps": frame_of(TABLES["gaps"], gaps)})
    return folder


def listed(run: Run, record: Path, *arguments: str) -> list[tuple[str, float]]:
    result = run("gaps", *arguments, "--json", folder=record)
    assert result.exit_code == 0, result.stderr
    return [(row["icao24"], row["duration_s"] / 60) for row in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], [("ae4af6", 30), ("ac671b", 8), ("ae4af6", 114), ("ac671b", 300)]),
        (["--kind", "landed_unseen"], [("ae4af6", 114)]),
        (["--longer-than", "30"], [("ae4af6", 114), ("ac671b", 300)]),
        (["--country", "us", "--country", "MX"], [("ae4af6", 30), ("ac671b", 8)]),
        (["--since", "2025-02-04T05:00:00Z"], [("ae4af6", 114), ("ac671b", 300)]),
        (["--until", "2025-02-04T01:30:00Z"], [("ae4af6", 30)]),
        (["--limit", "1"], [("ae4af6", 30)]),
    ],
)
def test_gaps_are_filtered_and_in_order_of_time(
    run: Run, record: Path, arguments: list[str], expected: list[tuple[str, float]]
) -> None:
    assert listed(run, record, *arguments) == expected


def test_json_has_the_fields_of_the_record(run: Run, record: Path) -> None:
    first = json.loads(run("gaps", "--json", folder=record).stdout)[0]
    assert tuple(first) == Gap._fields
    assert (first["from_at"], first["countries"]) == ("2025-02-04T01:00:00Z", ["CU", "US"])


def test_a_country_that_does_not_exist_is_an_error_and_not_an_empty_answer(run: Run, record: Path) -> None:
    result = run("gaps", "--country", "XX", folder=record)
    assert result.exit_code != 0
    assert "is no country" in result.stderr


def test_two_forms_at_once_are_refused(run: Run, record: Path) -> None:
    assert run("gaps", "--geojson", "--csv", folder=record).exit_code != 0


def test_geojson_has_a_path_and_a_lens_for_gaps_in_flight_only(run: Run, record: Path) -> None:
    result = run("gaps", "--limit", "1", "--geojson", folder=record)
    drawn = json.loads(result.stdout)
    assert [feature["properties"]["shape"] for feature in drawn["features"]] == ["path", "lens"]
    path, lens = drawn["features"]
    assert path["geometry"]["type"] == "MultiLineString"
    assert path["geometry"]["coordinates"] == [[[178.0, 20.0], [180.0, 20.1]], [[-180.0, 20.1], [-178.0, 20.0]]]
    assert lens["geometry"]["type"] == "MultiPolygon"
    assert lens["properties"]["gap_id"] == "ae4af6-gap-20250204T010000Z"
    assert not drawn["reconstruction"]


def test_simulated_gaps_are_said_to_be(run: Run, record: Path) -> None:
    result = run("gaps", "--geojson", folder=record)
    assert json.loads(result.stdout)["reconstruction"]
    assert RECONSTRUCTION in result.stderr


def circle(lat: float, lon: float, radius_nm: float) -> Areas:
    """What the lens of one place and one half-width holds, as drawn."""
    rings = rings_of(outline(np.array([lat]), np.array([lon]), np.array([radius_nm])))
    corners = np.array([corner for ring in rings for corner in ring])
    assert np.abs(corners[:, 0]).max() <= 180
    assert np.abs(corners[:, 1]).max() <= 90
    return Areas.of({"LENS": filled([[np.array(ring)] for ring in rings], GRID)}, GRID)


@pytest.mark.parametrize("place", [(0, 0), (50, 179.9), (-50, -179.9), (-30, 100), (75, -179.5)])
def test_a_lens_holds_what_is_near_and_not_what_is_far(place: tuple[float, float]) -> None:
    lens = circle(*place, 120)
    for bearing in range(0, 360, 30):
        near, far = (destination(*place, bearing, miles) for miles in (100, 140))
        assert lens.names_at(float(near[0]), float(near[1])) == ["LENS"], bearing
        assert lens.names_at(float(far[0]), float(far[1])) == [], bearing


def test_a_lens_over_the_pole_holds_the_pole() -> None:
    lens = circle(89, 20, 200)
    assert lens.names_at(89.95, 20) == lens.names_at(89.95, -160) == lens.names_at(88, -160) == ["LENS"]
    assert lens.names_at(84, 20) == lens.names_at(85, -160) == []


def test_an_outline_goes_counter_clockwise() -> None:
    ring = outline(np.array([10.0, 10, 10]), np.array([0.0, 2, 4]), np.array([0.1, 20, 0.1]))
    lon, lat = ring.T
    assert np.sum(lon[:-1] * lat[1:] - lon[1:] * lat[:-1]) > 0
    assert (ring[0] == ring[-1]).all()


def test_a_path_is_cut_where_it_crosses_the_antimeridian() -> None:
    lines = lines_of(np.array([10.0, 13, 16]), np.array([179.0, -178, -176]))
    assert lines == [[(179, 10), (180, 11)], [(-180, 11), (-178, 13), (-176, 16)]]
    back = lines_of(np.array([13.0, 10]), np.array([-178.0, 179]))
    assert back == [[(-178, 13), (-180, 11)], [(180, 11), (179, 10)]]
