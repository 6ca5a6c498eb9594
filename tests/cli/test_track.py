"""Track: what was seen, what was not and what is doubted, each as it is, in every format."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from cli_archive import CARGO, CARGO_1, CARGO_2, TRANSPORT, Run, at

KML = "{http://www.opengis.net/kml/2.2}"
GPX = "{http://www.topografix.com/GPX/1/1}"
FT = 0.3048


def export(run: Run, form: str, *arguments: str) -> str:
    result = run("track", "RA-82035", "--to", form, *arguments)
    assert result.exit_code == 0, result.stderr
    return str(result.stdout)


def features(run: Run, *arguments: str) -> list[dict[str, Any]]:
    collection = json.loads(export(run, "geojson", *arguments))
    assert collection["type"] == "FeatureCollection"
    found = collection["features"]
    assert isinstance(found, list)
    return found


def test_geojson_keeps_seen_unseen_and_doubted_apart(run: Run) -> None:
    found = features(run)
    kinds = [(f["properties"]["kind"], f["properties"]["flight_id"]) for f in found]
    assert kinds == [
        ("seen", CARGO_1),
        ("unseen", CARGO_1),
        ("seen", CARGO_1),
        ("seen", CARGO_2),
        ("doubted", CARGO_2),
    ]
    unseen, doubted = found[1], found[4]
    assert unseen["geometry"]["coordinates"] == [[38.0, 35.0], [40.0, 35.0]]
    assert unseen["properties"]["silence_s"] == 20 * 60
    assert "not the path flown" in unseen["properties"]["note"]
    assert (doubted["geometry"]["type"], doubted["properties"]["doubt"]) == ("Point", "teleport")
    assert all(f["properties"]["reconstruction"] is True for f in found)


def test_geojson_gives_a_value_a_corner_with_its_unit(run: Run) -> None:
    first = features(run, "--flight", CARGO_1)[0]
    properties, corners = first["properties"], len(first["geometry"]["coordinates"])
    for name in ("observed_at", "baro_altitude_ft", "geo_altitude_ft", "ground_speed_kt", "track_deg"):
        assert len(properties[name]) == corners == 31
    assert (properties["observed_at"][1], properties["ground_speed_kt"][1]) == ("2019-03-23T10:01:00Z", 350.5)
    assert (properties["callsign"], properties["adep"], properties["ades_reason"]) == (
        "RFF7041", "OSLK", "undetermined",
    )  # fmt: skip


def test_a_doubted_fix_is_a_corner_of_no_line(run: Run) -> None:
    lines = [f for f in features(run) if f["geometry"]["type"] == "LineString"]
    times = {time for line in lines for time in line["properties"]["observed_at"]}
    assert "2019-03-24T15:59:00Z" in times
    assert "2019-03-24T16:00:00Z" not in times


def test_kml_is_a_document_with_metres_and_dashes(run: Run) -> None:
    root = ET.fromstring(export(run, "kml"))  # noqa: S314  our own output
    assert "RECONSTRUCTION" in (root.findtext(f"{KML}Document/{KML}name") or "")
    track, doubted = root.findall(f"{KML}Document/{KML}Folder")
    marks = track.findall(f"{KML}Placemark")
    assert [mark.findtext(f"{KML}styleUrl") for mark in marks] == ["#seen", "#unseen", "#seen", "#seen"]
    assert all("RECONSTRUCTION" in (mark.findtext(f"{KML}name") or "") for mark in track.iter(f"{KML}Placemark"))
    places = (marks[0].findtext(f".//{KML}coordinates") or "").split()
    assert [float(number) for number in places[0].split(",")] == pytest.approx([35, 35, 31_000 * FT], abs=0.1)
    assert len(places) == 31
    assert len(marks[1].findall(f".//{KML}LineString")) > 5
    assert all(
        place.count(",") == 1 for c in marks[1].iter(f"{KML}coordinates") for place in (c.text or "").split()
    )
    assert doubted.findtext(f"{KML}Placemark/{KML}name", "").startswith("doubted: teleport")
    data = {d.get("name"): d.findtext(f"{KML}value") for d in marks[0].iter(f"{KML}Data")}
    assert (data["flight_id"], data["ades"], data["reconstruction"]) == (CARGO_1, "undetermined", "true")


def test_gpx_breaks_at_silences_and_has_metres(run: Run) -> None:
    root = ET.fromstring(export(run, "gpx"))  # noqa: S314  our own output
    assert [child.tag.removeprefix(GPX) for child in root] == ["metadata", "wpt", "trk", "trk"]
    first, second = root.findall(f"{GPX}trk")
    assert [len(part) for part in first.findall(f"{GPX}trkseg")] == [31, 51]
    assert [len(part) for part in second.findall(f"{GPX}trkseg")] == [120]
    point = first.find(f"{GPX}trkseg/{GPX}trkpt")
    assert point is not None
    assert (point.get("lat"), point.get("lon")) == ("35.000000", "35.000000")
    assert float(point.findtext(f"{GPX}ele") or "") == pytest.approx(31_000 * FT, abs=0.1)
    assert point.findtext(f"{GPX}time") == "2019-03-23T10:00:00Z"
    assert "from OSLK to undetermined" in (first.findtext(f"{GPX}desc") or "")
    assert "RECONSTRUCTION" in (first.findtext(f"{GPX}name") or "")
    assert root.findtext(f"{GPX}wpt/{GPX}name", "").startswith("doubted: teleport")


def test_csv_has_every_position_and_says_which_are_doubted(run: Run) -> None:
    lines = list(csv.DictReader(io.StringIO(export(run, "csv"))))
    assert len(lines) == 203
    assert [line["observed_at"] for line in lines if line["doubt"]] == ["2019-03-24T16:00:00Z"]
    assert [line["observed_at"] for line in lines] == sorted(line["observed_at"] for line in lines)
    assert {line["reconstruction"] for line in lines} == {"true"}
    assert lines[0]["flight_id"] == CARGO_1


def test_a_span_takes_the_positions_in_it(run: Run) -> None:
    text = export(run, "csv", "--since", "2019-03-23T10:50Z", "--until", "2019-03-23T11:00Z")
    times = [line["observed_at"] for line in csv.DictReader(io.StringIO(text))]
    assert (times[0], times[-1], len(times)) == ("2019-03-23T10:50:00Z", "2019-03-23T10:59:00Z", 10)


@pytest.mark.parametrize(
    ("ending", "start"), [("kml", "<?xml"), ("GPX", "<?xml"), ("csv", "icao24"), ("x", '{"type"')]
)
def test_a_files_ending_names_its_format(run: Run, tmp_path: Path, ending: str, start: str) -> None:
    target = tmp_path / f"out.{ending}"
    result = run("track", CARGO, "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text().startswith(start)
    assert "positions 202, doubted 1, flights 2, lines seen 3, silences 1" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--flight", "154073-20180101T000000Z"], "skywitness flights --aircraft 154073"),
        (["--since", "2020-01-01"], "no positions of 154073"),
        (["-o", "/proc/none/track.kml"], "/proc/none/track.kml"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: list[str], word: str) -> None:
    result = run("track", CARGO, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert word in result.stderr


def test_a_real_track_is_not_called_a_reconstruction(run: Run) -> None:
    for form in ("geojson", "kml", "gpx"):
        result = run("track", TRANSPORT, "--to", form)
        assert "RECONSTRUCTION" not in result.stdout + result.stderr
    start = json.loads(run("track", TRANSPORT).stdout)["features"][0]["properties"]["observed_at"][0]
    assert start == (at(0) + timedelta(hours=12)).strftime("%Y-%m-%dT%H:%M:%SZ")
