"""``skywitness visits``: stays at airports, filtered, in order of time."""

from skywitness.cli import options
from skywitness.cli.errors import reported
from skywitness.cli.filters import checked_filters
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import Records, chosen_form, show
from skywitness.cli.shorten import first_rows
from skywitness.cli.times import window
from skywitness.pipeline import lists

EXAMPLES = """\
skywitness visits --airport SVMI --since 2019-03-23 --until 2019-03-24
skywitness visits --aircraft RA-82035 --country SY --json
skywitness visits --country VE --flag RU --csv > venezuela.csv"""

IMPORTANT = (
    "airport",
    "icao24",
    "registration",
    "arrived_at",
    "departed_at",
    "inferred",
    "typecode",
    "flag_state",
    "airport_reason",
    "arrived_not_before",
    "departed_not_after",
    "arrival_flight_id",
    "departure_flight_id",
    "reconstruction",
)
"""Columns of the table, most important first."""


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
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print the visits that may share an instant with the span."""
    form, span = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until)
    archive = options.open_archive(data)
    say_if_behind(archive)
    filters = checked_filters(archive, aircraft, airport, country, flag, typecode, span)
    show(Records.of(first_rows(lists.visits(archive, filters), limit)), form, IMPORTANT)
