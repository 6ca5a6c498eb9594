"""The data of every page: what the commands print, with paging, forms, limits and words for what is wrong."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import polars as pl
import pytest

from cli_archive import CARGO, CARGO_1, CARGO_2, FLIGHTS, TRANSPORT, VISITS, Made, Run, flying, put
from skywitness.model import Flight, Visit
from skywitness.store.archive import Archive
from web_site import served

LISTS = [
    "/aircraft",
    "/flights",
    "/airports",
    "/findings",
    "/area?bbox=-180,-90,180,90",
    f"/aircraft/{CARGO}/flights",
    f"/aircraft/{CARGO}/visits",
    f"/aircraft/{CARGO}/trips",
    f"/aircraft/{CARGO}/legs",
    f"/aircraft/{CARGO}/gaps",
    f"/aircraft/{CARGO}/days",
    f"/aircraft/{CARGO}/statements",
    f"/aircraft/{CARGO}/findings",
    "/airports/SVMI/visits",
    "/airports/SVMI/flights",
    "/layers/jamming",
    "/replay/days",
]
DOCUMENTS = [
    "/status",
    "/me",
    "/search?q=RA-82",
    f"/aircraft/{CARGO}",
    "/aircraft/names?icao24=154073",
    f"/flights/{CARGO_1}",
    f"/flights/{CARGO_1}/path",
    "/airports/SVMI",
    "/area/points?bbox=30,30,40,40",
    "/layers/heatmap",
    "/layers/coverage",
    "/live",
    "/replay/activity",
]


def ended(path: str, ending: str) -> str:
    """The path with an ending before its query."""
    head, mark, query = path.partition("?")
    return f"{head}.{ending}{mark}{query}"


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_the_same_as_json_csv_and_arrow(web: httpx.Client, path: str) -> None:
    answer, lines, arrow = (web.get(ended(path, form)) for form in ("json", "csv", "arrow"))
    rows = answer.json()["rows"]
    assert answer.headers["content-type"] == "application/json"
    assert lines.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.json()["total"] == len(rows)
    assert len(list(csv.DictReader(io.StringIO(lines.text)))) == len(rows)
    assert pl.read_ipc_stream(io.BytesIO(arrow.content)).height == len(rows)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_is_an_object(web: httpx.Client, path: str) -> None:
    answer = web.get(ended(path, "json"))
    assert answer.status_code == 200
    assert isinstance(answer.json(), dict)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with served(tmp_path_factory.mktemp("empty") / "nothing") as client:
        yield client


@pytest.mark.parametrize("path", [*LISTS, *DOCUMENTS])
def test_an_empty_archive_has_no_errors_but_what_is_not_there(empty: httpx.Client, path: str) -> None:
    assert empty.get(ended(path, "json")).status_code in {200, 404}


@pytest.mark.parametrize("path", ["/flights", "/aircraft", "/airports", "/status", "/live", "/search"])
def test_an_empty_archive_says_what_to_do(empty: httpx.Client, path: str) -> None:
    assert any("skywitness import" in note for note in empty.get(f"{path}.json").json()["notes"])


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("/flights.csv", ["flights"]),
        (
            "/flights.csv?aircraft=RA-82035&since=2019-03-24",
            ["flights", "--aircraft", "RA-82035", "--since", "2019-03-24"],
        ),
        ("/flights.csv?airport=SVMI&flag=RU", ["flights", "--airport", "SVMI", "--flag", "RU"]),
        (f"/aircraft/{CARGO}/visits.csv", ["visits", "--aircraft", CARGO]),
        (f"/aircraft/{CARGO}/gaps.csv", ["gaps", "--aircraft", CARGO]),
        (f"/aircraft/{CARGO}/days.csv", ["last-seen", "--days", "--aircraft", CARGO]),
    ],
)
def test_a_page_says_what_the_command_says(web: httpx.Client, run: Run, path: str, command: list[str]) -> None:
    assert web.get(path).text == run(*command, "--csv").stdout


def test_fields_are_those_of_the_words(web: httpx.Client) -> None:
    assert list(web.get("/flights.json").json()["rows"][0]) == list(Flight._fields)
    assert list(web.get(f"/aircraft/{CARGO}/visits.json").json()["rows"][0]) == list(Visit._fields)


def test_pages_of_a_list_are_the_list(web: httpx.Client) -> None:
    found: list[dict[str, Any]] = []
    query: dict[str, str] | None = {}
    while query is not None:
        answer = web.get("/flights.json", params={"limit": "1", **query})
        found += answer.json()["rows"]
        query = {"after": answer.json()["next"]} if answer.json()["next"] else None
    assert [row["flight_id"] for row in found] == [CARGO_1, FLIGHTS[2].flight_id, CARGO_2]
    assert 'rel="next"' in web.get("/flights.csv?limit=1").headers["link"]


def test_the_next_page_of_a_list_that_changed_is_refused(tmp_path: Path) -> None:
    put(Archive.create(tmp_path), [Made("one", False, flying(CARGO, range(5), "A", 10, 10))])
    with served(tmp_path) as web:
        put(Archive.create(tmp_path), [Made("six", False, flying(TRANSPORT, range(5), "A", 10, 10))])
        following = web.get("/aircraft.json?limit=1").json()["next"]
        etag = web.get("/aircraft.json").headers["etag"]
        put(Archive.create(tmp_path), [Made("two", False, flying("abcdef", range(5), "A", 10, 10))])
        assert web.get("/aircraft.json", params={"limit": 1, "after": following}).status_code == 409
        assert web.get("/aircraft.json", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/flights.json?since=rubbish", 422, "is no time"),
        ("/flights.json?since=2019-03-24&until=2019-03-23", 422, "is not before"),
        ("/flights.json?flag=ZZ", 422, "no block of addresses"),
        ("/flights.json?airport=no%20such%20field", 422, "no one airport"),
        ("/flights.json?aircraft=nobody", 404, "no aircraft"),
        ("/flights.json?limit=0", 422, "greater than or equal"),
        ("/flights.json?after=nonsense", 422, "no `next` of ours"),
        ("/flights/nobody.json", 404, "no flight"),
        ("/flights/nobody.kml", 404, "no flight"),
        ("/area.json", 422, "give an area"),
        ("/area.json?bbox=1,2,3", 422, "is no box"),
        ("/area.json?bbox=1,2,3,nan", 422, "on the globe"),
        ("/area.json?polygon=1,2;3,4", 422, "three corners"),
        ("/area.json?bbox=1,2,3,4&circle=1,2,3", 422, "one of"),
        ("/area.json?bbox=1,2,3,4&operator=nobody", 422, "in its operator"),
        ("/area.json?bbox=1,2,3,4&above_ft=2&below_ft=1", 422, "is above"),
        ("/findings.json?kind=magic", 422, "no kind of finding"),
        ("/replay/frames", 422, "required"),
        ("/replay/frames?t=", 422, "is no time"),
        ("/replay/frames?t=0001-01-01", 422, "1990 to 2099"),
        ("/live.json?t=9999-12-31", 422, "1990 to 2099"),
        ("/area.json?bbox=1,2,3,4&then=1,2,3,4&until=9999-12-31T23:00", 422, "beyond"),
        ("/replay/frames?t=2019-03-23&step_s=3600&n=240", 422, "over 24 hours"),
        (f"/aircraft/{CARGO}.json?on=yesterday", 422, "is no day"),
    ],
)
def test_what_is_wrong_is_said(web: httpx.Client, path: str, status: int, words: str) -> None:
    answer = web.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


def test_words_of_the_map_in_the_address_harm_no_page(web: httpx.Client) -> None:
    assert web.get("/flights?lat=1&z=3&theme=dark&t=x").status_code == 200
    browser = {"Accept": "text/html"}
    assert web.get("/flights?since=garbage", headers=browser).headers["content-type"].startswith("text/html")


def test_a_flight_is_told_with_its_path_and_files(web: httpx.Client) -> None:
    path = web.get(f"/flights/{CARGO_1}/path.json").json()
    columns = path["columns"]
    assert len(columns["observed_at"]) == len(columns["lat_deg"]) == len(columns["segment"])
    assert max(columns["segment"]) == 1  # the silence of 20 minutes
    geojson = web.get(f"/flights/{CARGO_1}.geojson")
    assert geojson.headers["content-type"] == "application/geo+json"
    assert {feature["properties"]["kind"] for feature in geojson.json()["features"]} >= {"seen", "unseen"}
    assert "<kml" in web.get(f"/flights/{CARGO_1}.kml").text
    assert "<gpx" in web.get(f"/flights/{CARGO_1}.gpx").text
    parquet = pl.read_parquet(io.BytesIO(web.get(f"/flights/{CARGO_1}.parquet").content))
    assert parquet.height == len(columns["observed_at"])
    assert parquet["observed_at"].dt.epoch("ms").to_list() == columns["observed_at"]
    assert f'filename="{CARGO_1}.csv"' in web.get(f"/flights/{CARGO_1}.csv").headers["content-disposition"]


def test_an_airport_tells_who_visited(web: httpx.Client) -> None:
    page = web.get("/airports/CCS.json").json()
    [stay] = [visit for visit in VISITS if visit.airport == "SVMI"]
    assert page["airport"] == "SVMI"
    assert [(one["flag_state"], one["visits"]) for one in page["by_flag"]] == [("RU", 1)]
    assert page["by_aircraft"][0]["icao24"] == stay.icao24
    assert page["timeline"][0]["month"] == "2019-03"
    assert page["reconstruction"] is True


def test_who_went_from_one_area_to_another(web: httpx.Client) -> None:
    answer = web.get("/area.json?bbox=34.9,34.9,35.5,35.1&then=41,34.9,46,35.1&within=3").json()
    inside = web.get("/area.json?circle=35,35,300").json()
    assert [row["icao24"] for row in inside["rows"]][:1] == [CARGO]
    assert [row["icao24"] for row in answer["rows"]] == [CARGO]
    assert answer["rows"][0]["came_at"] > answer["rows"][0]["left_at"]


def test_aircraft_are_found_by_registration_callsign_and_address(web: httpx.Client) -> None:
    for words in ("ra82035", "RA-820", "82035", "2035", "RFF70", CARGO, "a124"):
        assert CARGO in [row["icao24"] for row in web.get("/aircraft.json", params={"q": words}).json()["rows"]], (
            words
        )
    groups = web.get("/search.json", params={"q": "Maiquetía"}).json()
    assert groups["airports"][0]["airport"] == "SVMI"
    for day in ("2019-03-23", "23.03.2019", "23.3.2019"):
        assert web.get("/search.json", params={"q": day}).json()["dates"][0]["since"] == "2019-03-23T00:00:00Z"
    assert web.get("/search.json?q=31.02.2019").json()["dates"] == []
    assert web.get("/search.json?q=03/04/2019").json()["dates"] == []


def test_lists_are_taken_along_as_parquet_and_places_as_geojson(web: httpx.Client) -> None:
    rows = web.get("/aircraft.json").json()["rows"]
    table = pl.read_parquet(web.get("/aircraft.parquet").content)
    assert table["icao24"].to_list() == [row["icao24"] for row in rows]
    drawn = web.get("/aircraft.geojson")
    assert drawn.headers["content-type"] == "application/geo+json"
    assert [one["properties"]["icao24"] for one in drawn.json()["features"]] == table["icao24"].to_list()
    inside = web.get("/area/points.geojson?circle=35,35,300").json()["features"]
    assert {one["properties"]["icao24"] for one in inside} >= {CARGO}
    assert web.get("/airports.geojson").status_code == web.get("/findings.geojson").status_code == 200


def test_a_big_answer_comes_whole(tmp_path: Path) -> None:
    rows = [row for number in range(5_000) for row in flying(f"{number:06x}", [number % 1_000], "A", 10, 10)]
    put(Archive.create(tmp_path), [Made("many", False, rows)])
    with served(tmp_path) as web:
        assert len(web.get("/aircraft.json?limit=50000").json()["rows"]) == 5_000
        assert web.get("/aircraft.csv?limit=50000").text.count("\n") == 5_001


HOSTILE = ["<SCRIPT>", "</TITLE>", "\"'><B>", "=CMD|'/C'", "A\u202eB", "{{7*7}}"]


@pytest.mark.parametrize("callsign", HOSTILE)
def test_a_hostile_name_is_text(tmp_path: Path, callsign: str) -> None:
    put(Archive.create(tmp_path), [Made("bad", False, flying(CARGO, range(600, 640), callsign, 10, 10))])
    with served(tmp_path) as web:
        pages = [
            "/aircraft.json",
            f"/aircraft/{CARGO}.json",
            "/live.json?t=2019-03-23T10:39:30Z",
            "/area.json?circle=10,10,300",
        ]
        for page in pages:
            answer = web.get(page)
            assert answer.headers["content-type"] == "application/json"
            assert answer.headers["x-content-type-options"] == "nosniff"
        assert callsign in json.dumps(web.get(pages[1]).json(), ensure_ascii=False).replace('\\"', '"')
        assert web.get("/search.json", params={"q": callsign}).status_code == 200
        assert (
            web.get("/flights.json", params={"aircraft": callsign}).headers["content-type"]
            == "application/problem+json"
        )
