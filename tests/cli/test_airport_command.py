"""``skywitness airport``: candidates, the facts of the likeliest, and answers for machines."""

import csv
import io
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from skywitness.cli.lazy import Command, LazyGroup


class Group(LazyGroup):
    """The one command."""

    table = (Command("airport", "skywitness.cli.airport", "Find the field that a name means."),)


@pytest.fixture
def ask(tmp_path: Path) -> "Ask":
    return Ask(tmp_path)


class Ask:
    """Runs the command in a data directory without tables of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str) -> Result:
        app = typer.Typer(cls=Group)
        app.callback()(lambda: None)
        return CliRunner().invoke(app, ["airport", *arguments, "--data", str(self.folder)])


def test_a_person_sees_candidates_and_the_facts_of_the_likeliest(ask: Ask) -> None:
    shown = ask("Khmeimim").stdout
    assert "OSLK" in shown
    assert "none of these" in shown
    assert "medium, military and civil" in shown
    assert "17/35" in shown


def test_an_open_question_shows_no_facts_of_one_field(ask: Ask) -> None:
    shown = ask("Simón Bolívar").stdout
    assert "SKSM" in shown
    assert "runways" not in shown


def test_json_and_csv_have_every_candidate(ask: Ask) -> None:
    found = json.loads(ask("Istanbul airport", "--on", "2018-05-01", "--json").stdout)
    assert found[0]["airport"] == "LTBA"
    assert found[0]["airlines"] == "by timetable until 2019-04-06"
    assert {"05/23", "17L/35R", "17R/35L"} == {runway["designators"] for runway in found[0]["runways"]}
    rows = list(csv.DictReader(io.StringIO(ask("Istanbul airport", "--on", "2018-05-01", "--csv").stdout)))
    assert [row["airport"] for row in rows] == [one["airport"] for one in found]


def test_a_name_that_nothing_has_is_an_error(ask: Ask) -> None:
    result = ask("qqzz xxyy")
    assert result.exit_code == 1
    assert "qqzz" in result.stderr


def test_a_day_must_be_a_day(ask: Ask) -> None:
    assert ask("Paris", "--on", "yesterday").exit_code == 2
