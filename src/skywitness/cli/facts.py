"""Facts: labelled values and headed tables, the way ``status`` and ``aircraft`` answer a person."""

from collections.abc import Mapping, Sequence
from typing import Any

import typer

from skywitness.cli.errors import notice
from skywitness.cli.output import terminal_width
from skywitness.cli.table import fit
from skywitness.cli.values import table_cell

_INDENT = "  "


def show_facts(facts: Mapping[str, object]) -> None:
    """Print a line for each fact, values under one another; a list takes a line an element."""
    room = max(map(len, facts)) + 2
    for label, value in facts.items():
        values = value if isinstance(value, list) and value else [value]
        for index, one in enumerate(values):
            typer.echo(f"{'' if index else label:<{room}}{_fact(one)}")


def show_section(title: str, items: Sequence[Mapping[str, Any]], important: Sequence[str]) -> None:
    """Print a heading and a table of these items; nothing when there are none."""
    if not items:
        return
    rows, width = [[item[name] for name in important] for item in items], terminal_width()
    fitted = fit(important, rows, width and width - len(_INDENT))
    typer.echo("\n".join(["", title, *(_INDENT + line for line in fitted.lines)]))
    if fitted.left_out:
        notice(f"no room for: {', '.join(fitted.left_out)} (wider window or --json)")


def _fact(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "unknown" if value is None else table_cell(value)
