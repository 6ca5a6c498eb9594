"""Compaction: many small files of a day become one sorted file, with the same rows by place beside it.

Files are read and written without the writer's lock, in a folder of their own. Only the swap takes the lock: when
the files read are still part of the table, the new ones take their place in one commit. A process killed at any
moment leaves the table as it was or as it is to be, and leftovers that the next sweep deletes. Readers go on with
the files that they opened.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from skywitness.store.airframe_days import prepared, summary_of
from skywitness.store.archive import Archive
from skywitness.store.delta import Change, DataFile, DeltaFiles, commit_all
from skywitness.store.errors import ArchiveError, ArchiveLockedError, disk_errors
from skywitness.store.lock import writer_lock
from skywitness.store.schema import AIRFRAME_DAYS, POSITIONS_BY_PLACE
from skywitness.store.sorted_file import BY_AIRCRAFT, BY_PLACE, counts, write_sorted
from skywitness.store.twins import is_compacted, twin_name, twins
from skywitness.store.written import Written

PART_ROWS: Final = 5_000_000
"""Rows of a file at most; a day of more is cut by ranges of aircraft. Sorting as many takes 1 GB of memory."""
MANY_FILES: Final = 32
"""An import compacts a day in this many small files or more; judgement: each costs a reader a millisecond."""
_TIERS: Final = 2
_PAUSES_S: Final = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Before trying again where another process is writing; a commit takes a fraction of a second."""

Pause = Callable[[float], None]
"""Waits so many seconds."""


class DayDone(NamedTuple):
    """One day that was compacted.

    Attributes:
        day: the UTC day.
        rows: state vectors in it.
        files_before: files that were put together.
        files_after: files that took their place.
        bytes_before: their size.
        bytes_after: size of the new ones, in order of aircraft.
        place_bytes: size of the same rows in order of place.
    """

    day: date
    rows: int
    files_before: int
    files_after: int
    bytes_before: int
    bytes_after: int
    place_bytes: int


def due(archive: Archive, *, everything: bool = False) -> dict[date, list[DataFile]]:
    """Files to put together, by day: where not all are compacted, would fit into fewer, or lack their twins.

    Args:
        archive: open for reading.
        everything: all files of all days.
    """
    files, places = archive.files("positions").files(), archive.index(POSITIONS_BY_PLACE).files()
    again = everything or not archive.index(AIRFRAME_DAYS).exists()
    return {day: own for day, own in _by_day(files).items() if again or _is_due(own, places)}


def _is_due(files: Sequence[DataFile], places: Sequence[DataFile]) -> bool:
    fewer = len(files) > 1 and sum(file.rows for file in files) <= PART_ROWS
    return fewer or not all(twins(files, places).values())


def due_after_import(archive: Archive) -> dict[date, list[DataFile]]:
    """Files to put together of days in many small ones.

    Compacted files join in while they are less than twice what has been put together, so that a day that grows all
    the time is written anew a few times and not at each import.
    """
    chosen = {}
    for day, own in _by_day(archive.files("positions").files()).items():
        small = [file for file in own if not is_compacted(file)]
        if len(small) >= MANY_FILES:
            rows = sum(file.rows for file in small)
            for file in sorted(filter(is_compacted, own), key=lambda file: file.rows):
                if file.rows < _TIERS * rows:
                    small.append(file)
                    rows += file.rows
            chosen[day] = small
    return chosen


def compact(archive: Archive, chosen: Mapping[date, Sequence[DataFile]], pause: Pause) -> Iterator[DayDone]:
    """Put the files of each day together; a day is done when it is handed out, whatever becomes of the rest.

    Args:
        archive: not held for writing.
        chosen: files by day, as ``due`` gives them.
        pause: waits where another process is writing.

    Raises:
        ArchiveLockedError: another compaction is at work, or another writer kept the archive for too long.
        DiskFullError: no room; that day is as before.
        ArchiveError: a file cannot be read.
    """
    folder = archive.folder / ".compacting"
    with disk_errors():
        folder.mkdir(parents=True, exist_ok=True)
    with writer_lock(folder / ".lock", "another compaction is at work in"):
        _clear(folder)
        try:
            for day, files in sorted(chosen.items()):
                yield _compact_day(archive, folder, day, files, pause)
        finally:
            _clear(folder)


