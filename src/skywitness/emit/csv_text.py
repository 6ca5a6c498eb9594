"""CSV text: rows as lines of CSV, quoted where a cell needs it."""

import csv
from collections.abc import Iterable, Iterator

from skywitness.emit.values import csv_cell


class _Line:
    """What a writer of the standard library writes to: it hands back the line it was given."""

    def write(self, text: str) -> str:
        return text


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The heading, then a line a row, each with its end."""
    writer = csv.writer(_Line(), lineterminator="\n")
    yield _written(writer.writerow(list(columns)))
    for row in rows:
        yield _written(writer.writerow([csv_cell(value) for value in row]))


def _written(line: object) -> str:
    """``writerow`` gives back what the ``write`` of its target did."""
    return str(line)
