"""Routes: planted ones found, and false alarms in years in which nothing is planted.

    python bench/accuracy/routes.py [--seeds 811 812 813] [--controls 821 822]

The years are made (``year.py``). A planted route counts as found when the airframe and both fields are named and
the verdict is ``regular``; a regular pair that was not planted is wrong, unless it is a pair that companions were
planted on. In the controls the airframes of an operator share one network and none has a habit: every regular
pair is a false alarm.
"""

import argparse
import sys
from collections.abc import Sequence

import polars as pl
from tables import Sheet, show
from year import Difficulty, Year, make

from skywitness.findings.exposure import Exposure
from skywitness.findings.routes import Routes
from skywitness.model import Finding
from skywitness.pipeline.covered import covered, record_days

SEEDS = (811, 812, 813)
CONTROLS = tuple(range(821, 830))
"""Looked at by nobody while the detector was made; 3,600 airframe-years are enough to show 1 in 1,000."""
_HARDER = (
    ("as they are", Difficulty()),
    ("half of the legs missing", Difficulty(missing=0.5)),
    ("two thirds of the fields covered", Difficulty(covered=0.67)),
    ("routes of 6 to 12 trips", Difficulty(trips=(6, 12))),
)


def found(year: Year) -> list[Finding]:
    """What the detector makes of a year."""
    flights, visits = year.flights.lazy(), year.visits.lazy()
    observable = Exposure().observable(record_days(flights), covered(flights, visits))
    return Routes().find(year.flights, year.trip_legs.filter(kind="unseen_leg"), observable)


def tables(seeds: Sequence[int] = SEEDS, controls: Sequence[int] = CONTROLS) -> list[Sheet]:
    """Planted routes by difficulty; false alarms of the controls."""
    rows = [_planted(name, [make(seed, difficulty=hard) for seed in seeds]) for name, hard in _HARDER]
    head = ("planted years", "planted", "received four times", "found", "recall", "wrong", "precision", "F1")
    return [
        Sheet("Routes: planted ones that are called regular", head, rows, words=1),
        _controls([make(seed, planted=False) for seed in controls]),
    ]


def _planted(name: str, years: Sequence[Year]) -> list[str]:
    planted = seen = right = wrong = 0
    for year in years:
        meant = {(route.icao24, frozenset((route.base, route.other))) for route in year.truth.routes}
        given = {(row.icao24s[0], frozenset(row.airports)) for row in found(year) if row.verdict == "regular"}
        possible = meant & _received(year)
        planted, seen, right = planted + len(meant), seen + len(possible), right + len(possible & given)
        wrong += len(given - meant - _companions(year))
    recall, precision = right / max(seen, 1), right / max(right + wrong, 1)
    f1 = 2 * recall * precision / max(recall + precision, 1e-9)
    counts = [f"{planted}", f"{seen}", f"{right}", f"{100 * recall:.1f} %", f"{wrong}"]
    return [name, *counts, f"{100 * precision:.1f} %", f"{f1:.3f}"]


def _received(year: Year) -> set[tuple[str, frozenset[str]]]:
    """Pairs of planted legs that were received with both ends at four planted trips and more."""
    both = year.flights.drop_nulls(["adep", "ades"]).select("flight_id")
    legs = year.truth.flown.filter(pl.col("planted").str.starts_with("route")).join(both, on="flight_id")
    legs = legs.with_columns(day=pl.col("off_at").dt.date(), one=pl.min_horizontal("adep", "ades"))
    legs = legs.with_columns(other=pl.max_horizontal("adep", "ades"))
    days = legs.group_by("icao24", "one", "other").agg(pl.col("day").n_unique())
    return {(row[0], frozenset(row[1:3])) for row in days.filter(pl.col("day") >= 4).iter_rows()}


def _companions(year: Year) -> set[tuple[str, frozenset[str]]]:
    legs = year.truth.flown.filter(pl.col("planted").str.contains("formation|convoy|meeting"))
    return {(row[0], frozenset(row[1:])) for row in legs.select("icao24", "adep", "ades").iter_rows()}


def _controls(years: Sequence[Year]) -> Sheet:
    alarms = sum(row.verdict == "regular" for year in years for row in found(year))
    lived = sum(len(year.fleet) for year in years)
    rows = [[f"{lived:,}", f"{alarms}", f"{1000 * alarms / lived:.2f}"]]
    head = ("airframe-years", "false alarms", "per 1,000 airframe-years")
    return Sheet("Routes: years with nothing planted", head, rows, words=0)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--controls", type=int, nargs="+", default=CONTROLS)
    asked = parser.parse_args()
    show(tables(asked.seeds, asked.controls))
    return 0


if __name__ == "__main__":
    sys.exit(main())
