"""``skywitness last-seen``: when and where each aircraft was last seen, since when, and on how many days."""

from typing import Annotated

import typer

from skywitness.cli import asking, options
from skywitness.cli.errors import reported
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import Records, chosen_form, show
from skywitness.cli.shorten import first_rows
from skywitness.cli.times import window
from skywitness.pipeline.asked import Cost
from skywitness.pipeline.seen import days_seen, last_seen

EXAMPLES = """\
skywitness last-seen --military --flag RU
skywitness last-seen --in 34,34,37,38 --until 2019-03-23 --json
skywitness last-seen --aircraft RA-82035 --days --csv > days.csv"""

IMPORTANT = (
    "last_observed_at",
    "icao24",
    "registration",
    "last_placed_at",
    "last_lat_deg",
    "last_lon_deg",
    "doubt",
    "first_observed_at",
    "days",
    "positions",
    "typecode",
    "operator",
    "flag_state",
    "grade",
    "reconstruction",
)
"""Columns of the table, most important first."""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    area: Annotated[
        str | None,
        typer.Option("--in", metavar="AREA", help="Only aircraft last seen in this area, as in `positions`."),
    ] = None,
    aircraft: options.AircraftIds = None,
    typecode: options.Types = None,
    operator: asking.Operator = None,
    flag: options.Flags = None,
    military: asking.Military = False,
    since: options.Since = None,
    until: options.Until = None,
    days: Annotated[
        bool, typer.Option("--days", help="Print a row for each aircraft and day on which it was heard.")
    ] = False,
    limit: options.Limit = None,
    explain: asking.Explain = False,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Whole UTC days count: those from --since on, and before --until.

    The last place is as reported; doubt says what speaks against it, not_judged when there are over 200 aircraft.
    """
    form, span, cost = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until), Cost()
    if days and area is not None:
        raise typer.BadParameter("goes with the last place only, not with --days", param_hint="--in")
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
    )
    found = days_seen(archive, asked, cost) if days else last_seen(archive, asked, cost)
    asking.say_cost(cost, explain=explain)
    show(Records.of(first_rows(found, limit)), form, () if days else IMPORTANT)
