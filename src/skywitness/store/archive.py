"""Archive: the tables of one data directory, as lazy frames to read and with few ways to write."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import polars as pl

from skywitness.model import Derivation
from skywitness.store.airframe_days import files_with
from skywitness.store.delta import KEEP_REMOVED_HOURS, Change, DataFile, DeltaFiles, commit_all
from skywitness.store.errors import ArchiveError, ArchiveMissingError, disk_errors
from skywitness.store.lock import writer_lock
from skywitness.store.rows import as_read, frame_of
from skywitness.store.scan import may_hold, scan
from skywitness.store.schema import (
    AIRFRAME_DAYS,
    DERIVATIONS,
    DERIVED,
    INDEXES,
    POSITIONS,
    SOURCES,
    STATEMENTS,
    TABLES,
    Table,
)
from skywitness.store.twins import is_compacted

_LOCK = ".lock"
_STAGING = ".staging"
_MANY_FILES = 32
"""A small table in more files than this is written anew as one."""
_FEW_AIRCRAFT = 64
"""So many can be looked up in the index of aircraft and days before the files are opened."""
_FEW_FILES = 8
"""Opening so many takes no longer than looking into the index; judgement."""


class Archive:
    """The archive in a data directory.

    Attributes:
        folder: the folder ``archive`` in the data directory.
    """

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "archive"

    @classmethod
    def open(cls, data_dir: Path, *, renew: bool = False) -> "Archive":
        """The archive of a data directory, for reading.

        Args:
            data_dir: the data directory.
            renew: delete derived tables that another version of the program wrote, for them to be derived anew.

        Raises:
            ArchiveMissingError: there is none.
            ArchiveError: a table cannot be read or has a schema that this program does not know.
        """
        archive = cls(data_dir)
        if not archive.folder.is_dir():
            raise ArchiveMissingError(f"no archive in {data_dir}; import something first, or name another --data")
        if renew:
            archive._forget_stale()
        for name in TABLES:
            archive.files(name).check()
        return archive

    def _forget_stale(self) -> None:
        """Delete derived tables that cannot be read, and the note of what they rest on."""
        if not any(self.files(name).stale() for name in TABLES):
            return
        with self.writing():
            for table in (DERIVATIONS, *DERIVED):
                shutil.rmtree(self.table_path(table.name), ignore_errors=True)

    @classmethod
    def create(cls, data_dir: Path) -> "Archive":
        """The archive of a data directory, made when there is none.

        Raises:
            ArchiveError: the folder cannot be made, or as in ``open``.
        """
        try:
            with disk_errors():
                (data_dir / "archive").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"cannot make the data directory {data_dir}: {error.strerror}") from error
        return cls.open(data_dir, renew=True)

    def table_path(self, name: str) -> Path:
        """Folder of a table; it exists once something was written."""
        return self.folder / TABLES[name].name

    def files(self, name: str) -> DeltaFiles:
        """The files of a table."""
        return DeltaFiles(self.table_path(name), TABLES[name])

    def version(self, names: Iterable[str] = TABLES) -> str:
        """A text that changes when any of these tables does."""
        return "|".join(self.files(name).version() for name in names)

    def index(self, table: Table) -> DeltaFiles:
        """The files of a table that compaction keeps beside the positions, one of ``schema.INDEXES``."""
        return DeltaFiles(self.folder / table.name, table)

    @property
    def staging(self) -> Path:
        """Folder for rows on their way in."""
        return self.folder / _STAGING

    def sweep(self, kept_hours: int = KEEP_REMOVED_HOURS) -> int:
        """Delete data files that no reader needs, and tell how many; only for the holder of the writer's lock.

        Args:
            kept_hours: how long files that were replaced are kept for readers who opened them before.
        """
        tables = [*(self.files(name) for name in TABLES), *(self.index(table) for table in INDEXES)]
        return sum(table.sweep(kept_hours) for table in tables)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the archive for writing.

        Raises:
            ArchiveLockedError: another process holds it.
            ArchiveError: the folder cannot be written to.
        """
        with writer_lock(self.folder / _LOCK):
            yield

    def positions(
        self,
        icao24s: Collection[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> pl.LazyFrame:
        """State vectors with their source and day, sorted by aircraft and time within a file.

        Args:
            icao24s: only these aircraft.
            since: only from this time on, UTC.
            until: only before this time, UTC.
        """
        rows = scan(POSITIONS, self.position_files(icao24s, since, until))
        if icao24s is not None:
            # The bounds let a reader skip the row groups that hold other addresses only.
            wanted = sorted(icao24s)
            if wanted:
                rows = rows.filter(pl.col("icao24").is_between(pl.lit(wanted[0]), pl.lit(wanted[-1])))
            rows = rows.filter(pl.col("icao24").is_in(wanted))
        if since is not None:
            rows = rows.filter(pl.col("observed_at") >= since)
        if until is not None:
            rows = rows.filter(pl.col("observed_at") < until)
        return as_read(POSITIONS, rows)

    def position_files(
        self,
        icao24s: Collection[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[DataFile]:
        """The files that ``positions`` reads for the same arguments."""
        files = [f for f in self.files("positions").files() if may_hold(f, icao24s, since, until)]
        if icao24s is None or not 0 < len(icao24s) <= _FEW_AIRCRAFT or len(files) < _FEW_FILES:
            return files
        having = files_with(self.index(AIRFRAME_DAYS), icao24s)
        return files if having is None else [f for f in files if not is_compacted(f) or f.path.stem in having]

    def statements(self) -> pl.LazyFrame:
        """What sources say about who an aircraft is."""
        return self._all(STATEMENTS)

    def sources(self) -> pl.LazyFrame:
        """Imported files."""
        return self._all(SOURCES)

    def flights(self) -> pl.LazyFrame:
        """Derived flights."""
        return self.derived("flights")

    def visits(self) -> pl.LazyFrame:
        """Derived visits."""
        return self.derived("visits")

    def gaps(self) -> pl.LazyFrame:
        """Derived gaps."""
        return self.derived("gaps")

    def trips(self) -> pl.LazyFrame:
        """Derived trips."""
        return self.derived("trips")

    def trip_legs(self) -> pl.LazyFrame:
        """Legs of the derived trips."""
        return self.derived("trip_legs")

    def home_bases(self) -> pl.LazyFrame:
        """Derived home bases."""
        return self.derived("home_bases")

    def derived(self, name: str) -> pl.LazyFrame:
        """A derived table by its name, one of ``schema.DERIVED``."""
        return self._all(TABLES[name])

    def underived_sources(self, algorithm: str) -> list[str]:
        """SHA-256 of the sources that these rules have not been run over, in order."""
        done = self._all(DERIVATIONS).filter(pl.col("algorithm") == algorithm)
        pending = self.sources().select("source_sha256").join(done, on="source_sha256", how="anti")
        return sorted(pending.collect()["source_sha256"].to_list())

    def mark_derived(self, source_sha256s: Iterable[str], algorithm: str) -> None:
        """Note that flights and visits rest on these sources too, by these rules.

        Raises:
            ArchiveLockedError: another process is writing.
            DiskFullError: no room.
        """
        rows = [Derivation(sha256, algorithm) for sha256 in source_sha256s]
        with self.writing():
            commit_all([self.prepare_small(DERIVATIONS, frame_of(DERIVATIONS, rows))])

    def _all(self, table: Table) -> pl.LazyFrame:
        return as_read(table, scan(table, self.files(table.name).files()))

    def prepare_small(self, table: Table, rows: pl.DataFrame) -> Change:
        """Rows to add to a table that is small enough to be written anew when it has become many files.

        Only for the holder of the writer's lock.

        Raises:
            DiskFullError: no room.
        """
        target = self.files(table.name)
        if not rows.height:
            return Change(target, [], [])
        old = target.files()
        if len(old) < _MANY_FILES:
            return Change(target, [target.write(rows.sort(table.order))], [])
        together = pl.concat([scan(table, old).collect(), rows]).sort(table.order)
        return Change(target, [target.write(together)], old)

    def replace_derived(self, icao24s: Collection[str] | None, rows: Mapping[str, pl.DataFrame]) -> None:
        """Put these rows in the place of all derived rows of these aircraft; other aircraft are left as they are.

        Args:
            icao24s: aircraft whose rows go, also those that have no new ones; None for all aircraft.
            rows: their new rows by table, in stored types; a derived table that is not named gets none.

        Each table changes in one step.

        Raises:
            ArchiveLockedError: another process is writing.
            DiskFullError: no room; that table is as before.
        """
        with self.writing():
            commit_all([self._replaced(table, icao24s, rows.get(table.name)) for table in DERIVED])

    def replace_table(self, name: str, rows: pl.DataFrame) -> None:
        """Put these rows in the place of all rows of one derived table.

        Raises:
            ArchiveLockedError: another process is writing.
            DiskFullError: no room; the table is as before.
        """
        table = TABLES[name]
        with self.writing():
            commit_all([self._replaced(table, None, rows.select(*table.stored_schema))])

    def _replaced(self, table: Table, icao24s: Collection[str] | None, new: pl.DataFrame | None) -> Change:
        files = self.files(table.name)
        old = [f for f in files.files() if may_hold(f, icao24s, None, None)]
        kept = scan(table, old).filter(False if icao24s is None else ~pl.col("icao24").is_in(sorted(icao24s)))
        parts = [kept.collect(), *([] if new is None else [new])]
        rows = pl.concat(parts).sort(table.order, nulls_last=False)
        return Change(files, [files.write(rows)] if rows.height else [], old)
