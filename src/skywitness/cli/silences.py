"""``skywitness silences``: gone dark, or no receiver?"""

from skywitness.cli import options
from skywitness.cli.asked import asked
from skywitness.cli.errors import reported
from skywitness.cli.finding_list import show_findings
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import chosen_form
from skywitness.pipeline.find_silence import find_silences

EXAMPLES = """\
skywitness silences --aircraft RA-82035
skywitness silences --flag RU --since 2019-03-23 --until 2019-03-24 --json"""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    aircraft: options.AircraftIds = None,
    flag: options.Flags = None,
    typecode: options.Types = None,
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print a verdict on each silence in flight, with who else was heard along the way."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    archive = options.open_archive(data)
    say_if_behind(archive)
    question = asked(archive, aircraft=aircraft, flag=flag, typecode=typecode, since=since, until=until)
    show_findings(find_silences(archive, question), form, limit)
