"""Compiled: the tables of a source as Parquet beside its file, and the note that says where they are from."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from skywitness.store.registers.history import reread, with_history
from skywitness.store.registers.source import AIRCRAFT, Parsed, Source, SourceFileError

FORM: Final = 1
"""Of compiled tables; another number when a reader comes to read the same file otherwise."""
_PART: Final = ".part"
_GROUP_ROWS: Final = 1 << 15
"""Sorted by address, so that a look-up of a few addresses reads a few groups."""


Reread = Callable[[], pl.DataFrame]
"""Reads the aircraft of the file in use once more."""


def table_file(folder: Path, source: str, table: str) -> Path:
    """Where a compiled table of a source is."""
    return folder / f"{source}.{table}.parquet"


def compile_tables(source: Source, parsed: Parsed, folder: Path, day: date, again: Reread | None) -> None:
    """Write the tables of a new version beside those in use; ``take_place`` puts them there.

    Args:
        source: which.
        parsed: the new version.
        folder: of fetched tables.
        day: of the new version.
        again: reads the file in use as this program reads it; None when the tables in use were so made.

    Raises:
        SourceFileError: the tables in use are damaged.
    """
    for name, table in parsed.tables.items():
        target = table_file(folder, source.name, name)
        dated = with_history(table, _before(target, again), day) if name == AIRCRAFT else table
        dated.write_parquet(_beside(target), compression="zstd", row_group_size=_GROUP_ROWS)


def take_place(source: Source, folder: Path) -> None:
    """Put written tables in use, each in one step; those that the new version lacks go."""
    for name in source.tables:
        target = table_file(folder, source.name, name)
        if _beside(target).is_file():
            _beside(target).replace(target)
        else:
            target.unlink(missing_ok=True)


def discard(source: Source, folder: Path) -> None:
    """Forget written tables."""
    for name in source.tables:
        _beside(table_file(folder, source.name, name)).unlink(missing_ok=True)


def note_file(source: Source, folder: Path) -> Path:
    """Where the note of a source is."""
    return folder / f"{source.file}.json"


def read_note(file: Path) -> dict[str, Any]:
    """What was noted; nothing when there is no note or it cannot be read."""
    try:
        note = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def write_note(file: Path, note: dict[str, Any]) -> None:
    """Note something, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + _PART)
    part.write_text(json.dumps(note, indent=2) + "\n", "utf-8")
    part.replace(file)


def _beside(target: Path) -> Path:
    return target.with_name(target.name + _PART)


def _before(target: Path, again: Reread | None) -> pl.DataFrame | None:
    if not target.is_file():
        return None
    try:
        table = pl.read_parquet(target)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceFileError(
            f"{target}: damaged ({str(error).splitlines()[0]}); delete it to begin its history anew"
        ) from error
    return reread(table, again()) if again else table
