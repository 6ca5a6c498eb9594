"""``skywitness archive``: keep the archive small, see that it is whole, and tell how large it is."""

import time
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from skywitness.cli import options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.store.archive import Archive
from skywitness.store.compaction import DayDone, compact, due
from skywitness.store.delta import KEEP_REMOVED_HOURS
from skywitness.store.integrity import Fault, check
from skywitness.store.sizes import DaySize, TableSize, day_sizes, table_sizes

EXAMPLES = """\
skywitness archive compact
skywitness archive check --json
skywitness archive stats --days --csv > days.csv"""


class Action(StrEnum):
    """What to do."""

    COMPACT = "compact"
    CHECK = "check"
    STATS = "stats"


@reported
def run(
    *,
    action: Annotated[
        Action,
        typer.Argument(help="Put small files together; compare files with the log; tell rows, files and bytes."),
    ],
    everything: Annotated[
        bool, typer.Option("--everything", help="compact: write every day anew, not only those that need it.")
    ] = False,
    grace_h: Annotated[
        int,
        typer.Option(
            "--grace", min=0, metavar="HOURS", help="compact: keep replaced files so long for open readers."
        ),
    ] = KEEP_REMOVED_HOURS,
    quick: Annotated[bool, typer.Option("--quick", help="check: leave out the SHA-256 of the files.")] = False,
    days: Annotated[bool, typer.Option("--days", help="stats: positions by day, not tables.")] = False,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Nothing that was stored is changed or lost; readers and imports go on meanwhile."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    archive = options.open_archive(data)
    if action is Action.COMPACT:
        _compact(archive, form, grace_h, everything=everything)
    elif action is Action.CHECK:
        _check(archive, form, quick=quick)
    elif days:
        show(Records(list(DaySize._fields), [*day_sizes(archive)]), form)
    else:
        show(Records(list(TableSize._fields), [*table_sizes(archive)]), form)


def _compact(archive: Archive, form: Form, grace_h: int, *, everything: bool) -> None:
    chosen = due(archive, everything=everything)
    done: list[DayDone] = []
    with _bar() as bar:
        task = bar.add_task("compacting days", total=len(chosen))
        for day in compact(archive, chosen, time.sleep):
            done.append(day)
            bar.advance(task)
    with archive.writing():
        swept = archive.sweep(grace_h)
    if form is not Form.TABLE or done:
        show(Records(list(DayDone._fields), [*done]), form)
    before, after = sum(day.bytes_before for day in done), sum(day.bytes_after for day in done)
    notice(
        f"days compacted {len(done):,}: {before:,} bytes became {after:,}, and "
        f"{sum(day.place_bytes for day in done):,} by place; old files deleted {swept:,}"
    )


def _check(archive: Archive, form: Form, *, quick: bool) -> None:
    with _bar() as bar:
        task = bar.add_task("checking files", total=None)
        found = check(
            archive, quick=quick, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    if form is not Form.TABLE or found.faults:
        show(Records(list(Fault._fields), [*found.faults]), form)
    lost = sum(fault.fault != "leftover" for fault in found.faults)
    notice(
        f"files {found.files:,} with {found.rows:,} rows, {found.hashed:,} compared with their SHA-256: "
        f"{lost:,} faults, {len(found.faults) - lost:,} leftovers"
    )
    if found.failed:
        raise typer.Exit(1)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
