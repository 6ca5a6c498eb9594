"""``skywitness heatmap``: how many positions and aircraft there are in each cell of an area."""

import sys
from typing import Annotated

import typer

from skywitness.cli import asking, options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import RECONSTRUCTION, Records, chosen_form, show
from skywitness.cli.times import window
from skywitness.emit.exports.squares_geojson import squares_geojson
from skywitness.pipeline.asked import Cost
from skywitness.pipeline.questions import heat

EXAMPLES = """\
skywitness heatmap --in 34,34,37,38 --csv > cells.csv
skywitness heatmap --cell 1 --military --json
skywitness heatmap --in 35.4,35.9,60 --cell 0.05 --geojson > cells.geojson"""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    area: asking.In = None,
    cell_deg: Annotated[
        float, typer.Option("--cell", min=0.001, max=90, metavar="DEG", help="Side of a cell in degrees.")
    ] = 0.1,
    above: asking.LowestFt = None,
    below: asking.HighestFt = None,
    aircraft: options.AircraftIds = None,
    typecode: options.Types = None,
    operator: asking.Operator = None,
    flag: options.Flags = None,
    military: asking.Military = False,
    since: options.Since = None,
    until: options.Until = None,
    explain: asking.Explain = False,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    as_geojson: Annotated[bool, typer.Option("--geojson", help="Print GeoJSON: a square a cell.")] = False,
) -> None:
    """Positions are counted as reported, doubtful ones too; a cell without any is left out."""
    if as_geojson and (as_json or as_csv):
        raise typer.BadParameter("give --geojson, --json or --csv, not two of them", param_hint="--geojson")
    form, span, cost = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until), Cost()
    archive = options.open_archive(data)
    asked = asking.asked_of(
        archive,
        span,
        area,
        aircraft=aircraft,
        flag=flag,
        typecode=typecode,
        operator=operator,
        military=military,
        above=above,
        below=below,
    )
    found = heat(archive, asked, cell_deg, cost)
    asking.say_cost(cost, explain=explain)
    if not as_geojson:
        show(Records.of(found), form)
        return
    if found["reconstruction"].any():
        notice(RECONSTRUCTION)
    sys.stdout.write(squares_geojson(found, cell_deg, ("positions", "aircraft", "reconstruction")))
