"""Kill an import at random moments and count what was lost or doubled: it must be nothing.

Usage: ``python bench/speed/kill_import.py (traces|beast) [KILLS] [SEED]`` (200 and 1). A folder of trace files, or
of Beast recordings that partly repeat one another, is imported again and again into one archive, each time by a
new process, which is ended with ``kill -9`` at a random moment. Batches hold a few files instead of a thousand, so
that many kills fall into a commit. After each kill the archive is opened: every row that was visible before must
be there, none twice. When an import has come to its end, every table must hold what one import without a kill
makes, and the next begins with an empty archive.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from loopback_sky import beast, frames_of_sky
from replicate_traces import recorded, write

from skywitness.store.archive import Archive
from skywitness.store.errors import ArchiveMissingError

SHARED = Path(os.environ.get("SKYWITNESS_SHARED", Path(__file__).parents[3] / "shared"))
KEY = ["icao24", "observed_at", "lat_deg", "lon_deg", "source_sha256", "source_row"]
IDENTITY = KEY[:4]
BATCH_FILES = 4
TRACE_ROWS, TRACE_DAYS = 60_000, 2
PIECES, AIRCRAFT = 24, 40
_AT = "2025-02-04T12:00:00Z"
_IMPORT = (
    "from skywitness.store import staging\n"
    f"staging.BATCH_FILES = {BATCH_FILES}\n"
    "from skywitness.cli import main\n"
    "main()\n"
)


def make_traces(folder: Path) -> list[str]:
    """Trace files, gzip; options for their import."""
    write(folder, recorded(SHARED), TRACE_ROWS, TRACE_DAYS)
    return []


def make_beast(folder: Path) -> list[str]:
    """Recordings of 80 s of a made sky, each beginning 50 s after the one before; options for their import."""
    sky = np.concatenate([frames_of_sky(AIRCRAFT)] * 8)
    folder.mkdir()
    a_second = sky.shape[1]
    for piece in range(PIECES):
        frames = sky[piece * 50 : piece * 50 + 80].reshape(-1, 14)
        ticks = 12_000_000 + np.arange(len(frames), dtype=np.uint64) * (12_000_000 // a_second)
        (folder / f"{piece:02}.bin").write_bytes(beast(frames, ticks))
    return ["--at", _AT]


def start(files: Path, options: list[str], data: Path) -> "subprocess.Popen[bytes]":
    """An import of all files."""
    said = ["import", str(files), "--no-derive", "--data", str(data), *options]
    return subprocess.Popen(
        [sys.executable, "-c", _IMPORT, *said], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


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
    began = time.monotonic()
    start(files, options, folder / "whole").wait()
    takes_s = time.monotonic() - began
    wanted = content(folder / "whole")
    killed = lost = doubled = ended = unequal = 0
    before = rows(data)
    while killed < kills:
        importer = start(files, options, data)
        try:
            importer.wait(chance.uniform(0.0, takes_s))
        except subprocess.TimeoutExpired:
            importer.send_signal(signal.SIGKILL)
            importer.wait()
            killed += 1
        after = rows(data)
        if before.height:
            lost += before.join(after, on=KEY, how="anti", nulls_equal=True).height
        placed = after.filter(pl.col("lat_deg").is_not_null()).select(IDENTITY)
        doubled += placed.height - placed.unique().height
        before = after
        if importer.returncode == 0:
            ended += 1
            found = content(data)
            unequal += not all(one.equals(other) for one, other in zip(found, wanted, strict=True))
            shutil.rmtree(data)
            before = rows(data)
        if killed % 20 == 0:
            print(f"{killed} kills, {ended} imports ended, {lost} lost, {doubled} doubled", flush=True)
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
