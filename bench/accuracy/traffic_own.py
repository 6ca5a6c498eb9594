"""traffic's own code over the same flights: a check that our reimplementation of its rule gives the same fields.

    python bench/accuracy/traffic_own.py

The package needs pandas below 3, so that it runs under another interpreter, named by SKYWITNESS_TRAFFIC_PYTHON
(a virtual environment with ``traffic==2.13`` and ``pandas<3``). Nothing is fetched: its table of airports is made
from the same OurAirports data. Without such an interpreter the table says so.
"""

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl
from datasets import heathrow
from fields import fields
from labelled import Labelled
from peers import nearest, peer_answers
from simulate import SEEDS, world
from tables import Sheet, show

PYTHON = os.environ.get("SKYWITNESS_TRAFFIC_PYTHON")
_FIRST = 60  # flights of each set: its own code takes most of a second for each
_INFER = """
import sys
import pandas as pd
from traffic.core import Flight
from traffic.data.basic.airports import Airports
rows = pd.read_csv(sys.argv[1], dtype={"icao24": str, "callsign": str})
rows["timestamp"] = pd.to_datetime(rows["timestamp"], unit="ms", utc=True)
airports = Airports(pd.read_csv(sys.argv[2], keep_default_na=False))
for truth, own in rows.groupby("truth"):
    flight = Flight(own)
    ends = [flight.infer_airport(end, dataset=airports).icao for end in ("takeoff", "landing")]
    print(truth, *ends, len(list(flight.split("10 min"))), sep=",")
"""


def main() -> int:
    """Print the comparison."""
    show(tables())
    return 0


def tables() -> list[Sheet]:
    """How often its own code and ours name the same field."""
    rows = []
    for labelled in (heathrow(), world(SEEDS[0])):
        own = _own_code(labelled)
        ours = {(answer.truth, answer.departure): answer.code for answer in peer_answers(labelled, nearest)}
        same = sum(ours.get(key) == code for key, code in own.items())
        rows.append(
            [labelled.name, str(len(own)), str(same)]
            if own
            else [labelled.name, "its own code could not be run", "-"]
        )
    return [
        Sheet(
            "traffic's own inference against our reimplementation of it",
            ("set", "ends", "same field"),
            rows,
            words=1,
        )
    ]


def _table(folder: str) -> Path:
    path = Path(folder) / "airports.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(
            ("name", "iata", "icao", "latitude", "longitude", "country", "altitude", "type", "municipality")
        )
        for field in fields().fields:
            writer.writerow(
                (
                    field.name,
                    "",
                    field.ident,
                    field.lat_deg,
                    field.lon_deg,
                    field.country,
                    field.elevation_ft,
                    field.kind,
                    "",
                )
            )
    return path


def _own_code(labelled: Labelled) -> dict[tuple[int, bool], str]:
    """Fields by true flight and end, as traffic's own code names them; empty where it cannot be run."""
    if PYTHON is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        known = labelled.positions.filter(
            pl.col("truth") >= 0, pl.col("lat_deg").is_not_null(), pl.col("truth") < _FIRST
        )
        known.select(
            pl.col("observed_at").dt.epoch("ms").alias("timestamp"),
            "icao24",
            pl.col("callsign").fill_null("NONE"),
            pl.col("lat_deg").alias("latitude"),
            pl.col("lon_deg").alias("longitude"),
            pl.col("baro_altitude_ft").alias("altitude"),
            "truth",
        ).write_csv(path)
        ran = subprocess.run(
            [PYTHON, "-c", _INFER, str(path), str(_table(folder))], capture_output=True, text=True, check=False
        )
    if ran.returncode:
        print(ran.stderr[-1000:], file=sys.stderr)
    found: dict[tuple[int, bool], str] = {}
    for line in ran.stdout.splitlines():
        truth, takeoff, landing, _ = line.split(",")
        found |= {(int(truth), True): takeoff, (int(truth), False): landing}
    return found


if __name__ == "__main__":
    sys.exit(main())
