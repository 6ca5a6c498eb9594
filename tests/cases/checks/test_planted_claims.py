"""Checks, held against planted tracks whose truth is known: every verdict, and no dangerous one."""

from datetime import UTC, datetime

import pytest

from planted_claims import Row, dangerous, rows
from planted_findings import findings
from skywitness.cases.checks.outcome import RECONSTRUCTION
from skywitness.cases.checks.table import KINDS, check
from skywitness.model import Check

ROWS = [*rows(), *findings()]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def checked(row: Row) -> Check:
    return check(row.claim, row.facts, command="skywitness case check it --claim c1", ran_at=NOW)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.claim.kind}: {row.name}" for row in ROWS])
def test_verdict_is_the_one_decided_by_hand(row: Row) -> None:
    found = checked(row)
    assert (found.verdict, found.reason) == (row.verdict, row.reason), found.sentence


def test_there_are_enough_and_of_every_kind() -> None:
    assert len(ROWS) >= 150
    assert {row.claim.kind for row in ROWS} >= set(KINDS)


def test_no_dangerous_verdict() -> None:
    found = [(row, checked(row)) for row in ROWS]
    bad = [
        row.name
        for row, one in found
        if dangerous(row, one.verdict, frozenset(o.icao24 for o in one.supporting if o.icao24), len(one.opposing))
    ]
    assert bad == []


def test_every_check_says_what_it_rests_on() -> None:
    for row in ROWS:
        found = checked(row)
        assert found.sentence
        assert found.command
        assert found.would_corroborate
        assert found.would_contradict
        assert found.algorithm == KINDS.get(row.claim.kind, KINDS["none"]).algorithm
        assert len(found.parameter_names) == len(found.parameter_values)


def test_absence_never_contradicts() -> None:
    for row in ROWS:
        empty = row.facts._replace(flights=(), visits=(), statements=(), sightings={}, documents=(), passages=())
        found = check(row.claim, empty, command="", ran_at=NOW)
        assert found.verdict != "contradicted", row.name


def test_same_facts_give_the_same_check() -> None:
    assert [checked(row) for row in ROWS] == [checked(row) for row in (*rows(), *findings())]


def test_what_rests_on_simulation_says_so() -> None:
    row = next(row for row in ROWS if row.verdict == "corroborated" and row.claim.kind == "arrival")
    simulated = row.facts._replace(flights=[one._replace(reconstruction=True) for one in row.facts.flights])
    found = check(row.claim, simulated, command="", ran_at=NOW)
    assert found.reconstruction
    assert found.sentence.endswith(RECONSTRUCTION)
    assert not checked(row).reconstruction
