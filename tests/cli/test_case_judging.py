"""From a claim to a signed assessment, a timeline and its origins, by the commands."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli_archive import build
from made_case import made_case
from planted_words import by_registration, claim, on, place
from planted_world import CARGO
from skywitness.cli.app import app
from skywitness.model import Assessment, Check
from skywitness.store.cases.folder import CaseFolder

SAID = claim("arrival", by_registration(CARGO), [place("SVMI", "to")], on("23"), quote="It landed.")


def case(data: Path, *arguments: str) -> Result:
    environment = {"SKYWITNESS_DATA": str(data), "SKYWITNESS_NAME": "Ana", "COLUMNS": ""}
    return CliRunner().invoke(app, ["case", *arguments], env=environment, catch_exceptions=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with an archive and a case with one accepted claim."""
    build(tmp_path)
    folder = made_case(tmp_path / "cases" / "caracas")
    folder.append(SAID._replace(claim_id="c9", review_state="accepted"), "Ana", folder.case().created_at)
    return tmp_path


def test_a_claim_is_checked_assessed_and_signed(data: Path) -> None:
    (checked,) = json.loads(case(data, "check", "--json").stdout)
    assert (checked["claim_id"], checked["kind"]) == ("c9", "arrival")
    assert checked["command"] == "skywitness case check --case caracas --claim c9"
    again = json.loads(case(data, *checked["command"].split()[2:], "--json").stdout)[0]
    assert (again["verdict"], again["sentence"]) == (checked["verdict"], checked["sentence"])
    proposed = {one["claim_id"]: one for one in json.loads(case(data, "assess", "--json").stdout)}
    assert proposed["c9"]["verdict"] == checked["verdict"]
    assert proposed["c9"]["approved_by"] is None
    (signed,) = json.loads(case(data, "approve", "c9", "--by", "Ada Quist", "--json").stdout)
    assert (signed["approved_by"], signed["supersedes"]) == ("Ada Quist", proposed["c9"]["assessment_id"])
    folder = CaseFolder.open(data / "cases" / "caracas")
    standing = {one.claim_id: one for one in folder.current(Assessment)}
    assert standing["c9"].approved_by == "Ada Quist"
    assert len(folder.rows(Assessment)) > len(standing)
    assert case(data, "verify").exit_code == 0


def test_assessing_twice_adds_nothing_and_keeps_what_was_signed(data: Path) -> None:
    case(data, "check")
    case(data, "assess")
    case(data, "approve", "--all", "--by", "Ada")
    folder = CaseFolder.open(data / "cases" / "caracas")
    before = len(folder.rows(Assessment))
    case(data, "check")
    case(data, "assess")
    assert len(folder.rows(Assessment)) == before
    assert {one.approved_by for one in folder.current(Assessment)} == {"Ada"}


def test_only_accepted_claims_are_checked_unless_named(data: Path) -> None:
    case(data, "check")
    folder = CaseFolder.open(data / "cases" / "caracas")
    assert {one.claim_id for one in folder.rows(Check)} == {"c9", "claim-1"}  # claim-1's check came with the case
    named = json.loads(case(data, "check", "--claim", "claim-2", "--json").stdout)
    assert [one["claim_id"] for one in named] == ["claim-2"]


def test_what_cannot_be_done_is_said(data: Path) -> None:
    assert "no claim 'x'" in case(data, "check", "--claim", "x").stderr
    assert "no assessment of 'c9'" in case(data, "approve", "c9").stderr
    assert "name claims" in case(data, "approve").stderr
    assert case(data, "approve", "claim-1", "--verdict", "certain").exit_code == 1
    contradicted = case(data, "approve", "claim-1", "--verdict", "contradicted")
    assert (contradicted.exit_code, "say why in a sentence" in contradicted.stderr) == (1, True)


def test_kinds_are_listed(data: Path) -> None:
    kinds = json.loads(case(data, "check", "--kinds", "--json").stdout)
    assert len(kinds) == 20
    assert all(one["would_corroborate"] and one["would_contradict"] for one in kinds)


def test_timeline_and_calendar(data: Path, tmp_path: Path) -> None:
    case(data, "check")
    events = json.loads(case(data, "timeline", "--json").stdout)
    assert {one["kind"] for one in events} >= {"reported"}
    file = tmp_path / "case.ics"
    assert case(data, "timeline", "--ical", str(file)).exit_code == 0
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_origins_are_counted(data: Path) -> None:
    answer = case(data, "origins")
    assert "1 report, 1 origin" in answer.stderr
    assert "Reuters" in answer.stdout


def test_every_command_still_works_where_a_text_was_deleted(data: Path) -> None:
    assert case(data, "forget", "capture-1", "--reason", "asked for").exit_code == 0
    for command in (
        ["check"],
        ["assess"],
        ["origins"],
        ["timeline"],
        ["claims", "propose"],
        ["claims", "show", "claim-1"],
        ["queue"],
        ["dossier", "--to", str(data / "out")],
        ["export", "--bagit", str(data / "out.zip")],
        ["verify"],
    ):
        answer = case(data, *command)
        assert (command, answer.exit_code) == (command, 0), answer.stderr
    assert "(deleted)" in case(data, "claims", "show", "claim-1").stdout
