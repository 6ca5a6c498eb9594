"""``skywitness firsts``: visits to places where one had not been seen before, or not for long."""

from enum import StrEnum
from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.asked import asked
from skywitness.cli.errors import reported
from skywitness.cli.finding_list import show_findings
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import chosen_form
from skywitness.pipeline.find_firsts import find_firsts

EXAMPLES = """\
skywitness firsts --airport SVMI
skywitness firsts --by operator --at country --since 2019-01-01
skywitness firsts --flag RU --json"""


class Subject(StrEnum):
    """Whose first visits."""

    AIRCRAFT = "aircraft"
    OPERATOR = "operator"
    TYPE = "type"
    STATE = "state"


class Place(StrEnum):
    """First where."""

    AIRPORT = "airport"
    COUNTRY = "country"
    AREA = "area"


By = Annotated[Subject, typer.Option("--by", help="First of each aircraft, operator, type or flag state.")]
At = Annotated[
    Place, typer.Option("--at", help="First at an airport, in a country, or in the area of all airports named.")
]


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    by: By = Subject.AIRCRAFT,
    at: At = Place.AIRPORT,
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
    """Print first and unusual visits, with the days on which an earlier one could have been seen."""
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
    show_findings(find_firsts(archive, question, by.value, at.value), form, limit)
