"""``skywitness reference``: fetch reference tables anew, take in one's own, and show which are in use."""

import re
import time
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from skywitness.cli import options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.output import chosen_form, show
from skywitness.cli.reference_status import IMPORTANT, left_out_words, status
from skywitness.store.reference_files import FOLDER
from skywitness.store.reference_sources import SOURCES, noted, own_sources, update
from skywitness.store.registers import own_csv
from skywitness.store.registers.source import Source
from skywitness.store.transfer import DownloadError

EXAMPLES = """\
skywitness reference status
skywitness reference update
skywitness reference update own --from fleet.csv --name fleet"""

_OWN = "own"
_NAMES = ", ".join(source.name for source in SOURCES)
_BY_DEFAULT = ", ".join(source.name for source in SOURCES if source.by_default)


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
        typer.Argument(
            metavar="SOURCE",
            help=f"Any of {_NAMES}; own for a table of your own. Without one, update fetches {_BY_DEFAULT}.",
        ),
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option("--from", metavar="URL|FILE", help="Fetch one source from here, not where it is published."),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="NAME", help="What to call a table of your own; its file's name if not given."
        ),
    ] = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Tables that are not fetched come with the installation; nothing is ever fetched unasked.

    What a source said before and says no more is kept with its days. A download that breaks off goes on the next
    time, and whatever fails, the version before stays in use.
    """
    folder, form = data / FOLDER, chosen_form(as_json=as_json, as_csv=as_csv)
    wanted = list(dict.fromkeys(word.strip().lower() for word in sources or []))
    if action is Action.STATUS:
        found = _chosen(wanted, folder) if wanted else [*SOURCES, *own_sources(folder)]
        show(status(found, folder, datetime.now(UTC).date(), others=not wanted), form, IMPORTANT)
        return
    if origin is not None and len(wanted) != 1:
        raise typer.BadParameter("name the one source that is there", param_hint="--from")
    if name is not None and wanted != [_OWN]:
        raise typer.BadParameter("only a table of your own, own, has a name of your choice", param_hint="--name")
    if wanted == [_OWN]:
        _update_all([_own(name, origin)], folder, origin)
        return
    _update_all(_chosen(wanted, folder) or [one for one in SOURCES if one.by_default], folder, origin)


def _chosen(names: list[str], folder: Path) -> list[Source]:
    known = {source.name: source for source in (*SOURCES, *own_sources(folder))}
    for name in names:
        if name not in known:
            raise Failure(f"no source {name!r}; there are {', '.join(known)}, and own with --from FILE")
    return [known[name] for name in names]


def _own(name: str | None, origin: str | None) -> Source:
    if origin is None:
        raise typer.BadParameter("say where your table is: --from FILE", param_hint="--from")
    stem = Path(urlsplit(origin).path).name.partition(".")[0].lower()
    return own_csv.source(name or re.sub(r"[^a-z0-9_-]+", "-", stem).strip("-_"))


def _update_all(wanted: list[Source], folder: Path, origin: str | None) -> None:
    """Each source on its own: what fails is told, and the others are still updated."""
    updated, failed = 0, []
    for source in wanted:
        try:
            updated += _update(source, folder, origin)
        except DownloadError as error:
            failed.append(source.name)
            notice(f"skywitness: {source.name}: {error}")
    if updated:
        notice("`skywitness derive` works the archive through with it")
    if failed:
        raise Failure(f"not updated: {', '.join(failed)}; what was there before is still in use")


def _update(source: Source, folder: Path, origin: str | None) -> bool:
    columns = (TextColumn(source.name), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(source.name, total=None)
        note = update(
            source,
            folder,
            datetime.now(UTC),
            origin=_place(origin or _noted_place(source, folder)),
            progress=lambda done, total: bar.update(task, completed=done, total=total or None),
            pause=time.sleep,
        )
    if note is None:
        typer.echo(f"{source.name}: unchanged since it was last fetched")
        return False
    typer.echo(f"{source.name}: {note['rows']:,} rows from {note['url']}")
    if words := left_out_words(note):
        notice(f"{source.name}: {words}")
    return True


def _noted_place(source: Source, folder: Path) -> str | None:
    """A table of one's own is read again from where it was."""
    if source.url:
        return None
    note: dict[str, Any] = noted(source, folder) or {}
    return note.get("url")


def _place(origin: str | None) -> str | None:
    """A file is noted by its whole name, so that it is found again from another folder."""
    if origin is None or urlsplit(origin).scheme in {"http", "https"}:
        return origin
    return str(Path(origin).absolute())
