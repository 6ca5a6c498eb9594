"""Airports of departure and destination against operators' truth, beside two rules of the literature.

    python bench/accuracy/airports.py        needs the recordings in ../shared or SKYWITNESS_SHARED

Truth: the 37 flights to and from London Heathrow of 2 August 2017 whose positions and flight plans are published
(trrrj, MIT). Scoring as EUROCONTROL's OPDI does it: coverage (share of flights with an answer), accuracy (share of
answers that are right), and correct - 2 x wrong. Peers on the same positions:

- nearest: the field nearest to the first and last position, whatever its distance; never abstains
- endpoint: the nearest field within 30 NM of a position at most 15,000 ft above it, else no answer
"""

import csv
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from skywitness.model import Flight
from skywitness.pipeline.derive import derive
from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import ImportOptions
from skywitness.reference.airports import Airports
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table

SHARED = Path(os.environ.get("SKYWITNESS_SHARED", Path(__file__).parents[3] / "shared"))
POSITIONS = SHARED / "data/tracks/egll_positions_fr24_2017-08-02.csv"
LABELS = SHARED / "data/labels/egll_flt_rt_2017-08-02.csv"

Ends = tuple[str | None, str | None]
"""Airports of departure and destination."""


class Score(NamedTuple):
    """How one rule did at one end of the flights."""

    flights: int
    correct: int
    wrong: int

    def cells(self) -> list[str]:
        """Coverage, accuracy, correct, wrong and correct - 2 x wrong."""
        answers = self.correct + self.wrong
        accuracy = f"{self.correct / answers:.1%}" if answers else "-"
        score = self.correct - 2 * self.wrong
        return [f"{answers / self.flights:.1%}", accuracy, str(self.correct), str(self.wrong), str(score)]


def main() -> int:
    """Print the table."""
    if not POSITIONS.is_file():
        print(f"no recordings: {POSITIONS} is missing (set SKYWITNESS_SHARED)", file=sys.stderr)
        return 1
    truth, airports = read_truth(), airport_table()
    flights, outermost = derived_flights()
    known = [flight for flight in flights if flight.icao24 in truth]
    rules: Mapping[str, Callable[[Flight], Ends]] = {
        "nearest": lambda flight: by_place(flight, outermost, airports, radius_nm=20_000, height_ft=1e9),
        "endpoint": lambda flight: by_place(flight, outermost, airports, radius_nm=30, height_ft=15_000),
        "skywitness": lambda flight: (flight.adep, flight.ades),
    }
    table = Table(title=f"{len(flights)} flights found, {len(known)} of them with known airports")
    for heading in ("rule", "end", "coverage", "accuracy", "correct", "wrong", "correct - 2 x wrong"):
        table.add_column(heading, justify="left" if heading in {"rule", "end"} else "right")
    for name, rule in rules.items():
        for end, heading in enumerate(("departure", "destination")):
            table.add_row(name, heading, *score(known, truth, rule, end).cells())
    Console().print(table)
    return 0


def read_truth() -> dict[str, tuple[str, str]]:
    """Airports by the address that the import gives a flight without one."""
    truth = {}
    with LABELS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for source_id in row["source_ids"].strip("[]").split():
                flight_id = source_id.strip("'").removeprefix("0x")
                truth[f"~flight_id:{flight_id}"] = (row["adep"], row["ades"])
    return truth


def derived_flights() -> tuple[list[Flight], dict[tuple[str, datetime], float]]:
    """Flights from the positions by the product's own commands, and the height of their outermost positions."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder))
        report = import_paths(archive, [POSITIONS], ImportOptions(), datetime.now(UTC), lambda _: None)
        if report.failed:
            raise SystemExit(f"import failed: {report.problems}")
        derive(archive)
        flights = [Flight(*row) for row in archive.flights().collect().iter_rows()]
        heights = archive.positions().select("icao24", "observed_at", "baro_altitude_ft").collect()
        return flights, {(icao24, time): height or 0.0 for icao24, time, height in heights.iter_rows()}


def by_place(
    flight: Flight,
    heights: Mapping[tuple[str, datetime], float],
    airports: Airports,
    *,
    radius_nm: float,
    height_ft: float,
) -> Ends:
    """The nearest field to either end, within a radius and a height above it."""
    ends = (
        (flight.first_lat_deg, flight.first_lon_deg, flight.first_seen_at),
        (flight.last_lat_deg, flight.last_lon_deg, flight.last_seen_at),
    )
    found: list[str | None] = []
    for lat, lon, time in ends:
        near = airports.near(lat, lon, radius_nm)
        row = near.rows[0] if len(near.rows) else None
        low = row is not None and heights[flight.icao24, time] - airports.elevation_ft[row] <= height_ft
        found.append(airports.airports[row].icao if row is not None and low else None)
    return found[0], found[1]


def score(
    flights: list[Flight], truth: Mapping[str, tuple[str, str]], rule: Callable[[Flight], Ends], end: int
) -> Score:
    """Count one rule's answers at one end."""
    answers = [(rule(flight)[end], truth[flight.icao24][end]) for flight in flights]
    correct = sum(answer == right for answer, right in answers)
    return Score(len(answers), correct, sum(answer is not None for answer, _ in answers) - correct)


if __name__ == "__main__":
    sys.exit(main())
