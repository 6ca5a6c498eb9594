"""Integrity: the files of every table against its log, and what stands beside the positions against them."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

import polars as pl

from skywitness.store.archive import Archive
from skywitness.store.delta import DataFile, DeltaFiles
from skywitness.store.scan import scan
from skywitness.store.schema import AIRFRAME_DAYS, INDEXES, POSITIONS_BY_PLACE, TABLES
from skywitness.store.twins import is_compacted, sha256_in_name, twins


class Fault(NamedTuple):
    """Something that is not as the log says.

    Attributes:
        table: name of the table.
        file: path below the table's folder.
        fault: ``missing``, ``size``, ``unreadable``, ``rows``, ``sha256`` or ``index``: data are lost, were
            changed, or cannot be found by place or aircraft. ``leftover``: a file that no reader sees, no loss.
        detail: expected and found, in words.
    """

    table: str
    file: str
    fault: str
    detail: str


class Checked(NamedTuple):
    """What a check looked at.

    Attributes:
        files: number of files of current versions.
        hashed: those of them whose bytes were compared with a SHA-256.
        size_bytes: of all.
        rows: of all.
        faults: what was found.
    """

    files: int
    hashed: int
    size_bytes: int
    rows: int
    faults: list[Fault]

    @property
    def failed(self) -> bool:
        """Whether anything but leftovers was found."""
        return any(fault.fault != "leftover" for fault in self.faults)


def check(archive: Archive, *, quick: bool = False, progress: Callable[[int, int], None] | None = None) -> Checked:
    """Compare every file with the log: that it is there, its size, rows, and SHA-256 where its name has that.

    Args:
        archive: open for reading.
        quick: leave the SHA-256 out.
        progress: called with files done and in all.

    Raises:
        ArchiveError: a table's log cannot be read.
    """
    tables = [*(archive.files(name) for name in TABLES), *(archive.index(table) for table in INDEXES)]
    current = [(table, file) for table in tables for file in table.files()]
    faults: list[Fault] = []
    for done, (table, file) in enumerate(current, 1):
        faults += _file_faults(table, file, quick=quick)
        if progress:
            progress(done, len(current))
    faults += [fault for table in tables for fault in _leftovers(table)]
    faults += _index_faults(archive)
    hashed = 0 if quick else sum(sha256_in_name(file.path) is not None for _, file in current)
    size_bytes = sum(file.size_bytes for _, file in current)
    return Checked(len(current), hashed, size_bytes, sum(file.rows for _, file in current), faults)


def _file_faults(table: DeltaFiles, file: DataFile, *, quick: bool) -> Iterator[Fault]:
    def fault(kind: str, detail: str) -> Fault:
        return Fault(table.table.name, str(file.path.relative_to(table.folder)), kind, detail)

    try:
        size_bytes = file.path.stat().st_size
    except OSError as error:
        yield fault("missing", f"the log names it; {error.strerror}")
        return
    if size_bytes != file.size_bytes:
        yield fault("size", f"the log says {file.size_bytes:,} bytes, it has {size_bytes:,}")
        return
    try:
        rows = int(pl.scan_parquet(file.path, hive_partitioning=False).select(pl.len()).collect().item())
    except (OSError, pl.exceptions.PolarsError) as error:
        yield fault("unreadable", str(error).splitlines()[0])
        return
    if rows != file.rows:
        yield fault("rows", f"the log says {file.rows:,}, it has {rows:,}")
    said = None if quick else sha256_in_name(file.path)
    if said and said != (found := _sha256(file.path)):
        yield fault("sha256", f"its name says {said[:12]}…, its bytes give {found[:12]}…")


def _leftovers(table: DeltaFiles) -> Iterator[Fault]:
    for path in table.out_of_sight():
        if path.is_file():
            detail = f"{path.stat().st_size:,} bytes, replaced or left by a killed writer; swept later"
            yield Fault(table.table.name, str(path.relative_to(table.folder)), "leftover", detail)


def _index_faults(archive: Archive) -> Iterator[Fault]:
    """Compacted files whose rows by place or by aircraft are not all there."""
    positions = archive.files("positions")
    compacted = [file for file in positions.files() if is_compacted(file)]
    paired = twins(compacted, archive.index(POSITIONS_BY_PLACE).files())
    held = _held(archive.index(AIRFRAME_DAYS), compacted)
    for file, twin in paired.items():
        name = str(file.path.relative_to(positions.folder))
        rows, placed = held.get(file.path.stem, (0, 0))
        if rows != file.rows:
            yield Fault("airframe_days", name, "index", f"lists {rows:,} of its {file.rows:,} rows; {_REMEDY}")
        elif twin is not None and twin.rows != placed:
            yield Fault(
                "positions_by_place", name, "index", f"holds {twin.rows:,} of {placed:,} positions; {_REMEDY}"
            )


_REMEDY = "run `skywitness archive compact --everything`"


def _held(target: DeltaFiles, compacted: Sequence[DataFile]) -> dict[str, tuple[int, int]]:
    """Rows and positions of each compacted file by the index of aircraft and days."""
    rows = scan(AIRFRAME_DAYS, [file for file in target.files() if file.path.is_file()])
    sums = rows.group_by("file").agg(pl.col("state_vectors").sum(), pl.col("positions").sum())
    names = [file.path.stem for file in compacted]
    found = sums.filter(pl.col("file").is_in(names)).collect(engine="streaming")
    return {file: (int(rows), int(placed)) for file, rows, placed in found.iter_rows()}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
