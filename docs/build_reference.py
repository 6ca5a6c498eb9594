"""Build the reference pages from the program: commands from the command line, fields from the tables.

Run it (``make accept``) to rewrite the pages; ``--check`` only tells whether they are out of date.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import UnionType
from typing import get_args, get_origin

import polars as pl
from typer.core import TyperArgument, TyperCommand, TyperOption

from skywitness.cli.app import COMMANDS
from skywitness.cli.lazy import Command, LazyGroup
from skywitness.store.cases.tables import CASE_TABLES
from skywitness.store.schema import TABLES, Column, Table, field_docs

PAGES = Path(__file__).parent / "reference"
_MADE = "<!-- Written by docs/build_reference.py from the program; change it there and run `make accept`. -->"
_EXIT_CODES = """\
Answers go to standard output, everything else to standard error. Times are UTC.
Exit codes: 0 done, also when nothing matched; 1 failed, or the thing named is not in the archive; 2 wrong usage;
130 interrupted."""
_SPELLING = """\
These are the columns of the archive's tables. JSON, CSV and `skywitness sql` use the same names.
A number has its unit in its name. What is not known is null."""
_CASE_SPELLING = """\
These are the tables of `case.db`, each with `log_seq`, the number of the row's entry in the table `log`. Exports
use the same names. True and false are 1 and 0, lists are JSON, times are ISO 8601 in UTC; null is not known."""
_TYPES = {
    "String": "text",
    "Int8": "whole number",
    "Int32": "whole number",
    "Int64": "whole number",
    "Float64": "number",
    "Boolean": "true or false",
    "Date": "date",
    "Datetime": "time, UTC",
}
_LISTS = {"String": "list of texts", "Float64": "list of numbers"}
_TABLES = {
    "positions": "One row a position: a state vector, the file it rests on, and whether it was simulated.",
    "statements": "What sources say about who an aircraft is. Statements that differ stay side by side.",
    "sources": "One row an imported file.",
    "flights": "One row a flight, derived from positions; it can be deleted and rebuilt.",
    "visits": "One row a stay at an airport, derived like flights.",
    "gaps": "One row a silence of five minutes and more, derived: where the aircraft can have been.",
    "trips": "One row a trip, derived: the legs between leaving a base and returning to it.",
    "trip_legs": "One row a leg of a trip: a flight, or a way that nobody saw.",
    "home_bases": "One row an airport that an aircraft lived at for a time, derived.",
    "remarks": "One row something odd about an aircraft's record that a reader must know, derived.",
    "false_places": "One row a cell and hour that doubted positions of an aircraft lie in, derived.",
    "identities": "One row an address and span of days: who it is taken to be, and who says so, derived.",
    "derivations": "Which sources flights and visits already rest on, and by which rules.",
}
"""What a row of each table is."""


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` only compare them; 1 when any is out of date."""
    stale = [name for name, text in pages().items() if not _is_current(name, text)]
    if "--check" in arguments:
        sys.stdout.writelines(f"out of date: docs/reference/{name}; run `make accept`\n" for name in stale)
        return 1 if stale else 0
    PAGES.mkdir(exist_ok=True)
    for name, text in pages().items():
        (PAGES / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/reference/{name}: {'rewritten' if name in stale else 'as it was'}\n")
    return 0


def pages() -> dict[str, str]:
    """Text of each page by its file name."""
    return {"commands.md": commands_page(), "fields.md": fields_page(), "case-fields.md": case_fields_page()}


def _is_current(name: str, text: str) -> bool:
    page = PAGES / name
    return page.is_file() and page.read_text(encoding="utf-8") == text


def commands_page() -> str:
    """Every command with its arguments, options and examples."""
    parts = [
        "# Commands",
        _MADE,
        "`skywitness COMMAND --help` says the same. `skywitness --version` prints the version.",
        _EXIT_CODES,
        "\n".join(f"- [`{command.name}`](#skywitness-{command.name}): {command.sentence}" for command in COMMANDS),
        *(part for command in COMMANDS for part in _command_or_group(command)),
    ]
    return "\n\n".join(parts) + "\n"


def _command_or_group(command: Command) -> Iterator[str]:
    loaded = command.load()
    if isinstance(loaded, TyperCommand):
        yield from _command(command, loaded)
        return
    yield f"## skywitness {command.name}"
    yield command.sentence
    names = [(inner, f"{command.name} {inner.name}") for inner in loaded.table]
    links = (f"- [`{name}`](#skywitness-{name.replace(' ', '-')}): {inner.sentence}" for inner, name in names)
    yield "\n".join(links)
    yield f"Examples:\n\n```sh\n{_examples(loaded)}\n```"
    for inner, name in names:
        yield from _command_or_group(inner._replace(name=name))


def _command(command: Command, loaded: TyperCommand) -> Iterator[str]:
    arguments = [param for param in loaded.params if isinstance(param, TyperArgument)]
    options = [param for param in loaded.params if isinstance(param, TyperOption)]
    yield f"## skywitness {command.name}"
    yield command.sentence
    usage = " ".join(["skywitness", command.name, *(str(a.metavar) for a in arguments), "[OPTIONS]"])
    yield f"```\n{usage}\n```"
    rows = [(f"`{argument.metavar}`", argument.help or "") for argument in arguments]
    yield _table(["option", "meaning"], rows + [(f"`{_spelling(o)}`", _meaning(o)) for o in options])
    yield f"Examples:\n\n```sh\n{_examples(loaded)}\n```"


def _spelling(option: TyperOption) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar or 'VALUE'}"


