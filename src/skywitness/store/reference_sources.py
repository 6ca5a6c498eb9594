"""Reference sources: the open tables that a user can fetch anew, how each is checked, and what is noted of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import polars as pl

from skywitness.reference import join_fields, runways
from skywitness.store.download import DownloadError, Validators, fetch
from skywitness.store.reference_files import AIRPORTS, RUNWAYS


@dataclass(frozen=True, slots=True)
class Source:
    """One table that can be fetched.

    Attributes:
        name: what the user calls it.
        url: where it is published.
        licence: of the data.
        file: its name in the folder of updated tables.
        columns: what it must have.
        least_rows: fewer is not the table: half of what it had in 2022.
        most_bytes: more is not the table: eight times what it had.
    """

    name: str
    url: str
    licence: str
    file: str
    columns: tuple[str, ...]
    least_rows: int
    most_bytes: int


SOURCES: Final = (
    Source(
        name="airports",
        url="https://davidmegginson.github.io/ourairports-data/airports.csv",
        licence="public domain (OurAirports)",
        file=AIRPORTS,
        columns=join_fields.OURAIRPORTS_COLUMNS,
        least_rows=36_000,
        most_bytes=100_000_000,
    ),
    Source(
        name="runways",
        url="https://davidmegginson.github.io/ourairports-data/runways.csv",
        licence="public domain (OurAirports)",
        file=RUNWAYS,
        columns=runways.COLUMNS,
        least_rows=21_000,
        most_bytes=40_000_000,
    ),
)
"""Every table that ``skywitness reference update`` fetches."""


def update(
    source: Source,
    folder: Path,
    now: datetime,
    *,
    origin: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> dict[str, Any] | None:
    """Fetch a table when it has changed, and note beside it where it is from; None when it has not.

    Args:
        source: which.
        folder: of updated tables.
        now: UTC.
        origin: another address, or a file; the published address when None.
        progress: called with the bytes that have arrived and those announced.

    Raises:
        DownloadError: it could not be fetched or is not the table; the one in use stays.
    """
    origin, target = origin or source.url, folder / source.file
    known = noted(source, folder) or {}
    validators = Validators()
    if known.get("url") == origin and target.is_file():
        validators = Validators(known.get("etag"), known.get("last_modified"))
    rows = 0

    def check(part: Path) -> None:
        nonlocal rows
        rows = checked_rows(source, part, origin)

    fetched = fetch(origin, target, check, most_bytes=source.most_bytes, known=validators, progress=progress)
    if fetched is None:
        return None
    note = {
        "source": source.name,
        "url": origin,
        "retrieved_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "rows": rows,
        "bytes": fetched.size_bytes,
        "sha256": fetched.sha256,
        "etag": fetched.validators.etag,
        "last_modified": fetched.validators.last_modified,
        "licence": source.licence,
    }
    _write_note(_note_file(source, folder), note)
    return note


def noted(source: Source, folder: Path) -> dict[str, Any] | None:
    """What was noted when a table was fetched; None when there is no such table or nothing that fits it."""
    file, note_file = folder / source.file, _note_file(source, folder)
    if not (file.is_file() and note_file.is_file()):
        return None
    try:
        note = json.loads(note_file.read_text("utf-8"))
    except ValueError:
        return None
    fits = isinstance(note, dict) and note.get("bytes") == file.stat().st_size
    return note if fits else None


def checked_rows(source: Source, file: Path, origin: str) -> int:
    """Number of rows of a file that is this table.

    Raises:
        DownloadError: it is not.
    """
    try:
        table = pl.read_csv(file, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DownloadError(f"{origin}: not a CSV file ({str(error).splitlines()[0]})") from error
    missing = [column for column in source.columns if column not in table.columns]
    if missing:
        raise DownloadError(f"{origin}: not the table of {source.name}: no column {missing[0]!r}")
    if table.height < source.least_rows:
        raise DownloadError(f"{origin}: {table.height:,} rows of {source.name} are too few; something is missing")
    return table.height


def _note_file(source: Source, folder: Path) -> Path:
    return folder / f"{source.file}.json"


def _write_note(file: Path, note: dict[str, Any]) -> None:
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(note, indent=2) + "\n", "utf-8")
    part.replace(file)
