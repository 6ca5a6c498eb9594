"""Nationality marks by the million: the states that a column of registrations names."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.reference.nationality_marks import CIVIL, UNHYPHENED, Mark, NationalityMarks, as_written, order

_NO_HYPHEN: Final = -1
_NEVER: Final = -2
"""A place at which no hyphen is ever found: for marks that a hyphen refutes."""
_NO_MARK: Final = -1

SCHEMA: Final[dict[str, pl.DataType]] = {
    "states": pl.String(),
    "state": pl.String(),
    "mark": pl.String(),
    "civil_pattern": pl.Boolean(),
    "exact": pl.Boolean(),
}
"""Columns of ``states_of``: all codes with a space between, the one code where there is only one, the mark,
whether the form is of a civil register, and whether it is written with the hyphen that belongs to it."""


def states_of(marks: NationalityMarks, registrations: pl.Series, on: date | None = None) -> pl.DataFrame:
    """As ``NationalityMarks.state_of``, of a column.

    Args:
        marks: the table.
        registrations: text; null gives nulls.
        on: only marks of that day; None for any day, marks in use before former ones.

    Returns:
        A row for each registration, in their order, with the columns of ``SCHEMA``; nulls where no mark is found.
    """
    held = [mark for mark in marks.marks if on is None or mark.holds_on(on)]
    taken = _taken_apart(registrations)
    found = np.full(taken.height, _NO_MARK)
    for place, rows in _fitting(held, taken):
        unset = rows[found[rows] == _NO_MARK]
        found[unset] = place
    said = _said(held)[pl.Series(np.where(found == _NO_MARK, len(held), found))]
    exact = pl.when(pl.col("mark").is_not_null()).then(pl.col("exact") | (taken["hyphen_at"] != _NO_HYPHEN))
    return said.with_columns(exact=exact).select(*SCHEMA)


def _taken_apart(registrations: pl.Series) -> pl.DataFrame:
    """Capital letters and digits, and where the first hyphen was; null for what has other signs."""
    upper = registrations.cast(pl.String).str.to_uppercase().alias("written")
    odd = ~upper.str.contains("^[A-Z0-9-]+$").fill_null(True)
    if odd.any():
        written = {text: as_written(text) for text in upper.filter(odd).unique()}
        upper = upper.zip_with(~odd, upper.replace_strict(written, default=None, return_dtype=pl.String))
    return upper.to_frame().select(
        row=pl.int_range(pl.len(), dtype=pl.Int64),
        bare=pl.col("written").str.replace_all("-", "", literal=True),
        hyphen_at=pl.col("written").str.find("-", literal=True).cast(pl.Int64).fill_null(_NO_HYPHEN),
    )


def _fitting(held: list[Mark], taken: pl.DataFrame) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Marks by their place in the table with the rows that they fit, those that win first."""
    table = pl.DataFrame(
        {
            "key": [mark.bare for mark in held],
            "size": [len(mark.bare) for mark in held],
            "mark_hyphen_at": [_NEVER if mark.hyphen_at is None else mark.hyphen_at for mark in held],
            "always": [mark.hyphen == "always" for mark in held],
            "place": range(len(held)),
        }
    )
    parts: dict[int, pl.DataFrame] = {}
    for (size,), keys in table.group_by("size"):
        parts |= _beginning(taken, keys, pl.lit(size))
    for place in sorted(parts, key=lambda place: order(held[place]), reverse=True):
        rest = parts[place]["rest"]
        yield place, parts[place]["row"].filter(rest.str.contains(f"^(?:{held[place].pattern})$")).to_numpy()


def _beginning(taken: pl.DataFrame, keys: pl.DataFrame, size: pl.Expr) -> dict[int, pl.DataFrame]:
    """Rows that begin with marks of one length and have their hyphen where it belongs, by place of the mark."""
    hyphen_at = pl.col("hyphen_at")
    unhyphened = (hyphen_at == _NO_HYPHEN) & ~pl.col("always")
    rows = (
        taken.lazy()
        .select("row", "hyphen_at", key=pl.col("bare").str.slice(0, size), rest=pl.col("bare").str.slice(size))
        .join(keys.lazy(), on="key")
        .filter(unhyphened | (hyphen_at == pl.col("mark_hyphen_at")))
        .select("place", "row", "rest")
        .collect()
    )
    return {int(place): part for (place,), part in rows.group_by("place")}


def _said(held: list[Mark]) -> pl.DataFrame:
    """What each mark says, in the order of the table, and a row of nulls for no mark."""
    said = [
        {
            "states": " ".join(mark.states),
            "state": mark.states[0] if len(mark.states) == 1 else None,
            "mark": mark.mark,
            "civil_pattern": mark.register == CIVIL,
            "exact": mark.hyphen in UNHYPHENED,
        }
        for mark in held
    ]
    return pl.DataFrame([*said, dict.fromkeys(SCHEMA)], schema=SCHEMA)
