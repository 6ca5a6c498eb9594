"""``skywitness passages``: who was in one area and then in another."""

from datetime import timedelta
from typing import Annotated

import typer

from skywitness.cli import asking, options
from skywitness.cli.errors import reported
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import Records, chosen_form, show
from skywitness.cli.shorten import first_rows
from skywitness.cli.times import window
from skywitness.pipeline.asked import Cost
from skywitness.pipeline.questions import passages

EXAMPLES = """\
skywitness passages --in 35,35,36,37 --then 35,38,36,40 --within 2
skywitness passages --in 55.6,37.3,40 --then 35.4,35.9,30 --within 8 --military --since 2018-12-01
skywitness passages --in moscow.geojson --then latakia.geojson --within 8 --json"""

IMPORTANT = (
    "left_at",
    "came_at",
    "icao24",
    "registration",
    "between_s",
    "typecode",
    "operator",
    "flag_state",
    "grade",
    "left_lat_deg",
    "left_lon_deg",
    "came_lat_deg",
    "came_lon_deg",
    "reconstruction",
)
"""Columns of the table, most important first."""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    area: asking.InFirst,
    then: asking.Then,
    within_h: Annotated[
        float,
        typer.Option(
            "--within", min=0.001, metavar="HOURS", help="At most so many hours from the one to the other."
        ),
    ],
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
    """A row for each going over: the last position in the first area and the first one after it in the second.

    The span is that of the positions in the first area. What the aircraft did between the two is not said.
    """
    form, span, cost = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until), Cost()
    second = asking.area_from(then, "--then")
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
    found = passages(archive, asked, second, timedelta(hours=within_h), cost, doubted=doubted)
    asking.say_cost(cost, explain=explain)
    show(Records.of(first_rows(found, limit)), form, IMPORTANT)
