"""Findings of detectors: cited where they are about the claim's aircraft and fields, and never the verdict."""

from datetime import UTC, datetime

import pytest

from planted_findings import CITED, findings
from skywitness.cases.checks.table import check
from skywitness.model import Check

ROWS = {row.name: row for row in findings()}


def checked(name: str) -> Check:
    row = ROWS[name]
    return check(row.claim, row.facts, command="", ran_at=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("name", CITED)
def test_only_findings_about_the_claim_are_evidence(name: str) -> None:
    cited = [one.sentence.split()[0] for one in checked(name).supporting if one.kind == "finding"]
    assert cited == CITED[name]


@pytest.mark.parametrize("name", ROWS)
def test_no_finding_turns_a_verdict(name: str) -> None:
    row = ROWS[name]
    bare = check(row.claim, row.facts._replace(findings=()), command="", ran_at=datetime(2026, 1, 1, tzinfo=UTC))
    found = checked(name)
    assert (found.verdict, found.reason) == (bare.verdict, bare.reason) == (row.verdict, row.reason)


def test_a_forecast_of_another_field_is_told_as_an_alternative() -> None:
    told = checked("over and on, forecast elsewhere").alternatives
    assert any(one.startswith("heading of") for one in told)


def test_what_detectors_say_stands_beside_the_base_rate() -> None:
    assert "route of 154073" in str(checked("a way found, flown twice").base_rate)
    assert "first_visit of 154073" in str(checked("found to be the first").base_rate)
