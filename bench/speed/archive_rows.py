"""Archive rows: years of positions out of two recorded hours, for the benchmark of questions.

Copies of the recorded airframes fly under other addresses and further east, by whole multiples of 40°, so that the
places are several; which of them fly on a day is drawn anew each day, from a seed. Times, sampling, noise and gaps
are those of the recordings.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
from replicate import recordings

from skywitness.store.archive import Archive
from skywitness.store.delta import Change, commit_all
from skywitness.store.schema import POSITIONS

FIRST_DAY = date(2025, 1, 1)
RECORDED = ("quickstart", "switzerland")
"""Paris and Switzerland, 385,000 positions of 1,000 airframes: samples that the package traffic carries."""
COPIES = 3
_EAST_DEG = 40
_BLOCK = 0x1000
_SHARES = 1000
_SEED = 3


def build(folder: Path, rows: int, days: int) -> Archive:
    """An archive of about so many positions, as imports leave it: a commit a day, not compacted."""
    archive = Archive.create(folder)
    files = archive.files("positions")
    for day, frame in _days(rows, days):
        with archive.writing():
            commit_all([Change(files, [files.write(frame, day)], [])])
    return archive


def _days(rows: int, days: int) -> Iterator[tuple[date, pl.DataFrame]]:
    recorded = recordings(RECORDED).with_columns(
        source_sha256=pl.lit("ab" * 32), source_row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    )
    fleet = _fleet(recorded["original"].unique().sort())
    share = int(_SHARES * rows / days / (recorded.height * COPIES))
    for number in range(days):
        drawn = pl.struct("icao24", pl.lit(number).alias("day")).hash(seed=_SEED) % _SHARES < share
        yield FIRST_DAY + timedelta(days=number), _shown(recorded, fleet.filter(drawn), number)


def _fleet(originals: pl.Series) -> pl.DataFrame:
    """Addresses by original and copy; a copy keeps the block of its state."""
    copies = pl.DataFrame({"copy": range(COPIES)}, schema={"copy": pl.Int64})
    number = pl.col("original").str.to_integer(base=16)
    moved = number // _BLOCK * _BLOCK + (number % _BLOCK + pl.col("copy") * 977) % _BLOCK
    every = originals.to_frame("original").join(copies, how="cross").with_columns(number=moved)
    named = every.with_columns(
        icao24=pl.col("number").map_elements(lambda number: f"{number:06x}", pl.String)
    ).drop("number")
    return named.unique("icao24", keep="first", maintain_order=True).sort("icao24")


def _shown(recorded: pl.DataFrame, fleet: pl.DataFrame, number: int) -> pl.DataFrame:
    midnight = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC) + timedelta(days=number)
    east = (pl.col("lon_deg").cast(pl.Float64) + pl.col("copy") * _EAST_DEG + 180) % 360 - 180
    rows = recorded.join(fleet, on="original").with_columns(
        observed_at=((pl.col("at_ms") + int(midnight.timestamp()) * 1000) * 1000).cast(pl.Datetime("us", "UTC")),
        lon_deg=east.round(6).cast(pl.Decimal(9, 6)),
    )
    return rows.select(*POSITIONS.stored_schema).sort(POSITIONS.order)
