"""Commit: a batch's rows become visible: all data is written first, then each table changes in one step.

A process that dies between the steps leaves rows whose source is not listed yet; the next import of the same file
finds them equal to its own and lists the source.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import polars as pl
from deltalake.transaction import AddAction

from skywitness.model import Source
from skywitness.store.archive import Archive
from skywitness.store.delta import Change, DataFile, commit_all
from skywitness.store.novelty import NEEDED, new_rows
from skywitness.store.rows import frame_of
from skywitness.store.scan import scan
from skywitness.store.schema import POSITIONS, SOURCES, STATEMENTS
from skywitness.store.staging import Batch

SLICE_ROWS = 500_000
"""Rows compared, sorted and written at a time: one data file."""
_OVERFULL = 1.5
"""A slice may be so much larger: a batch ends with the file that fills it, and most hold a few rows more than one
slice."""


class Outcome(NamedTuple):
    """What became of one file's positions.

    Attributes:
        state_vectors: stored for the first time by this file.
        positions: those of them that have a place.
        duplicates: rows that were stored already, from this file or another.
        aircraft: distinct addresses in the file.
        first_row: first row number of its stored positions.
        last_row: last row number.
        first_observed_at: earliest time of its stored positions, UTC.
        last_observed_at: latest.
    """

    state_vectors: int = 0
    positions: int = 0
    duplicates: int = 0
    aircraft: int = 0
    first_row: int | None = None
    last_row: int | None = None
    first_observed_at: datetime | None = None
    last_observed_at: datetime | None = None


def commit_batch(
    archive: Archive, batch: Batch, listed: Callable[[Mapping[str, Outcome]], Sequence[Source]]
) -> None:
    """Make a batch's new positions and statements visible, and list its files as imported.

    Args:
        archive: held for writing.
        batch: files read to their ends.
        listed: makes the rows of the table of sources from what became of each file, by source_sha256.

    Raises:
        DiskFullError: no room; as a rule nothing of the batch is visible.
    """
    changes: list[Change] = []
    try:
        positions, outcomes = _positions(archive, batch)
        changes.append(positions)
        changes.append(_statements(archive, batch.statements()))
        changes.append(archive.prepare_small(SOURCES, frame_of(SOURCES, listed(outcomes))))
    except BaseException:
        for change in changes:
            change.files.discard(change.added)
        raise
    commit_all(changes)


def _positions(archive: Archive, batch: Batch) -> tuple[Change, dict[str, Outcome]]:
    files = archive.files("positions")
    stored = files.files()
    shas = [source.source_sha256 for source in batch.sources]
    tally = _Tally(shas)
    added: list[AddAction] = []

    def write_slice(day: date, rows: pl.LazyFrame) -> None:
        # In a function of its own, so that one slice's frames are gone before the next is read.
        staged = rows.collect(engine="streaming")
        new, resumed = new_rows(staged, _stored_like(staged, day, stored), shas)
        tally.add(staged, new, resumed)
        if new.height:
            added.append(files.write(new.drop("day"), day))

    try:
        for day, rows in _slices(batch):
            write_slice(day, rows)
    except BaseException:
        files.discard(added)
        raise
    return Change(files, added, []), tally.outcomes()


def _statements(archive: Archive, rows: pl.DataFrame) -> Change:
    same = ["icao24", "attribute", "value", "observed_at", "source_sha256"]
    stored = scan(STATEMENTS, archive.files("statements").files())
    of_these = stored.filter(pl.col("source_sha256").is_in(rows["source_sha256"].unique().to_list())).collect()
    once = rows.unique(same, keep="first", maintain_order=True)
    return archive.prepare_small(STATEMENTS, once.join(of_these, on=same, how="anti", nulls_equal=True))


def _slices(batch: Batch) -> Iterator[tuple[date, pl.LazyFrame]]:
    """The batch's rows by day and, where a day is large, by range of aircraft."""
    states = batch.states()
    if batch.rows <= SLICE_ROWS * _OVERFULL:
        by_day = states.collect().partition_by("day", as_dict=True)
        yield from ((day, by_day[day,].lazy()) for (day,) in sorted(by_day))
        return
    for day in batch.days():
        of_day = states.filter(pl.col("day") == day)
        for first, last in _ranges(of_day):
            yield day, of_day.filter(pl.col("icao24").is_between(pl.lit(first), pl.lit(last)))


