"""What is different between two captures of one source."""

from skywitness.cases.text_changes import Change, text_changes

BEFORE = [("headline", "Two aircraft land"), ("body", "About 100 soldiers left."), ("body", "Nobody said why.")]


def test_nothing_changed() -> None:
    assert text_changes(BEFORE, list(BEFORE)) == []


def test_a_number_corrected_a_paragraph_gone_and_one_come() -> None:
    after = [
        BEFORE[0],
        ("body", "About 99 soldiers left."),
        ("credit_line", "Correction: an earlier version said 100."),
    ]
    assert text_changes(BEFORE, after) == [
        Change("changed", "About 100 soldiers left.", "About 99 soldiers left.", "body"),
        Change("removed", "Nobody said why.", None, "body"),
        Change("added", None, "Correction: an earlier version said 100.", "credit_line"),
    ]


def test_from_nothing_and_to_nothing() -> None:
    assert [change.kind for change in text_changes([], BEFORE)] == ["added"] * 3
    assert [change.kind for change in text_changes(BEFORE, [])] == ["removed"] * 3
