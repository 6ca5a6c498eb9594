"""Derive an archive once and print what it took: CPU seconds of all threads, by part, and the most memory held.

Usage: ``python bench/speed/derive_timed.py DATA_DIR``; prints one JSON object. The start of Python and the imports
are not counted; the making of the tables of airports, areas and types is.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.movements.identity import Identity
from skywitness.movements.movements import Found, Movements
from skywitness.pipeline.derive import derive
from skywitness.pipeline.reconstruct import Airframe, IdentityOf, Reconstructor
from skywitness.pipeline.rules import rules_of
from skywitness.store.archive import Archive
from skywitness.tracks.attractors import Attractors

_BYTES_A_UNIT = 1 if sys.platform == "darwin" else 1024
"""What the system counts memory in (getrusage)."""


class Parts:
    """CPU seconds of the whole process by part; a part inside another is not counted in the outer one."""

    def __init__(self) -> None:
        self.cpu_s: dict[str, float] = {}
        self._inside: list[str] = ["reading"]
        self._since = time.process_time()

    def rest_is(self, part: str) -> None:
        """From here on, count what is in no part under this one."""
        self._turn()
        self._inside[0] = part

    def _turn(self) -> None:
        now = time.process_time()
        part = self._inside[-1]
        self.cpu_s[part] = self.cpu_s.get(part, 0.0) + now - self._since
        self._since = now

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        """Count what is done inside under this part."""
        self._turn()
        self._inside.append(part)
        try:
            yield
        finally:
            self._turn()
            self._inside.pop()

    def done(self) -> dict[str, float]:
        """All parts so far."""
        self._turn()
        return self.cpu_s


PARTS = Parts()


class TimedMovements(Movements):
    """The rules with a clock."""

    def find(self, track: Track, doubts: NDArray[np.uint16], identity: Identity) -> Found:
        """As the rules do it."""
        with PARTS.of("movements"):
            return super().find(track, doubts, identity)


class TimedReconstructor(Reconstructor):
    """The line from positions to movements with a clock."""

    def airframes(
        self, positions: pl.DataFrame, identity_of: IdentityOf, attractors: Attractors | None = None
    ) -> Iterator[Airframe]:
        """As the line does it; afterwards what was found is made into rows."""
        PARTS.rest_is("making rows")
        found = super().airframes(positions, identity_of, attractors)
        while True:
            with PARTS.of("tracks"):
                airframe = next(found, None)
            if airframe is None:
                return
            yield airframe

    def doubted(
        self, track: Track, identity: Identity, attractors: Attractors | None
    ) -> tuple[Track, NDArray[np.uint16]]:
        """As the line does it."""
        with PARTS.of("flags"):
            return super().doubted(track, identity, attractors)


class TimedArchive(Archive):
    """An archive with a clock on what it reads and writes."""

    def positions(self, *arguments: Any, **named: Any) -> pl.LazyFrame:  # noqa: ANN401 - handed on as they are
        """As the archive does it; the reading is done by who collects the frame."""
        PARTS.rest_is("reading")
        return super().positions(*arguments, **named)

    def replace_derived(self, *arguments: Any) -> None:  # noqa: ANN401 - handed on as they are
        """As the archive does it."""
        with PARTS.of("writing"):
            super().replace_derived(*arguments)


def timed_rules(archive: Archive) -> Reconstructor:
    """The rules over an archive, with clocks."""
    with PARTS.of("tables"):
        rules = rules_of(archive)
    movements = TimedMovements(**{part.name: getattr(rules.movements, part.name) for part in fields(Movements)})
    return TimedReconstructor(movements, rules.types)


def peak_bytes() -> int:
    """Most memory that this process held.

    The system's count for a process (getrusage) goes on from that of the process that started it, which had built
    the archive; Linux keeps one for the program alone too.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    own = [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")]
    return own[0] if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES_A_UNIT


def main(arguments: list[str]) -> int:
    """Derive and print."""
    archive = TimedArchive(Path(arguments[0]))
    rows = sum(file.rows for file in archive.files("positions").files())
    PARTS.done().clear()
    began, clock = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    derive(archive, everything=True, reconstructor=timed_rules(archive))
    ended = resource.getrusage(resource.RUSAGE_SELF)
    parts = PARTS.done()
    tables = ("flights", "visits", "gaps", "trips", "remarks")
    report = {
        "rows": rows,
        "cpu_s": ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime,
        "wall_s": time.monotonic() - clock,
        "peak_bytes": peak_bytes(),
        "parts_cpu_s": parts,
        "found": {name: sum(file.rows for file in archive.files(name).files()) for name in tables},
    }
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
