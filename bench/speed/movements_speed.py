"""How fast positions become flights, airports, visits, gaps, trips and flags, and in how much memory.

    python bench/speed/movements_speed.py [--rows 20000000] [--days 10] [--traffic-python PYTHON] [--keep FOLDER]

Recordings are replicated into archives of a quarter, a half and the whole of ``--rows`` (see ``replicate``); each
is derived by a process of its own. Speed is rows per CPU-second of all threads: machines do other things too. The
package traffic runs right after over a part of the same rows. It does less (no flags, gaps, visits or trips), and
its reading and writing are not counted; ours are.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import polars as pl
import traffic_peer
from replicate import RECORDINGS, build, fleet, recordings

from skywitness.store.archive import Archive

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from tables import Sheet, show

RUNS = 3
_SAMPLED_PART = 10
"""The archives of one recording only are this many times smaller than the whole."""


class Run(NamedTuple):
    """One derivation, or the medians of several.

    Attributes:
        rows: positions.
        airframes: addresses.
        flights: derived.
        cpu_s: of all threads, user and system.
        peak_bytes: most memory that the process held.
        parts_cpu_s: the CPU seconds by part.
    """

    rows: int
    airframes: int
    flights: int
    cpu_s: float
    peak_bytes: int
    parts_cpu_s: dict[str, float]

    @property
    def rows_per_cpu_s(self) -> float:
        """The speed."""
        return self.rows / self.cpu_s


class Made(NamedTuple):
    """An archive to derive."""

    folder: Path
    airframes: int


class Bench(NamedTuple):
    """What all runs share: where archives go, whether they stay, and for how many days airframes fly."""

    folder: Path
    keep: bool
    days: int

    @contextmanager
    def archive(self, name: str, recorded: pl.DataFrame, rows: int) -> Iterator[Made]:
        """A made archive, deleted afterwards unless all are to be kept."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        airframes = fleet(recorded, rows, self.days)
        build(folder, airframes, recorded, self.days)
        try:
            yield Made(folder, len(airframes))
        finally:
            if not self.keep:
                shutil.rmtree(folder)


def derived(made: Made, runs: int) -> Run:
    """Derive an archive some times, each time in a process of its own.

    Raises:
        RuntimeError: it failed.
    """
    found = [_derived_once(made) for _ in range(runs)]
    parts = {part: statistics.median(one.parts_cpu_s[part] for one in found) for part in found[0].parts_cpu_s}
    cpu_s, peak_bytes = (
        statistics.median(values) for values in zip(*((r.cpu_s, r.peak_bytes) for r in found), strict=True)
    )
    return found[0]._replace(cpu_s=cpu_s, peak_bytes=int(peak_bytes), parts_cpu_s=parts)


