"""Assessments: proposed by a check, signed by a person, superseded and never erased."""

from datetime import UTC, datetime

import pytest

from planted_words import by_registration, claim, on, place
from planted_world import CARGO, Journey, leg, world
from skywitness.cases.assess import ApprovalError, approved, proposed
from skywitness.cases.checks.table import check
from skywitness.model import Check

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 1, 2, tzinfo=UTC)


def arrival(**more: object) -> Check:
    facts = world(Journey(CARGO, [leg("GOBD-SVMI", "23T07:20", "23T14:31")]))
    said = claim("arrival", by_registration(CARGO), [place("SVMI", "to")], on("23"))
    return check(said, facts._replace(**more), command="", ran_at=NOW)  # type: ignore[arg-type]  # fields of Facts


def test_a_proposal_is_signed_by_nobody_and_rests_on_what_the_check_does() -> None:
    one = proposed(arrival(), NOW)
    assert (one.verdict, one.approved_by, one.supersedes) == ("corroborated", None, None)
    assert one.supporting == [observation.observation_id for observation in arrival().supporting]
    assert one.likelihood != "almost certain"
    assert one.credibility != 1


def test_a_reconstruction_is_graded_as_nothing() -> None:
    one = proposed(arrival(simulated=True), NOW)
    assert (one.likelihood, one.analytic_confidence, one.credibility) == (None, "low", 6)


def test_a_signature_supersedes_the_proposal() -> None:
    proposal = proposed(arrival(), NOW)
    signed = approved(proposal, " Ada Quist ", LATER, credibility=1)
    assert (signed.approved_by, signed.approved_at, signed.credibility) == ("Ada Quist", LATER, 1)
    assert signed.supersedes == proposal.assessment_id
    assert signed.assessment_id != proposal.assessment_id


@pytest.mark.parametrize(
    ("person", "changes"),
    [
        (" ", {}),
        ("Ada", {"verdict": "true"}),
        ("Ada", {"likelihood": "surely"}),
        ("Ada", {"credibility": 7}),
        ("Ada", {"analytic_confidence": "total"}),
        ("Ada", {"verdict": "contradicted"}),
    ],
)
def test_what_no_scale_has_is_refused(person: str, changes: dict[str, object]) -> None:
    with pytest.raises(ApprovalError):
        approved(proposed(arrival(), NOW), person, LATER, **changes)


def test_a_person_may_contradict_with_words_of_their_own() -> None:
    signed = approved(proposed(arrival(), NOW), "Ada", LATER, verdict="contradicted", sentence="I stood there.")
    assert signed.verdict == "contradicted"
