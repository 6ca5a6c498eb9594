"""Output: the one place that prints a list of records, as a table, JSON or CSV."""

import csv
import json
import os
import shutil
import sys
from collections.abc import Sequence
from enum import Enum
from typing import Any, NamedTuple

import polars as pl
import typer

from skywitness.cli.errors import notice
from skywitness.cli.table import fit
from skywitness.emit.text_times import text_times
from skywitness.emit.values import csv_cell, plain

RECONSTRUCTION = "RECONSTRUCTION: simulated, not recorded"
"""What stands over every answer that rests on simulated positions."""


class Form(Enum):
    """How records are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Records(NamedTuple):
    """Rows under names.

    Attributes:
        columns: names, each once.
        rows: values in the order of the columns.
    """

    columns: list[str]
    rows: list[tuple[Any, ...]]

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "Records":
        """The rows of a frame."""
        return cls(frame.columns, text_times(frame).rows())

    def simulated(self) -> int:
        """Number of rows that say that they are a reconstruction."""
        if "reconstruction" not in self.columns:
            return 0
        index = self.columns.index("reconstruction")
        return sum(row[index] is True for row in self.rows)


def chosen_form(*, as_json: bool, as_csv: bool) -> Form:
    """The form that the options ask for.

    Raises:
        typer.BadParameter: both.
    """
    if as_json and as_csv:
        raise typer.BadParameter("give --json or --csv, not both", param_hint="--json")
    return Form.JSON if as_json else Form.CSV if as_csv else Form.TABLE


def show(records: Records, form: Form, important: Sequence[str] = ()) -> None:
    """Print records.

    Args:
        records: what to print; JSON and CSV have all of it.
        form: how.
        important: columns of the table, most important first; none for all as they are.
    """
    if form is Form.JSON:
        _caption(records, err=True)
        _show_json(records)
    elif form is Form.CSV:
        _caption(records, err=True)
        _show_csv(records)
    else:
        _show_table(records, important or records.columns)


def show_objects(objects: Sequence[dict[str, Any]]) -> None:
    """Print objects as a JSON list."""
    if any(item.get("reconstruction") for item in objects):
        notice(RECONSTRUCTION)
    sys.stdout.write(json.dumps(plain(objects), indent=2) + "\n")


def terminal_width() -> int | None:
    """Characters in a line of the terminal, None where the output is no terminal and COLUMNS is not set."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return None


def _caption(records: Records, *, err: bool) -> None:
    simulated, rows = records.simulated(), len(records.rows)
    if simulated:
        part = "" if simulated == rows else f" ({simulated:,} of {rows:,} rows)"
        typer.echo(RECONSTRUCTION + part, err=err)


def _show_json(records: Records) -> None:
    objects = (
        json.dumps(dict(zip(records.columns, map(plain, row), strict=True)), allow_nan=False)
        for row in records.rows
    )
    sys.stdout.write("[" + ",\n ".join(objects) + "]\n")


def _show_csv(records: Records) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(records.columns)
    writer.writerows([csv_cell(value) for value in row] for row in records.rows)


def _show_table(records: Records, important: Sequence[str]) -> None:
    _caption(records, err=False)
    if not records.rows:
        notice("nothing found")
        return
    kept = ["reconstruction"] if records.simulated() else []
    indices = [records.columns.index(name) for name in important]
    rows = [[row[index] for index in indices] for row in records.rows]
    fitted = fit(important, rows, terminal_width(), kept)
    sys.stdout.write("\n".join(fitted.lines) + "\n")
    if fitted.left_out:
        notice(f"no room for: {', '.join(fitted.left_out)} (wider window, --csv or --json)")
