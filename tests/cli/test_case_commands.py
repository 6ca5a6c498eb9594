"""The commands of cases: they load, explain themselves, and keep a case from beginning to check."""

import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from made_case import TEXT_SHA256, made_case
from skywitness.cli.app import app
from skywitness.cli.case import COMMANDS
from skywitness.cli.lazy import Command
from skywitness.store.cases.blobs import blob_path
from skywitness.store.cases.folder import CaseFolder

BY_NAME = {command.name: command for command in COMMANDS}


def case(data: Path, *arguments: str) -> Result:
    environment = {"SKYWITNESS_DATA": str(data), "SKYWITNESS_NAME": "Ana", "COLUMNS": ""}
    return CliRunner().invoke(app, ["case", *arguments], env=environment, catch_exceptions=False)


@pytest.mark.parametrize("command", COMMANDS, ids=list(BY_NAME))
def test_each_shows_examples_of_itself_that_parse(command: Command) -> None:
    shown = CliRunner().invoke(app, ["case", command.name, "--help"])
    assert shown.exit_code == 0
    assert command.sentence in shown.stdout
    examples = shown.stdout.partition("Examples:\n")[2].strip().splitlines()
    assert 2 <= len(examples) <= 3
    for line in examples:
        program, group, name, *arguments = shlex.split(
            line.rpartition(" | ")[2].partition(" > ")[0].partition(" < ")[0]
        )
        assert (program, group) == ("skywitness", "case")
        BY_NAME[name].load().make_context(name, arguments)


@pytest.mark.parametrize("command", COMMANDS, ids=list(BY_NAME))
def test_each_option_says_what_it_does(command: Command) -> None:
    assert [p.name for p in command.load().params if not getattr(p, "help", None) and p.name != "help"] == []


def test_a_case_is_begun_listed_opened_and_checked(tmp_path: Path) -> None:
    assert case(tmp_path, "new", "Two aircraft", "--question", "What came?", "--slug", "Two 2019").exit_code == 0
    assert case(tmp_path, "new", "Another", "--timezone", "America/Caracas").exit_code == 0
    listed = json.loads(case(tmp_path, "list", "--json").stdout)
    assert [(row["slug"], row["open"], row["created_by"]) for row in listed] == [
        ("another", True, "Ana"),
        ("two-2019", False, "Ana"),
    ]
    opened = case(tmp_path, "open", "two-2019")
    assert "What came?" in opened.stdout
    (entry,) = json.loads(case(tmp_path, "log", "--json").stdout)
    assert (entry["actor"], entry["object_id"]) == ("Ana", "two-2019")
    checked = case(tmp_path, "verify")
    assert checked.exit_code == 0
    assert f"entries 1, blobs 0: 0 breaks; head {entry['entry_sha256']}" in checked.stderr


def test_a_changed_case_fails_the_check_with_the_files_name(tmp_path: Path) -> None:
    folder = made_case(tmp_path / "anywhere").path
    assert case(tmp_path, "verify", str(folder)).exit_code == 0
    blob = blob_path(folder, TEXT_SHA256)
    blob.unlink()
    checked = case(tmp_path, "verify", str(folder), "--json")
    assert checked.exit_code == 1
    (found,) = json.loads(checked.stdout)
    assert (found["file"], found["fault"]) == (f"blobs/{TEXT_SHA256[:2]}/{TEXT_SHA256}", "missing")
    assert "1 breaks" in checked.stderr


def test_words_are_found_in_texts_and_claims(tmp_path: Path) -> None:
    made_case(tmp_path / "cases" / "caracas")
    found = json.loads(case(tmp_path, "search", "SOLDIERS about", "--json").stdout)
    assert [(row["kind"], row["id"]) for row in found] == [
        ("capture", "capture-1"),
        ("claim", "claim-1"),
        ("claim", "claim-2"),
    ]
    assert "[About] 100 [soldiers]" in found[0]["text"]
    assert json.loads(case(tmp_path, "search", "submarine", "--json").stdout) == []


def test_without_a_case_it_is_said_what_to_do(tmp_path: Path) -> None:
    assert "`skywitness case new TITLE` makes one" in case(tmp_path, "log").stderr
    assert "there is no case 'x'" in case(tmp_path, "open", "x").stderr
    assert "no cases yet" in case(tmp_path, "list").stderr
    assert case(tmp_path, "list", "--json").stdout == "[]\n"
    assert case(tmp_path, "new", "Дело").exit_code == 1
    assert case(tmp_path, "new", "x", "--timezone", "Mars/Olympus").exit_code == 2


def test_of_several_cases_one_must_be_named(tmp_path: Path) -> None:
    for name in ("one", "two"):
        made_case(tmp_path / "cases" / name)
    answer = case(tmp_path, "log")
    assert answer.exit_code == 1
    assert "several cases and none is open" in answer.stderr
    assert case(tmp_path, "log", "--case", "one").exit_code == 0
    assert case(tmp_path, "log", "--case", str(tmp_path / "cases" / "two"), "--limit", "1").exit_code == 0


def test_a_case_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    made_case(tmp_path / "cases" / "good")
    bad = made_case(tmp_path / "cases" / "bad").path
    (bad / "log.jsonl").unlink()
    listed = case(tmp_path, "list", "--json")
    assert [row["slug"] for row in json.loads(listed.stdout)] == ["caracas"]
    assert "bad: the case at" in listed.stderr
    assert CaseFolder.open(tmp_path / "cases" / "good").case().slug == "caracas"
