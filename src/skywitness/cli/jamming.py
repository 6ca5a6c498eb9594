"""``skywitness jamming``: where and when satellite navigation was disturbed."""

import sys
from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.asked import asked
from skywitness.cli.errors import notice, reported
from skywitness.cli.finding_list import show_findings
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import RECONSTRUCTION, chosen_form
from skywitness.emit.exports.cells_geojson import cells_geojson
from skywitness.pipeline.find_jamming import find_jamming

EXAMPLES = """\
skywitness jamming --since 2019-03-01 --until 2019-03-31
skywitness jamming --airport SVMI --json
skywitness jamming --geojson > cells.geojson"""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    aircraft: options.AircraftIds = None,
    airport: options.Airports = None,
    flag: options.Flags = None,
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    as_geojson: Annotated[
        bool, typer.Option("--geojson", help="Print GeoJSON: a hexagon a cell and day.")
    ] = False,
) -> None:
    """Print H3 cells and days in which 2 % or more of the aircraft said that navigation was disturbed."""
    if as_geojson and (as_json or as_csv):
        raise typer.BadParameter("give --geojson, --json or --csv, not two of them", param_hint="--geojson")
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    archive = options.open_archive(data)
    say_if_behind(archive)
    found = find_jamming(
        archive, asked(archive, aircraft=aircraft, airport=airport, flag=flag, since=since, until=until)
    )
    if not as_geojson:
        show_findings(found, form, limit)
        return
    if any(finding.reconstruction for finding in found):
        notice(RECONSTRUCTION)
    sys.stdout.write(cells_geojson(found[:limit]))
