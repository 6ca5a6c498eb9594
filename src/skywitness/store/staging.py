"""Staging: rows of files on their way in, in memory while few and in Parquet chunks when many.

A file's rows become part of its batch only when the file was read to its end, so that a file is wholly in or
wholly out.
"""

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import polars as pl

from skywitness.model import Statement, StateVector
from skywitness.model.state_columns import StateColumns
from skywitness.store.errors import disk_errors
from skywitness.store.rows import frame_of, repeated, stored_columns
from skywitness.store.schema import POSITIONS, STATEMENTS
from skywitness.store.state_rows import frame_of_states

CHUNK_ROWS = 100_000
"""Rows held as Python objects before they become columns: about 50 MB."""
BATCH_ROWS = 500_000
BATCH_FILES = 1_000
"""A batch is committed when it reaches either: large enough for good files, small enough to lose little."""

Table = pl.DataFrame | StateColumns


class StagedSource(NamedTuple):
    """What a batch needs to know of a file whose rows it holds."""

    source_sha256: str
    name: str
    reconstruction: bool


class StagedFile:
    """Collects the rows of one file.

    Attributes:
        rows: state vectors taken so far.
    """

    def __init__(self, source: StagedSource, folder: Path) -> None:
        self.source = source
        self.rows = 0
        self._folder = folder
        self._states: list[StateVector] = []
        self._tables: list[Table] = []
        self._waiting = 0
        self._statements: list[Statement] = []
        self._said: dict[tuple[str, str], tuple[str, date | None]] = {}
        self._chunks: list[Path] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was taken."""
        return not self.rows and not self._statements

    def add(self, row: StateVector | Statement) -> None:
        """Take one row.

        A statement is kept when it differs from the file's last one about the same attribute of the aircraft, and
        once a day, not on each of the thousands of lines that repeat it.

        Raises:
            DiskFullError: no room.
        """
        if isinstance(row, Statement):
            self._state(row)
            return
        self.rows += 1
        self._states.append(row)
        if len(self._states) >= CHUNK_ROWS:
            self._spill()

    def add_columns(self, rows: Table) -> None:
        """Take state vectors as columns, or as a frame with the names of StateVector's fields.

        Raises:
            DiskFullError: no room.
        """
        if not len(rows):
            return
        self.rows += len(rows)
        self._tables.append(rows)
        self._waiting += len(rows)
        if self._waiting >= CHUNK_ROWS:
            tables, self._tables, self._waiting = self._tables, [], 0
            self._write(position_columns([(self.source, tables)]))

    def _state(self, row: Statement) -> None:
        said = (row.value, row.observed_at.date() if row.observed_at else None)
        if self._said.get((row.icao24, row.attribute)) != said:
            self._said[row.icao24, row.attribute] = said
            self._statements.append(row)

    def _spill(self) -> None:
        frame = position_rows([(self.source, self._states)])
        self._states = []
        self._write(frame)

    def _write(self, frame: pl.DataFrame) -> None:
        path = self._folder / f"{self.source.source_sha256}-{len(self._chunks):06}.parquet"
        self._chunks.append(path)
        with disk_errors():
            ordered = frame.sort("day", "icao24", "observed_at")
            ordered.write_parquet(path, compression="lz4", row_group_size=CHUNK_ROWS // 4)

    def discard(self) -> None:
        """Forget what was taken."""
        self._states, self._tables, self._statements = [], [], []
        for path in self._chunks:
            path.unlink(missing_ok=True)

    def close(self) -> tuple[list[Path], list[StateVector], list[Table], list[Statement]]:
        """Chunks on disk, the state vectors after them, as records and as columns, and the statements."""
        return self._chunks, self._states, self._tables, self._statements


def position_rows(groups: Sequence[tuple[StagedSource, Sequence[StateVector]]]) -> pl.DataFrame:
    """State vectors of several files in stored types, with ``day``."""
    records = [state for _, states in groups for state in states]
    extra = _owners([(source, len(states)) for source, states in groups])
    return frame_of(POSITIONS, records, extra).with_columns(day=pl.col("observed_at").dt.date())


def position_columns(groups: Sequence[tuple[StagedSource, Sequence[Table]]]) -> pl.DataFrame:
    """State vectors of several files, given as columns, in stored types, with ``day``."""
    tables = [table for _, own in groups for table in own]
    extra = _owners([(source, sum(map(len, own))) for source, own in groups])
    return stored_columns(POSITIONS, _joined(tables), extra).with_columns(day=pl.col("observed_at").dt.date())


def _joined(tables: Sequence[Table]) -> pl.DataFrame:
    """Tables behind one another: neighbours of the same kind become one frame, of those all."""
    frames: list[pl.DataFrame] = []
    for is_frame, group in groupby(tables, key=lambda table: isinstance(table, pl.DataFrame)):
        own = list(group)
        if is_frame:
            frames += [table for table in own if isinstance(table, pl.DataFrame)]
        else:
            frames.append(frame_of_states([table for table in own if isinstance(table, StateColumns)]))
    return pl.concat(frames, how="diagonal_relaxed")


def _owners(counts: Sequence[tuple[StagedSource, int]]) -> dict[str, pl.Series]:
    """The columns that say where rows come from, by how many rows each file has."""
    shas = ((source.source_sha256, count) for source, count in counts)
    marks = ((source.reconstruction, count) for source, count in counts)
    return {"source_sha256": repeated(shas, pl.String()), "reconstruction": repeated(marks, pl.Boolean())}


def statement_rows(groups: Sequence[tuple[StagedSource, Sequence[Statement]]]) -> pl.DataFrame:
    """Statements of several files in stored types."""
    records = [statement for _, statements in groups for statement in statements]
    owners = repeated(((source.source_sha256, len(own)) for source, own in groups), pl.String())
    return frame_of(STATEMENTS, records, {"source_sha256": owners})


class Batch:
    """Files read to their ends, to be committed together.

    Attributes:
        sources: the files, in the order in which they were taken.
        rows: their state vectors.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources: list[StagedSource] = []
        self.rows = 0
        self._chunks: list[Path] = []
        self._frames: list[pl.DataFrame] = []
        self._states: list[tuple[StagedSource, list[StateVector]]] = []
        self._tables: list[tuple[StagedSource, list[Table]]] = []
        self._statements: list[tuple[StagedSource, list[Statement]]] = []
        self._pending = 0

    @property
    def is_full(self) -> bool:
        """Whether it is time to commit."""
        return self.rows >= BATCH_ROWS or len(self.sources) >= BATCH_FILES

    def open_file(self, source: StagedSource) -> StagedFile:
        """A collector for one file's rows, outside the batch until ``take``."""
        return StagedFile(source, self.folder)

    def take(self, file: StagedFile) -> None:
        """Make a file that was read to its end part of the batch."""
        chunks, states, tables, statements = file.close()
        self.sources.append(file.source)
        self.rows += file.rows
        self._chunks += chunks
        self._states.append((file.source, states))
        self._statements.append((file.source, statements))
        self._tables.append((file.source, tables))
        self._pending += len(states) + sum(map(len, tables))
        if self._pending >= CHUNK_ROWS:
            self._to_columns()

    def _to_columns(self) -> None:
        """Many small files make one frame: making a frame takes longer than reading a small file."""
        self._frames.append(position_rows(self._states))
        if any(tables for _, tables in self._tables):
            self._frames.append(position_columns(self._tables))
        self._states, self._tables, self._pending = [], [], 0

    def states(self) -> pl.LazyFrame:
        """All state vectors in stored types with ``day``; small batches are wholly in memory."""
        self._to_columns()
        frames = [frame.lazy() for frame in self._frames]
        return pl.concat([*frames, pl.scan_parquet(self._chunks)] if self._chunks else frames)

    def statements(self) -> pl.DataFrame:
        """All statements in stored types."""
        return statement_rows(self._statements)

    def days(self) -> Iterator[date]:
        """Days that the batch has rows of, in order."""
        yield from self.states().select(pl.col("day").unique().sort()).collect()["day"].to_list()

    def drop(self) -> None:
        """Forget everything and free the disk."""
        self._chunks, self._frames, self.sources = [], [], []
        self._states, self._tables, self._statements = [], [], []
        self.rows = self._pending = 0
        clear_staging(self.folder)


def clear_staging(folder: Path) -> None:
    """An empty staging folder; what a killed import left there is deleted."""
    shutil.rmtree(folder, ignore_errors=True)
    with disk_errors():
        folder.mkdir(parents=True, exist_ok=True)
