"""Pages of cases as data: what they say, who may change what, and that nobody overwrites anybody."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from made_case import SOURCE, made_case
from skywitness.model import Assessment, CaseSource, Claim
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.verify import verify
from skywitness.web.site import SiteOptions
from skywitness.web.users import Users, hashed, users_of
from web_site import served

HOSTILE = '<img src=x onerror="fetch(`//evil.example`)"><script>alert(1)</script>'
PARTS = ["About 100 soldiers got off", "up to 40 tons were unloaded"]
TOKENS = {"vera": "viewer", "edda": "editor", "Ada Quist": "approver"}


@pytest.fixture
def cased(data: Path, tmp_path: Path) -> Path:
    """The small archive with a case in it."""
    shutil.copytree(data, tmp_path / "data")
    made_case(tmp_path / "data" / "cases" / "caracas")
    return tmp_path / "data"


@pytest.fixture
def folder(cased: Path) -> CaseFolder:
    return CaseFolder.open(cased / "cases" / "caracas")


@pytest.fixture
def site(cased: Path) -> Iterator[httpx.Client]:
    with served(cased) as client:
        yield client


@pytest.fixture
def desk(cased: Path) -> Iterator[httpx.Client]:
    """A server that knows one user of each role by a token that is the name."""
    named = users_of((name, role, hashed(name)) for name, role in TOKENS.items())
    with served(cased, SiteOptions(users=Users(named=named))) as client:
        yield client


def as_user(name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {name}"}


def test_the_list_and_a_case_say_what_is_in_it(site: httpx.Client) -> None:
    (listed,) = site.get("/cases.json").json()["rows"]
    assert (listed["slug"], listed["claims"], listed["reconstruction"]) == ("caracas", 2, True)
    case = site.get("/cases/caracas.json").json()
    assert case["claims"] == {
        "all": 2, "proposed": 2, "accepted": 0, "edited": 0, "rejected": 0, "checked": 1, "approved": 0,
    }  # fmt: skip
    assert case["sources"][0]["title"] == SOURCE.title
    assert case["reconstruction"] is True
    assert case["log"]["entries"] == case["log"]["last"][-1]["seq"]
    assert site.get("/cases.csv").text.startswith("slug,title")


def test_an_archive_without_cases_says_what_begins_one(web: httpx.Client) -> None:
    answer = web.get("/cases.json").json()
    assert answer["rows"] == []
    assert "skywitness case new" in answer["notes"][0]


@pytest.mark.parametrize("path", ["/cases/none.json", "/cases/..json", "/cases/%2e%2e%2fcases%2fcaracas.json"])
def test_only_a_name_of_the_list_is_a_case(path: str, site: httpx.Client) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_source_is_shown_as_pieces_of_its_text(site: httpx.Client) -> None:
    source = site.get("/cases/caracas/sources/source-1.json").json()
    (paragraph,) = source["paragraphs"]
    marked = [piece for piece in paragraph["pieces"] if piece["marks"]]
    assert [piece["text"] for piece in marked] == ["About 100 soldiers got off"]
    assert marked[0]["marks"] == ["claim-1", "claim-2"]
    assert paragraph["zone"] == "body"
    assert source["claims"][0]["verdict"] == "plausible"


def test_hostile_titles_go_as_text_in_json_and_bytes_as_files(cased: Path, folder: CaseFolder) -> None:
    hostile = SOURCE._replace(source_id="source-2", title=HOSTILE, publisher=HOSTILE)
    with folder.writing(HOSTILE, folder.case().created_at) as write:
        write.append(hostile)
    with served(cased) as site:
        answer = site.get("/cases/caracas/sources/source-2.json")
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["source"]["title"] == HOSTILE
        raw = site.get("/cases/caracas/captures/capture-1.bin")
        assert raw.headers["content-disposition"].startswith("attachment")
        assert raw.headers["content-type"] == "application/octet-stream"
        assert "sandbox" in raw.headers["content-security-policy"]
        assert site.get("/cases/caracas/captures/capture-1.picture").status_code == 404
        page = site.get("/cases/caracas/dossier.html").text
        assert "<img src=x" not in page
        assert "<script>alert" not in page


def test_a_claim_tells_its_place_its_check_and_its_neighbours(site: httpx.Client) -> None:
    claim = site.get("/cases/caracas/claims/claim-1.json").json()
    assert claim["place"]["words"] == "About 100 soldiers got off"
    assert claim["check"]["command"] == "skywitness case check claim-1"
    assert claim["assessment"]["approved_by"] is None
    assert (claim["previous"], claim["following"]) == (None, "claim-2")
    assert claim["links"][0]["other"] == "claim-2"
    assert claim["reconstruction"] is True
    assert site.get("/cases/caracas/claims/nothing.json").status_code == 404


def test_nothing_is_drawn_for_flights_that_the_archive_does_not_have(site: httpx.Client) -> None:
    drawn = site.get("/cases/caracas/claims/claim-1/map.json").json()
    assert drawn["lines"] == []
    assert site.get("/cases/caracas/map.json").json()["lines"] == []


def post(client: httpx.Client, path: str, body: dict[str, Any], **more: Any) -> httpx.Response:  # noqa: ANN401  of httpx
    return client.post(f"/cases/caracas/{path}", json=body, **more)


def test_a_decision_goes_into_the_log_under_the_users_name(desk: httpx.Client, folder: CaseFolder) -> None:
    done = post(
        desk, "claims/claim-1/judge", {"state": "accepted", "by": "Somebody"}, headers=as_user("edda")
    ).json()
    assert done["before"] == ["claim-1"]
    assert done["waiting"] == 1
    accepted = folder.get(Claim, done["after"][0])
    assert (accepted.review_state, accepted.reviewer) == ("accepted", "edda")
    assert folder.log()[-1].actor == "edda"
    assert not verify(folder.path).failed


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("claims/claim-1/judge", {"state": "accepted"}),
        ("claims/claim-1/edit", {"changes": {"kind": "arrival"}}),
        ("claims/claim-1/split", {"quotes": PARTS}),
        ("claims/claim-1/merge", {"following": "claim-2"}),
        ("undo", {"before": ["claim-1"], "after": ["claim-2"]}),
        ("check", {}),
        ("dossier", {}),
    ],
)
def test_a_viewer_changes_nothing(path: str, body: dict[str, Any], desk: httpx.Client, folder: CaseFolder) -> None:
    before = folder.log()
    refused = post(desk, path, body, headers=as_user("vera"))
    assert refused.status_code == 403
    assert "editor" in refused.json()["detail"]
    assert folder.log() == before


def test_only_an_approver_signs_and_by_their_own_name(desk: httpx.Client, folder: CaseFolder) -> None:
    body = {"assessment_id": "assessment-1", "by": "Nobody"}
    assert post(desk, "claims/claim-1/approve", body, headers=as_user("edda")).status_code == 403
    signed = post(desk, "claims/claim-1/approve", body, headers=as_user("Ada Quist")).json()["assessment"]
    assert (signed["approved_by"], signed["supersedes"]) == ("Ada Quist", "assessment-1")
    assert len(folder.rows(Assessment)) == 2
    late = post(desk, "claims/claim-1/approve", body, headers=as_user("Ada Quist"))
    assert late.status_code == 409
    assert "stands by now" in late.json()["detail"]
    assert len(folder.rows(Assessment)) == 2


def test_the_owner_signs_only_with_a_name(site: httpx.Client) -> None:
    body: dict[str, Any] = {"assessment_id": "assessment-1", "likelihood": None, "sentence": "It can be so."}
    assert post(site, "claims/claim-1/approve", body).status_code == 422
    signed = post(site, "claims/claim-1/approve", body | {"by": " Ana  Diaz "}).json()["assessment"]
    assert (signed["approved_by"], signed["likelihood"], signed["sentence"]) == ("Ana Diaz", None, "It can be so.")


def test_a_verdict_that_nothing_was_seen_for_needs_words(site: httpx.Client) -> None:
    body = {"assessment_id": "assessment-1", "by": "Ana", "verdict": "contradicted"}
    refused = post(site, "claims/claim-1/approve", body)
    assert refused.status_code == 422
    assert "say why" in refused.json()["detail"]


def test_of_two_who_judge_one_claim_the_second_is_told(desk: httpx.Client, folder: CaseFolder) -> None:
    assert post(desk, "claims/claim-1/judge", {"state": "accepted"}, headers=as_user("edda")).status_code == 200
    before = folder.log()
    for path, body in (
        ("judge", {"state": "rejected"}),
        ("edit", {"changes": {"proposition": "Mine."}}),
        ("split", {"quotes": PARTS}),
        ("merge", {"following": "claim-2"}),
    ):
        late = post(desk, f"claims/claim-1/{path}", body, headers=as_user("Ada Quist"))
        assert late.status_code == 409
        assert "changed by somebody else" in late.json()["detail"]
    assert folder.log() == before


def test_the_queue_is_worked_and_undone(site: httpx.Client, folder: CaseFolder) -> None:
    queue = site.get("/cases/caracas/queue.json").json()
    assert [card["claim"]["claim_id"] for card in queue["cards"]] == ["claim-1", "claim-2"]
    assert "arrival" in queue["editable"]["kind"]
    edited = post(
        site, "claims/claim-1/edit", {"changes": {"kind": "arrival", "speaker": "A witness"}, "by": "Ana"}
    )
    assert edited.json()["claims"][0]["attributions"][-1]["speaker"] == "A witness"
    parts = post(site, "claims/claim-2/split", {"quotes": PARTS}).json()
    assert len(parts["after"]) == 2
    assert parts["waiting"] == 0
    back = post(site, "undo", {"before": parts["before"], "after": parts["after"]}).json()
    assert back["waiting"] == 1
    assert back["back"][0]["claim"]["review_state"] == "proposed"
    assert folder.log()[-1].actor == "owner"
    assert not verify(folder.path).failed


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("claims/claim-1/edit", {"changes": {"colour": "red"}}, "no field"),
        ("claims/claim-1/edit", {"changes": {"kind": "landing"}}, "kind is one of"),
        ("claims/claim-1/edit", {"changes": {"quote": "words that are not there"}}, "does not have the words"),
        ("claims/claim-1/judge", {"state": "lost"}, "state"),
        ("claims/claim-1/split", {"quotes": ["one"]}, "quotes"),
        ("undo", {"before": ["claim-1"], "after": ["claim-2"]}, "do not follow"),
        ("dossier", {"profile": "secret"}, "profile"),
    ],
)
def test_what_cannot_be_done_is_said(path: str, body: dict[str, Any], words: str, site: httpx.Client) -> None:
    refused = post(site, path, body)
    assert refused.status_code == 422
    assert words in refused.json()["detail"]


def test_another_sites_page_changes_nothing(site: httpx.Client, folder: CaseFolder) -> None:
    before = folder.log()
    foreign = post(site, "claims/claim-1/judge", {"state": "accepted"}, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert site.get("/cases/caracas/claims/claim-1/judge").status_code in {404, 405}
    assert folder.log() == before


def test_an_accepted_claim_is_checked_and_assessed(site: httpx.Client) -> None:
    accepted = post(site, "claims/claim-1/judge", {"state": "accepted"}).json()["after"][0]
    done = post(site, "check", {"claims": [accepted]}).json()
    assert done["checks"][0]["claim_id"] == accepted
    assert done["proposed"] == 1
    answer = site.get("/cases/caracas/assessment.json").json()
    assert [row["claim_id"] for row in answer["rows"]] == [accepted]
    assert answer["rows"][0]["approved_by"] is None
    assert "roughly even chance" in answer["scales"]["likelihoods"]
    assert post(site, "check", {"claims": ["nothing"]}).status_code == 404


def test_the_timeline_has_its_precision_and_is_a_calendar_too(site: httpx.Client) -> None:
    rows = site.get("/cases/caracas/timeline.json").json()["rows"]
    assert {row["kind"] for row in rows} == {"observed", "scheduled"}
    assert {row["precision"] for row in rows} == {"instant", "day"}
    calendar = site.get("/cases/caracas/timeline.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "SUMMARY:Reconstruction: " in calendar.text


def test_the_dossier_is_shown_where_nothing_runs(site: httpx.Client) -> None:
    shown = site.get("/cases/caracas/dossier.html")
    policy = shown.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert shown.headers["x-frame-options"] == "SAMEORIGIN"
    assert "etag" not in shown.headers
    assert site.get("/cases/caracas/dossier.json").json()["reconstruction"] is False


def test_taking_a_dossier_along_is_entered_into_the_log(site: httpx.Client, folder: CaseFolder) -> None:
    taken = post(site, "dossier", {"profile": "internal", "by": "Ana"})
    assert taken.headers["content-type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(taken.content)).namelist()
    assert any(name.endswith("claims.csv") for name in names)
    last = folder.log()[-1]
    assert (last.action, last.object_kind, last.object_id, last.actor) == ("export", "dossier", "internal", "Ana")
    alone = post(site, "dossier", {"form": "html"})
    assert alone.headers["content-disposition"] == 'attachment; filename="caracas-public.html"'


def test_a_case_that_was_tampered_with_says_so(site: httpx.Client, folder: CaseFolder) -> None:
    assert site.get("/cases/caracas/verify.json").json()["failed"] is False
    with (folder.path / "log.jsonl").open("ab") as log:
        log.write(b"{}\n")
    found = site.get("/cases/caracas/verify.json").json()
    assert found["failed"] is True
    assert found["breaks"][0]["file"] == "log.jsonl"


def test_a_case_that_cannot_be_read_is_told_and_the_rest_is_listed(cased: Path, site: httpx.Client) -> None:
    (cased / "cases" / "broken").mkdir()
    (cased / "cases" / "broken" / "case.db").write_bytes(b"no database")
    answer = site.get("/cases.json").json()
    assert [row["slug"] for row in answer["rows"]] == ["caracas"]
    assert "broken" in answer["notes"][0]
    assert site.get("/cases/broken.json").status_code == 404


def test_sources_are_a_table(site: httpx.Client, folder: CaseFolder) -> None:
    answer = site.get("/cases/caracas/sources.json").json()
    assert len(answer["rows"]) == len(folder.current(CaseSource))
    assert answer["reconstruction"] is True
    assert site.get("/cases/caracas/claims.csv").text.count("\n") == 3
