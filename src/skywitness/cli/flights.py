"""``skywitness flights``: the flights of the archive, filtered, in order of time."""

from skywitness.cli import options
from skywitness.cli.errors import reported
from skywitness.cli.filters import checked_filters
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import Records, chosen_form, show
from skywitness.cli.shorten import first_rows
from skywitness.cli.times import window
from skywitness.pipeline import lists

EXAMPLES = """\
skywitness flights --aircraft RA-82035 --since 2018-12-01 --until 2019-03-31
skywitness flights --country VE --flag RU --json
skywitness flights --airport OLBA --type A124 --csv > beirut.csv"""

IMPORTANT = (
    "first_seen_at",
    "icao24",
    "registration",
    "callsign",
    "adep",
    "ades",
    "last_seen_at",
    "typecode",
    "flag_state",
    "adep_reason",
    "ades_reason",
    "takeoff_at",
    "landing_at",
    "adep_evidence",
    "ades_evidence",
    "distance_nm",
    "longest_silence_s",
    "positions",
    "doubted",
    "cut_before",
    "flight_id",
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
    """Print the flights that were in the air at some time of the span, with either end at an airport asked for."""
    form, span = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until)
    archive = options.open_archive(data)
    say_if_behind(archive)
    filters = checked_filters(archive, aircraft, airport, country, flag, typecode, span)
    show(Records.of(first_rows(lists.flights(archive, filters), limit)), form, IMPORTANT)
