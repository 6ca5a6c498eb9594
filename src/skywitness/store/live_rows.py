"""Live rows: what live feeds gave, made visible in the archive a batch at a time, each row once.

A row of a live feed names its segment (``source_sha256``) and its place in it (``source_row``); they become
visible in the same commit as the row itself. So the archive's own log tells what of a segment it holds, and
whoever decodes the segment again after a crash leaves out what is there. How many rows each segment has is noted
in that commit too.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import polars as pl

from skywitness.model import Source, Statement, StateVector
from skywitness.store.archive import Archive
from skywitness.store.delta import Change, commit_all
from skywitness.store.errors import table_errors
from skywitness.store.rows import frame_of
from skywitness.store.scan import scan
from skywitness.store.schema import POSITIONS, SOURCES, STATEMENTS
from skywitness.store.staging import StagedSource, position_rows, statement_rows


class LiveRows(NamedTuple):
    """Rows of one segment.

    Attributes:
        source: the segment.
        states: state vectors.
        statements: statements.
    """

    source: StagedSource
    states: list[StateVector]
    statements: list[Statement]


def commit_live(archive: Archive, batch: Sequence[LiveRows], ended: Sequence[Source] = ()) -> None:
    """Make rows visible, and list segments whose rows are now all there.

    Args:
        archive: held for writing.
        batch: rows that the archive does not hold.
        ended: segments that are closed and whose last rows are these or came before.

    Raises:
        DiskFullError: no room; what is visible of the batch are whole tables, in the order in which they are read.
        ArchiveError: a table cannot be written, with the same in view.
    """
    with table_errors():
        _commit(archive, batch, ended)


def _commit(archive: Archive, batch: Sequence[LiveRows], ended: Sequence[Source]) -> None:
    changes: list[Change] = []
    try:
        changes.append(_positions(archive, batch))
        changes.append(
            archive.prepare_small(STATEMENTS, statement_rows([(one.source, one.statements) for one in batch]))
        )
        changes.append(archive.prepare_small(SOURCES, frame_of(SOURCES, _unlisted(archive, ended))))
    except BaseException:
        for change in changes:
            change.files.discard(change.added)
        raise
    commit_all(changes)


def _unlisted(archive: Archive, ended: Sequence[Source]) -> list[Source]:
    """Those that are not listed yet: two replays at the same time end with the same segment."""
    listed = listed_sources(archive) if ended else frozenset()
    return [source for source in ended if source.source_sha256 not in listed]


def _positions(archive: Archive, batch: Sequence[LiveRows]) -> Change:
    files = archive.files("positions")
    rows = position_rows([(one.source, one.states) for one in batch]).sort("day", *POSITIONS.order)
    added = []
    try:
        for (day,), of_day in rows.group_by("day", maintain_order=True):
            added.append(files.write(of_day.drop("day"), day))
    except BaseException:
        files.discard(added)
        raise
    note = {one.source.name: len(one.states) for one in batch if one.states}
    return Change(files, added, [], {"skywitness.live": note} if note else None)


class Held(NamedTuple):
    """What the archive holds of a segment already.

    Attributes:
        states: source_row, and whether the row has a place, of its state vectors.
        statements: source_row and attribute of its statements.
    """

    states: frozenset[tuple[int, bool]]
    statements: frozenset[tuple[int, str]]


def held_of(archive: Archive, source_sha256: str, since: datetime) -> Held:
    """What the archive holds of a segment.

    Args:
        archive: open for reading.
        source_sha256: of the segment.
        since: no row of it is older, UTC.

    Raises:
        ArchiveError: a table cannot be read, as when another process removes files meanwhile.
    """
    mine = pl.col("source_sha256") == source_sha256
    with table_errors():
        files = [f for f in archive.files("positions").files() if f.day is None or f.day >= since.date()]
        states = scan(POSITIONS, files).filter(mine).select("source_row", pl.col("lat_deg").is_not_null())
        said = archive.statements().filter(mine).select("source_row", "attribute")
        held = states.collect(engine="streaming"), said.collect()
    return Held(frozenset(held[0].iter_rows()), frozenset(held[1].iter_rows()))


def listed_sources(archive: Archive) -> frozenset[str]:
    """SHA-256 of the sources that are wholly in the archive.

    Raises:
        ArchiveError: the table cannot be read.
    """
    with table_errors():
        return frozenset(archive.sources().select("source_sha256").collect()["source_sha256"].to_list())
