"""How fast trace files are imported: ours, and what adsbtrack and Turnstone take for the same positions.

Usage: ``python bench/speed/import_traces.py [--rows 5000000] [--peer-rows 500000] [--runs 3] [--keep FOLDER]``,
with ``--adsbtrack CHECKOUT`` and ``--turnstone CHECKOUT --turnstone-python PYTHON`` for the peers
(``import_peers``). The recorded traces of the folder ``shared`` are copied under other addresses and on other
days (``replicate_traces``). Each import is a process of its own, from its start to its end, without derivation;
its CPU time is that of all threads and, for Turnstone, of a PostgreSQL server that is started for it alone.
Peers read fewer rows.
"""

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from replicate_traces import recorded, write

from skywitness.store.archive import Archive

SHARED = Path(os.environ.get("SKYWITNESS_SHARED", Path(__file__).parents[3] / "shared"))
POSTGRES = Path("/usr/lib/postgresql/15/bin")
DAYS = 7
_SLICE_MS, _HALF_HOUR_MS, _DAY_MS = 30_000, 1_800_000, 86_400_000
_SLICE = 243235997
_BY_ROW = (
    "from skywitness.pipeline import intake\nintake.TABLE_PARSERS = {}\nfrom skywitness.cli import main\nmain()\n"
)
_BYTES_A_UNIT = 1 if sys.platform == "darwin" else 1024
HEAD = f"{'':<34}{'positions':>10} {'stored':>10} {'CPU s':>8} {'wall s':>8} {'per CPU s':>10} {'peak MB':>8}"


class Run(NamedTuple):
    """One import: positions read and stored, and what it took."""

    read: int
    stored: int
    cpu_s: float
    wall_s: float
    peak_mb: float


def timed(command: Sequence[str], count: Callable[[str], tuple[int, int]]) -> Run:
    """Run a process; ``count`` tells from what it said how many positions were read and stored."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"failed: {' '.join(command)[:200]}")
        wall_s = time.monotonic() - began
        said.seek(0)
        read, stored = count(said.read())
    return Run(read, stored, usage.ru_utime + usage.ru_stime, wall_s, usage.ru_maxrss * _BYTES_A_UNIT / 1e6)


def ours(traces: Path, data: Path, *start: str) -> Run:
    """An import of ours into an empty archive."""
    shutil.rmtree(data, ignore_errors=True)
    command = [sys.executable, *start, "import", str(traces), "--no-derive", "--json", "--data", str(data)]

    def count(_: str) -> tuple[int, int]:
        rows = Archive.open(data).sources().select(pl.col("messages", "positions").sum()).collect().row(0)
        return int(rows[0]), int(rows[1])

    return timed(command, count)


def adsbtrack(checkout: Path, traces: Path) -> Run:
    """What adsbtrack takes to read them."""
    return timed([*_peer(sys.executable), "adsbtrack", str(checkout), str(traces)], _two)


def turnstone(checkout: Path, python: str, heatmaps: Path) -> Run:
    """What Turnstone takes to load them, with the server's CPU time."""
    with server() as (database, cpu_s):
        run = timed([*_peer(python), "turnstone", str(checkout), str(heatmaps), database], _two)
    return run._replace(cpu_s=run.cpu_s + cpu_s[0])


def _peer(python: str) -> list[str]:
    return [python, str(Path(__file__).with_name("import_peers.py"))]


def _two(said: str) -> tuple[int, int]:
    read, stored = said.split()
    return int(read), int(stored)


