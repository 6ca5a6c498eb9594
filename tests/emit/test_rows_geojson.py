"""Rows as points: where they were, nowhere where that is not known, and said to be simulated where they are."""

import json

import polars as pl

from skywitness.emit.exports.rows_geojson import rows_geojson

ROWS = pl.DataFrame(
    {
        "name": ["<b>&</b>", "unplaced"],
        "lat_deg": [10.6, None],
        "lon_deg": [-67.0, None],
        "reconstruction": [False, True],
    }
)


def test_rows_are_points_in_the_order_of_the_standard() -> None:
    read = json.loads("".join(rows_geojson(ROWS, ("one more is left out",))))
    assert read["type"] == "FeatureCollection"
    assert read["reconstruction"] is True
    assert read["notes"] == ["one more is left out"]
    first, second = read["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [-67.0, 10.6]}
    assert first["properties"]["name"] == "<b>&</b>"
    assert second["geometry"] is None


def test_last_places_count_and_no_rows_are_no_features() -> None:
    last = ROWS.rename({"lat_deg": "last_lat_deg", "lon_deg": "last_lon_deg"})
    read = json.loads("".join(rows_geojson(last)))
    assert read["features"][0]["geometry"]["coordinates"] == [-67.0, 10.6]
    assert json.loads("".join(rows_geojson(ROWS.clear())))["features"] == []
