"""Findings in every form."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cli_archive import DAY, Made, Run, put
from skywitness.model import Finding, StateVector
from skywitness.pipeline.find import find
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive


@pytest.fixture
def distress(tmp_path: Path) -> Path:
    """An archive of two aircraft, one of which sends 7700 for ten minutes."""
    rows = [
        StateVector(icao24, DAY + timedelta(minutes=minute), 52.0, 4.0 + minute / 20, 9_000, squawk=squawk)
        for icao24, squawk in (("3c6444", "7700"), ("4ca123", "1000"))
        for minute in range(11)
    ]
    put(Archive.create(tmp_path), [Made("heard.csv", False, rows)])
    return tmp_path


def test_findings_are_sentences_with_how_sure_they_are(run: Run, distress: Path) -> None:
    result = run("findings", "emergency", folder=distress)
    assert result.stdout.splitlines() == [
        "3c6444 sent 7700 (emergency) for 10 min from 2019-03-23T00:00:00Z.",
        "  emergency-3c6444-20190323T000000Z: emergency, sustained; confidence 0.95, base rate 0.5",
    ]


def test_json_has_every_field(run: Run, distress: Path) -> None:
    (found,) = json.loads(run("findings", "emergency", "--json", folder=distress).stdout)
    assert tuple(found) == Finding._fields
    assert found["basis"] == ["3c6444 2019-03-23T00:00:00Z/2019-03-23T00:10:00Z"]


def test_what_was_heard_later_is_not_known(run: Run, distress: Path) -> None:
    result = run("findings", "emergency", "--until", "2019-03-23T00:00:30Z", folder=distress)
    assert "emergency, brief;" in result.stdout


def test_nothing_found_is_said(run: Run) -> None:
    result = run("findings", "emergency")
    assert (result.stdout, "nothing found" in result.stderr) == ("", True)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (
            "3000-01-01",
            None,
            "the record goes from 2019-03-23 to 2019-03-23: of the time",
        ),
        ("1000-01-01", "1001-01-01", "of the time asked for nothing is known"),
        ("1000-01-01", "3000-01-01", "the record begins on 2019-03-23: of the time before nothing is known"),
        ("2019-03-23", "3000-01-01", None),
    ],
)
def test_a_time_of_which_nothing_is_known_is_said(
    run: Run, distress: Path, since: str, until: str | None, said: str | None
) -> None:
    span = ["--since", since, *(["--until", until] if until else [])]
    told = run("findings", "emergency", *span, folder=distress).stderr
    assert (said in told) if said else "nothing is known" not in told


def test_a_kind_that_is_none_names_those_there_are(run: Run) -> None:
    result = run("findings", "emergencies")
    assert result.exit_code != 0
    assert "'emergencies' is no kind of finding" in result.stderr


def test_a_backtest_says_when_a_finding_became_known(run: Run, distress: Path) -> None:
    looks = json.loads(
        run("backtest", "emergency", "--since", "2019-03-23", "--every", "1m", "--json", folder=distress).stdout
    )
    assert [(look["known_at"], look["verdict"], look["still_found"]) for look in looks] == [
        ("2019-03-23T00:01:00Z", "brief", True)
    ]


@pytest.mark.parametrize("words", [["--every", "0d"], ["--every", "a week"]])
def test_a_step_that_is_none_is_refused(run: Run, words: list[str]) -> None:
    result = run("backtest", "emergency", *words)
    assert result.exit_code != 0
    assert "is no step" in result.stderr


def test_what_is_not_decided_is_counted_and_listed_on_demand(
    run: Run, distress: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (brief,) = find(Archive.open(distress), ["emergency"], Question())
    both = [brief, brief._replace(verdict="unknown", sentence="Nobody knows.")]
    monkeypatch.setattr("skywitness.cli.findings.find", lambda *_: both)
    hidden, shown = run("findings", folder=distress), run("findings", "--undecided", folder=distress)
    assert "Nobody knows." not in hidden.stdout
    assert "1 more that the record does not decide" in hidden.stderr
    assert "Nobody knows." in shown.stdout
    assert "Nobody knows." in run("findings", "emergency", folder=distress).stdout
