"""The package traffic over the same rows: its splitting, airports of both ends and landings; prints one JSON object.

Usage, under an interpreter with ``traffic==2.13`` and ``pandas<3``: ``python traffic_once.py ROWS.parquet TABLES``,
with TABLES a folder with OurAirports' airports.csv, countries.csv and runways.csv. Nothing is fetched: the files
that traffic would download are put where it keeps them. The reading of rows and tables is not counted.
"""

import json
import os
import sys
import time
from pathlib import Path

import pandas as pd
from traffic import cache_path
from traffic.core import Traffic
from traffic.data import airports, runways

_NAMES = {
    "latitude_deg": "latitude",
    "longitude_deg": "longitude",
    "elevation_ft": "altitude",
    "iata_code": "iata",
    "ident": "icao",
}
_COLUMNS = ["name", "iata", "icao", "latitude", "longitude", "country", "altitude", "type", "municipality"]


def fill_cache(tables: Path) -> None:
    """Put OurAirports' tables into traffic's cache as its own download does."""
    countries = pd.read_csv(tables / "countries.csv")[["code", "name"]]
    countries = countries.rename(columns={"code": "iso_country", "name": "country"})
    fields = pd.read_csv(tables / "airports.csv").rename(columns=_NAMES).merge(countries)
    fields[_COLUMNS].to_parquet(cache_path / "airports_ourairports.parquet")
    pd.read_csv(tables / "runways.csv").to_parquet(cache_path / "runways_ourairports.parquet")


def run(rows: pd.DataFrame) -> dict[str, int]:
    """Split at ten minutes of silence; then for each flight both airports and the landing at the second."""
    found = {"flights": 0, "takeoff_airports": 0, "landing_airports": 0, "landings": 0}
    for flight in Traffic(rows).iterate(by="10 min"):
        found["flights"] += 1
        found["takeoff_airports"] += flight.infer_airport("takeoff") is not None
        field = flight.infer_airport("landing")
        found["landing_airports"] += field is not None
        if field.runways is not None and not field.runways.shape.is_empty:
            found["landings"] += flight.landing(method="aligned_on_ils", airport=field).next() is not None
    return found


def main(arguments: list[str]) -> int:
    """Run once and print."""
    rows, tables = arguments
    fill_cache(Path(tables))
    frame = pd.read_parquet(rows)
    _ = airports.data, runways.runways
    began = time.process_time()
    found = run(frame)
    cpu_s = time.process_time() - began
    print(json.dumps({"rows": len(frame), "cpu_s": cpu_s, "found": found}))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("TQDM_DISABLE", "1")
    sys.exit(main(sys.argv[1:]))
