"""Status of reference tables: which are installed, fetched, not there, or could not be fetched."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from skywitness.cli.errors import notice
from skywitness.cli.output import Records
from skywitness.store.reference_files import PackagedTable, packaged_tables
from skywitness.store.reference_sources import last_attempt, noted
from skywitness.store.registers.source import Source

_COLUMNS = [
    "source",
    "state",
    "rows",
    "as_of",
    "age_days",
    "licence",
    "origin",
    "retrieved_at",
    "holds",
    "rejected",
    "problem",
]
IMPORTANT = ["source", "state", "rows", "as_of", "age_days", "licence", "origin"]
"""What the table on a terminal shows, most important first."""


def status(sources: Iterable[Source], folder: Path, today: date, *, others: bool) -> Records:
    """A row for each source: the fetched table where there is one, else the installed one, else none.

    Args:
        sources: which.
        folder: of fetched tables.
        today: UTC.
        others: whether to add what is installed and has no published address of its own.
    """
    wanted = list(sources)
    packaged = (
        {table.name: table for table in packaged_tables()} if others or any(s.packaged for s in wanted) else {}
    )
    rows = [_row(source, folder, packaged.get(source.name), today) for source in wanted]
    names = {source.name for source in wanted}
    more = [table for name, table in packaged.items() if name not in names] if others else []
    return Records(_COLUMNS, rows + [_installed(table, today, "installed", None) for table in more])


def left_out_words(note: dict[str, Any]) -> str:
    """What of a table was not taken, in a line; empty when all was."""
    words = [
        f"{one['rows']:,} {'cells' if one['kept'] else 'rows'} left out: {one['reason'].replace('_', ' ')} "
        f"(first at {', '.join(map(str, one['lines']))})"
        for one in note.get("rejected", [])
    ]
    if note.get("duplicates"):
        words.append(f"{note['duplicates']:,} rows say exactly what another says")
    return "; ".join(words)


def _row(source: Source, folder: Path, packaged: PackagedTable | None, today: date) -> tuple[Any, ...]:
    note, problem = noted(source, folder), _problem(source, folder)
    if note is not None:
        return _fetched(source, note, today, _state("fetched", last_attempt(source, folder)), problem)
    state = "installed" if packaged else "not fetched"
    if (folder / source.file).is_file():
        notice(f"{source.name}: the file in {folder} was not put there by `skywitness reference update`")
        state = "put there by hand"
    state = _state(state, last_attempt(source, folder))
    if packaged:
        return _installed(packaged, today, state, problem)
    return (
        source.name,
        state,
        None,
        None,
        None,
        source.licence,
        source.url or None,
        None,
        source.what,
        None,
        problem,
    )


def _problem(source: Source, folder: Path) -> str | None:
    attempt = last_attempt(source, folder)
    if attempt.get("state") != "failed":
        return None
    notice(f"{source.name}: the last update failed at {attempt['at']}: {attempt['error']}")
    return f"{attempt['at']}: {attempt['error']}"


def _fetched(
    source: Source, note: dict[str, Any], today: date, state: str, problem: str | None
) -> tuple[Any, ...]:
    as_of = date.fromisoformat(note.get("as_of") or note["retrieved_at"][:10])
    holds = ", ".join(f"{name} {rows:,}" for name, rows in note.get("tables", {}).items()) or source.what
    rejected = sum(one["rows"] for one in note.get("rejected", []) if not one["kept"])
    return (
        source.name,
        state,
        note["rows"],
        as_of,
        (today - as_of).days,
        note["licence"],
        note["url"],
        note["retrieved_at"],
        holds,
        rejected,
        problem,
    )


def _installed(table: PackagedTable, today: date, state: str, problem: str | None) -> tuple[Any, ...]:
    age_days = (today - table.as_of).days
    return (
        table.name,
        state,
        table.rows,
        table.as_of,
        age_days,
        table.licence,
        table.origin,
        None,
        None,
        None,
        problem,
    )


def _state(state: str, attempt: dict[str, Any]) -> str:
    return f"{state}, failed since {attempt['failed_since'][:10]}" if attempt.get("state") == "failed" else state
