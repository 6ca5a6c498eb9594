"""How fast loitering is found, against the holding detector of the package traffic.

    python bench/speed/loiter_speed.py [--rows 20000000] [--traffic-python PYTHON]

Ours is given positions with their flights, as the pipeline hands them over after reading and doubting, in batches
of a million as it does; theirs a sample of the same flights as its own structure, reading not counted. Theirs is
``Flight.holding_pattern`` with the model that the package carries. CPU-seconds of all threads. Without an
interpreter for it, named here or by SKYWITNESS_TRAFFIC_PYTHON, the table has ours alone.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from datasets import sample
from tables import Sheet, show

from skywitness.findings.loiter import Loiter
from skywitness.store.packaged import airport_table

_RECORDINGS = ("collections/quickstart", "collections/switzerland", "tv_relay/tour_de_france")
_PEER_FLIGHTS = 20
_BATCH_ROWS = 1_000_000
_PEER = """
import json, sys, time
import pandas as pd
from traffic.core import Flight
rows = pd.read_parquet(sys.argv[1])
rows["timestamp"] = pd.to_datetime(rows["timestamp"], utc=True)
flights = [Flight(own) for _, own in rows.groupby("flight_id")]
flights[0].holding_pattern().next()
began = time.process_time()
for flight in flights:
    flight.holding_pattern().next()
print(json.dumps({"rows": len(rows), "cpu_s": time.process_time() - began}))
"""


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--traffic-python", default=os.environ.get("SKYWITNESS_TRAFFIC_PYTHON"))
    asked = parser.parse_args()
    recorded = _flights()
    rows, cpu_s, found = _ours(recorded, asked.rows)
    table = [["ours", f"{rows:,}", f"{cpu_s:.1f}", f"{rows / cpu_s:,.0f}", f"{found:,} spells"]]
    peer = _peer(recorded, asked.traffic_python)
    if peer is not None:
        faster = rows / cpu_s / (peer["rows"] / peer["cpu_s"])
        per_s = f"{peer['rows'] / peer['cpu_s']:,.0f}"
        table.append(["traffic", f"{peer['rows']:,.0f}", f"{peer['cpu_s']:.1f}", per_s, f"ours {faster:,.0f} x"])
    show([Sheet("Finding loiters", ("", "rows", "CPU s", "rows a CPU-second", ""), table, words=1)])
    return 0


def _flights() -> pl.DataFrame:
    """Recorded airliners and one circling relay, in the air, cut at silences of half an hour."""
    parts = [
        sample(name) for name in ("collections/quickstart", "collections/switzerland", "tv_relay/tour_de_france")
    ]
    air = pl.concat(parts).filter(~pl.col("on_ground").fill_null(value=False)).sort("icao24", "observed_at")
    gap = (pl.col("observed_at").diff() > pl.duration(minutes=30)).over("icao24").fill_null(value=False)
    return air.with_columns(flight_id=pl.format("{}-{}", "icao24", gap.cum_sum().over("icao24")))


def _ours(recorded: pl.DataFrame, wanted: int) -> tuple[int, float, int]:
    """Rows, CPU-seconds and spells, over copies of the recordings under other names."""
    detector, airports = Loiter(), airport_table()
    rows = copy = found = 0
    spent = 0.0
    while rows < wanted:
        copies = range(copy, copy + max(_BATCH_ROWS // recorded.height, 1))
        batch = pl.concat(
            recorded.with_columns(flight_id=pl.format("{}-{}", "flight_id", pl.lit(number))) for number in copies
        )
        began = time.process_time()
        found += len(detector.find(batch, airports))
        spent += time.process_time() - began
        rows, copy = rows + batch.height, copies.stop
    return rows, spent, found


def _peer(recorded: pl.DataFrame, python: str | None) -> dict[str, float] | None:
    """Rows and CPU-seconds of the peer; None where it cannot be run."""
    if python is None:
        return None
    own = recorded.filter(pl.len().over("flight_id") >= 300)
    names = own["flight_id"].unique().sort().sample(_PEER_FLIGHTS, seed=1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        own.filter(pl.col("flight_id").is_in(names.to_list())).select(
            pl.col("observed_at").alias("timestamp"),
            "icao24",
            "callsign",
            "flight_id",
            pl.col("lat_deg").alias("latitude"),
            pl.col("lon_deg").alias("longitude"),
            pl.col("baro_altitude_ft").alias("altitude"),
            pl.col("ground_speed_kt").alias("groundspeed"),
            pl.col("track_deg").alias("track"),
            pl.col("vertical_rate_fpm").alias("vertical_rate"),
        ).write_parquet(path)
        ran = subprocess.run([python, "-c", _PEER, str(path)], capture_output=True, text=True, check=False)
    if ran.returncode:
        print(ran.stderr[-1000:], file=sys.stderr)
        return None
    answer: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return answer


if __name__ == "__main__":
    sys.exit(main())