@contextmanager
def server() -> Iterator[tuple[str, list[float]]]:
    """A PostgreSQL server on a socket of its own; afterwards the list holds its CPU time, begun before its use."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    who = {"user": "postgres"} if os.getuid() == 0 else {}
    if who:
        shutil.chown(folder, "postgres")
    base = folder / "base"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    subprocess.run([POSTGRES / "initdb", "-A", "trust", "-U", "bench", base], check=True, **quiet, **who)
    process = subprocess.Popen([POSTGRES / "postgres", "-D", base, "-k", folder, "-h", ""], **quiet, **who)
    cpu_s: list[float] = []
    try:
        ready = [POSTGRES / "pg_isready", "-h", folder, "-q"]
        while subprocess.run(ready, check=False).returncode:
            time.sleep(0.2)
        yield f"postgresql+psycopg2://bench@/postgres?host={folder}", cpu_s
    finally:
        process.send_signal(signal.SIGINT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu_s.append(usage.ru_utime + usage.ru_stime)
        shutil.rmtree(folder)


def write_heatmaps(folder: Path, data: Path) -> None:
    """The positions of an archive as heatmap files, as readsb writes them: the last of each aircraft in 30 s."""
    shutil.rmtree(folder, ignore_errors=True)
    at_ms = pl.col("observed_at").dt.epoch("ms")
    rows = (
        Archive.open(data)
        .positions()
        .filter(pl.col("lat_deg").is_not_null() & ~pl.col("icao24").str.starts_with("~"))
        .select("icao24", "lat_deg", "lon_deg", "baro_altitude_ft", "ground_speed_kt", slice=at_ms // _SLICE_MS)
        .unique(["icao24", "slice"], keep="last")
        .sort("slice")
        .collect()
    )
    for (half_hour,), own in rows.group_by(pl.col("slice") * _SLICE_MS // _HALF_HOUR_MS, maintain_order=True):
        day, number = divmod(int(str(half_hour)), _DAY_MS // _HALF_HOUR_MS)
        path = folder / str(np.datetime64(day, "D")) / str(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            b"".join(_slice(int(str(at)), one) for (at,), one in own.group_by("slice", maintain_order=True))
        )


def _slice(number: int, rows: pl.DataFrame) -> bytes:
    high, low = divmod(number * _SLICE_MS, 1 << 32)
    head = np.array([[_SLICE, high, low, _SLICE_MS]], np.int64)
    addresses = rows["icao24"].str.to_integer(base=16).to_numpy()
    lat, lon = (np.rint(rows[name].to_numpy() * 1e6).astype(np.int64) for name in ("lat_deg", "lon_deg"))
    altitude = rows["baro_altitude_ft"].fill_null(0).to_numpy() // 25
    speed = np.rint(rows["ground_speed_kt"].fill_null(0).to_numpy() * 10).astype(np.int64)
    entries = np.stack([addresses, lat, lon, (speed << 16) | (altitude & 0xFFFF)], axis=1)
    return (np.concatenate([head, entries]) & 0xFFFFFFFF).astype("<u4").tobytes()


def line(name: str, runs: Sequence[Run]) -> str:
    """A row of the table: medians of the runs."""
    cpu_s, wall_s, peak_mb = (
        statistics.median(column)
        for column in zip(*((run.cpu_s, run.wall_s, run.peak_mb) for run in runs), strict=True)
    )
    read, stored = runs[0].read, runs[0].stored
    return (
        f"{name:<34}{read:>10,} {stored:>10,} {cpu_s:>8.2f} {wall_s:>8.2f} {read / cpu_s:>10,.0f} {peak_mb:>8.0f}"
    )


def main() -> None:
    """Make the files, import them, print the table."""
    said = _arguments()
    folder = said.keep or Path(tempfile.mkdtemp())
    texts = recorded(SHARED)
    for name, rows in (("many", said.rows), ("some", said.peer_rows)):
        if not (folder / name).exists():
            print(
                f"{write(folder / name, texts, rows, DAYS)} files of {rows:,} positions and a few more", flush=True
            )
    data, run = folder / "data", ["-m", "skywitness"]
    print(f"medians of {said.runs} runs; whole processes; CPU of all threads\n{HEAD}")
    some, many = folder / "some", folder / "many"
    cases: list[tuple[str, Callable[[], Run]]] = [
        ("ours, as columns", lambda: ours(many, data, *run)),
        ("ours, as columns, fewer", lambda: ours(some, data, *run)),
        ("ours, row by row, fewer", lambda: ours(some, data, "-c", _BY_ROW)),
    ]
    if said.adsbtrack:
        cases.append(("adsbtrack, reading only", lambda: adsbtrack(said.adsbtrack, some)))
    if said.turnstone:
        heat = folder / "heatmaps"
        ours(some, data, *run)
        write_heatmaps(heat, data)
        cases.append(
            ("Turnstone, heatmaps, PostGIS", lambda: turnstone(said.turnstone, said.turnstone_python, heat))
        )
    for name, case in cases:
        print(line(name, [case() for _ in range(said.runs)]), flush=True)
    if not said.keep:
        shutil.rmtree(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast trace files are imported.")
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--peer-rows", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for what is made, used again")
    parser.add_argument("--adsbtrack", type=Path)
    parser.add_argument("--turnstone", type=Path)
    parser.add_argument("--turnstone-python", default=sys.executable)
    return parser.parse_args()


if __name__ == "__main__":
    main()
