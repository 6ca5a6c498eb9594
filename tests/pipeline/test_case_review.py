"""Decisions on claims: stored at once, put back by new rows, and never over somebody else's."""

from pathlib import Path

import pytest

from made_case import AT, made_case
from skywitness.model import Claim, ClaimLink
from skywitness.pipeline import case_review
from skywitness.store.cases.errors import CaseConflictError
from skywitness.store.cases.folder import CaseFolder

PARTS = ["About 100 soldiers got off", "up to 40 tons were unloaded"]


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    return made_case(tmp_path / "caracas")


def standing(folder: CaseFolder) -> dict[str, str]:
    return {one.claim_id: one.review_state for one in folder.current(Claim)}


def test_a_decision_is_undone_by_a_row_that_says_what_was_before(folder: CaseFolder) -> None:
    claim = folder.get(Claim, "claim-1")
    done = case_review.decide(folder, claim, "rejected", "Ana", AT)
    (back,) = case_review.undo(folder, done, "Ana", AT)
    assert back._replace(claim_id="", supersedes=None) == claim._replace(claim_id="", supersedes=None)
    assert standing(folder) == {"claim-2": "proposed", back.claim_id: "proposed"}
    assert len(folder.rows(Claim)) == 4


def test_two_people_who_split_one_claim_do_not_both_succeed(folder: CaseFolder) -> None:
    claim = folder.get(Claim, "claim-1")
    done = case_review.split(folder, claim, PARTS, "Ana", AT)
    assert [one.spans[0].exact for one in done.after] == PARTS
    before = folder.log()
    with pytest.raises(CaseConflictError, match="claim-1 was changed by somebody else"):
        case_review.split(folder, claim, PARTS, "Ben", AT)
    assert folder.log() == before


def test_a_split_is_undone_whole(folder: CaseFolder) -> None:
    done = case_review.split(folder, folder.get(Claim, "claim-1"), PARTS, "Ana", AT)
    (back,) = case_review.undo(folder, done, "Ana", AT)
    assert back.spans[0].exact == folder.get(Claim, "claim-1").spans[0].exact
    assert sorted(standing(folder).values()) == ["proposed", "proposed", "rejected"]


def test_merging_puts_the_second_away_and_says_why(folder: CaseFolder) -> None:
    first, second = folder.get(Claim, "claim-1"), folder.get(Claim, "claim-2")
    done = case_review.merge(folder, first, second, "Ana", AT)
    assert [one.review_state for one in done.after] == ["edited", "rejected"]
    link = folder.rows(ClaimLink)[-1]
    assert (link.from_claim_id, link.to_claim_id, link.kind) == (
        done.after[1].claim_id,
        done.after[0].claim_id,
        "same_as",
    )
    with pytest.raises(ValueError, match="another one"):
        case_review.merge(folder, done.after[0], done.after[0], "Ana", AT)


def test_what_somebody_else_decided_on_since_is_not_undone(folder: CaseFolder) -> None:
    done = case_review.decide(folder, folder.get(Claim, "claim-1"), "accepted", "Ana", AT)
    case_review.decide(folder, done.after[0], "rejected", "Ben", AT)
    with pytest.raises(CaseConflictError):
        case_review.undo(folder, done, "Ana", AT)


def test_rows_that_do_not_follow_from_one_another_are_no_decision(folder: CaseFolder) -> None:
    one, other = folder.get(Claim, "claim-1"), folder.get(Claim, "claim-2")
    with pytest.raises(ValueError, match="do not follow"):
        case_review.undo(folder, case_review.Decision([one], [other]), "Ana", AT)
    with pytest.raises(ValueError, match="nothing to undo"):
        case_review.undo(folder, case_review.Decision([], []), "Ana", AT)
