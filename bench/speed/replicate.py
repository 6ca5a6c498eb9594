"""Replicate: an archive of any size out of recorded flights, with other addresses and on other days.

The recordings cover hours to a few days. An airframe repeats its own recording day after day, and copies of it
under other addresses do the same at other hours, so that an airframe has several flights over several days as in a
real archive. What repeats is real in its sampling, noise and gaps; from the end of a day's recording to the start
of the next an airframe can have moved, as it does under partial coverage.
"""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from datasets import four_flights, heathrow, hercules, sample

from skywitness.model import Source
from skywitness.store.archive import Archive
from skywitness.store.commit import SLICE_ROWS
from skywitness.store.delta import Change, commit_all
from skywitness.store.rows import frame_of
from skywitness.store.schema import POSITIONS, SOURCES

RECORDINGS: Mapping[str, Callable[[], pl.DataFrame]] = {
    "quickstart": lambda: sample("collections/quickstart"),
    "switzerland": lambda: sample("collections/switzerland"),
    "heathrow": lambda: heathrow().positions,
    "hercules": lambda: hercules().positions,
    "four flights": lambda: four_flights().positions,
}
"""Recordings of many airframes, or of one over days: two that the package traffic carries, three of the folder
``shared``."""
_FIRST_DAY = date(2025, 1, 1)
_DAY_MS = 86_400_000
_COPY_SHIFT_MINUTES = 433
"""Copies fly at other hours (433 and 1,440 have no common factor): else the outliers of all copies would fall on
one place in one hour, and look like a place to which many aircraft were spoofed."""
_BLOCK = 0x1000
"""A copy's address differs in its last three digits only, so that its state and military block stay the same."""
_MADE = ("icao24", "observed_at", "source_sha256", "source_row")
"""Columns that a copy does not take from its recording."""


class Airframe(NamedTuple):
    """One airframe of the made archive.

    Attributes:
        icao24: its address.
        original: address in the recording.
        copy: which copy it is, from 0.
        rows: positions over all days.
    """

    icao24: str
    original: str
    copy: int
    rows: int


