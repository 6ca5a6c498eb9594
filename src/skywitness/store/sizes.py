"""Sizes: rows, files and bytes of every table, and of the positions by day."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from skywitness.store.archive import Archive
from skywitness.store.delta import DataFile
from skywitness.store.schema import INDEXES, POSITIONS_BY_PLACE, TABLES
from skywitness.store.twins import is_compacted, twins


class TableSize(NamedTuple):
    """One table.

    Attributes:
        table: its name.
        rows: in its current version.
        files: of its current version.
        size_bytes: of these files.
        row_bytes: bytes a row; None when it has no row.
    """

    table: str
    rows: int
    files: int
    size_bytes: int
    row_bytes: float | None


class DaySize(NamedTuple):
    """The positions of one UTC day.

    Attributes:
        day: the day.
        rows: state vectors.
        files: that hold them, in order of aircraft.
        compacted: those of them that compaction wrote.
        by_place: those of them whose rows are there by place too.
        size_bytes: of the files in order of aircraft.
        place_bytes: of those in order of place.
        row_bytes: bytes a row in order of aircraft.
    """

    day: date
    rows: int
    files: int
    compacted: int
    by_place: int
    size_bytes: int
    place_bytes: int
    row_bytes: float


def table_sizes(archive: Archive) -> list[TableSize]:
    """Every table that has files, positions and their index first."""
    tables = [*(archive.files(name) for name in TABLES), *(archive.index(table) for table in INDEXES)]
    return [_table_size(table.table.name, files) for table in tables if (files := table.files())]


def day_sizes(archive: Archive) -> list[DaySize]:
    """Every day that has positions, in order."""
    files, places = archive.files("positions").files(), archive.index(POSITIONS_BY_PLACE).files()
    days = sorted({file.day for file in files if file.day is not None})
    return [_day_size(day, [file for file in files if file.day == day], places) for day in days]


def _table_size(name: str, files: Sequence[DataFile]) -> TableSize:
    rows, size_bytes = sum(file.rows for file in files), sum(file.size_bytes for file in files)
    return TableSize(name, rows, len(files), size_bytes, round(size_bytes / rows, 2) if rows else None)


def _day_size(day: date, files: Sequence[DataFile], places: Sequence[DataFile]) -> DaySize:
    rows, size_bytes = sum(file.rows for file in files), sum(file.size_bytes for file in files)
    beside = [twin for twin in twins(files, places).values() if twin]
    return DaySize(
        day,
        rows,
        len(files),
        compacted=sum(map(is_compacted, files)),
        by_place=len(beside),
        size_bytes=size_bytes,
        place_bytes=sum(twin.size_bytes for twin in beside),
        row_bytes=round(size_bytes / rows, 2) if rows else 0.0,
    )