def _ranges(states: pl.LazyFrame) -> list[tuple[str, str]]:
    """Ranges of addresses with about SLICE_ROWS rows each, and none with a small rest."""
    counts = states.group_by("icao24").len().collect(engine="streaming").sort("icao24")
    rows = int(counts["len"].sum())
    part = (pl.col("len").cum_sum() - pl.col("len")) // -(-rows // max(round(rows / SLICE_ROWS), 1))
    ends = counts.group_by(part.alias("part"), maintain_order=True).agg(
        pl.col("icao24").first().alias("first"), pl.col("icao24").last().alias("last")
    )
    return list(ends.select("first", "last").iter_rows())


def _stored_like(staged: pl.DataFrame, day: date, stored: Sequence[DataFile]) -> pl.DataFrame:
    """Stored rows of the same aircraft and span of time."""
    icao24, time = staged["icao24"], staged["observed_at"]
    low, high = str(icao24.min()), str(icao24.max())
    files = [
        f for f in stored if f.day == day and (f.first_icao24 or "") <= high and low <= (f.last_icao24 or "\x7f")
    ]
    rows = scan(POSITIONS, files).filter(
        pl.col("icao24").is_in(icao24.unique().to_list()),
        pl.col("observed_at").is_between(pl.lit(time.min()), pl.lit(time.max())),
    )
    # As a rule there is none, which two columns tell as well as twenty.
    if not rows.select(pl.len()).collect(engine="streaming").item():
        return pl.DataFrame(schema=rows.select(NEEDED).collect_schema())
    return rows.select(NEEDED).collect(engine="streaming")


class _Tally:
    """Counts by file over the slices of a batch."""

    def __init__(self, shas: Sequence[str]) -> None:
        self._shas = shas
        self._rows: list[pl.DataFrame] = []
        self._kept: list[pl.DataFrame] = []
        self._aircraft: list[pl.DataFrame] = []

    def add(self, staged: pl.DataFrame, new: pl.DataFrame, resumed: pl.DataFrame) -> None:
        """Count one slice."""
        row, time = pl.col("source_row"), pl.col("observed_at")
        self._rows.append(staged.group_by("source_sha256").len("rows"))
        self._aircraft.append(staged.select("source_sha256", "icao24").unique())
        self._kept.append(
            pl.concat([new, resumed])
            .group_by("source_sha256")
            .agg(
                pl.len().alias("state_vectors"),
                pl.col("lat_deg").is_not_null().sum().alias("positions"),
                row.min().alias("first_row"),
                row.max().alias("last_row"),
                time.min().alias("first_observed_at"),
                time.max().alias("last_observed_at"),
            )
        )

    def outcomes(self) -> dict[str, Outcome]:
        """What became of each file, also of those without a row."""
        found = {sha256: Outcome() for sha256 in self._shas}
        if not self._rows:
            return found
        by = "source_sha256"
        rows = pl.concat(self._rows).group_by(by).agg(pl.col("rows").sum())
        aircraft = pl.concat(self._aircraft).unique().group_by(by).len("aircraft")
        counts = pl.col("state_vectors", "positions")
        lowest = [pl.col(name).min() for name in ("first_row", "first_observed_at")]
        highest = [pl.col(name).max() for name in ("last_row", "last_observed_at")]
        kept = pl.concat(self._kept).group_by(by).agg(counts.sum(), *lowest, *highest)
        joined = rows.join(aircraft, on=by).join(kept, on=by, how="left").with_columns(counts.fill_null(0))
        counted = joined.with_columns(duplicates=pl.col("rows") - pl.col("state_vectors")).drop("rows")
        for row in counted.iter_rows(named=True):
            sha256 = row.pop(by)
            found[sha256] = Outcome(**row)
        return found
