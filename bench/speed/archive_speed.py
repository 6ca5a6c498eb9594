"""How small the archive is and how fast it answers, beside PostGIS and DuckDB over plain Parquet.

    python bench/speed/archive_speed.py [--rows 100000000] [--days 365] [--keep FOLDER] [--postgis CONNECTION]

The rows are replicated from recordings (see ``archive_rows``). Each question is asked RUNS times of the warm
archive in this process; medians of wall and CPU seconds. The peers and their SQL are in ``archive_peers``; the CPU
seconds of a server are not ours to measure.
"""

import argparse
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import archive_rows
import polars as pl
from archive_peers import ALPS, GENEVA, HOUR, MONTH, NOON, WEEK, ZURICH, duck, postgis

from skywitness.pipeline.asked import Asked, Cost, found_positions
from skywitness.pipeline.questions import heat, passages, positions
from skywitness.pipeline.seen import last_seen
from skywitness.reference.asked_area import area_of
from skywitness.store.archive import Archive
from skywitness.store.compaction import compact, due
from skywitness.store.sizes import table_sizes

RUNS = 7
_SHOWN = [
    "baro_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "on_ground",
    "callsign",
    "source_sha256",
    "source_row",
]
_PLACED = ["icao24", "observed_at", "lat_deg", "lon_deg", *_SHOWN]


class Timed(NamedTuple):
    """Medians of one question.

    Attributes:
        wall_ms: milliseconds until the whole answer was there.
        cpu_ms: of this process, all threads.
        rows: in the answer.
    """

    wall_ms: float
    cpu_ms: float
    rows: int


def timed(ask: Callable[[], int], runs: int = RUNS) -> Timed:
    """Ask some times after once for warmth."""
    ask()
    wall, cpu, rows = [], [], 0
    for _ in range(runs):
        began, spent = time.perf_counter(), time.process_time()
        rows = ask()
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - spent) * 1000)
    return Timed(statistics.median(wall), statistics.median(cpu), rows)


def ours(archive: Archive, icao24: str) -> dict[str, Callable[[], int]]:
    """The questions by name, each a function that gives the number of rows of its answer."""
    geneva, zurich, alps = (area_of(",".join(map(str, box))) for box in (GENEVA, ZURICH, ALPS))
    hour = Asked(geneva, NOON, NOON + HOUR)
    return {
        "one airframe, a year": lambda: archive.positions([icao24]).select(_PLACED).collect().height,
        "area and hour": lambda: found_positions(archive, [hour], _SHOWN, Cost())[0].height,
        "area and hour, judged": lambda: positions(archive, hour).height,
        "A then B, a week": lambda: passages(archive, Asked(geneva, *WEEK), zurich, 2 * HOUR, doubted=True).height,
        "A then B, a week, judged": lambda: passages(archive, Asked(geneva, *WEEK), zurich, 2 * HOUR).height,
        "heat map, area and month": lambda: heat(archive, Asked(alps, *MONTH), 0.1).height,
        "heat map, all": lambda: heat(archive, Asked(), 1.0).height,
        "last seen, all aircraft": lambda: last_seen(archive, Asked()).height,
    }


def sizes(archive: Archive) -> None:
    """Bytes a position, and those of a day's rows in other forms."""
    for size in table_sizes(archive):
        print(f"{size.table:<20} {size.rows:>12,} rows {size.files:>6,} files {size.row_bytes:>8} bytes a row")
    day = archive.positions(until=datetime(2025, 1, 2, tzinfo=UTC)).collect()
    filled = [name for name in day.columns if day[name].null_count() < day.height]
    plain = day.select(filled).drop("day").write_csv().encode()
    packed = gzip.compress(plain, 6)
    print(f"a day as CSV {len(plain) / day.height:.1f}, with gzip {len(packed) / day.height:.1f} bytes a row")


def build(folder: Path, rows: int, days: int) -> Archive:
    """The archive in a folder, made and compacted when there is none."""
    if (folder / "archive").is_dir():
        return Archive.open(folder)
    began, spent = time.perf_counter(), time.process_time()
    archive = archive_rows.build(folder, rows, days)
    print(f"made in {time.perf_counter() - began:.0f} s, CPU {time.process_time() - spent:.0f} s", flush=True)
    began, spent = time.perf_counter(), time.process_time()
    done = list(compact(archive, due(archive), time.sleep))
    held = sum(day.rows for day in done)
    cpu_s = time.process_time() - spent
    print(
        f"{held:,} rows compacted in {time.perf_counter() - began:.0f} s, {held / cpu_s:,.0f} rows a CPU-second",
        flush=True,
    )
    return archive


def report(name: str, asked: dict[str, Callable[[], int]], runs: int = RUNS) -> dict[str, Timed]:
    """Ask all and print a line each."""
    found = {}
    for question, ask in asked.items():
        found[question] = timed(ask, 3 if question == "heat map, all" else runs)
        wall_ms, cpu_ms, rows = found[question]
        print(
            f"{name:<12} {question:<28} {wall_ms:>10,.0f} ms  CPU {cpu_ms:>8,.0f} ms  {rows:>9,} rows", flush=True
        )
    return found


def main(arguments: Sequence[str]) -> int:
    """Build what is missing, ask everyone, print the factors."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--postgis")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="skywitness-bench-") as made:
        archive = build(options.keep or Path(made), options.rows, options.days)
        sizes(archive)
        first = archive.positions(until=datetime(2025, 1, 2, tzinfo=UTC)).select(pl.col("icao24").unique().sort())
        icao24s = first.collect()["icao24"]
        icao24 = icao24s[len(icao24s) // 2]
        print(f"medians of {RUNS}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; aircraft {icao24}")
        mine = report("skywitness", ours(archive, icao24))
        imported = sorted(archive.table_path("positions").rglob("part-*.parquet"))
        peers = {"duckdb": duck(imported, icao24)} if imported else {}
        if options.postgis:
            peers["postgis"] = postgis(options.postgis, icao24)
        for name, asked in peers.items():
            theirs = report(name, asked, 3)
            factors = {
                question: round(found.wall_ms / mine[question].wall_ms, 1) for question, found in theirs.items()
            }
            print(name, json.dumps(factors))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
