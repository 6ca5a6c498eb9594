"""Drawing: cuts at flights, silences and the antimeridian, heights and names that are safe in any file."""

import json
from datetime import timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli_archive import DAY, FLIGHTS
from skywitness.emit.exports.antimeridian import broken, cut
from skywitness.emit.exports.drawing import Drawing, Fix, draw
from skywitness.emit.exports.formats import WRITERS, Format
from skywitness.emit.exports.geojson import geojson
from skywitness.emit.exports.gpx import gpx
from skywitness.emit.exports.kml import kml

KML = "{http://www.opengis.net/kml/2.2}"


def fix(seconds: float, lon_deg: float, lat_deg: float = 0.0, **known: Any) -> Fix:  # noqa: ANN401  any field
    empty = dict.fromkeys(Fix._fields)
    given_ = {"observed_at": DAY + timedelta(seconds=seconds), "lat_deg": lat_deg, "lon_deg": lon_deg}
    return Fix(**{**empty, "source_sha256": "aa", "source_row": 1, "reconstruction": False, **given_, **known})


def kinds(fixes: list[Fix]) -> list[tuple[bool, int]]:
    return [(segment.seen, len(segment.fixes)) for segment in draw("4ca123", fixes, []).segments]


def test_five_minutes_are_no_silence_and_a_second_more_is() -> None:
    assert kinds([fix(0, 1), fix(300, 2)]) == [(True, 2)]
    assert kinds([fix(0, 1), fix(301, 2)]) == [(True, 1), (False, 2), (True, 1)]


def test_between_one_flight_and_the_next_nothing_is_drawn() -> None:
    fixes = [fix(0, 1, flight_id="a"), fix(10, 2, flight_id="b"), fix(9000, 3, flight_id="c")]
    assert kinds(fixes) == [(True, 1), (True, 1), (True, 1)]


def test_a_doubted_fix_neither_breaks_nor_bridges_a_line() -> None:
    doubted = fix(150, 90, doubt="teleport")
    assert kinds([fix(0, 1), doubted, fix(290, 2)]) == [(True, 2)]
    assert kinds([fix(0, 1), doubted, fix(400, 2)]) == [(True, 1), (False, 2), (True, 1)]


def test_a_line_over_the_antimeridian_is_cut_where_it_crosses() -> None:
    east, west = cut([fix(0, 179, 10), fix(60, -178, 13)])
    assert [corner[:2] for corner in east] == [(179, 10), (180, 11)]
    assert [corner[:2] for corner in west] == [(-180, 11), (-178, 13)]
    back = list(cut([fix(0, -178, 13), fix(60, 179, 10)]))
    assert [corner[:2] for corner in back[0]] == [(-178, 13), (-180, 11)]


@given(st.lists(st.tuples(st.floats(-180, 179.999), st.floats(-89, 89)), min_size=1, max_size=20))
def test_a_cut_line_has_all_its_fixes_in_order_and_never_goes_round_the_world(
    places: list[tuple[float, float]],
) -> None:
    fixes = [fix(index, lon_deg, lat_deg) for index, (lon_deg, lat_deg) in enumerate(places)]
    lines = list(cut(fixes))
    assert [corner.fix for line in lines for corner in line if corner.fix] == fixes
    for line in lines:
        assert all(abs(b.lon_deg - a.lon_deg) <= 180 for a, b in pairwise(line))
        assert all(-90 <= corner.lat_deg <= 90 for corner in line)
    assert [one for run in broken(fixes) for one in run] == fixes


def test_the_cut_is_in_every_map_format() -> None:
    drawing = draw("4ca123", [fix(0, 179), fix(60, -179)], [])
    lines = json.loads(geojson(drawing))["features"]
    assert [f["geometry"]["coordinates"] for f in lines] == [[[179, 0], [180, 0]], [[-180, 0], [-179, 0]]]
    assert lines[0]["properties"]["observed_at"] == ["2019-03-23T00:00:00Z", None]
    assert len(ET.fromstring(kml(drawing)).findall(f".//{KML}LineString")) == 2  # noqa: S314  our own output
    assert gpx(drawing).count("<trkseg>") == 2


def test_an_unknown_height_is_never_written_as_the_sea() -> None:
    fixes = [fix(0, 1), fix(10, 2, baro_altitude_ft=1000), fix(20, 3, baro_altitude_ft=2000)]
    root = ET.fromstring(kml(draw("4ca123", fixes, [])))  # noqa: S314  our own output
    lines = [
        (line.findtext(f"{KML}altitudeMode"), line.findtext(f"{KML}coordinates"))
        for line in root.findall(f".//{KML}LineString")
    ]
    assert lines == [
        ("clampToGround", "1.000000,0.000000 2.000000,0.000000"),
        ("absolute", "2.000000,0.000000,304.8 3.000000,0.000000,609.6"),
    ]


def test_two_kinds_of_height_are_not_mixed_in_a_line() -> None:
    fixes = [fix(n, n, baro_altitude_ft=1000, geo_altitude_ft=None if n else 5000) for n in range(3)]
    text = gpx(draw("4ca123", fixes, []))
    assert text.count("<ele>304.8</ele>") == 3
    assert "<ele>1524.0</ele>" not in text


@pytest.mark.parametrize("form", [Format.KML, Format.GPX])
@given(name=st.text(max_size=10), doubt=st.none() | st.text(min_size=1, max_size=5))
def test_xml_is_well_formed_whatever_a_source_calls_things(form: Format, name: str, doubt: str | None) -> None:
    text = WRITERS[form](_named(name, doubt))
    assert text.isascii()
    ET.fromstring(text)  # noqa: S314  our own output


def _named(name: str, doubt: str | None) -> Drawing:
    flight = FLIGHTS[0]._replace(registration=name, callsign=name)._asdict()
    fixes = [fix(0, 1, flight_id=flight["flight_id"]), fix(1, 2, doubt=doubt, callsign=name)]
    return draw("154073", fixes, [flight])


def test_a_track_without_a_believed_position_is_points_only() -> None:
    drawing = draw("4ca123", [fix(0, 1, doubt="frozen")], [])
    assert [f["properties"]["kind"] for f in json.loads(geojson(drawing))["features"]] == ["doubted"]
    assert kinds([]) == []
