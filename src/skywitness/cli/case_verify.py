"""``skywitness case verify``: a case, byte for byte."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from skywitness.cli import case_options, options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.store.cases import shelf
from skywitness.store.cases.breaks import Break
from skywitness.store.cases.verify import Verified, verify

EXAMPLES = """\
skywitness case verify
skywitness case verify /media/usb/caracas-2019 --json"""


@reported
def run(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Of a case, wherever it is; else the open case.")
    ] = None,
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Hash every blob once more, walk the chain of the log, hold every row against its entry; change nothing.

    Prints the hash of the last entry: kept elsewhere, it proves all that was there by then. Exit code 1 where
    something was lost or changed.
    """
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    found = _verified(folder or shelf.find_path(data, case))
    if form is not Form.TABLE or found.breaks:
        show(Records(list(Break._fields), [*found.breaks]), form)
    failed = sum(one.failed for one in found.breaks)
    notice(f"entries {found.entries:,}, blobs {found.blobs:,}: {failed:,} breaks; head {found.head or 'none'}")
    if found.failed:
        raise typer.Exit(1)


def _verified(path: Path) -> Verified:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("hashing blobs", total=None)
        return verify(path, lambda done, total: bar.update(task, completed=done, total=total))
