"""Delta: one table's files, added and removed in atomic commits.

The Parquet files are written here and not by ``deltalake``, so that rows keep their order, memory stays bounded by
one file, and decimals keep their narrow form; ``deltalake`` keeps the log, which decides what readers see.
"""

import json
import os
import time
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import arro3.core
import polars as pl
from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction, RemoveAction

from skywitness.store.errors import ArchiveError, disk_errors
from skywitness.store.schema import SCHEMA_VERSION, Table
from skywitness.store.written import Written

_VERSION_KEY = "skywitness.schema"
_ROW_GROUP_ROWS = 100_000
"""Rows are sorted by aircraft, so a reader of one aircraft decodes one or two groups of this size."""
KEEP_REMOVED_HOURS = 24
"""How long a reader that opened the table earlier finds the files that a later commit replaced."""


class DataFile(NamedTuple):
    """One Parquet file of a table's current version."""

    path: Path
    size_bytes: int
    day: date | None
    rows: int
    first_icao24: str | None
    last_icao24: str | None


class DeltaFiles:
    """One table of the archive on disk; a table that nobody wrote to has no folder."""

    def __init__(self, folder: Path, table: Table) -> None:
        self.folder = folder
        self.table = table

    def exists(self) -> bool:
        """Whether anything was ever committed."""
        return (self.folder / "_delta_log").is_dir() and DeltaTable.is_deltatable(str(self.folder))

    def _open(self) -> DeltaTable:
        try:
            delta = DeltaTable(self.folder)
        except DeltaError as error:
            raise ArchiveError(f"cannot read the table {self.folder}: {error}") from error
        version = delta.metadata().configuration.get(_VERSION_KEY)
        if version != SCHEMA_VERSION:
            raise ArchiveError(
                f"the table {self.folder} has schema {version or 'unknown'}, this program knows {SCHEMA_VERSION}; "
                "use the version of Skywitness that wrote it, or import into a new data directory"
            )
        return delta

    def check(self) -> None:
        """Make sure that this program can read the table.

        Raises:
            ArchiveError: unreadable, or written with another schema.
        """
        if not self.exists():
            return
        odd = self._odd_columns()
        if odd and self.table.derived:
            raise ArchiveError(
                f"the table {self.folder} was derived by another version; run `skywitness derive` to make it anew"
            )
        if odd:
            raise ArchiveError(
                f"the table {self.folder} has other columns than this program knows: {', '.join(odd)}"
            )

    def stale(self) -> bool:
        """Whether it is a derived table that another version of the program wrote."""
        return self.table.derived and self.exists() and bool(self._odd_columns())

    def _odd_columns(self) -> list[str]:
        have = {field.name for field in self._open().schema().fields}
        return sorted(have ^ set(self.table.read_schema))

    def files(self) -> list[DataFile]:
        """Files of the current version, in order of day and first aircraft; read anew when the log has grown."""
        newest = self._newest()
        return list(_listed(self.folder, self.table, newest)) if newest else []

    def version(self) -> str:
        """A text that changes with every commit; empty when nothing was ever committed."""
        return ":".join(map(str, self._newest() or ()))

    def _newest(self) -> tuple[str, int, int] | None:
        """Name, time and inode of the log's latest entry; None when nothing was ever committed."""
        try:
            names = [
                entry.name for entry in os.scandir(self.folder / "_delta_log") if entry.name.endswith(".json")
            ]
            found = (self.folder / "_delta_log" / max(names)).stat()
        except (OSError, ValueError):
            return None
        return max(names), found.st_mtime_ns, found.st_ino

    def read_log(self) -> list[DataFile]:
        """As ``files``, from the log and not from memory: with years of days it takes a tenth of a second."""
        actions = pl.DataFrame(self._open().get_add_actions(flatten=True))
        found = [self._data_file(row) for row in actions.iter_rows(named=True)]
        return sorted(found, key=lambda file: (file.day or date.min, file.first_icao24 or "", file.path))

    def _data_file(self, row: dict[str, object]) -> DataFile:
        day = row.get("partition.day")
        return DataFile(
            path=self.folder / str(row["path"]),
            size_bytes=int(str(row["size_bytes"])),
            day=date.fromisoformat(str(day)) if day else None,
            rows=int(str(row["num_records"])),
            first_icao24=_text(row.get("min.icao24")),
            last_icao24=_text(row.get("max.icao24")),
        )

    def write(self, frame: pl.DataFrame, day: date | None = None) -> AddAction:
        """Write rows, in their order, as a file that no reader sees until it is committed.

        Raises:
            DiskFullError: no room.
        """
        folder = self.folder / f"day={day}" if day else self.folder
        path = folder / f"part-{uuid4().hex}.parquet"
        with disk_errors():
            folder.mkdir(parents=True, exist_ok=True)
            try:
                frame.write_parquet(path, compression="zstd", compression_level=3, row_group_size=_ROW_GROUP_ROWS)
                _settle(path)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        return self._addition(path, day, _stats(frame))

    def adopt(self, written: Written, day: date) -> AddAction:
        """Move a file that was written elsewhere on the same disk to where a commit can make it visible."""
        path = self.folder / f"day={day}" / written.path.name
        with disk_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            written.path.rename(path)
        low, high = written.first_icao24, written.last_icao24
        return self._addition(path, day, _stats_of(written.rows, low, high))

    def _addition(self, path: Path, day: date | None, stats: str) -> AddAction:
        return AddAction(
            path=str(path.relative_to(self.folder)),
            size=path.stat().st_size,
            partition_values={"day": str(day)} if day else {},
            modification_time=int(time.time() * 1000),
            data_change=True,
            stats=stats,
        )

    def commit(
        self,
        added: Sequence[AddAction],
        removed: Sequence[DataFile] = (),
        note: Mapping[str, object] | None = None,
    ) -> None:
        """Make files visible, and others invisible, in one step.

        Args:
            added: written before.
            removed: files of the current version.
            note: kept in the log's entry of this step.

        Raises:
            DiskFullError: no room.
        """
        actions: list[AddAction | RemoveAction] = [*added, *(self._removal(file) for file in removed)]
        if not actions:
            return
        with disk_errors():
            delta = self._open() if self.exists() else self._create()
            partition = ["day"] if self.table.by_day else None
            noted = CommitProperties(custom_metadata=dict(note)) if note else None
            delta.create_write_transaction(
                actions, "append", delta.schema(), partition_by=partition, commit_properties=noted
            )

    def discard(self, added: Sequence[AddAction]) -> None:
        """Delete files that were written, unless they have become visible."""
        try:
            visible = {file.path for file in self.files()}
        except ArchiveError:
            return  # not known to be invisible; the next sweep can tell
        for action in added:
            path = self.folder / action.path
            if path not in visible:
                path.unlink(missing_ok=True)

    def _removal(self, file: DataFile) -> RemoveAction:
        path = str(file.path.relative_to(self.folder))
        return RemoveAction(
            path, data_change=True, deletion_timestamp=int(time.time() * 1000), size=file.size_bytes
        )

    def _create(self) -> DeltaTable:
        self.folder.mkdir(parents=True, exist_ok=True)
        stored = {column.name: column.stored for column in self.table.columns}
        return DeltaTable.create(
            self.folder,
            schema=arro3.core.Table.from_arrow(pl.DataFrame(schema=stored)).schema,
            partition_by=["day"] if self.table.by_day else None,
            configuration={_VERSION_KEY: SCHEMA_VERSION},
            raise_if_key_not_exists=False,
        )

    def sweep(self, kept_hours: int = KEEP_REMOVED_HOURS) -> int:
        """Delete files out of sight: those of killed writers at once, replaced ones after ``kept_hours``.

        Only for the holder of the writer's lock.

        Args:
            kept_hours: how long a reader that opened the table before they were replaced still finds them.

        Returns:
            How many files went.
        """
        if not self.exists():
            return 0
        delta = self._open()
        replaced = set(delta.vacuum(retention_hours=0, enforce_retention_duration=False))
        old = set(delta.vacuum(retention_hours=kept_hours, enforce_retention_duration=False))
        gone = set(delta.vacuum(retention_hours=0, enforce_retention_duration=False, full=True)) - replaced | old
        for path in gone:
            (self.folder / path).unlink(missing_ok=True)
        return len(gone)

    def out_of_sight(self) -> list[Path]:
        """Data files in the folder that the current version does not name: replaced ones and leftovers."""
        if not self.exists():
            return []
        found = self._open().vacuum(retention_hours=0, enforce_retention_duration=False, full=True)
        return sorted(self.folder / path for path in found)


