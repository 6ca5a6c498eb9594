"""One line of a CSV file as its cells."""

import csv

from skywitness.feeds.fields import RejectedError

_DELIMITERS = ",;\t|"


def split_line(line: str, delimiter: str) -> list[str]:
    """Cells of a line, quotes taken off.

    Raises:
        RejectedError: ``bad_csv``.
    """
    if '"' not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except (csv.Error, StopIteration):
        raise RejectedError("bad_csv", line) from None


def delimiter_of(heading_line: str) -> str:
    """The delimiter that a line of headings uses most."""
    return max(_DELIMITERS, key=heading_line.count)


def headings_of(heading_line: str) -> list[str]:
    """Headings of a CSV file as written, stripped; empty where the line is no CSV."""
    try:
        cells = split_line(heading_line, delimiter_of(heading_line))
    except RejectedError:
        return []
    return [cell.strip() for cell in cells]
