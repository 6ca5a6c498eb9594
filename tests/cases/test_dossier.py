"""The dossier: everything labelled, nothing executed, nothing fetched, nobody exposed."""

import csv
import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree as ET

import pytest

from made_case import ASSESSMENT, CAPTURE, CHECK, CLAIM, OBSERVATION, SOURCE
from made_dossier import HOSTILE, content, hostile
from skywitness.cases.checks.evidence import record
from skywitness.cases.dossier.claim_review import claim_reviews
from skywitness.cases.dossier.claims_csv import COLUMNS, claims_csv
from skywitness.cases.dossier.content import Content
from skywitness.cases.dossier.files import dossier_files
from skywitness.cases.dossier.follow_the_money import follow_the_money
from skywitness.cases.dossier.markup import link, text
from skywitness.cases.dossier.page import page
from skywitness.cases.dossier.profiles import profiled
from skywitness.cases.dossier.provenance import provenance
from skywitness.cases.dossier.shapes import geojson, kml
from skywitness.cases.profile import LeftOut, Profile, left_out
from skywitness.cases.timeline import timeline

STYLE = "body{color:red}"
LAND = [[(0.0, -80.0), (20.0, -80.0), (20.0, -60.0), (0.0, -60.0), (0.0, -80.0)]]


class Elements(HTMLParser):
    """Names and attributes of every element of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("made", [content(), hostile()], ids=["plain", "hostile"])
def test_nothing_on_the_page_runs_or_is_fetched(made: Content) -> None:
    found = Elements(page(made, LAND, STYLE)).found
    names = [name for name, _ in found]
    assert names.count("script") == 1
    assert not {"img", "iframe", "object", "embed", "link", "form", "base", "foreignobject"} & set(names)
    for name, attributes in found:
        assert not [key for key in attributes if key.startswith("on") or key in {"style", "src", "srcdoc"}]
        if name == "script":
            assert attributes == {"type": "application/ld+json"}
        if "href" in attributes:
            assert str(attributes["href"]).startswith(("#", "http://", "https://"))


def test_the_policy_allows_the_one_style_sheet_and_nothing_else() -> None:
    metas = [attributes for name, attributes in Elements(page(content(), LAND, STYLE)).found if name == "meta"]
    (policy,) = [one["content"] for one in metas if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_hostile_text_is_shown_as_text() -> None:
    shown = page(hostile(), LAND, STYLE)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "\u202e" not in shown
    body = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert json.loads(body[0])["@graph"][0]["claimReviewed"] == HOSTILE


@pytest.mark.parametrize("part", ["header", "map", "claims", "timeline", "unseen", "footer"])
def test_every_view_of_what_was_simulated_says_so(part: str) -> None:
    silent = content(checks={"claim-1": CHECK._replace(verdict="unresolved")}, assessments={})
    shown = page(silent, LAND, STYLE)
    inner = shown.split(f"<{part}", 1)[1] if part in {"header", "footer"} else shown.split(f'id="{part}"', 1)[1]
    assert "econstruction" in inner.split("</section>")[0].split("</header>")[0]


def test_a_record_without_simulation_is_not_called_one() -> None:
    real = OBSERVATION._replace(reconstruction=False)
    check = CHECK._replace(supporting=[real], reconstruction=False)
    lines = [one._replace(reconstruction=False) for one in content().lines]
    made = content(checks={"claim-1": check}, events=timeline([CLAIM], [check]), lines=lines)
    files = dossier_files(made, LAND, STYLE)
    assert [name for name, data in files.items() if b"Reconstruction" in data] == []


def test_the_unheard_way_is_dashed() -> None:
    drawn = page(content(), LAND, STYLE)
    assert drawn.count('class="way way-0 unseen"') == 1
    assert drawn.count('class="way way-0"') == 1


def test_who_approved_is_told_and_a_proposal_is_called_one() -> None:
    assert "approved by Ada Quist" in page(content(), LAND, STYLE)
    proposal = page(content(assessments={"claim-1": ASSESSMENT}), LAND, STYLE)
    assert "proposed by machine, not approved" in proposal
    assert "Nobody approved a conclusion yet" in proposal


def test_only_signed_conclusions_are_reviews() -> None:
    assert json.loads(claim_reviews(content(assessments={"claim-1": ASSESSMENT})))["@graph"] == []
    (review,) = json.loads(claim_reviews(content()))["@graph"]
    assert review["reviewRating"]["alternateName"] == "plausible"
    assert review["reviewBody"].startswith("Reconstruction.")


def test_a_public_dossier_names_nobody_who_captured() -> None:
    made = profiled(content(profile="public"))
    everything = b"".join(dossier_files(made, LAND, STYLE).values()).decode()
    assert "Ana" not in everything.replace("Analy", "").replace("anal", "")
    assert "Ada Quist" in everything
    assert "Ana" in page(content(), LAND, STYLE)


@pytest.mark.parametrize("profile", ["legal", "public"])
def test_a_confidential_source_takes_everything_with_it(profile: str) -> None:
    secret = SOURCE._replace(source_id="source-2", title="Secret memo", publisher="Deep Throat", confidential=True)
    cited = CHECK._replace(
        supporting=[record("document", "x", "Deep Throat's statement has it.", sources=["capture-2"])]
    )
    made = content(
        profile=profile,
        sources=[SOURCE, secret],
        captures={"source-1": CAPTURE, "source-2": CAPTURE._replace(capture_id="capture-2", source_id="source-2")},
        checks={"claim-1": cited._replace(sentence="Deep Throat's statement has it.")},
        assessments={"claim-1": ASSESSMENT._replace(sentence="Deep Throat's statement has it.")},
        events=[],
    )
    everything = b"".join(dossier_files(profiled(made), LAND, STYLE).values()).decode()
    assert "Deep Throat" not in everything
    assert "Secret memo" not in everything
    assert "source that is withheld" in everything
    hidden = made._replace(sources=[SOURCE._replace(confidential=True)], captures={"source-1": CAPTURE})
    assert profiled(hidden).claims == []


def test_a_claim_quoted_from_an_earlier_capture_stays() -> None:
    later = CAPTURE._replace(capture_id="capture-2", previous_capture_id="capture-1")
    made = content(profile="public", captures={"source-1": later}, earlier_captures=[CAPTURE])
    shown = profiled(made)
    assert [one.claim_id for one in shown.claims] == ["claim-1"]
    assert shown.source(shown.claims[0]) is not None


def test_captures_with_like_numbers_are_not_taken_for_one_another() -> None:
    secret = SOURCE._replace(source_id="source-2", title="Secret memo", publisher=None, confidential=True)
    cited = record("document", "x", "Example's statement has it.", sources=["capture-10"])
    made = content(
        profile="legal",
        sources=[SOURCE, secret],
        captures={"source-1": CAPTURE._replace(capture_id="capture-10"), "source-2": CAPTURE},
        claims=[CLAIM._replace(spans=[CLAIM.spans[0]._replace(capture_id="capture-10")])],
        checks={"claim-1": CHECK._replace(supporting=[cited])},
    )
    assert profiled(made).checks["claim-1"].supporting == [cited]


def test_a_public_dossier_says_neither_what_was_asked_for_nor_who_proposed() -> None:
    asked = CAPTURE._replace(
        requested_url="https://x.example/?u=ana", redirects=["https://y"], quality_evidence=["z"]
    )
    own = {"claim-1": ASSESSMENT._replace(proposed_by="Cara Reader")}
    shown = profiled(content(profile="public", captures={"source-1": asked}, assessments=own))
    capture = shown.captures["source-1"]
    assert (capture.requested_url, capture.redirects, capture.quality_evidence) == (None, [], [])
    assert shown.assessments["claim-1"].proposed_by == "withheld"
    assert profiled(content(profile="public")).assessments["claim-1"].proposed_by == "personnel 1"


def test_a_source_marked_confidential_later_is_left_out_as_well() -> None:
    rows = [SOURCE, SOURCE._replace(source_id="source-2", confidential=True, supersedes="source-1")]
    out = left_out(Profile.PUBLIC, rows, [CAPTURE], [CLAIM])
    assert out.sources == frozenset({"source-1", "source-2"})
    assert (out.captures, out.claims) == (frozenset({"capture-1"}), frozenset({"claim-1"}))
    assert left_out(Profile.INTERNAL, rows, [CAPTURE], [CLAIM]) == LeftOut()


def test_formats_of_others_are_well_formed() -> None:
    made = hostile()
    assert [row["proposition"] for row in csv.DictReader(StringIO(claims_csv(made)))] == [HOSTILE]
    assert tuple(claims_csv(made).splitlines()[0].split(",")) == COLUMNS
    assert ET.fromstring(kml(made).encode()).tag.endswith("kml")  # noqa: S314  our own text
    shapes = json.loads(geojson(made))
    assert {one["geometry"]["type"] for one in shapes["features"]} == {"LineString", "Point"}
    lon_deg, lat_deg = shapes["features"][0]["geometry"]["coordinates"][0]
    assert (lon_deg, lat_deg) == (-70.0, 10.0)
    entities = [json.loads(line) for line in follow_the_money(made).splitlines()]
    assert {one["schema"] for one in entities} == {"Article", "Airplane", "Event"}
    assert all(re.fullmatch(r"[a-z0-9_]+", one["datasets"][0]) for one in entities)


def test_provenance_refers_to_what_it_holds() -> None:
    graph = json.loads(provenance(content()))
    held = set(graph["entity"]) | set(graph["activity"]) | set(graph["agent"])
    relations = ("used", "wasGeneratedBy", "wasDerivedFrom", "wasAssociatedWith", "wasAttributedTo")
    ends = {end for kind in relations for one in graph[kind].values() for end in one.values()}
    assert ends <= held


def test_a_cell_that_is_a_formula_to_a_spreadsheet_is_none() -> None:
    made = content(claims=[CLAIM._replace(proposition="=HYPERLINK(1)")])
    (row,) = csv.DictReader(StringIO(claims_csv(made)))
    assert row["proposition"] == "'=HYPERLINK(1)"


def test_the_same_content_makes_the_same_bytes() -> None:
    assert dossier_files(content(), LAND, STYLE) == dossier_files(content(), LAND, STYLE)


def test_a_case_without_anything_makes_a_page() -> None:
    bare = content(claims=[], checks={}, assessments={}, events=[], lines=[], pins=[], sources=[], captures={})
    assert "Nobody approved" in page(bare, LAND, STYLE)


def test_links_lead_to_the_web_only() -> None:
    assert link("javascript:alert(1)", "x") == "x"
    assert link("https://example.org/?a=1&b=2", "x").startswith('<a href="https://example.org/?a=1&amp;b=2"')
    assert text("a\x00\u2066b") == "ab"
