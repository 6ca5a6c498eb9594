"""Register: the fetched reference sources of aircraft of one data directory, ready to be asked."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import polars as pl

from skywitness.reference.register import Register, SourceNote, SourceTable, bare, bare_column
from skywitness.store.reference_files import FOLDER, ReferenceFileError
from skywitness.store.registers.compiled import table_file
from skywitness.store.registers.load import source_notes
from skywitness.store.registers.source import AIRCRAFT

_REGISTRIES: Final = frozenset({"faa"})
"""Sources that a state keeps."""
_OWN: Final = "own"


def register(data_dir: Path, icao24s: Collection[str] | None = None) -> Register:
    """What the fetched sources say of aircraft; no source at all where none was fetched.

    Args:
        data_dir: the data directory.
        icao24s: only rows about these addresses, and rows about no address; None for all.

    Raises:
        ReferenceFileError: a table is damaged.
    """
    return Register.of(SourceTable(note, _rows(file, icao24s)) for note, file in _sources(data_dir))


def lists(data_dir: Path, icao24: str) -> bool:
    """Whether a fetched source has a row about an address.

    Raises:
        ReferenceFileError: a table is damaged.
    """
    return any(
        _collected(pl.scan_parquet(file).filter(pl.col("icao24") == icao24).select("icao24"), file).height
        for _, file in _sources(data_dir)
    )


def addresses_of(data_dir: Path, registration: str) -> list[str]:
    """Addresses that the fetched sources give to a registration, at any time, hyphens or not.

    Raises:
        ReferenceFileError: a table is damaged.
    """
    wanted = bare(registration)
    return sorted(addresses_by_registration(data_dir, [wanted]).get(wanted, ())) if wanted else []


def addresses_by_registration(data_dir: Path, names: Collection[str]) -> dict[str, set[str]]:
    """Addresses that the fetched sources give to registrations, read without loading the sources.

    Args:
        data_dir: the data directory.
        names: registrations, bare.

    Raises:
        ReferenceFileError: a table is damaged.
    """
    found: dict[str, set[str]] = {}
    for _, file in _sources(data_dir) if names else ():
        named = pl.scan_parquet(file).select("icao24", bare_column("registration").alias("bare"))
        held = named.filter(pl.col("icao24").is_not_null() & pl.col("bare").is_in(list(names)))
        for icao24, name in _collected(held, file).iter_rows():
            found.setdefault(name, set()).add(icao24)
    return found


def _sources(data_dir: Path) -> Iterator[tuple[SourceNote, Path]]:
    folder = data_dir / FOLDER
    for name, note in source_notes(folder).items():
        file = table_file(folder, name, AIRCRAFT)
        if file.is_file():
            kind = "registry" if name in _REGISTRIES else "own" if name.startswith(_OWN) else "table"
            yield SourceNote(name, kind, note.as_of, note.licence or None), file


def _rows(file: Path, icao24s: Collection[str] | None) -> pl.DataFrame:
    """Rows of a compiled table, without the columns in which it has nothing."""
    rows = pl.scan_parquet(file)
    if icao24s is not None:
        wanted = sorted(icao24s)
        inside = pl.col("icao24").is_in(wanted)
        if wanted:  # the bounds let the reader skip groups of rows
            inside &= pl.col("icao24").is_between(pl.lit(wanted[0]), pl.lit(wanted[-1]))
        rows = rows.filter(pl.col("icao24").is_null() | inside)
    # Counted first, a column at a time: columns of nothing take as much memory as the others while they are read.
    filled = _collected(rows.select(pl.all().is_not_null().any()), file).row(0, named=True)
    return _collected(rows.select(name for name in filled if name == "icao24" or filled[name]), file)


def _collected(rows: pl.LazyFrame, file: Path) -> pl.DataFrame:
    try:
        return rows.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ReferenceFileError(
            f"{file}: damaged ({str(error).splitlines()[0]}); delete it and run `skywitness reference update`"
        ) from error
