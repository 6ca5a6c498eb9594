"""``skywitness positions``: who was in an area, when and how high."""

import polars as pl

from skywitness.cli import asking, options
from skywitness.cli.errors import reported
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import Records, chosen_form, show
from skywitness.cli.shorten import first_rows
from skywitness.cli.times import window
from skywitness.pipeline.asked import Cost
from skywitness.pipeline.questions import positions
from skywitness.store.schema import POSITIONS

EXAMPLES = """\
skywitness positions --in 34,34,37,38 --since 2019-03-23 --until 2019-03-24
skywitness positions --in 35.4,35.9,30 --below 10000 --military --csv
skywitness positions --in 'POLYGON((34 34, 38 34, 38 37, 34 37, 34 34))' --flag RU --json --explain"""

IMPORTANT = (
    "observed_at",
    "icao24",
    "registration",
    "callsign",
    "lat_deg",
    "lon_deg",
    "baro_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "typecode",
    "flag_state",
    "operator",
    "grade",
    "doubt",
    "source_row",
    "reconstruction",
)
"""Columns of the table, most important first."""
_LAST = ("registration", "typecode", "operator", "flag_state", "grade", "doubt")


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    area: asking.In = None,
    above: asking.LowestFt = None,
    below: asking.HighestFt = None,
    aircraft: options.AircraftIds = None,
    typecode: options.Types = None,
    operator: asking.Operator = None,
    flag: options.Flags = None,
    military: asking.Military = False,
    since: options.Since = None,
    until: options.Until = None,
    doubted: asking.Doubted = False,
    limit: options.Limit = None,
    explain: asking.Explain = False,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Doubtful positions are left out; each is judged by all that its aircraft reported on the day."""
    form, span, cost = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until), Cost()
    archive = options.open_archive(data)
    say_if_behind(archive)
    asked = asking.asked_of(
        archive,
        span,
        area,
        aircraft=aircraft,
        flag=flag,
        typecode=typecode,
        operator=operator,
        military=military,
        above=above,
        below=below,
    )
    found = positions(archive, asked, cost, doubted=doubted)
    shown = first_rows(found.select(pl.col(*POSITIONS.stored_schema), *_LAST), limit)
    asking.say_cost(cost, explain=explain)
    show(Records.of(shown), form, IMPORTANT)
