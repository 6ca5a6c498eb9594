"""A dossier's files read by programs of others, and held against what their specifications ask for."""

import json
import warnings
from datetime import date
from xml.etree import ElementTree as ET

import icalendar as judge_of_calendars
import pytest
from prov.model import ProvDocument, ProvElement, ProvRelation

from made_case import CLAIM, OBSERVATION, SOURCE
from made_dossier import HOSTILE, NOW, content, hostile
from skywitness.cases.dossier.claim_review import claim_reviews
from skywitness.cases.dossier.content import Content
from skywitness.cases.dossier.follow_the_money import follow_the_money
from skywitness.cases.dossier.provenance import provenance
from skywitness.cases.dossier.shapes import geojson, kml
from skywitness.cases.icalendar import icalendar
from skywitness.model import CaseEvent

FTM = {
    "Article": {"title", "publisher", "author", "sourceUrl", "publishedAt", "fileName", "notes", "language"},
    "Airplane": {"name", "registrationNumber", "notes"},
    "Event": {"name", "startDate", "endDate", "location", "summary", "description", "keywords"},
}
"""Properties that the schemata of followthemoney 4.11 have, as its own files list them."""
KML = "{http://www.opengis.net/kml/2.2}"
PLACEMARK = ["name", "description", "TimeSpan", "Style", "LineString", "Point"]
"""The order in which OGC 07-147r2 (KML 2.2) has the parts of a placemark that we use."""


@pytest.mark.parametrize("made", [content(), hostile()], ids=["plain", "hostile"])
def test_provenance_is_read_and_written_by_prov(made: Content) -> None:
    seen = OBSERVATION._replace(observation_id="overflight-1-the Caribbean, \N{EM DASH} süd")
    checks = {key: one._replace(supporting=[seen]) for key, one in made.checks.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph = ProvDocument.deserialize(content=provenance(made._replace(checks=checks)), format="json")
        assert "wasDerivedFrom" in graph.get_provn()
    elements = {str(one.identifier) for one in graph.get_records(ProvElement)}
    relations = [*graph.get_records(ProvRelation)]
    ends = {str(end) for one in relations for _, end in one.formal_attributes if hasattr(end, "localpart")}
    assert len(relations) >= 6
    assert ends <= elements


@pytest.mark.parametrize(
    ("edtf", "last"),
    [
        ("2019-03-23", "2019-03-24"),
        ("2019-03-23/2019-03-24", "2019-03-25"),
        ("2018-12", "2019-01-01"),
        ("2019-02~", "2019-03-01"),
        ("2018", "2019-01-01"),
    ],
)
def test_a_calendar_has_days_from_the_first_to_the_one_after_the_last(edtf: str, last: str) -> None:
    read = read_again(edtf)
    assert str(read.start).startswith(edtf[:7].strip("~"))
    assert read.end == date.fromisoformat(last)
    assert str(read["SUMMARY"]) == " ".join(HOSTILE.split())


@pytest.mark.parametrize("edtf", ["2019-21", "2019-13-01", "1985-02-30/..", "..", "x"])
def test_a_date_that_no_calendar_has_makes_no_false_end(edtf: str) -> None:
    read = read_again(edtf)
    assert read.start == NOW.date()
    assert "DTEND" not in read


def read_again(edtf: str) -> judge_of_calendars.Event:
    """An event of such a date as the judge reads it."""
    event = CaseEvent("e-1", edtf, NOW, None, "day", HOSTILE, "reported", ["SVMI"], [], [], False)
    calendar = judge_of_calendars.Calendar.from_ical(icalendar("c", [event], NOW))
    (read,) = [one for one in calendar.walk("VEVENT") if isinstance(one, judge_of_calendars.Event)]
    assert read.errors == []
    return read


def test_every_entity_has_the_properties_that_followthemoney_knows() -> None:
    rows = [json.loads(line) for line in follow_the_money(content()).splitlines()]
    assert {row["schema"] for row in rows} == set(FTM)
    for row in rows:
        assert set(row["properties"]) <= FTM[row["schema"]]
        assert all(isinstance(one, str) and one for held in row["properties"].values() for one in held)
    (article,) = [row for row in rows if row["schema"] == "Article"]
    assert article["properties"]["language"] == ["rus"]


def test_followthemoney_itself_takes_every_entity() -> None:
    judge = pytest.importorskip("followthemoney", reason="followthemoney is not installed (it needs ICU)")
    for line in follow_the_money(content()).splitlines():
        row = json.loads(line)
        judge.model.get(row["schema"]).validate(row)
        read = judge.model.get_proxy(row, cleaned=False)
        assert {name: read.get(name) for name in row["properties"]}.keys() == row["properties"].keys()


def test_placemarks_have_their_parts_in_the_order_of_the_schema() -> None:
    root = ET.fromstring(kml(content()).encode())  # noqa: S314  our own text
    placemarks = [*root.iter(f"{KML}Placemark")]
    assert len(placemarks) == 3
    for one in placemarks:
        names = [part.tag.removeprefix(KML) for part in one]
        assert names == sorted(names, key=PLACEMARK.index)
        for triple in "".join(one.itertext()).split():
            if triple.count(",") == 1 and triple.replace(",", "").replace(".", "").replace("-", "").isdigit():
                lon_deg, lat_deg = map(float, triple.split(","))
                assert abs(lon_deg) <= 180
                assert abs(lat_deg) <= 90


def test_shapes_are_features_as_rfc_7946_has_them() -> None:
    read = json.loads(geojson(content()))
    assert read["type"] == "FeatureCollection"
    for one in read["features"]:
        assert one["type"] == "Feature"
        assert isinstance(one["properties"], dict)
        points = one["geometry"]["coordinates"]
        for lon_deg, lat_deg in points if one["geometry"]["type"] == "LineString" else [points]:
            assert (abs(lon_deg) <= 180, abs(lat_deg) <= 90) == (True, True)
        assert one["geometry"]["type"] != "LineString" or len(points) >= 2


def test_a_review_has_what_schema_org_asks_of_one() -> None:
    (review,) = json.loads(claim_reviews(content()))["@graph"]
    assert (review["@type"], review["itemReviewed"]["@type"]) == ("ClaimReview", "Claim")
    assert {"claimReviewed", "author", "datePublished", "reviewRating", "itemReviewed"} <= review.keys()
    rating = review["reviewRating"]
    assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert (CLAIM.spans[0].exact, SOURCE.url) == (
        review["itemReviewed"]["text"],
        review["itemReviewed"]["appearance"]["url"],
    )
