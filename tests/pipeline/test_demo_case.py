"""The demonstration's case: hand-marked claims stand in their texts, and checks come out as they should."""

import json
from collections import Counter
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from cli_archive import build
from skywitness.cases.checks.table import KINDS
from skywitness.cases.origins import OriginCounter
from skywitness.model import Assessment, Check, Claim
from skywitness.pipeline.case_texts import texts_of
from skywitness.pipeline.demo_case import demo_case
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.verify import verify

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILES = files("skywitness.demo") / "case"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    data = tmp_path_factory.mktemp("data")
    build(data)
    return demo_case(data, NOW)


def test_each_quote_stands_where_its_span_says(folder: CaseFolder) -> None:
    for claim in folder.current(Claim):
        (span,) = claim.spans
        text = folder.text(span.text_sha256)
        assert text[span.start : span.end] == span.exact
        assert all(text[hedge.start : hedge.end] == hedge.cue for hedge in claim.hedges)


def test_every_kind_is_one_that_can_be_checked(folder: CaseFolder) -> None:
    assert {claim.kind for claim in folder.current(Claim)} <= set(KINDS)


def test_what_rests_on_documents_alone_comes_out_on_any_archive(folder: CaseFolder) -> None:
    found = {check.claim_id: check.verdict for check in folder.rows(Check)}
    assert {name: found[name] for name in ("ilyushin-76", "misquoted", "look-away", "not-76", "types", "ban")} == {
        "ilyushin-76": "contradicted",
        "misquoted": "contradicted",
        "look-away": "corroborated",
        "not-76": "corroborated",
        "types": "corroborated",
        "ban": "corroborated",
    }


def test_what_nobody_can_see_says_why(folder: CaseFolder) -> None:
    found = {check.claim_id: check.reason for check in folder.rows(Check)}
    wanted = {
        "talks": "purpose_unobservable",
        "equipment": "payload_unobservable",
        "fighters": "persons_unobservable",
        "bombers": "transponder_silent_class",
    }
    assert {name: found[name] for name in wanted} == wanted


def test_bounds_hold_the_numbers(folder: CaseFolder) -> None:
    found = {check.claim_id: check.verdict for check in folder.rows(Check)}
    assert [found[name] for name in ("tons", "uniform", "hundred")] == ["plausible"] * 3


def test_the_two_agencies_and_the_paper_have_one_origin(folder: CaseFolder) -> None:
    found = OriginCounter().count(texts_of(folder))
    litoral = next(reports for root, reports in found.roots.items() if root.startswith("Litoral Press"))
    assert len(litoral) == 3
    assert found.reports == 7


def test_only_what_rests_on_documents_is_signed(folder: CaseFolder) -> None:
    checks = {check.claim_id: check for check in folder.rows(Check)}
    signed = [one for one in folder.current(Assessment) if one.approved_by]
    assert len(signed) == 5
    assert not any(checks[one.claim_id].reconstruction for one in signed)


def test_it_is_made_once_and_is_whole(folder: CaseFolder) -> None:
    again = demo_case(folder.path.parents[1], NOW)
    assert len(again.log()) == len(folder.log())
    assert not verify(folder.path).failed


def test_no_id_is_twice() -> None:
    rows = json.loads((FILES / "claims.json").read_text(encoding="utf-8"))
    assert [name for name, number in Counter(row["id"] for row in rows).items() if number > 1] == []


def test_the_folder_is_where_cases_are(folder: CaseFolder) -> None:
    assert folder.path.parent.name == "cases"
    assert Path(folder.path).name == "caracas-2019"
