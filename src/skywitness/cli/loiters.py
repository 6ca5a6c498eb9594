"""``skywitness loiters``: who circled, held, soared or flew line after line, and over what."""

from skywitness.cli import options
from skywitness.cli.asked import asked
from skywitness.cli.errors import reported
from skywitness.cli.finding_list import show_findings
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import chosen_form
from skywitness.pipeline.find_loiter import find_loiters

EXAMPLES = """\
skywitness loiters --aircraft RA-82035
skywitness loiters --since 2019-03-01 --until 2019-03-31 --json"""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    aircraft: options.AircraftIds = None,
    airport: options.Airports = None,
    flag: options.Flags = None,
    typecode: options.Types = None,
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print orbits, racetracks, holds, surveys and thermals, with centre, size, laps and the field beneath."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    archive = options.open_archive(data)
    say_if_behind(archive)
    question = asked(
        archive, aircraft=aircraft, airport=airport, flag=flag, typecode=typecode, since=since, until=until
    )
    show_findings(find_loiters(archive, question), form, limit)