def _meaning(option: TyperOption) -> str:
    notes = []
    if isinstance(option.show_default, str):
        notes.append(f"default: {option.show_default}")
    elif option.default not in {None, False}:
        notes.append(f"default: {option.default}")
    if option.envvar:
        notes.append(f"environment: {option.envvar}")
    return (option.help or "") + (f" ({'; '.join(notes)})" if notes else "")


def _examples(command: TyperCommand | LazyGroup) -> str:
    lines = (command.epilog or "").partition("Examples:\n")[2].splitlines()
    return "\n".join(line.strip() for line in lines)


def fields_page() -> str:
    """Every table with its columns; JSON, CSV and SQL spell them the same."""
    parts = [
        "# Fields",
        _MADE,
        _SPELLING,
        *(part for table in TABLES.values() for part in _fields(table)),
    ]
    return "\n\n".join(parts) + "\n"


def case_fields_page() -> str:
    """Every table of a case with its columns, as ``case.db`` has them."""
    parts = ["# Fields of a case", _MADE, _CASE_SPELLING]
    for table in CASE_TABLES:
        docs = field_docs(table.record)
        rows = [
            (f"`{name}`", _case_type(kind), docs[name].replace("``", "`")) for name, kind in table.columns.items()
        ]
        said = (table.record.__doc__ or "").partition("\n")[0]
        parts += [f"## {table.name}", said, _table(["field", "type", "meaning"], rows)]
    return "\n\n".join(parts) + "\n"


def _case_type(kind: object) -> str:
    """A type hint in words."""
    names = {
        "str": "text",
        "int": "whole number",
        "float": "number",
        "bool": "true or false",
        "datetime": "time, UTC",
    }
    parts = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    inner = next(part for part in parts if part is not type(None))
    if get_origin(inner) is list:
        of = get_args(inner)[0].__name__
        return "list of texts" if of == "str" else f"list of {of}"
    return names.get(getattr(inner, "__name__", ""), "record")


def _fields(table: Table) -> Iterator[str]:
    rows = [(f"`{column.name}`", _type(column), column.doc.replace("``", "`")) for column in table.columns]
    yield f"## {table.name}"
    yield _TABLES[table.name]
    yield _table(["field", "type", "meaning"], rows)


def _type(column: Column) -> str:
    if isinstance(column.read, pl.List):
        return _LISTS.get(type(column.read.inner).__name__, "counts by reason")
    return _TYPES[type(column.read).__name__]


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
