"""``skywitness derive``: flights, and all that follows from them, from the stored positions."""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from skywitness.cli import options
from skywitness.cli.errors import reported
from skywitness.pipeline.derive import derive

EXAMPLES = """\
skywitness derive
skywitness derive --everything --data ./caracas"""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    everything: Annotated[
        bool, typer.Option("--everything", help="Every aircraft, not only those with new positions.")
    ] = False,
) -> None:
    """Rebuild what is behind; positions are never changed."""
    archive = options.open_archive(data, renew=True)
    columns = (TextColumn("deriving"), BarColumn(), MofNCompleteColumn(), TextColumn("aircraft"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("deriving", total=None)
        report = derive(
            archive, lambda done, total: bar.update(task, completed=done, total=total), everything=everything
        )
    if not report.aircraft:
        typer.echo("everything derived is up to date")
        return
    typer.echo(f"aircraft {report.aircraft:,}, flights {report.flights:,}, visits {report.visits:,}")