def recordings(names: Iterable[str]) -> pl.DataFrame:
    """The positions of these recordings in stored types, with ``original`` for the address and without a date.

    ``at_ms`` is counted from the start of an airframe's first day; ``period_days`` is how many days its recording
    takes, with at least an hour before it begins again.
    """
    parts = [RECORDINGS[name]() for name in names]
    rows = pl.concat(parts).filter(pl.col("icao24").str.contains("^[0-9a-f]{6}$"))
    # An airframe that is in two recordings, months apart, keeps the first.
    rows = rows.filter(pl.col("observed_at") < pl.col("observed_at").min().over("icao24") + pl.duration(days=7))
    at_ms = pl.col("observed_at").dt.epoch("ms")
    rows = rows.with_columns(at_ms=at_ms - at_ms.min().over("icao24") // _DAY_MS * _DAY_MS)
    ends = pl.col("at_ms").max().over("icao24") + _DAY_MS // 24
    return rows.select(
        pl.col("icao24").alias("original"),
        "at_ms",
        (ends // _DAY_MS + 1).alias("period_days"),
        *(pl.col(name).cast(kind) for name, kind in POSITIONS.stored_schema.items() if name not in _MADE),
    )


def fleet(recorded: pl.DataFrame, rows: int, days: int) -> list[Airframe]:
    """As many airframes as it takes to reach a number of rows over these days.

    The originals are taken in an order that has nothing to do with their source, so that an archive of any size is
    the same mixture.

    Raises:
        SystemExit: more copies than addresses of one block; more days are needed.
    """
    counts = recorded.group_by("original").agg(pl.len().alias("len"), pl.col("period_days").first())
    order = counts.with_columns(key=pl.col("original").map_elements(_mixed, pl.String)).sort("key")
    held, made, taken = 0, [], set[str]()
    for copy in range(_BLOCK):
        for original, length, period in order.select("original", "len", "period_days").iter_rows():
            if held >= rows:
                return made
            count = length * max(days // period, 1)
            made.append(Airframe(_address(original, copy, taken), original, copy, count))
            held += count
    raise SystemExit("too many copies: ask for more days")


def _mixed(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def _address(original: str, copy: int, taken: set[str]) -> str:
    block, low = divmod(int(original, 16), _BLOCK)
    tries = (f"{block * _BLOCK + (low + copy * 977 + step) % _BLOCK:06x}" for step in range(_BLOCK))
    found = next((icao24 for icao24 in tries if icao24 not in taken), None)
    if found is None:
        raise SystemExit("too many copies: ask for more days")
    taken.add(found)
    return found


def build(folder: Path, airframes: list[Airframe], recorded: pl.DataFrame, days: int) -> Archive:
    """Write the archive of a fleet: a source a day, files by day and sorted as an import leaves them."""
    archive = Archive.create(folder)
    files = archive.files("positions")
    added, sources = [], []
    for number in range(days + int(recorded["period_days"].max())):  # the copies' shift carries rows past the end
        rows = _day(recorded, airframes, number, days)
        if not rows.height:
            continue
        day = _FIRST_DAY + timedelta(days=number)
        added += [files.write(part, day) for part in _slices(rows)]
        sources.append(_source(rows, day))
    with archive.writing():
        listed = archive.prepare_small(SOURCES, frame_of(SOURCES, sources))
        commit_all([Change(files, added, []), listed])
    return archive


def _day(recorded: pl.DataFrame, airframes: list[Airframe], number: int, days: int) -> pl.DataFrame:
    """Rows of one day in the table's order."""
    copies = pl.DataFrame(airframes, schema=["icao24", "original", "copy", "rows"], orient="row")
    parts = [
        _shown(recorded, int(str(copy)), number, days).join(own.select("icao24", "original"), on="original")
        for (copy,), own in copies.group_by("copy", maintain_order=True)
    ]
    rows = pl.concat(parts).sort("icao24", "observed_at", maintain_order=True)
    return rows.with_columns(
        pl.lit(_sha256(_FIRST_DAY + timedelta(days=number))).alias("source_sha256"),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("source_row"),
    ).select(*POSITIONS.stored_schema)


def _shown(recorded: pl.DataFrame, copy: int, number: int, days: int) -> pl.DataFrame:
    """What a copy of the recordings shows on one day: rows of the repetition that reaches into it."""
    shifted = pl.col("at_ms") + copy * _COPY_SHIFT_MINUTES % 1_440 * 60_000
    began, period = number - shifted // _DAY_MS, pl.col("period_days")
    repetitions = (days // period).clip(lower_bound=1)
    at_ms = shifted % _DAY_MS + int(_midnight(number).timestamp()) * 1000
    here = (began >= 0) & (began % period == 0) & (began // period < repetitions)
    return recorded.filter(here).with_columns(observed_at=(at_ms * 1000).cast(pl.Datetime("us", "UTC")))


def _midnight(number: int) -> datetime:
    return datetime(_FIRST_DAY.year, _FIRST_DAY.month, _FIRST_DAY.day, tzinfo=UTC) + timedelta(days=number)


def _sha256(day: date) -> str:
    return hashlib.sha256(f"replicated {day}".encode()).hexdigest()


def _slices(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Files of about the size that an import writes, no airframe in two of them."""
    lengths = rows["icao24"].rle().struct.unnest()["len"]
    ends = lengths.cum_sum()
    part = (ends - lengths) // SLICE_ROWS
    for _, own in pl.DataFrame({"part": part, "end": ends, "len": lengths}).group_by("part", maintain_order=True):
        first = int(own["end"][0] - own["len"][0])
        yield rows.slice(first, int(own["end"][-1]) - first)


def _source(rows: pl.DataFrame, day: date) -> Source:
    count = rows.height
    return Source(
        source_sha256=_sha256(day),
        name=f"replicated-{day}",
        format="generic-csv",
        size_bytes=0,
        messages=count,
        state_vectors=count,
        positions=count,
        duplicates=0,
        aircraft=rows["icao24"].n_unique(),
        first_row=1,
        last_row=count,
        first_observed_at=rows["observed_at"].min(),
        last_observed_at=rows["observed_at"].max(),
        rejects={},
        notes=["replicated from recordings, with other addresses and on other days"],
        reconstruction=False,
        imported_at=datetime(2025, 6, 1, tzinfo=UTC),
    )
