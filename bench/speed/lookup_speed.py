"""How fast addresses are named, and in how much memory.

    python bench/speed/lookup_speed.py [--questions 1000000]

The snapshots of the reference sources in the folder ``shared`` are fetched first. In bulk: a column of addresses,
drawn with repetition from all that are listed, against the labels of all sources, and for comparison the same by
a join of polars and by a dictionary of Python. Singly: all statements of an address, and its labels. Medians of
three. Cold start: a process that names one address without any source, less the start of Python itself.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from datasets import SHARED
from resolution import SNAPSHOTS, fetched
from tables import Sheet, show  # noqa: F401  shown by the process that measures

from skywitness.reference.label_segments import label_segments
from skywitness.reference.labels import Labels
from skywitness.store.register import register

RUNS = 3
_SINGLY = 1_000
_COLD = """
from skywitness.store.packaged import aircraft_blocks, military_blocks
from skywitness.reference.registrations import computed_registration
aircraft_blocks().flag_state("a835af"), military_blocks().holds("a835af"), computed_registration("a835af")
"""
_KB = 1 << 10


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=1_000_000)
    questions = parser.parse_args().questions
    if not (SHARED / "reference").is_dir():
        print(f"no reference snapshots in {SHARED}; set SKYWITNESS_SHARED", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        measure = f"own.show([own.measured(own.Path({scratch!r}), {questions})])"
        code = (
            f"import sys; sys.path.append({str(Path(__file__).parent)!r}); import lookup_speed as own; {measure}"
        )
        fetched(Path(scratch), list(SNAPSHOTS))
        return subprocess.run([sys.executable, "-c", code], check=False).returncode


def measured(data: Path, questions: int) -> Sheet:
    """The table, in a process that has done nothing else."""
    before = _resident_mb()
    began = time.process_time()
    sources = register(data)
    loaded = time.process_time() - began
    held = _resident_mb() - before
    began = time.process_time()
    labels = Labels(label_segments(sources))
    built = time.process_time() - began
    asked = labels.segments["icao24"].sample(questions, with_replacement=True, seed=1)
    frame, keyed = asked.to_frame(), {row[0]: row for row in labels.segments.iter_rows()}
    one = asked.head(_SINGLY).to_list()
    rows = [
        ["rows of all sources", f"{len(sources):,}"],
        ["addresses", f"{labels.segments['icao24'].n_unique():,}"],
        ["loading all sources, CPU s", f"{loaded:.2f}"],
        ["memory that the sources take, MB", f"{held:.0f}"],
        ["making the labels of all addresses, CPU s", f"{built:.2f}"],
        ["labels in bulk, addresses a CPU-second", _rate(lambda: labels.at(asked), questions)],
        ["a join of polars, addresses a CPU-second", _rate(lambda: _joined(frame, labels), questions)],
        ["a dictionary of Python, addresses a CPU-second", _rate(lambda: [keyed[a] for a in asked], questions)],
        ["labels of one address, ms", f"{1e3 / _SINGLY * _median(lambda: [labels.of(a) for a in one]):.3f}"],
        [
            "statements of one address, ms",
            f"{1e3 / _SINGLY * _median(lambda: [sources.statements(a) for a in one]):.3f}",
        ],
        ["cold start without sources, s", f"{_started(_COLD) - _started('pass'):.2f}"],
    ]
    return Sheet("Naming addresses", ["figure", "value"], rows, words=1)


def _joined(asked: pl.DataFrame, labels: Labels) -> pl.DataFrame:
    return asked.join(labels.segments, on="icao24", how="left", maintain_order="left")


def _rate(work: Callable[[], object], questions: int) -> str:
    return f"{questions / _median(work):,.0f}"


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(_spent(work) for _ in range(RUNS))


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _started(code: str) -> float:
    """CPU seconds of a new process."""
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def _resident_mb() -> float:
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / _KB


if __name__ == "__main__":
    sys.exit(main())
