"""``skywitness replay``: the raw log of live feeds into the archive, once more or for the first time."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from skywitness.cli import options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.pipeline.catch_up import replay
from skywitness.store.archive import Archive
from skywitness.store.raw_log.feed_log import feed_folders

EXAMPLES = """\
skywitness replay

skywitness replay --feed roof

skywitness replay --raw /mnt/copy/raw --data ./proof"""


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    feeds: Annotated[
        list[str] | None, typer.Option("--feed", metavar="NAME", help="Only this feed. May be repeated.")
    ] = None,
    raw: Annotated[
        Path | None,
        typer.Option("--raw", metavar="DIR", help="Raw log to read.", show_default="that of the data directory"),
    ] = None,
) -> None:
    """Bring into the archive what it lacks of the closed raw segments; what it has is not added again.

    Into an empty --data it makes the rows that the collector made, from the recorded bytes alone.
    """
    folder = raw or data / "raw"
    known = [path.name for path in feed_folders(folder)]
    if not known:
        raise Failure(
            f"no raw log at {folder}: record something with `skywitness collect`, or name one with --raw"
        )
    if unknown := sorted(set(feeds or ()) - set(known)):
        raise Failure(f"there is no feed {unknown[0]}; there are {', '.join(known)}")
    archive = Archive.create(data)
    columns = (TextColumn("Replaying"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        done = replay(
            archive,
            folder,
            datetime.now(UTC),
            feeds or (),
            lambda count, total: bar.update(task, completed=count, total=total),
        )
    typer.echo(f"{done.segments} segments decoded, {done.rows} rows added")
    for words in done.lost:
        notice(words)
    if done.lost:
        raise typer.Exit(1)
