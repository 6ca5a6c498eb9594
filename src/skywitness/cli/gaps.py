"""``skywitness gaps``: the silences of the archive, with where an aircraft can have been in them."""

import sys
from enum import Enum
from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.errors import notice, reported, usage
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import RECONSTRUCTION, Records, chosen_form, show
from skywitness.cli.shorten import first_rows
from skywitness.cli.times import window
from skywitness.cli.who import find_all
from skywitness.emit.exports.gap_shapes import gaps_geojson
from skywitness.movements.gaps import IN_FLIGHT, LANDED_UNSEEN, ON_GROUND
from skywitness.pipeline import lists

EXAMPLES = """\
skywitness gaps --aircraft RA-82035 --kind in_flight --longer-than 30
skywitness gaps --country CU --since 2025-02-04 --until 2025-02-06 --json
skywitness gaps --aircraft ae4af6 --geojson > gaps.geojson"""

IMPORTANT = (
    "from_at",
    "icao24",
    "kind",
    "duration_s",
    "great_circle_nm",
    "required_speed_kt",
    "countries",
    "country_probabilities",
    "to_at",
    "landed_log_odds",
    "from_altitude_ft",
    "to_altitude_ft",
    "firs",
    "fir_probabilities",
    "flight_id",
    "gap_id",
    "reconstruction",
)
"""Columns of the table, most important first."""


class Kind(Enum):
    """Kinds of gap."""

    IN_FLIGHT = IN_FLIGHT
    LANDED_UNSEEN = LANDED_UNSEEN
    ON_GROUND = ON_GROUND


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    aircraft: options.AircraftIds = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            "--country",
            metavar="CC",
            help="Only gaps in which it may have crossed this country (ISO 3166 alpha-2). May be repeated.",
        ),
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only gaps of this kind.")] = None,
    longer_than: Annotated[
        float | None,
        typer.Option("--longer-than", min=0, metavar="MIN", help="Only gaps of more minutes than this."),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
    as_geojson: Annotated[
        bool, typer.Option("--geojson", help="Print GeoJSON: path and lens of each gap in flight.")
    ] = False,
) -> None:
    """Print the silences of five minutes and more that share an instant with the span."""
    if as_geojson and (as_json or as_csv):
        raise typer.BadParameter("give --geojson, --json or --csv, not two of them", param_hint="--geojson")
    form, span = chosen_form(as_json=as_json, as_csv=as_csv), window(since, until)
    archive = options.open_archive(data)
    say_if_behind(archive)
    icao24s = find_all(archive, aircraft) if aircraft else None
    with usage():
        rows = lists.gaps(archive, span, icao24s, country, kind.value if kind else None, longer_than)
    found = first_rows(rows, limit)
    if not as_geojson:
        show(Records.of(found), form, IMPORTANT)
        return
    if found["reconstruction"].any():
        notice(RECONSTRUCTION)
    sys.stdout.write(gaps_geojson(found.iter_rows(named=True)))
