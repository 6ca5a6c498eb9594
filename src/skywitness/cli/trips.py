"""``skywitness trips``: an aircraft's flights as trips from its base and back, their legs, or the bases."""

from collections.abc import Mapping
from typing import Annotated

import polars as pl
import typer

from skywitness.cli import options
from skywitness.cli.errors import reported
from skywitness.cli.filters import checked_filters
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.cli.shorten import first_rows
from skywitness.cli.times import window
from skywitness.pipeline import lists
from skywitness.store.archive import Archive

EXAMPLES = """\
skywitness trips --aircraft RA-82035 --since 2019-03-01 --until 2019-03-31
skywitness trips --aircraft RA-86496 --legs --csv > legs.csv
skywitness trips --type IL62 --home"""

IMPORTANT = (
    "began_at",
    "registration",
    "home_base",
    "chain",
    "icao24",
    "ended_at",
    "typecode",
    "flag_state",
    "left_home",
    "returned_home",
    "legs",
    "unseen_legs",
    "distance_nm",
    "home_base_confidence",
    "trip_id",
    "reconstruction",
)
"""Columns of the table of trips, most important first."""

LEGS = (
    "not_before",
    "icao24",
    "adep",
    "ades",
    "not_after",
    "kind",
    "stop_kind",
    "stay_s",
    "number",
    "trip_id",
    "flight_id",
    "reconstruction",
)
"""Columns of the table of legs."""

BASES = ("icao24", "airport", "since", "until", "confidence", "nights", "nights_known", "reconstruction")
"""Columns of the table of home bases."""

_SEEN, _UNSEEN = " > ", " ~> "
_Legs = Annotated[bool, typer.Option("--legs", help="List the legs of the trips instead of the trips.")]
_Home = Annotated[bool, typer.Option("--home", help="List the home bases instead of the trips.")]


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    aircraft: options.AircraftIds = None,
    airport: options.Airports = None,
    country: options.Countries = None,
    flag: options.Flags = None,
    typecode: options.Types = None,
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    legs: _Legs = False,
    home: _Home = False,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print the trips that share an instant with the span, with any of their places at an airport asked for."""
    form, span = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until)
    if legs and home:
        raise typer.BadParameter("give --legs or --home, not both", param_hint="--legs")
    archive = options.open_archive(data)
    say_if_behind(archive)
    filters = checked_filters(archive, aircraft, airport, country, flag, typecode, span)
    if home:
        show(Records.of(first_rows(lists.home_bases(archive, filters), limit)), form, BASES)
    elif legs:
        show(Records.of(first_rows(lists.legs(archive, filters), limit)), form, LEGS)
    else:
        found = first_rows(lists.trips(archive, filters), limit)
        show(Records.of(_with_chain(archive, found) if form is Form.TABLE else found), form, IMPORTANT)


def _with_chain(archive: Archive, trips: pl.DataFrame) -> pl.DataFrame:
    """Trips with their places in one line: ``~>`` where nobody saw the leg, the kind of a stop in brackets."""
    wanted = archive.trip_legs().filter(pl.col("trip_id").is_in(trips["trip_id"].implode()))
    unseen = wanted.filter(pl.col("kind") == "unseen_leg").select("trip_id", "number").collect()
    numbers: dict[str, set[int]] = {}
    for trip_id, number in unseen.iter_rows():
        numbers.setdefault(trip_id, set()).add(number)
    chains = [chain_text(row, numbers.get(row["trip_id"], set())) for row in trips.iter_rows(named=True)]
    return trips.with_columns(pl.Series("chain", chains, pl.String))


def chain_text(trip: Mapping[str, list[str]], unseen: set[int]) -> str:
    """The places of a trip in order, for example ``UUMU > OSLK (technical) ~> SVMI > UUMU``.

    Args:
        trip: a row of trips.
        unseen: numbers of the legs that nobody saw, from 1.

    A stop of unknown kind has no word after it.
    """
    first, *places = trip["airports"]
    text = first
    for number, (place, kind) in enumerate(zip(places, [*trip["stop_kinds"], "unknown"], strict=True), 1):
        text += (_UNSEEN if number in unseen else _SEEN) + place
        text += "" if kind == "unknown" else f" ({kind.replace('_', ' ')})"
    return text
