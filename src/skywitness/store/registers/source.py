"""Source: what is known of a published table, what its file was read to, and what of it could not be used."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from skywitness.store.transfer import DownloadError

AIRCRAFT = "aircraft"
AIRLINES = "airlines"
CODE_BLOCKS = "code_blocks"
MODEL_TYPES = "model_types"
REGISTRATION_PREFIXES = "registration_prefixes"
"""Names of the tables that sources hold; aircraft are in the shape of ``reference.aircraft_records``."""


class SourceFileError(DownloadError):
    """A file is not the table that it should be; the message names file, place and what to do."""


class Rejected(NamedTuple):
    """Rows of a source that share one fault.

    Attributes:
        reason: short stable name of the fault, for example ``seven_digits``.
        rows: how many.
        lines: where the first of them are: lines of a CSV, else record numbers, from 1.
        kept: whether the rest of the row was taken and only one cell left out.
    """

    reason: str
    rows: int
    lines: tuple[int, ...]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file was read to.

    Attributes:
        rows: of its main table that were taken.
        tables: by name.
        rejected: what was not taken.
        duplicates: rows that say exactly what another row says; they are kept.
        as_of: the source's own date, where the file carries one.
        licence: where the file itself names one.
    """

    rows: int
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    duplicates: int = 0
    as_of: date | None = None
    licence: str | None = None


Reader = Callable[[Path, str, int], Parsed]
"""Reads a file on disk; also takes the name by which messages call it and the most bytes its content may have."""


@dataclass(frozen=True, slots=True)
class Source:
    """One published table, or a user's own.

    Attributes:
        name: what the user calls it.
        url: where it is published; empty when it must be given as a file.
        licence: of the data.
        file: its name in the folder of fetched tables.
        least_rows: fewer is not the table.
        most_bytes: of content, after decompression; more is not the table.
        what: what it is, in a sentence.
        read: how its file is read.
        by_default: fetched when no source is named.
        unpacked: whether gzip is undone before it is stored.
        packaged: whether an installed package carries an older copy.
        tables: which tables it holds, the main one first.
    """

    name: str
    url: str
    licence: str
    file: str
    least_rows: int
    most_bytes: int
    what: str
    read: Reader
    by_default: bool = True
    unpacked: bool = False
    packaged: bool = False
    tables: tuple[str, ...] = (AIRCRAFT,)
