"""Seen days: which aircraft were heard on which days, from the index that compaction keeps where it has one."""

from collections.abc import Collection
from datetime import datetime

import polars as pl

from skywitness.store.airframe_days import summarised
from skywitness.store.archive import Archive
from skywitness.store.rows import as_read
from skywitness.store.scan import may_hold, scan
from skywitness.store.schema import AIRFRAME_DAYS, POSITIONS
from skywitness.store.twins import is_compacted


def seen_days(
    archive: Archive,
    icao24s: Collection[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> pl.LazyFrame:
    """What each file of positions holds of each aircraft and UTC day: rows of AirframeDay, in no order.

    Compacted files are not opened; what others hold is counted from their rows.

    Args:
        archive: open for reading.
        icao24s: only these aircraft.
        since: only days from that of this time on, UTC.
        until: only days that begin before this time, UTC.
    """
    files = [f for f in archive.files("positions").files() if may_hold(f, icao24s, since, until)]
    index = archive.index(AIRFRAME_DAYS)
    known = {f.path.stem for f in files if is_compacted(f)} if index.exists() else set()
    parts = []
    if known:
        parts.append(scan(AIRFRAME_DAYS, index.files()).filter(pl.col("file").is_in(sorted(known))))
    if others := [f for f in files if f.path.stem not in known]:
        parts.append(summarised(scan(POSITIONS, others), pl.lit("")))
    rows = pl.concat(parts) if parts else scan(AIRFRAME_DAYS, [])
    if icao24s is not None:
        rows = rows.filter(pl.col("icao24").is_in(sorted(icao24s)))
    return as_read(AIRFRAME_DAYS, rows)
