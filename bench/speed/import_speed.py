"""How fast recordings are imported, and in how much memory: medians of three runs, each a process of its own.

Usage: ``python bench/speed/import_speed.py [PATH...]``; without paths, the recordings in the folder
``SKYWITNESS_SHARED`` (else ``shared`` beside the checkout), and the demo's where it was built. The former are
small, so that most of the time is the start.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

RUNS = 3
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SKYWITNESS_SHARED", ROOT.parent / "shared"))
RECORDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("data/raw/ulss7_beast.bin", ("--at", "2018-04-03T19:02:28Z")),
    ("data/raw/ulss7_sbs.txt", ()),
    ("data/live", ()),
    ("data/tracks/trace_full_ac671b.json", ()),
    ("data/tracks/readsb_globe_history", ()),
    ("data/tracks/readsb_stream_1h_2023-08-30.json.gz", ()),
    ("data/tracks/ae4af6_rch431_rch587_20250204_06.csv", ()),
    ("data/tracks/egll_positions_fr24_2017-08-02.csv", ()),
)
"""Paths below the folder of recordings, and what has to be said of each on import."""
DEMO = (ROOT / "demo-data" / "recordings", ("--reconstruction",))
_BYTES_A_UNIT = 1 if sys.platform == "darwin" else 1024
"""What the system counts memory in (getrusage)."""

HEAD = f"{'recording':<38}  messages positions flights import s    rows/s  whole s  peak MB"


class Run(NamedTuple):
    """One import.

    Attributes:
        messages: lines, records or frames read.
        positions: rows stored.
        flights: derived.
        import_s: reading, decoding and storing.
        whole_s: the whole process, with start and derivation.
        peak_bytes: most memory that it held.
    """

    messages: int
    positions: int
    flights: int
    import_s: float
    whole_s: float
    peak_bytes: int


def run(path: Path, options: tuple[str, ...]) -> Run:
    """Import a path into an empty archive, in a process of its own.

    Raises:
        RuntimeError: the import failed.
    """
    with tempfile.TemporaryDirectory(prefix="skywitness-bench-") as folder:
        said, errors = Path(folder) / "report.json", Path(folder) / "errors.txt"
        command = [sys.executable, "-m", "skywitness", "import", str(path), "--json", "--data", f"{folder}/data"]
        began = time.monotonic()
        with said.open("wb") as out, errors.open("wb") as err:
            process = subprocess.Popen([*command, *options], stdout=out, stderr=err)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        whole_s = time.monotonic() - began
        if process.returncode:
            raise RuntimeError(problem(said.read_text()) or errors.read_text().strip() or "no word")
        report = json.loads(said.read_text())[0]
    return Run(
        messages=report["messages"],
        positions=report["positions"],
        flights=report["derived"]["flights"],
        import_s=report["seconds"],
        whole_s=whole_s,
        peak_bytes=usage.ru_maxrss * _BYTES_A_UNIT,
    )


def problem(said: str) -> str:
    """What a failed import's report gives as the reason; empty when there is no report."""
    problems = json.loads(said)[0]["problems"] if said else []
    return "; ".join(f"{found['path']}: {found['what']}" for found in problems)


def line(name: str, runs: list[Run]) -> str:
    """A row of the table: medians of the runs."""
    import_s = statistics.median(one.import_s for one in runs)
    whole_s = statistics.median(one.whole_s for one in runs)
    peak_mb = statistics.median(one.peak_bytes for one in runs) / 1e6
    counts = f"{runs[0].messages:>9,} {runs[0].positions:>9,} {runs[0].flights:>7,}"
    speed = runs[0].messages / max(import_s, 1e-3)
    return f"{name:<38} {counts} {import_s:>8.2f} {speed:>9,.0f} {whole_s:>8.2f} {peak_mb:>8.0f}"


def recordings(arguments: list[str]) -> list[tuple[Path, tuple[str, ...]]]:
    """Paths to import, with their options."""
    if arguments:
        return [(Path(argument), ()) for argument in arguments]
    known = [*((SHARED / path, options) for path, options in RECORDINGS), DEMO]
    return [(path, options) for path, options in known if path.exists()]


def main(arguments: list[str]) -> int:
    """Print the table; 1 when something could not be imported, or there was nothing to import."""
    found = recordings(arguments)
    if not found:
        print(f"no recordings in {SHARED}: set SKYWITNESS_SHARED, or name files")
        return 1
    print(f"medians of {RUNS} runs; import: reading and storing; whole: with start and derivation")
    print(HEAD)
    failed = 0
    for path, options in found:
        try:
            print(line(path.name[:38], [run(path, options) for _ in range(RUNS)]), flush=True)
        except RuntimeError as error:
            failed += 1
            print(f"{path.name[:38]:<38} failed: {str(error).splitlines()[0]}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
