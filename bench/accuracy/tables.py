"""Tables: what every benchmark hands back, printed here and rendered into the documentation there."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table


class Sheet(NamedTuple):
    """One table: its name, what stands above it, its headings and its rows; the first columns are words."""

    title: str
    headings: Sequence[str]
    rows: list[list[str]]
    words: int = 2


def show(sheets: Iterable[Sheet]) -> None:
    """Print the tables."""
    console = Console(width=170)
    for sheet in sheets:
        table = Table(title=sheet.title, title_justify="left")
        for place, heading in enumerate(sheet.headings):
            table.add_column(heading, justify="left" if place < sheet.words else "right")
        for row in sheet.rows:
            table.add_row(*row)
        console.print(table)


def markdown(sheet: Sheet) -> str:
    """The table for the documentation."""
    rule = ["---" if place < sheet.words else "---:" for place in range(len(sheet.headings))]
    lines = [sheet.headings, rule, *sheet.rows]
    return "\n".join([f"**{sheet.title}**", "", *("| " + " | ".join(line) + " |" for line in lines)])
