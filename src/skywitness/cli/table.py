"""Table: records as aligned text that fits a width, the most important columns first."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from skywitness.cli.values import table_cell

_GAP = 2


class Fitted(NamedTuple):
    """A table as text.

    Attributes:
        lines: the heading and a line a row.
        left_out: columns that had no room.
    """

    lines: list[str]
    left_out: list[str]


def fit(
    columns: Sequence[str], rows: Sequence[Sequence[object]], width: int | None, kept: Sequence[str] = ()
) -> Fitted:
    """Lay out a table; a value is never wrapped or cut, unless a single column is wider than all the room.

    Args:
        columns: headings, most important first; the last ones go when room is short.
        rows: values in the order of the columns.
        width: room in characters, None for as much as it takes.
        kept: columns that stay whatever the room.
    """
    cells = [[table_cell(row[index]) for row in rows] for index in range(len(columns))]
    widths = [max(map(cell_len, [name, *column])) for name, column in zip(columns, cells, strict=True)]
    shown = _shown(columns, widths, width, kept)
    laid = [_aligned(columns[index], cells[index], widths[index], right=_numeric(rows, index)) for index in shown]
    gap = " " * _GAP
    lines = [gap.join(line).rstrip() for line in zip(*laid, strict=True)]
    left_out = [name for index, name in enumerate(columns) if index not in shown]
    return Fitted(lines if width is None or len(shown) > 1 else [_cut(line, width) for line in lines], left_out)


def _shown(columns: Sequence[str], widths: Sequence[int], width: int | None, kept: Sequence[str]) -> list[int]:
    if width is None:
        return list(range(len(columns)))
    always = {index for index, name in enumerate(columns) if name in kept}
    room = width + _GAP - sum(widths[index] + _GAP for index in always)
    shown = set(always)
    for index in range(len(columns)):
        if index in always:
            continue
        room -= widths[index] + _GAP
        if room < 0 and shown:
            break
        shown.add(index)
    return sorted(shown)


def _numeric(rows: Sequence[Sequence[object]], index: int) -> bool:
    values = [row[index] for row in rows if row[index] is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _aligned(heading: str, column: list[str], width: int, *, right: bool) -> list[str]:
    pads = [" " * (width - cell_len(cell)) for cell in (heading, *column)]
    return [pad + cell if right else cell + pad for cell, pad in zip((heading, *column), pads, strict=True)]


def _cut(line: str, width: int) -> str:
    return line if cell_len(line) <= width else line[: max(width - 1, 0)] + "…"
