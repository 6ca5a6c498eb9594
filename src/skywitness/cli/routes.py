"""``skywitness routes``: pairs of fields that are flown again and again."""

from enum import StrEnum
from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.asked import asked
from skywitness.cli.errors import reported
from skywitness.cli.finding_list import show_findings
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import chosen_form
from skywitness.pipeline.find_routes import find_routes

EXAMPLES = """\
skywitness routes --aircraft RA-82035
skywitness routes --by operator --since 2019-01-01
skywitness routes --airport OSLK --json"""


class Subject(StrEnum):
    """Whose routes."""

    AIRCRAFT = "aircraft"
    OPERATOR = "operator"
    TYPE = "type"


By = Annotated[Subject, typer.Option("--by", help="Count the trips of each aircraft, operator or type.")]


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    by: By = Subject.AIRCRAFT,
    aircraft: options.AircraftIds = None,
    airport: options.Airports = None,
    country: options.Countries = None,
    flag: options.Flags = None,
    typecode: options.Types = None,
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print recurring pairs of fields, what would be usual, and the days on which they could be seen."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    archive = options.open_archive(data)
    say_if_behind(archive)
    question = asked(
        archive,
        aircraft=aircraft,
        airport=airport,
        country=country,
        flag=flag,
        typecode=typecode,
        since=since,
        until=until,
    )
    show_findings(find_routes(archive, question, by.value), form, limit)
