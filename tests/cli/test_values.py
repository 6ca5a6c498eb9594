"""Values and tables: nothing that a source wrote can break the form or steer the terminal."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.cli.table import fit
from skywitness.cli.values import table_cell
from skywitness.emit.values import csv_cell, plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2019, 3, 23, 17, 0, 0, 250_000, UTC), "2019-03-23T17:00:00.250Z"),
        (datetime(2019, 3, 23), "2019-03-23T00:00:00Z"),  # noqa: DTZ001  what SQL's TIMESTAMP gives
        (date(2019, 3, 23), "2019-03-23"),
        (float("inf"), None),
        (Decimal("1.5"), 1.5),
        (b"\x8d\x40", "8d40"),
        ({"a": [float("nan"), True]}, {"a": [None, True]}),
    ],
)
def test_plain_values(value: object, expected: object) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (True, "true"), (["aa", "bb"], "aa bb"), ({"a": 1}, '{"a": 1}'), (1.25, "1.25")],
)
def test_csv_cells(value: object, cell: str) -> None:
    assert csv_cell(value) == cell


def test_a_table_cell_cannot_steer_the_terminal() -> None:
    assert table_cell("\x1b[31mRED\n\x07") == "�[31mRED��"
    assert table_cell("") == table_cell(None) == "-"


@given(
    st.lists(st.tuples(st.text(max_size=12), st.integers(), st.floats()), min_size=1, max_size=5),
    st.integers(1, 100),
)
def test_a_table_is_never_wider_than_its_room(rows: list[tuple[str, int, float]], width: int) -> None:
    lines = fit(["first", "second", "third"], rows, width).lines
    assert len(lines) == len(rows) + 1
    assert all(len(line.splitlines()) <= 1 for line in lines)
    assert all(len(line) <= width for line in lines)


@given(st.recursive(st.none() | st.floats() | st.text() | st.datetimes(), lambda x: st.lists(x, max_size=3)))
def test_every_value_is_json(value: object) -> None:
    assert json.loads(json.dumps(plain(value), allow_nan=False)) == plain(value)
