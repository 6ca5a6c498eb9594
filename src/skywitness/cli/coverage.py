"""``skywitness coverage``: who was heard in an area, how high, when and how steadily."""

from typing import Annotated

import typer

from skywitness.cli import asking, options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.cli.times import window
from skywitness.pipeline.asked import Cost
from skywitness.pipeline.coverage import By, coverage

EXAMPLES = """\
skywitness coverage --in 35.4,35.9,60
skywitness coverage --in 34,34,37,38 --by hour --since 2019-03-23 --until 2019-03-24 --csv
skywitness coverage --by cell --json"""

Rows = Annotated[By, typer.Option("--by", help="A row for each band of height, hour, or cell of one degree.")]


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    area: asking.In = None,
    by: Rows = "band",
    since: options.Since = None,
    until: options.Until = None,
    explain: asking.Explain = False,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print what was heard in the air; where nobody was, there was no receiver, or nobody flew."""
    form, span, cost = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until), Cost()
    archive = options.open_archive(data)
    asked = asking.asked_of(
        archive, span, area, aircraft=None, flag=None, typecode=None, operator=None, military=False
    )
    found = coverage(archive, asked, by, cost)
    asking.say_cost(cost, explain=explain)
    show(Records.of(found), form)
    if not found.height:
        notice("nobody was heard there: no receiver, or nobody flew")
