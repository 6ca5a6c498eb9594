"""``skywitness coverage``: who was heard in an area, how high, when and how steadily."""

import sys
from typing import Annotated

import polars as pl
import typer

from skywitness.cli import asking, options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import RECONSTRUCTION, Records, chosen_form, show
from skywitness.cli.times import window
from skywitness.emit.exports.squares_geojson import squares_geojson
from skywitness.findings.heard_cells import CELL_DEG
from skywitness.pipeline.asked import Cost
from skywitness.pipeline.coverage import By, coverage

EXAMPLES = """\
skywitness coverage --in 35.4,35.9,60
skywitness coverage --in 34,34,37,38 --by hour --since 2019-03-23 --until 2019-03-24 --csv
skywitness coverage --in 34,34,37,38 --geojson > coverage.geojson"""

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
    as_geojson: Annotated[bool, typer.Option("--geojson", help="Print GeoJSON: a square a cell.")] = False,
) -> None:
    """Print what was heard in the air; where nobody was, there was no receiver, or nobody flew."""
    if as_geojson and (as_json or as_csv):
        raise typer.BadParameter("give --geojson, --json or --csv, not two of them", param_hint="--geojson")
    form, span, cost = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until), Cost()
    archive = options.open_archive(data)
    asked = asking.asked_of(
        archive, span, area, aircraft=None, flag=None, typecode=None, operator=None, military=False
    )
    found = coverage(archive, asked, "cell" if as_geojson else by, cost)
    asking.say_cost(cost, explain=explain)
    if as_geojson:
        _print_map(found)
    else:
        show(Records.of(found), form)
    if not found.height:
        notice("nobody was heard there: no receiver, or nobody flew")


def _print_map(found: pl.DataFrame) -> None:
    if found["reconstruction"].any():
        notice(RECONSTRUCTION)
    sys.stdout.write(squares_geojson(found, CELL_DEG, [name for name in found.columns if name not in _CORNER]))


_CORNER = ("cell_lat_deg", "cell_lon_deg")
