"""Joining two made-up tables of fields: by code, by place, and not at all."""

from typing import Any

import polars as pl

from skywitness.reference.join_fields import AIRPORTSDATA, OURAIRPORTS_COLUMNS, JoinedFields, join_fields


def _ours(icao: str, name: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:  # noqa: ANN401  any cell
    row = dict.fromkeys(AIRPORTSDATA, "") | {"icao": icao, "name": name, "country": "XA", "tz": "Etc/GMT-1"}
    return row | {"lat": lat, "lon": lon, "elevation": 10.0} | more


def _theirs(ident: str, name: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:  # noqa: ANN401  any cell
    row = dict.fromkeys(OURAIRPORTS_COLUMNS) | {
        "id": f"id-{ident}",
        "ident": ident,
        "name": name,
        "iso_country": "XA",
    }
    row |= {"type": "small_airport", "scheduled_service": "no", "elevation_ft": 20.0}
    return row | {"latitude_deg": lat, "longitude_deg": lon} | more


def _schema(columns: tuple[str, ...], numbers: set[str]) -> dict[str, type[pl.DataType]]:
    return {name: pl.Float64 if name in numbers else pl.String for name in columns}


def _joined(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]], middles: dict[str, tuple[float, float]] | None = None
) -> JoinedFields:
    numbers = {"latitude_deg", "longitude_deg", "elevation_ft", "elevation", "lat", "lon"}
    known = [(f"id-{ident}", *place) for ident, place in (middles or {}).items()]
    schema = {"airport_ref": pl.String, "middle_lat": pl.Float64, "middle_lon": pl.Float64}
    return join_fields(
        pl.DataFrame(ours, schema=_schema(AIRPORTSDATA, numbers)),
        pl.DataFrame(theirs, schema=_schema(OURAIRPORTS_COLUMNS, numbers)),
        pl.DataFrame(known, schema=schema, orient="row"),
    )


def _rows(joined: JoinedFields) -> dict[str, dict[str, Any]]:
    return {row["icao"]: row for row in joined.fields.to_dicts()}


def test_a_code_in_both_tables_is_one_field_with_the_best_of_both() -> None:
    joined = _joined(
        [_ours("AAAA", "Alpha Airport", 1.0, 1.0)],
        [
            _theirs(
                "OLDA", "Alpha Base", 1.001, 1.0, gps_code="AAAA", type="large_airport", scheduled_service="yes"
            )
        ],
    )
    alpha = _rows(joined)["AAAA"]
    assert (joined.by_code, joined.fields.height) == (1, 1)
    assert (alpha["name"], alpha["kind"], alpha["scheduled"], alpha["lat"]) == (
        "Alpha Airport",
        "large",
        True,
        1.0,
    )
    assert joined.aliases == {"OLDA": "AAAA"}


def test_a_code_given_to_two_places_makes_two_fields() -> None:
    joined = _joined([_ours("AAAA", "Alpha", 1.0, 1.0)], [_theirs("AAAA", "Omega", 1.0, 40.0)])
    assert set(_rows(joined)) == {"AAAA", "XA/AAAA"}
    assert joined.far_apart == 1


def test_a_field_under_two_codes_is_found_by_its_place() -> None:
    joined = _joined(
        [_ours("AAAA", "Alpha Airport", 1.0, 1.0)],
        [_theirs("XA-1", "Somewhere", 1.001, 1.0, type="medium_airport"), _theirs("XA-2", "Alpha", 1.009, 1.0)],
    )
    assert (joined.by_code, joined.by_place, joined.dropped) == (0, 1, 1)
    assert {code: row["kind"] for code, row in _rows(joined).items()} == {"AAAA": "medium"}
    assert joined.aliases == {"XA-1": "AAAA", "XA-2": "AAAA"}


def test_neighbours_of_other_names_stay_two_fields() -> None:
    strips = [_theirs("XA-1", "Smith Field", 1.0, 1.0), _theirs("XA-2", "Jones Field", 1.008, 1.0)]
    assert set(_rows(_joined([], strips))) == {"XA-1", "XA-2"}


def test_a_heliport_on_a_field_stays_and_a_closed_field_beside_it_goes() -> None:
    joined = _joined(
        [],
        [
            _theirs("XA-1", "Alpha", 1.0, 1.0),
            _theirs("XA-2", "Alpha Hospital", 1.001, 1.0, type="heliport"),
            _theirs("XA-3", "Old Alpha", 1.005, 1.0, type="closed"),
            _theirs("XA-4", "Omega", 2.0, 1.0, type="closed"),
        ],
    )
    assert set(_rows(joined)) == {"XA-1", "XA-2", "XA-4"}


def test_a_reference_point_moves_to_the_runway_of_the_same_code_country_and_name() -> None:
    ours = [_ours("AAAA", "Alpha Airport", 1.0, 1.0)]
    there = [_theirs("AAAA", "Alpha International", 1.0, 1.15, elevation_ft=99.0)]
    moved = _rows(_joined(ours, there, {"AAAA": (1.0, 1.151)}))["AAAA"]
    assert (moved["lon"], moved["elevation"]) == (1.15, 99.0)
    assert set(_rows(_joined(ours, there))) == {
        "AAAA",
        "XA/AAAA",
    }  # nine miles off, and no runway says which is right


def test_a_time_zone_is_that_of_the_nearest_field_of_the_country() -> None:
    ours = [
        _ours("AAAA", "Alpha", 1.0, 1.0, tz="Etc/GMT-1"),
        _ours("BBBB", "Beta", 1.0, 9.0, tz="Etc/GMT-2"),
        _ours("CCCC", "Gamma", 1.0, 8.1, tz="Etc/GMT-3", country="XB"),
    ]
    rows = _rows(_joined(ours, [_theirs("XA-1", "One", 1.0, 2.0), _theirs("XA-2", "Two", 1.0, 8.0)]))
    assert (rows["XA-1"]["tz"], rows["XA-2"]["tz"]) == ("Etc/GMT-1", "Etc/GMT-2")
    lost = _rows(_joined(ours, [_theirs("XC-1", "Lost", 1.0, 2.0, iso_country="XC")]))
    assert lost["XC-1"]["tz"] == ""


def test_a_field_under_construction_is_not_called_closed() -> None:
    joined = _joined(
        [_ours("AAAA", "Alpha Airport", 1.0, 1.0)],
        [_theirs("AAAA", "Alpha (under construction)", 1.0, 1.0, type="closed")],
    )
    assert _rows(joined)["AAAA"]["kind"] == "unknown"
