"""``skywitness heading``: where aircraft in the air are apparently going."""

from skywitness.cli import options
from skywitness.cli.asked import asked
from skywitness.cli.errors import reported
from skywitness.cli.finding_list import show_findings
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import chosen_form
from skywitness.pipeline.find_heading import find_headings

EXAMPLES = """\
skywitness heading
skywitness heading --aircraft RA-82035 --until 2019-03-23T10:20:00Z
skywitness heading --country VE --flag RU --json"""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    aircraft: options.AircraftIds = None,
    airport: options.Airports = None,
    country: options.Countries = None,
    flag: options.Flags = None,
    typecode: options.Types = None,
    until: options.Until = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print where aircraft in the air at --until, or at the end of the record, are going, and how surely."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    archive = options.open_archive(data)
    say_if_behind(archive)
    question = asked(
        archive, aircraft=aircraft, airport=airport, country=country, flag=flag, typecode=typecode, until=until
    )
    show_findings(find_headings(archive, question), form, limit)
