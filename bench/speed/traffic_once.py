"""The package traffic once over some rows: its splitting, airports of both ends and landings.

Usage: ``python bench/speed/traffic_once.py ROWS.parquet TABLES KINDS`` under an interpreter with ``traffic==2.13``
and ``pandas<3``; prints one JSON object. TABLES is a folder with OurAirports' airports.csv, countries.csv and
runways.csv. KINDS are the kinds of field to choose from, comma-separated; when empty all fields, as traffic does
unless told otherwise. Nothing is fetched: the files that traffic would download are put where it keeps them. The
reading of rows and tables is not counted.
"""

import json
import os
import sys
import time
from pathlib import Path

import pandas as pd
from traffic import cache_path
from traffic.core import Flight, Traffic
from traffic.core.structure import Airport
from traffic.data import airports, runways
from traffic.data.basic.airports import Airports

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


def run(rows: pd.DataFrame, fields: Airports) -> dict[str, int]:
    """Split at ten minutes of silence; then for each flight both airports and the landing at the second."""
    found = {"flights": 0, "airports": 0, "landings": 0}
    for flight in Traffic(rows).iterate(by="10 min"):
        found["flights"] += 1
        ends = [flight.infer_airport(end, dataset=fields) for end in ("takeoff", "landing")]
        found["airports"] += len(ends)
        found["landings"] += lands(flight, ends[1])
    return found


def lands(flight: Flight, field: Airport) -> bool:
    """Whether a flight is seen on the line of one of a field's runways."""
    try:
        return flight.landing(method="aligned_on_ils", airport=field).next() is not None
    except RuntimeError:  # traffic's word for a field without runways
        return False


def main(arguments: list[str]) -> int:
    """Run once and print."""
    rows, tables, kinds = arguments
    fill_cache(Path(tables))
    frame = pd.read_parquet(rows)
    fields = Airports(airports.data[airports.data["type"].isin(kinds.split(","))]) if kinds else airports
    _ = runways.runways
    began = time.process_time()
    found = run(frame, fields)
    cpu_s = time.process_time() - began
    print(json.dumps({"rows": len(frame), "cpu_s": cpu_s, "found": found}))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("TQDM_DISABLE", "1")
    sys.exit(main(sys.argv[1:]))
