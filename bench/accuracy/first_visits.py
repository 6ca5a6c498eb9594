"""First visits: planted ones found, and how often "first" is said of what was not.

    python bench/accuracy/first_visits.py [--seeds 911 912 913]

The years are made (``year.py``). A planted first goes where neither the airframe nor its operator has been,
planted routes and companions among them, and is received; everything else is lost as ever. It is listed when
the detector gives it as ``first`` or as ``first_seen``, and called first with the stronger word. Every
``first`` is held against what was truly flown: it is wrong when the airframe had been at the field before,
under the same registration, within the year, seen or not. Not every planted first can be told from a second
visit whose first nobody heard: with 30 % of legs lost about one stay in eleven leaves nothing, and an operator
of few aircraft has many fields at which it is seen once a year.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime

import polars as pl
from tables import Sheet, show
from year import Difficulty, Year, make

from skywitness.findings.exposure import Exposure
from skywitness.findings.first_visit import FirstVisit
from skywitness.model import Finding
from skywitness.pipeline.covered import covered, record_days

SEEDS = (911, 912, 913)
"""Looked at by nobody while the detector was made."""
_HARDER = (
    ("as they are", Difficulty()),
    ("half of the legs missing", Difficulty(missing=0.5)),
    ("two thirds of the fields covered", Difficulty(covered=0.67)),
)
_UTC = pl.Datetime("us", "UTC")


def found(year: Year) -> list[Finding]:
    """What the detector makes of a year."""
    flights, visits = year.flights.lazy(), year.visits.lazy()
    observable = Exposure().observable(record_days(flights), covered(flights, visits))
    fields = pl.DataFrame({"airport": [place.icao for place in year.world.places]})
    places = fields.with_columns(place="airport", closed_at=pl.lit(None, _UTC))
    return FirstVisit().find(year.visits, observable, places)


def tables(seeds: Sequence[int] = SEEDS) -> list[Sheet]:
    """By difficulty: planted firsts, and all that is called first."""
    rows = [_counted(name, [make(seed, difficulty=hard) for seed in seeds]) for name, hard in _HARDER]
    head = (
        "years",
        "planted",
        "listed",
        "share",
        "called first",
        "share",
        "all called first",
        "wrong",
        "first seen",
        "wrong",
    )
    return [Sheet("First visits", head, rows, words=1)]


def _counted(name: str, years: Sequence[Year]) -> list[str]:
    planted = listed = called = 0
    judged: dict[str, list[bool]] = {"first": [], "first_seen": []}
    for year in years:
        given = found(year)
        by_place = {(one.icao24s[0], one.airports[0]): one.verdict for one in reversed(given)}
        verdicts = [by_place.get((first.icao24, first.airport)) for first in year.truth.firsts]
        planted, called = planted + len(verdicts), called + verdicts.count("first")
        listed += len([verdict for verdict in verdicts if verdict])
        earliest = _earliest(year)
        for one in given:
            if one.verdict in judged:
                key = one.icao24s[0], one.sentence.split()[0], one.airports[0]
                judged[one.verdict].append(_before(one, earliest[key]))
    firsts, seen = judged["first"], judged["first_seen"]
    return [
        name,
        f"{planted}",
        f"{listed}",
        f"{100 * listed / max(planted, 1):.1f} %",
        f"{called}",
        f"{100 * called / max(planted, 1):.1f} %",
        f"{len(firsts)}",
        f"{sum(firsts)} ({100 * sum(firsts) / max(len(firsts), 1):.1f} %)",
        f"{len(seen)}",
        f"{sum(seen)} ({100 * sum(seen) / max(len(seen), 1):.1f} %)",
    ]


def _earliest(year: Year) -> dict[tuple[str, str, str], datetime]:
    """When each airframe truly first came to each field, by address, registration and field."""
    first = year.truth.flown.group_by("icao24", "registration", "ades").agg(pl.col("on_at").min())
    return {(row[0], row[1], row[2]): row[3] for row in first.iter_rows()}


def _before(one: Finding, earliest: datetime) -> bool:
    """Whether the true first visit was another than this one: a stay is shorter than four days."""
    return (one.since - earliest).total_seconds() > 4 * 86_400


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    show(tables(parser.parse_args().seeds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