def _compact_day(archive: Archive, folder: Path, day: date, files: Sequence[DataFile], pause: Pause) -> DayDone:
    parts = [_Part.of(files, span, folder) for span in _spans(files, folder)]
    rows = sum(part.by_aircraft.rows for part in parts)
    if rows != sum(file.rows for file in files):
        raise ArchiveError(
            f"{day}: the log speaks of {sum(file.rows for file in files):,} rows, the files hold {rows:,}; "
            "run `skywitness archive check`"
        )
    sizes = [(part.by_aircraft.path.stat().st_size, part.by_place.path.stat().st_size) for part in parts]
    _swap(archive, day, files, parts, pause)
    return DayDone(
        day,
        rows,
        files_before=len(files),
        files_after=len(parts),
        bytes_before=sum(file.size_bytes for file in files),
        bytes_after=sum(size for size, _ in sizes),
        place_bytes=sum(size for _, size in sizes),
    )


class _Part(NamedTuple):
    """A new file, the same rows by place, and what it holds of each aircraft."""

    by_aircraft: Written
    by_place: Written
    summary: pl.DataFrame

    @classmethod
    def of(cls, files: Sequence[DataFile], span: tuple[str, str] | None, folder: Path) -> "_Part":
        sources = [file.path for file in files]
        by_aircraft = write_sorted(sources, BY_AIRCRAFT, folder, span)
        by_place = write_sorted([by_aircraft.path], BY_PLACE, folder, None)
        named = by_place.path.rename(folder / twin_name(by_aircraft.path, by_place.sha256))
        return cls(by_aircraft, by_place._replace(path=named), summary_of(by_aircraft.path))


def _spans(files: Sequence[DataFile], folder: Path) -> list[tuple[str, str] | None]:
    """Ranges of addresses with about PART_ROWS rows each; None for all of them."""
    total = sum(file.rows for file in files)
    if total <= PART_ROWS:
        return [None]
    spans: list[tuple[str, str] | None] = []
    held, first, last = 0, "", ""
    for icao24, rows in counts([file.path for file in files], folder):
        if held and held + rows > PART_ROWS:
            spans.append((first, last))
            held = 0
        first = first if held else icao24
        held, last = held + rows, icao24
    return [*spans, (first, last)]


def _swap(archive: Archive, day: date, files: Sequence[DataFile], parts: Sequence[_Part], pause: Pause) -> None:
    """Make the new files visible and the old ones invisible, in one commit."""
    with ExitStack() as stack:
        _hold(archive, stack, pause)
        positions, places = archive.files("positions"), archive.index(POSITIONS_BY_PLACE)
        current = {file.path for file in positions.files()}
        if not current.issuperset(file.path for file in files):
            raise ArchiveError(f"{day}: another compaction was there first; run it again for what is left")
        summary = prepared(archive.index(AIRFRAME_DAYS), pl.concat([part.summary for part in parts]), current)
        old_twins = [twin for twin in twins(files, places.files()).values() if twin]
        beside = _exchange(places, day, [part.by_place for part in parts], [])
        instead = _exchange(positions, day, [part.by_aircraft for part in parts], files)
        # What stands beside comes first: a file that readers see has it, and one that they do not see is ignored.
        commit_all([beside, summary, instead])
        new_twins = {part.by_place.path.name for part in parts}
        commit_all([Change(places, [], [twin for twin in old_twins if twin.path.name not in new_twins])])


def _exchange(table: DeltaFiles, day: date, new: Sequence[Written], old: Sequence[DataFile]) -> Change:
    """New files for old ones; a new file that is there already, being called after its bytes, stays."""
    names = {written.path.name for written in new}
    there = {file.path.name for file in table.files()}
    added = [table.adopt(written, day) for written in new if written.path.name not in there]
    return Change(table, added, [file for file in old if file.path.name not in names])


def _hold(archive: Archive, stack: ExitStack, pause: Pause) -> None:
    for pause_s in _PAUSES_S:
        try:
            stack.enter_context(archive.writing())
        except ArchiveLockedError:
            pause(pause_s)
        else:
            return
    stack.enter_context(archive.writing())


def _by_day(files: Sequence[DataFile]) -> dict[date, list[DataFile]]:
    found: dict[date, list[DataFile]] = {}
    for file in files:
        if file.day is not None:
            found.setdefault(file.day, []).append(file)
    return found


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != ".lock":
            path.unlink(missing_ok=True)
