"""The made year: traffic of some hundreds of airframes whose routes, firsts, companions and dark spells are known.

    python bench/accuracy/year.py [--seed 1] [--airframes 400]

``make(seed)`` gives the derived tables as an archive holds them and the ``Truth``; ``make(seed, planted=False)``
is a control of the same world with nothing planted. Everything follows from the seed and the difficulty. Positions
are made on demand, coarsely, for the flights that are asked for (``year_positions``).
"""

import argparse
import sys
from datetime import datetime
from typing import NamedTuple

import polars as pl
from tables import Sheet, show
from year_lives import Airframe, Leg, fleet, life
from year_plant import Counts, PlantedCompanions, PlantedFirst, PlantedRoute, plant
from year_record import START, at, flight_row, frame, leg_rows, numbered, received, visit_rows
from year_world import World, operators, world


class Difficulty(NamedTuple):
    """How hard the year is.

    Attributes:
        missing: share of legs of which nothing is received.
        deaf: share of ends at covered fields that are not known all the same.
        covered: share of fields with a receiver.
        trips: least and most trips of a planted route.
        sold: share of airframes that change registration and owner within the year.
    """

    missing: float = 0.30
    deaf: float = 0.05
    covered: float = 0.85
    trips: tuple[int, int] = (12, 36)
    sold: float = 0.03


class Truth(NamedTuple):
    """What is true of the year.

    Attributes:
        routes: planted routes.
        firsts: planted firsts.
        companions: planted companions.
        flown: every leg that was flown: icao24, registration, adep, ades, off_at, on_at, planted, flight_id (null
            when it was not received).
    """

    routes: list[PlantedRoute]
    firsts: list[PlantedFirst]
    companions: list[PlantedCompanions]
    flown: pl.DataFrame


class Year(NamedTuple):
    """A made year; the tables are as ``Archive`` reads them.

    Attributes:
        flights: rows of ``flights``.
        visits: rows of ``visits``.
        trip_legs: rows of ``trip_legs``.
        since: the first instant of the record.
        until: the first instant after it.
        world: fields and receivers.
        fleet: every airframe.
        truth: what is true of it.
    """

    flights: pl.DataFrame
    visits: pl.DataFrame
    trip_legs: pl.DataFrame
    since: datetime
    until: datetime
    world: World
    fleet: list[Airframe]
    truth: Truth


def make(
    seed: int,
    *,
    airframes: int = 400,
    days: int = 365,
    difficulty: Difficulty | None = None,
    planted: bool = True,
) -> Year:
    """A year.

    Args:
        seed: of everything; a seed gives the same world with and without what is planted.
        airframes: how many.
        days: length of the record.
        difficulty: how hard it is; the usual one when left out.
        planted: False for a control.
    """
    hard = difficulty or Difficulty()
    made = world(numbered([seed, 1]), days, 150, hard.covered)
    owners = operators(numbered([seed, 2]), made, airframes)
    ships = fleet(numbered([seed, 3]), owners, days * 24.0, hard.sold)
    most = Counts(airframes // 8, airframes // 8, airframes // 50) if planted else Counts(0, 0, 0)
    plans, routes, firsts, companions = plant(numbered([seed, 4]), made, ships, days, most, hard.trips)
    flights, visits, trip_legs, flown = [], [], [], []
    for number, one in enumerate(ships):
        legs = life(numbered([seed, 5, number]), made, one, plans.get(number, []), days * 24.0)
        heard = received(numbered([seed, 6, number]), made, legs, hard.missing, hard.deaf, "first")
        rows = [flight_row(made, one, place, leg) for place, leg in enumerate(heard)]
        flights += rows
        visits += visit_rows(rows)
        trip_legs += leg_rows(rows)
        ids = {leg.leg.off_h: row["flight_id"] for leg, row in zip(heard, rows, strict=True)}
        flown += [_flown(made, one, leg, ids.get(leg.off_h)) for leg in legs]
    names = ("icao24", "registration", "adep", "ades", "off_at", "on_at", "planted", "flight_id")
    truth = pl.DataFrame(flown, schema=names, orient="row", infer_schema_length=None)
    done = {row[6] for row in flown}
    return Year(
        frame("flights", flights),
        frame("visits", visits),
        frame("trip_legs", trip_legs),
        START,
        at(days * 24.0),
        made,
        ships,
        Truth(routes, [first for first in firsts if first.name in done], companions, truth),
    )


def _flown(made: World, one: Airframe, leg: Leg, flight_id: str | None) -> tuple[object, ...]:
    sold = "A" if leg.off_h >= one.sold_h else ""
    codes = made.places[leg.origin].icao, made.places[leg.target].icao
    return one.icao24, one.registration + sold, *codes, at(leg.off_h), at(leg.on_h), leg.planted, flight_id


def main() -> int:
    """Print what a year holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--airframes", type=int, default=400)
    asked = parser.parse_args()
    year = make(asked.seed, airframes=asked.airframes)
    rows = [
        ["airframes", f"{len(year.fleet):,}"],
        ["legs flown", f"{year.truth.flown.height:,}"],
        ["flights received", f"{year.flights.height:,}"],
        ["of these with both ends", f"{year.flights.drop_nulls(['adep', 'ades']).height:,}"],
        ["visits", f"{year.visits.height:,}"],
        ["unseen legs", f"{year.trip_legs.filter(kind='unseen_leg').height:,}"],
        ["routes planted", f"{len(year.truth.routes):,}"],
        ["firsts planted", f"{len(year.truth.firsts):,}"],
        ["companions planted", f"{len(year.truth.companions):,}"],
    ]
    show([Sheet(f"The made year, seed {asked.seed}", ["figure", "value"], rows, words=1)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
