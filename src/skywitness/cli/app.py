"""The root of the command line and the table of its commands."""

from typing import Annotated

import typer

from skywitness import __version__
from skywitness.cli.lazy import Command, LazyGroup

COMMANDS = (
    Command("import", "skywitness.cli.import_", "Take recordings into the archive."),
    Command("collect", "skywitness.cli.collect", "Record live feeds into the archive."),
    Command("replay", "skywitness.cli.replay", "Bring recorded live feeds into the archive once more."),
    Command("raw", "skywitness.cli.raw", "Check or sum up the recorded bytes of live feeds."),
    Command("status", "skywitness.cli.status", "Show what the archive holds."),
    Command("aircraft", "skywitness.cli.aircraft", "Show who an aircraft is, says who, since when."),
    Command("identify", "skywitness.cli.identify", "Write beside each line of a list who the aircraft is."),
    Command("airport", "skywitness.cli.airport", "Find the field that a name, code or description means."),
    Command("type", "skywitness.cli.type_", "Find the type that a name means, and what it can do, says who."),
    Command("flights", "skywitness.cli.flights", "List flights, each from one take-off to one landing."),
    Command("visits", "skywitness.cli.visits", "List stays at airports."),
    Command("trips", "skywitness.cli.trips", "List trips: the legs between leaving base and returning to it."),
    Command("gaps", "skywitness.cli.gaps", "List silences: where an aircraft can have been, and how surely."),
    Command("findings", "skywitness.cli.findings", "List what the detectors find in the record."),
    Command(
        "backtest", "skywitness.cli.backtest", "Tell what a detector would have said, when, and whether it held."
    ),
    Command("coverage", "skywitness.cli.coverage", "Tell who was heard in an area, how high and how steadily."),
    Command("silences", "skywitness.cli.silences", "Tell aircraft gone dark from holes in the coverage."),
    Command("airlift", "skywitness.cli.airlift", "Say how much flights into a place can have carried."),
    Command("heading", "skywitness.cli.heading", "Say where aircraft in the air are apparently going."),
    Command("companions", "skywitness.cli.companions", "List aircraft that travel together."),
    Command("jamming", "skywitness.cli.jamming", "List cells and days of disturbed satellite navigation."),
    Command("loiters", "skywitness.cli.loiters", "List who circled, held or flew line after line, and over what."),
    Command("routes", "skywitness.cli.routes", "List pairs of fields that are flown again and again."),
    Command("firsts", "skywitness.cli.firsts", "List first visits, and visits after a long absence."),
    Command("explain", "skywitness.cli.explain", "Tell why a flight was cut here and why these are its airports."),
    Command("track", "skywitness.cli.track", "Export an aircraft's positions: GeoJSON, KML, GPX or CSV."),
    Command("positions", "skywitness.cli.positions", "List positions in an area: who was there, when, how high."),
    Command("passages", "skywitness.cli.passages", "List aircraft seen in one area and then in another."),
    Command("last-seen", "skywitness.cli.last_seen", "Tell when and where each aircraft was first and last seen."),
    Command("heatmap", "skywitness.cli.heatmap", "Count positions and aircraft by cell of a map."),
    Command("sql", "skywitness.cli.sql", "Ask the tables a question in SQL (DuckDB), read-only."),
    Command("archive", "skywitness.cli.archive", "Compact the archive, check its files, tell its sizes."),
    Command("derive", "skywitness.cli.derive", "Bring flights and all that follows up to date."),
    Command("reference", "skywitness.cli.reference", "Show or fetch the tables of aircraft, fields and runways."),
    Command("serve", "skywitness.cli.serve", "Serve the record to a browser, and its data as JSON and CSV."),
    Command("case", "skywitness.cli.case", "Keep a case: sources, claims, what the record shows."),
    Command("demo", "skywitness.cli.demo", "Build the Caracas case as a reconstruction and walk through it."),
)
"""Every command: its name, the module whose ``run`` it is, and its sentence in the help."""


class Root(LazyGroup):
    """The commands of the table."""

    table = COMMANDS


app = typer.Typer(
    cls=Root,
    help="An open flight tracker that keeps the record and tests what is said against what was seen.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"skywitness {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Carry the options that come before a command."""
