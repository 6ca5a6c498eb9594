"""CSV rows: the cells of a CSV file as columns of text, each row with the line on which it begins."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import polars as pl

from skywitness.store.registers.source import Rejected, SourceFileError

LINE: Final = "source_row"
"""Name of the column that holds the line on which a row begins, from 1."""
FIRST_LINES: Final = 5
_BATCH_ROWS: Final = 50_000
_WIDEST_CELL: Final = 1 << 17
_MOST_LINES: Final = 50
"""Of one record; judgement: a note of some lines is a note, more is a quote that was never closed."""
_MOST_UNCLOSED: Final = 100


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV is written.

    Attributes:
        delimiter: between cells.
        quote: around cells that hold a delimiter; None where there is no such thing.
        columns: names, where the file has no heading.
    """

    delimiter: str = ","
    quote: str | None = '"'
    columns: tuple[str, ...] = ()


class Faults:
    """Counts rows by what is wrong with them, and remembers the first lines of each."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = defaultdict(int)
        self._lines: dict[str, list[int]] = defaultdict(list)

    def add(self, reason: str, line: int) -> None:
        """One more row."""
        self._rows[reason] += 1
        if len(self._lines[reason]) < FIRST_LINES:
            self._lines[reason].append(line)

    def rejected(self) -> list[Rejected]:
        """All of them, by reason."""
        return [Rejected(reason, rows, tuple(self._lines[reason])) for reason, rows in sorted(self._rows.items())]


@dataclass
class Rows:
    """Cells of a file.

    Attributes:
        table: text, the columns that were asked for and are there, and ``source_row``.
        rejected: lines that have not as many cells as the heading.
        headings: all that the file has.
    """

    table: pl.DataFrame
    rejected: list[Rejected] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


def text_of(content: bytes, origin: str, *, strict: bool = False) -> str:
    """Text of a file in UTF-8, with or without its mark.

    Args:
        content: the file.
        origin: what messages call it.
        strict: refuse what is not UTF-8; else a damaged letter becomes U+FFFD.

    Raises:
        SourceFileError: UTF-16, or not UTF-8 though ``strict``.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceFileError(f"{origin}: written in UTF-16; save it as CSV in UTF-8")
    try:
        return content.decode("utf-8-sig", "strict" if strict else "replace")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceFileError(
            f"{origin}: line {line}, byte {error.start}: not UTF-8; save it as CSV in UTF-8"
        ) from error


def rows_of(text: str, origin: str, wanted: Mapping[str, str], dialect: Dialect = Dialect()) -> Rows:
    """Columns of a CSV.

    Headings are compared without regard to case and to spaces around them.

    Args:
        text: of the file.
        origin: what messages call it.
        wanted: heading in lower case to the name that its column shall have.
        dialect: how it is written.

    Raises:
        SourceFileError: not a CSV.
    """
    faults = Faults()
    lines = _records(text, origin, dialect, faults)
    headings = list(dialect.columns) or next(lines, (0, []))[1]
    names = [heading.strip().strip("'").lower() for heading in headings]
    places = {wanted[name]: names.index(name) for name in dict.fromkeys(names) if name in wanted}
    tables = [_empty(places)]
    for batch in iter(lambda: list(islice(lines, _BATCH_ROWS)), []):
        whole = [row for row in batch if _fits(row, len(names), faults)]
        cells = {name: [row[1][place] for row in whole] for name, place in places.items()}
        tables.append(pl.DataFrame({**cells, LINE: [row[0] for row in whole]}, schema=tables[0].schema))
    return Rows(pl.concat(tables), faults.rejected(), [heading.strip() for heading in headings])


def need(rows: Rows, columns: Iterable[str], origin: str, name: str) -> None:
    """Make sure of columns.

    Args:
        rows: what was read.
        columns: names that must be there, as ``wanted`` gave them.
        origin: what messages call the file.
        name: of the source.

    Raises:
        SourceFileError: one is missing; the message says which and what is there instead.
    """
    for column in columns:
        if column not in rows.table.columns:
            found = ", ".join(heading[:40] for heading in rows.headings[:8]) or "nothing"
            raise SourceFileError(
                f"{origin}: not the table of {name}: no column {column!r} (it begins with {found})"
            )


def _records(text: str, origin: str, dialect: Dialect, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Records with cells, each with the line on which it begins.

    A quote that is never closed would swallow the lines after it: its line is left out, and reading goes on with
    the next.
    """
    csv.field_size_limit(_WIDEST_CELL)
    lines = io.StringIO(text, newline="").readlines()
    begin = 0
    for _ in range(_MOST_UNCLOSED):
        for first, last, record in _spans(lines, begin, dialect):
            if last - first > _MOST_LINES or record is None:
                faults.add("unclosed_quote", first + 1)
                begin = first + 1
                break
            if record:
                yield first + 1, record
        else:
            return
    raise SourceFileError(f"{origin}: line {begin}: not CSV: more than {_MOST_UNCLOSED} quotes are never closed")


def _spans(lines: list[str], begin: int, dialect: Dialect) -> Iterator[tuple[int, int, list[str] | None]]:
    """First line, line after the last, and cells of each record; None for one that is too wide."""
    reader = csv.reader(
        islice(lines, begin, None),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
    )
    first = begin
    try:
        for record in reader:
            yield first, begin + reader.line_num, record
            first = begin + reader.line_num
    except csv.Error:
        yield first, begin + reader.line_num, None


def _fits(row: tuple[int, list[str]], width: int, faults: Faults) -> bool:
    """A line may end with one delimiter too many; anything else of another width has lost its columns."""
    line, cells = row
    if len(cells) == width or (len(cells) == width + 1 and not cells[-1].strip()):
        return True
    faults.add("too_many_cells" if len(cells) > width else "too_few_cells", line)
    return False


def _empty(places: Mapping[str, int]) -> pl.DataFrame:
    return pl.DataFrame(schema={**dict.fromkeys(places, pl.String()), LINE: pl.Int32()})
