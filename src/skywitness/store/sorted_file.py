"""Sorted file: rows of many small files as one Parquet file in a given order, encoded to be small.

DuckDB writes it: it sorts with a bounded memory, and delta-encodes columns of numbers, which Polars does not. On
285,000 positions over Paris and 139,000 over Switzerland a row took 9.5 and 12.2 bytes as an import leaves it and
takes 5.2 and 8.9 here, with every digit kept.
"""

import os
import tempfile
from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb

from skywitness.store.errors import ArchiveError, disk_errors, is_disk_full, no_room
from skywitness.store.schema import POSITIONS
from skywitness.store.written import Written

ZSTD_LEVEL: Final = 9
"""Level 19 saves another 8 % and takes fifteen times as long; level 3 costs 4 %."""
_DICTIONARY_VALUES: Final = 256
"""A column of more different values in a row group is delta-encoded: with DuckDB's own limit, a fifth of the rows,
times and altitudes go into dictionaries and take up to twenty times the room."""
_MEMORY: Final = "1GB"
_COLUMNS: Final = ", ".join(POSITIONS.stored_schema)


class Order(NamedTuple):
    """An order of rows.

    Attributes:
        name: how its files' names begin.
        by: SQL expressions to sort by.
        only: SQL condition of the rows that it has.
        row_group_rows: rows in a row group, the least that a reader decodes.
    """

    name: str
    by: str
    only: str
    row_group_rows: int


BY_AIRCRAFT: Final = Order("compact", ", ".join(POSITIONS.order), "true", 16_384)
"""One aircraft of a day lies in one or two row groups. Over 60 files of 270,000 rows its track took 46 ms, in
groups of 65,536 rows 89 ms; groups of 8,192 gained nothing."""
BY_PLACE: Final = Order(
    "place",
    "floor(lat_deg * 2), floor(lon_deg * 2), epoch_us(observed_at) // 3600000000, " + ", ".join(POSITIONS.order),
    "lat_deg IS NOT NULL AND lon_deg IS NOT NULL",
    8_192,
)
"""Cells of half a degree, south to north and west to east, and within a cell by hour. Within an hour aircraft stay
together, so that the columns stay as small as in the other order. The statistics of a row group's latitudes,
longitudes and times tell a reader whether to decode it; no column for the cell is needed."""


def write_sorted(sources: Sequence[Path], order: Order, folder: Path, icao24s: tuple[str, str] | None) -> Written:
    """Write rows of these files, sorted, as ``NAME-<SHA-256>.parquet`` in a folder, settled on the disk.

    The same rows give the same bytes.

    Args:
        sources: Parquet files with the columns of positions.
        order: of the rows.
        folder: where to; it exists.
        icao24s: only addresses from the first to the last of these; None for all.

    Raises:
        DiskFullError: no room.
        ArchiveError: a file cannot be read or written.
    """
    part = folder / f"{order.name}.part"
    span = f" AND icao24 BETWEEN {_text(icao24s[0])} AND {_text(icao24s[1])}" if icao24s else ""
    rows = f"SELECT {_COLUMNS} FROM {_read(sources)} WHERE {order.only}{span} ORDER BY {order.by}"  # noqa: S608  our names, quoted paths
    form = (
        f"FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL {ZSTD_LEVEL}, "
        f"DICTIONARY_SIZE_LIMIT {_DICTIONARY_VALUES}, ROW_GROUP_SIZE {order.row_group_rows}"
    )
    count, first, last = _asked(
        folder,
        f"COPY ({rows}) TO {_text(str(part))} ({form})",
        f"SELECT count(*), min(icao24), max(icao24) FROM {_read([part])}",  # noqa: S608  our names, quoted paths
    )[0]
    with disk_errors(), part.open("rb") as file:
        os.fsync(file.fileno())
        sha256 = file_digest(file, "sha256").hexdigest()
    return Written(part.rename(folder / f"{order.name}-{sha256}.parquet"), sha256, count, first, last)


def counts(sources: Sequence[Path], folder: Path) -> list[tuple[str, int]]:
    """Addresses in these files, in order, with their numbers of rows.

    Raises:
        ArchiveError: a file cannot be read.
    """
    asked = f"SELECT icao24, count(*) FROM {_read(sources)} GROUP BY 1 ORDER BY 1"  # noqa: S608  our names, quoted paths
    return [(str(icao24), int(rows)) for icao24, rows in _asked(folder, asked)]


def _asked(folder: Path, *statements: str) -> list[tuple[Any, ...]]:
    """Rows of the last of these statements."""
    with tempfile.TemporaryDirectory(dir=folder) as spill, duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = '{_MEMORY}'; SET temp_directory = {_text(spill)}")
        connection.execute("SET TimeZone = 'UTC'; SET preserve_insertion_order = true")
        try:
            for statement in statements:
                result = connection.execute(statement)
            return result.fetchall()
        except duckdb.Error as error:
            if is_disk_full(error):
                raise no_room(error) from error
            raise ArchiveError(f"cannot compact the archive: {error}") from error


def _read(paths: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(_text(str(path)) for path in paths)}], hive_partitioning = false)"


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
