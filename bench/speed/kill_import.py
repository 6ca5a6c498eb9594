"""Kill an import at random moments and count what was lost or doubled: it must be nothing.

Usage: ``python bench/speed/kill_import.py (traces|beast) [KILLS] [SEED]`` (200 and 1). A folder of trace files, or
of Beast recordings that partly repeat one another, is imported again and again into one archive, each time by a
new process, which is ended with ``kill -9`` at a random moment. Batches hold a few files instead of a thousand, so
that many kills fall into a commit. After each kill the archive is opened: every row that was visible before must
be there, none twice. When an import has come to its end, every table must hold what one import without a kill
makes, and the next begins with an empty archive.
"""

import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from loopback_sky import beast, frames_of_sky
from replicate_traces import recorded, write

from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import ImportOptions
from skywitness.store import staging
from skywitness.store.archive import Archive
from skywitness.store.errors import ArchiveMissingError

SHARED = Path(os.environ.get("SKYWITNESS_SHARED", Path(__file__).parents[3] / "shared"))
KEY = ["icao24", "observed_at", "lat_deg", "lon_deg", "source_sha256", "source_row"]
IDENTITY = KEY[:4]
BATCH_FILES = 4
TRACE_ROWS, TRACE_DAYS = 25_000, 2
PIECES, AIRCRAFT = 24, 10
_AT = datetime(2025, 2, 4, 12, tzinfo=UTC)
_FORKS = multiprocessing.get_context("forkserver")


def make_traces(folder: Path) -> ImportOptions:
    """Trace files, gzip; options for their import."""
    write(folder, recorded(SHARED), TRACE_ROWS, TRACE_DAYS)
    return ImportOptions()


def make_beast(folder: Path) -> ImportOptions:
    """Recordings of 80 s of a made sky, each beginning 50 s after the one before; options for their import."""
    sky = np.concatenate([frames_of_sky(AIRCRAFT)] * 8)
    folder.mkdir()
    a_second = sky.shape[1]
    for piece in range(PIECES):
        frames = sky[piece * 50 : piece * 50 + 80].reshape(-1, 14)
        ticks = 12_000_000 + np.arange(len(frames), dtype=np.uint64) * (12_000_000 // a_second)
        (folder / f"{piece:02}.bin").write_bytes(beast(frames, ticks))
    return ImportOptions(at=_AT)


def import_all(files: Path, options: ImportOptions, data: Path) -> None:
    """An import of all files."""
    staging.BATCH_FILES = BATCH_FILES
    import_paths(Archive.create(data), [files], options, datetime.now(UTC))


def start(files: Path, options: ImportOptions, data: Path) -> BaseProcess:
    """An import in a process of its own; its modules are loaded already."""
    process = _FORKS.Process(target=import_all, args=(files, options, data))
    process.start()
    return process


def rows(data: Path) -> pl.DataFrame:
    """Every position of the archive, in an order of its own."""
    try:
        return Archive.open(data).positions().collect().sort(KEY)
    except ArchiveMissingError:
        return pl.DataFrame(schema=dict.fromkeys(KEY, pl.String))


def content(data: Path) -> list[pl.DataFrame]:
    """What an archive holds but for the times of imports, which two imports cannot share."""
    archive = Archive.open(data)
    sources = archive.sources().drop("imported_at", "duplicates").collect().sort("source_sha256")
    return [rows(data), archive.statements().collect().sort(pl.all()), sources]


def run(make: str, kills: int, seed: int) -> dict[str, Any]:
    """The whole test."""
    chance = random.Random(seed)  # noqa: S311  moments to kill at
    folder = Path(tempfile.mkdtemp())
    files, data = folder / "files", folder / "data"
    options = {"traces": make_traces, "beast": make_beast}[make](files)
    _FORKS.set_forkserver_preload(["skywitness.pipeline.import_files", "numpy", "polars"])
    start(files, options, folder / "once").join()
    began = time.monotonic()
    start(files, options, folder / "whole").join()
    takes_s = time.monotonic() - began
    wanted = content(folder / "whole")
    killed = lost = doubled = ended = unequal = 0
    before = rows(data)
    while killed < kills:
        importer = start(files, options, data)
        importer.join(chance.uniform(0.0, takes_s))
        if importer.is_alive():
            importer.kill()
            importer.join()
            killed += 1
        after = rows(data)
        if before.height:
            lost += before.join(after, on=KEY, how="anti", nulls_equal=True).height
        placed = after.filter(pl.col("lat_deg").is_not_null()).select(IDENTITY)
        doubled += placed.height - placed.unique().height
        before = after
        if importer.exitcode == 0:
            ended += 1
            found = content(data)
            unequal += not all(one.equals(other) for one, other in zip(found, wanted, strict=True))
            shutil.rmtree(data)
            before = rows(data)
        print(
            f"{killed} kills, {ended} imports ended, {lost} lost, {doubled} doubled", file=sys.stderr, flush=True
        )
    shutil.rmtree(folder)
    return {
        "kills": killed,
        "rows": wanted[0].height,
        "sources": wanted[2].height,
        "committed_rows_lost": lost,
        "rows_doubled": doubled,
        "imports_ended": ended,
        "imports_unequal": unequal,
    }


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[2:]]
    print(json.dumps(run(sys.argv[1], *(asked + [200, 1][len(asked) :])), indent=1))
