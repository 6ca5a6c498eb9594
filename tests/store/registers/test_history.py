"""History: what a source said before an edit is never lost, and a change of our reading is no edit."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from skywitness.reference.aircraft_records import SCHEMA, records
from skywitness.store.registers.history import reread, with_history

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)
Row = tuple[str, str | None]


def version(rows: list[Row]) -> pl.DataFrame:
    """Rows of one version: address and operator."""
    cells = {"icao24": [row[0] for row in rows], "operator": [row[1] for row in rows]}
    return records(pl.DataFrame({**cells, "source_row": range(1, len(rows) + 1)}))


def said(table: pl.DataFrame) -> list[tuple[object, ...]]:
    return table.select("icao24", "operator", "stated_since", "stated_until").rows()


def test_an_edit_and_its_undoing_are_both_told() -> None:
    good, bad = version([("14f00a", "Air Force")]), version([("14f00a", "Charter")])
    edited = with_history(bad, with_history(good, None, MONDAY), TUESDAY)
    undone = with_history(good, edited, FRIDAY)
    assert sorted(said(undone), key=str) == [
        ("14f00a", "Air Force", MONDAY, TUESDAY),
        ("14f00a", "Air Force", FRIDAY, None),
        ("14f00a", "Charter", TUESDAY, FRIDAY),
    ]


def test_a_row_that_only_moved_is_the_same() -> None:
    first = with_history(version([("14f00a", "A"), ("3c0001", "B")]), None, MONDAY)
    second = with_history(version([("3c0001", "B"), ("14f00a", "A")]), first, TUESDAY)
    assert said(second) == said(first)
    assert second["source_row"].to_list() == [2, 1]


def test_of_two_equal_rows_one_can_go() -> None:
    twice = with_history(version([("14f00a", "A"), ("14f00a", "A")]), None, MONDAY)
    once = with_history(version([("14f00a", "A")]), twice, TUESDAY)
    assert sorted(said(once), key=str) == [("14f00a", "A", MONDAY, None), ("14f00a", "A", MONDAY, TUESDAY)]


def test_a_day_before_the_last_version_counts_as_its_day() -> None:
    first = with_history(version([("14f00a", "A")]), None, FRIDAY)
    assert said(with_history(version([("14f00a", "B")]), first, MONDAY)) == [
        ("14f00a", "A", FRIDAY, FRIDAY),
        ("14f00a", "B", FRIDAY, None),
    ]


def test_another_reading_of_the_same_file_is_no_edit() -> None:
    file: list[Row] = [("14f00a", "air force"), ("3c0001", "B")]
    before = with_history(version(file), None, MONDAY)
    again = version([(address, (operator or "").upper()) for address, operator in file])
    after = with_history(again, reread(before, again), TUESDAY)
    assert said(after) == [("14f00a", "AIR FORCE", MONDAY, None), ("3c0001", "B", MONDAY, None)]


rows = st.lists(
    st.tuples(st.sampled_from(["14f00a", "3c0001", "a00001"]), st.sampled_from([None, "A", "B"])), max_size=6
)


@given(st.lists(rows, min_size=1, max_size=5))
def test_any_run_of_versions_can_be_read_back(versions: list[list[Row]]) -> None:
    """On the day of each version exactly its rows stand, and nothing is dated backwards."""
    days = [date(2026, 1, 1 + number) for number in range(len(versions))]
    table = None
    for day, content in zip(days, versions, strict=True):
        table = with_history(version(content), table, day)
    assert table is not None
    assert dict(table.schema) == SCHEMA
    for day, content in zip(days, versions, strict=True):
        until = pl.col("stated_until")
        standing = table.filter((pl.col("stated_since") <= day) & (until.is_null() | (until > day)))
        assert sorted(standing.select("icao24", "operator").rows(), key=str) == sorted(content, key=str)
    ends = table.drop_nulls("stated_until")
    assert (ends["stated_since"] < ends["stated_until"]).all()
    assert table["icao24"].is_sorted()