def _derived_once(made: Made) -> Run:
    command = [sys.executable, str(Path(__file__).parent / "derive_timed.py"), str(made.folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else "no word")
    report = json.loads(ran.stdout)
    return Run(
        rows=report["rows"],
        airframes=made.airframes,
        flights=report["found"]["flights"],
        cpu_s=report["cpu_s"],
        peak_bytes=report["peak_bytes"],
        parts_cpu_s=report["parts_cpu_s"],
    )


def sizes_sheet(sized: list[tuple[int, Run]]) -> Sheet:
    """Speed and memory by size of archive."""
    headings = ("rows", "runs", "airframes", "rows an airframe", "flights", "rows a flight",
                "CPU s", "rows per CPU-s", "CPU a row, to smallest", "peak MB")  # fmt: skip
    smallest = sized[0][1].rows_per_cpu_s
    rows = [
        [
            f"{run.rows:,}",
            str(runs),
            f"{run.airframes:,}",
            f"{run.rows / run.airframes:,.0f}",
            f"{run.flights:,}",
            f"{run.rows / max(run.flights, 1):,.0f}",
            f"{run.cpu_s:.1f}",
            f"{run.rows_per_cpu_s:,.0f}",
            f"{smallest / run.rows_per_cpu_s:.2f}",
            f"{run.peak_bytes / 1e6:,.0f}",
        ]
        for runs, run in sized
    ]
    return Sheet("derive: all flights, airports, visits, gaps, trips and flags, anew", headings, rows, words=0)


def parts_sheet(run: Run) -> Sheet:
    """Where the CPU time of one derivation goes."""
    rows = [
        [
            part,
            f"{cpu_s:.1f}",
            f"{cpu_s / run.cpu_s:.0%}",
            f"{cpu_s / run.rows * 1e6:.2f}",
            _ms(cpu_s, run.flights),
        ]
        for part, cpu_s in sorted(run.parts_cpu_s.items(), key=lambda item: -item[1])
    ]
    title = f"where it goes, at {run.rows:,} rows"
    return Sheet(title, ("part", "CPU s", "share", "us a row", "ms a flight"), rows, words=1)


def _ms(cpu_s: float, flights: int) -> str:
    return f"{cpu_s / max(flights, 1) * 1e3:.2f}"


def sampling_sheet(by_name: dict[str, Run]) -> Sheet:
    """One recording at a time: how the speed hangs on the rows that a flight has."""
    rows = [
        [
            name,
            f"{run.rows:,}",
            f"{run.rows / max(run.flights, 1):,.0f}",
            f"{run.rows_per_cpu_s:,.0f}",
            _ms(run.cpu_s, run.flights),
        ]
        for name, run in by_name.items()
    ]
    headings = ("recording alone", "rows", "rows a flight", "rows per CPU-s", "ms a flight")
    return Sheet("by sampling", headings, rows, words=1)


def peer_sheet(ours: list[Run], peers: dict[str, traffic_peer.PeerRun]) -> Sheet:
    """Ours against traffic: rows per CPU-second, and how many times as fast ours is."""
    runs = [("skywitness", run.rows, run.flights, run.cpu_s, run.rows_per_cpu_s) for run in ours]
    runs += [(name, peer.rows, peer.flights, peer.cpu_s, peer.rows_per_cpu_s) for name, peer in peers.items()]
    headings = (
        "",
        "rows",
        "flights",
        "CPU s",
        "rows per CPU-s",
        "ms a flight",
        *(f"ours at {r.rows:,} is" for r in ours),
    )
    rows = [
        [name, f"{count:,}", f"{flights:,}", f"{cpu_s:.1f}", f"{speed:,.0f}", _ms(cpu_s, flights),
         *(f"{one.rows_per_cpu_s / speed:,.1f} x" for one in ours)]
        for name, count, flights, cpu_s, speed in runs
    ]  # fmt: skip
    return Sheet(f"against traffic 2.13, medians of {RUNS} runs where several", headings, rows, words=1)


def peers(bench: Bench, python: str | None, rows: Path) -> dict[str, traffic_peer.PeerRun]:
    """What traffic takes over the rows, by the way that it is run; empty when it cannot be."""
    python = python or traffic_peer.interpreter(bench.folder / "traffic-python")
    if python is None:
        print("traffic could not be installed: no peer", file=sys.stderr)
        return {}
    return {name: traffic_peer.run(python, rows, kinds, RUNS) for name, kinds in traffic_peer.KINDS.items()}


def arguments() -> argparse.Namespace:
    """What the user wants."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000_000, help="positions of the largest archive")
    parser.add_argument("--days", type=int, default=10, help="days on which each airframe flies")
    parser.add_argument("--peer-rows", type=int, default=40_000, help="positions that traffic is given")
    parser.add_argument("--keep", type=Path, help="folder for the archives, which stay there")
    parser.add_argument(
        "--traffic-python",
        default=os.environ.get("SKYWITNESS_TRAFFIC_PYTHON"),
        help=f"an interpreter with {' and '.join(traffic_peer.REQUIREMENTS)}; else one is made from the index",
    )
    return parser.parse_args()


def run(bench: Bench, wanted: argparse.Namespace) -> None:
    """Run all and print the tables as they become known."""
    recorded = recordings(RECORDINGS)
    part = bench.folder / "peer.parquet"
    sized: list[tuple[int, Run]] = []
    for share, runs in ((4, RUNS), (2, 1), (1, 1)):
        print(f"{wanted.rows // share:,} rows, {runs} runs", file=sys.stderr, flush=True)
        with bench.archive(f"mixture-{share}", recorded, wanted.rows // share) as made:
            sized.append((runs, derived(made, runs)))
            if share == 4:
                traffic_peer.write_part(Archive(made.folder), wanted.peer_rows, part)
    show([sizes_sheet(sized), parts_sheet(sized[-1][1])])
    alone = {}
    for name in ("quickstart", "switzerland"):
        with bench.archive(name, recordings([name]), wanted.rows // _SAMPLED_PART) as made:
            alone[name] = derived(made, 1)
    show([sampling_sheet(alone)])
    show([peer_sheet([sized[0][1], sized[-1][1]], peers(bench, wanted.traffic_python, part))])


def main() -> int:
    """Make a place for the archives and run."""
    wanted = arguments()
    with tempfile.TemporaryDirectory(prefix="skywitness-bench-") as folder:
        run(Bench(wanted.keep or Path(folder), wanted.keep is not None, wanted.days), wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