class Change(NamedTuple):
    """Files of one table that are written and wait to become visible, and those that go with the same step.

    Attributes:
        files: of the table.
        added: written, not yet visible.
        removed: files of the current version that go.
        note: kept in the log's entry of this step.
    """

    files: DeltaFiles
    added: Sequence[AddAction]
    removed: Sequence[DataFile]
    note: Mapping[str, object] | None = None


def commit_all(changes: Sequence[Change]) -> None:
    """Commit changes one right after the other, all their data being on disk already.

    Raises:
        DiskFullError: no room; the change at fault and those after it are not visible.
    """
    try:
        for change in changes:
            change.files.commit(change.added, change.removed, change.note)
    except BaseException:
        for change in changes:
            change.files.discard(change.added)
        raise


@lru_cache(maxsize=64)
def _listed(folder: Path, table: Table, _newest: tuple[str, int, int]) -> tuple[DataFile, ...]:
    return tuple(DeltaFiles(folder, table).read_log())


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _settle(path: Path) -> None:
    """The log must never name a file whose bytes a power cut can still lose."""
    with path.open("rb") as handle:
        os.fsync(handle.fileno())


def _stats(frame: pl.DataFrame) -> str:
    if "icao24" not in frame.columns or not frame.height:
        return _stats_of(frame.height, None, None)
    return _stats_of(frame.height, _text(frame["icao24"].min()), _text(frame["icao24"].max()))


def _stats_of(rows: int, first_icao24: str | None, last_icao24: str | None) -> str:
    low = {} if first_icao24 is None else {"icao24": first_icao24}
    high = {} if last_icao24 is None else {"icao24": last_icao24}
    return json.dumps({"numRecords": rows, "minValues": low, "maxValues": high, "nullCount": {}})
