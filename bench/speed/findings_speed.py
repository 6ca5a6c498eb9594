"""How many flights a CPU-second the detectors of routes and first visits read.

    python bench/speed/findings_speed.py [--flights 1000000]

Flights of a made year (``bench/accuracy/year.py``) are repeated under other addresses until they are as
many as asked for. Reading them from an archive is not counted. CPU seconds are of all threads.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from tables import Sheet, show
from year import Year, make

from skywitness.findings.exposure import Exposure, Observable
from skywitness.findings.first_visit import FirstVisit
from skywitness.findings.routes import Routes
from skywitness.pipeline.covered import covered, record_days

_UTC = pl.Datetime("us", "UTC")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flights", type=int, default=1_000_000)
    year = make(1, airframes=200)
    show([measured(year, -(-parser.parse_args().flights // year.flights.height))])
    return 0


def measured(year: Year, times: int) -> Sheet:
    """The table.

    Args:
        year: a made year.
        times: how often its rows are repeated.
    """
    flights, visits = repeated(year.flights, times), repeated(year.visits, times)
    unseen = repeated(year.trip_legs.filter(kind="unseen_leg"), times)
    fields = pl.DataFrame({"airport": [place.icao for place in year.world.places]})
    places = fields.with_columns(place="airport", closed_at=pl.lit(None, _UTC))

    def exposure() -> Observable:
        return Exposure().observable(record_days(flights.lazy()), covered(flights.lazy(), visits.lazy()))

    observable = exposure()
    rows = [
        _timed("exposure", flights.height, exposure),
        *(
            _timed(f"routes by {by}", flights.height, lambda by=by: Routes().find(flights, unseen, observable, by))
            for by in ("aircraft", "operator")
        ),
        _timed("first visits", visits.height, lambda: FirstVisit().find(visits, observable, places)),
    ]
    return Sheet("Findings", ["detector", "rows", "CPU s", "rows a CPU-second"], rows, words=1)


def repeated(rows: pl.DataFrame, times: int) -> pl.DataFrame:
    """The rows as often under other addresses, flights and operators."""
    named = [name for name in ("icao24", "flight_id", "operator", "registration") if name in rows.columns]
    return pl.concat(
        rows.with_columns(pl.col(name) + (f"-{time}" if time else "") for name in named) for time in range(times)
    )


def _timed(name: str, count: int, work: Callable[[], object]) -> list[str]:
    began = time.process_time()
    work()
    spent = time.process_time() - began
    return [name, f"{count:,}", f"{spent:.1f}", f"{count / spent:,.0f}"]


if __name__ == "__main__":
    sys.exit(main())
