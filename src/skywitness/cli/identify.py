"""``skywitness identify``: write beside each line of a list who the aircraft is."""

import csv
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from skywitness.cli import options
from skywitness.cli.errors import Failure, reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.cli.times import parse_day
from skywitness.pipeline.annotate import annotated

EXAMPLES = """\
skywitness identify list.txt
skywitness identify seen.csv --csv > seen-with-names.csv
skywitness identify list.txt --on 2019-03-23 --json"""

_ADDRESSES: Final = ("icao24", "icao", "hex", "address", "modes", "mode_s")
_REGISTRATIONS: Final = ("registration", "reg", "tail", "tail_number", "r")
_DAYS: Final = ("day", "date", "observed_at", "time", "timestamp", "first_seen_at")
_DAY_LETTERS: Final = len("2019-03-23")


class _List(NamedTuple):
    """Lines of a list.

    Attributes:
        columns: its headings.
        rows: its cells.
        ids: what each line is about.
        days: the day of each, None for none.
    """

    columns: list[str]
    rows: list[list[str]]
    ids: list[str]
    days: list[date | None]


@reported
def run(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A list of IDs, or CSV with a column of them; - for the standard input."
        ),
    ],
    *,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="Who they were on this day, where a line gives none.")
    ] = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """IDs are addresses and registrations. With a column of days in CSV, each line gets who it was that day."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    listed = _read(file, parse_day(on, "--on") if on else None)
    labels = annotated(options.open_record(data), listed.ids, listed.days)
    given = [name if name not in labels.columns else f"given_{name}" for name in listed.columns]
    rows = [(*cells, *label) for cells, label in zip(listed.rows, labels.iter_rows(), strict=True)]
    important = [
        *given,
        "registration",
        "typecode",
        "operator",
        "flag_state",
        "grade",
        "icao24",
        "conflicts",
        "note",
    ]
    show(Records([*given, *labels.columns], rows), form, important)


def _read(file: str, day: date | None) -> _List:
    """The lines of a list.

    Raises:
        Failure: it cannot be read, or no column of it holds IDs.
    """
    lines = _lines(file)
    heading = next(csv.reader(lines[:1]), [])
    names = [name.strip().lower() for name in heading]
    known = [name for name in (*_ADDRESSES, *_REGISTRATIONS) if name in names]
    if not known:
        return _plain(file, lines, heading, day)
    rows = [[*cells, *[""] * (len(names) - len(cells))] for cells in csv.reader(lines[1:]) if any(cells)]
    places = [names.index(name) for name in known]
    ids = [next((row[place].strip() for place in places if row[place].strip()), "") for row in rows]
    when = next((names.index(name) for name in _DAYS if name in names), None)
    days = [day if when is None else _day(row[when]) or day for row in rows]
    return _List(heading, [row[: len(names)] for row in rows], ids, days)


def _lines(file: str) -> list[str]:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"{file}: byte {error.start}: not UTF-8; save it as CSV in UTF-8") from error
    except OSError as error:
        raise Failure(f"{file}: {error.strerror or error}") from error
    return [line for line in text.splitlines() if line.strip()]


def _plain(file: str, lines: list[str], heading: list[str], day: date | None) -> _List:
    if len(heading) > 1:
        wanted = ", ".join((*_ADDRESSES[:3], *_REGISTRATIONS[:3]))
        raise Failure(f"{file}: line 1: no column of addresses or registrations; name one {wanted}")
    ids = [line.strip() for line in lines]
    return _List(["given"], [[text] for text in ids], ids, [day] * len(ids))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:_DAY_LETTERS])
    except ValueError:
        return None
