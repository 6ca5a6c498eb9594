"""Load: compiled tables of the fetched sources, each with its source's note; nothing where nothing was fetched."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from skywitness.reference.aircraft_records import SCHEMA
from skywitness.store.reference_files import ReferenceFileError
from skywitness.store.registers.compiled import read_note
from skywitness.store.registers.source import AIRCRAFT, AIRLINES, CODE_BLOCKS, MODEL_TYPES, REGISTRATION_PREFIXES

_SUFFIX: Final = ".parquet"
_SHAPES: Final[dict[str, dict[str, pl.DataType]]] = {
    AIRLINES: dict.fromkeys(("designator", "name", "country", "callsign", "iata"), pl.String()),
    CODE_BLOCKS: {"first": pl.Int64(), "last": pl.Int64(), "military": pl.Boolean(), "state": pl.String()},
    REGISTRATION_PREFIXES: {
        "prefix": pl.String(),
        "state": pl.String(),
        "has_hyphen": pl.Boolean(),
        "pattern": pl.String(),
        "pattern_without_hyphen": pl.String(),
        "template": pl.String(),
    },
    MODEL_TYPES: {
        **dict.fromkeys(
            (
                "typecode",
                "manufacturer",
                "model",
                "engines",
                "engine_kind",
                "engine_placement",
                "species",
                "wake",
            ),
            pl.String(),
        ),
        "active": pl.Boolean(),
    },
}


class SourceNote(NamedTuple):
    """Where the rows of a source are from.

    Attributes:
        name: of the source.
        licence: of its data.
        as_of: the source's own date, else the day on which it was fetched.
        retrieved_at: when it was fetched, UTC, as ISO 8601.
        url: from where.
        sha256: of the file as fetched.
    """

    name: str
    licence: str
    as_of: date | None
    retrieved_at: str
    url: str
    sha256: str


def source_notes(folder: Path) -> dict[str, SourceNote]:
    """Notes of all sources that were fetched, by name.

    Args:
        folder: of fetched tables, ``reference`` in a data directory; may not exist.
    """
    notes = (read_note(file) for file in sorted(folder.glob("*.json")))
    return {note["source"]: _note(note) for note in notes if note.get("source") and note.get("sha256")}


def aircraft_tables(folder: Path, columns: Iterable[str] = tuple(SCHEMA)) -> dict[str, pl.DataFrame]:
    """Aircraft records by name of their source, in the shape of ``reference.aircraft_records``.

    Args:
        folder: of fetched tables; may not exist.
        columns: those that are needed.

    Raises:
        ReferenceFileError: a compiled table is damaged.
    """
    return _tables(folder, AIRCRAFT, dict.fromkeys(columns))


def airlines(folder: Path) -> pl.DataFrame:
    """Operators: designator, name, country in the source's words, callsign (telephony), iata, source."""
    return _joined(folder, AIRLINES)


def code_blocks(folder: Path) -> pl.DataFrame:
    """Blocks of addresses: first, last, military (false where not marked), state (ISO 3166 alpha-2), source.

    Blocks overlap: the smallest that holds an address counts (standing-data's own rule).
    """
    return _joined(folder, CODE_BLOCKS)


def registration_prefixes(folder: Path) -> pl.DataFrame:
    """Prefixes of registrations: prefix, state, has_hyphen, two patterns (.NET syntax), template, source."""
    return _joined(folder, REGISTRATION_PREFIXES)


def model_types(folder: Path) -> pl.DataFrame:
    """Models by type designator, with engines, species and wake category in the source's letters, and source."""
    return _joined(folder, MODEL_TYPES)


def _joined(folder: Path, name: str) -> pl.DataFrame:
    """A table of all sources that hold it, one below the other, with the source's name."""
    shape = _SHAPES[name]
    tables = [
        table.select(
            *(
                (pl.col(column) if column in table.columns else pl.lit(None)).cast(kind).alias(column)
                for column, kind in shape.items()
            ),
            pl.lit(source).alias("source"),
        )
        for source, table in _tables(folder, name).items()
    ]
    return pl.concat(tables) if tables else pl.DataFrame(schema={**shape, "source": pl.String()})


def _tables(folder: Path, name: str, columns: Iterable[str] | None = None) -> dict[str, pl.DataFrame]:
    end = f".{name}{_SUFFIX}"
    files = {file.name.removesuffix(end): file for file in sorted(folder.glob(f"*{end}"))}
    return {source: _read(file, columns) for source, file in files.items()}


def _read(file: Path, columns: Iterable[str] | None) -> pl.DataFrame:
    try:
        return pl.read_parquet(file, columns=list(columns) if columns is not None else None)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ReferenceFileError(
            f"{file}: damaged ({str(error).splitlines()[0]}); delete it and run `skywitness reference update`"
        ) from error


def _note(note: dict[str, Any]) -> SourceNote:
    day = note.get("as_of") or str(note.get("retrieved_at", ""))[:10]
    return SourceNote(
        note["source"],
        note.get("licence", ""),
        date.fromisoformat(day) if day else None,
        note.get("retrieved_at", ""),
        note.get("url", ""),
        note["sha256"],
    )
