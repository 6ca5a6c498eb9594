"""``skywitness reference``: fetch the tables of fields and runways anew, and show which are in use."""

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from skywitness.cli import options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.store.reference_files import FOLDER, PackagedTable, packaged_tables
from skywitness.store.reference_sources import SOURCES, Source, noted, update

EXAMPLES = """\
skywitness reference status
skywitness reference update
skywitness reference update runways --from runways.csv.gz"""


class Action(StrEnum):
    """What to do."""

    STATUS = "status"
    UPDATE = "update"


@reported
def run(
    *,
    action: Annotated[Action, typer.Argument(help="Show what is in use, or fetch it anew.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]", help=f"Only {' or '.join(one.name for one in SOURCES)}; all if none."),
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option("--from", metavar="URL|FILE", help="Fetch one source from here, not where it is published."),
    ] = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Tables that are not fetched come with the installation; nothing is ever fetched unasked."""
    wanted = [_source(name) for name in dict.fromkeys(sources or [])] or list(SOURCES)
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    if action is Action.UPDATE:
        if origin is not None and len(wanted) != 1:
            raise typer.BadParameter("name the one source that is there", param_hint="--from")
        for source in wanted:
            _update(source, data / FOLDER, origin)
        return
    _show_status(wanted, data / FOLDER, form)


def _source(name: str) -> Source:
    for source in SOURCES:
        if source.name == name.strip().lower():
            return source
    raise Failure(f"no source {name!r}; there are {', '.join(source.name for source in SOURCES)}")


def _update(source: Source, folder: Path, origin: str | None) -> None:
    columns = (TextColumn(source.name), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(source.name, total=None)
        note = update(
            source,
            folder,
            datetime.now(UTC),
            origin=origin,
            progress=lambda done, total: bar.update(task, completed=done, total=total or None),
        )
    if note is None:
        typer.echo(f"{source.name}: unchanged since it was last fetched")
        return
    typer.echo(f"{source.name}: {note['rows']:,} rows from {note['url']}")
    notice("`skywitness derive --everything` works the archive through with it")


def _show_status(wanted: list[Source], folder: Path, form: Form) -> None:
    today, names = datetime.now(UTC).date(), {source.name for source in wanted}
    notes = {source.name: noted(source, folder) for source in wanted if (folder / source.file).is_file()}
    for name in (name for name, note in notes.items() if note is None):
        notice(f"{name}: the file in {folder} was not put there by `skywitness reference update`")
    rows = [
        _row(table, notes.get(table.name), today)
        for table in packaged_tables()
        if table.name in names or names == {source.name for source in SOURCES}
    ]
    show(Records(["source", "rows", "as_of", "age_days", "licence", "origin"], rows), form)


def _row(table: PackagedTable, note: dict[str, Any] | None, today: date) -> tuple[Any, ...]:
    """The fetched table where there is one, else the installed one."""
    if note is None:
        return (table.name, table.rows, table.as_of, (today - table.as_of).days, table.licence, table.origin)
    as_of = datetime.fromisoformat(note["retrieved_at"]).date()
    return (table.name, note["rows"], as_of, (today - as_of).days, note["licence"], note["url"])
