"""``skywitness import``: recordings into the archive."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.column_map import column_map
from skywitness.cli.errors import notice, reported
from skywitness.cli.import_progress import derive_bar, import_bar
from skywitness.cli.import_summary import print_json, print_summary
from skywitness.cli.places import place
from skywitness.feeds.formats import FORMATS, by_name
from skywitness.measure.clock import is_plausible, parse_utc
from skywitness.pipeline.derive import derive
from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import ImportOptions
from skywitness.store.archive import Archive
from skywitness.store.compaction import compact, due_after_import
from skywitness.store.errors import ArchiveError

EXAMPLES = """\
skywitness import recording.bin --at 2018-04-03T19:02:28Z

skywitness import globe_history/2023 --data ./mine

skywitness import flown.csv --icao24 ae4af6 --columns observed_at=Time,lat_deg=Lat,lon_deg=Lon"""
_INTERRUPTED = 130
"""The shells' exit code for a program that Ctrl-C ended."""


@reported
def run(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="Files, and folders with all that is in them; gzip and zstd under any name."
        ),
    ],
    *,
    data: options.Data = options.DEFAULT_DATA,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="Format, where it is not recognised.")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at", metavar="TIME", help="When a recording without absolute times began (ISO 8601, UTC)."
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="FIELD=HEADING,...", help="Columns of a CSV file that has its own."),
    ] = None,
    columns_file: Annotated[
        Path | None,
        typer.Option("--column-map", metavar="FILE.toml", help="The same from a file: FIELD = 'HEADING'."),
    ] = None,
    icao24: Annotated[
        str | None,
        typer.Option("--icao24", metavar="HEX", help="Address of the aircraft in a file that names none."),
    ] = None,
    receiver_at: Annotated[
        str | None,
        typer.Option(
            "--receiver-at", metavar="LAT,LON", help="Where the receiver stood: places aircraft on ground."
        ),
    ] = None,
    reconstruction: Annotated[
        bool, typer.Option("--reconstruction", help="Mark all rows as simulated, not recorded.")
    ] = False,
    no_derive: Annotated[
        bool, typer.Option("--no-derive", help="Leave flights, and what follows from them, as they are.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Add recordings to the archive; what is there already is not added again."""
    wanted = ImportOptions(
        format=_format(format_),
        at=_time(at),
        columns=column_map(columns, columns_file),
        icao24=_icao24(icao24),
        receiver_deg=place(receiver_at, "--receiver-at"),
        reconstruction=reconstruction,
    )
    archive = Archive.create(data)
    with _stoppable() as stopped, import_bar() as show:
        report = import_paths(archive, paths, wanted, datetime.now(UTC), show, stopped)
    derived = None
    if not no_derive and not report.interrupted and not report.stopped_by:
        with derive_bar() as show_derived:
            derived = derive(archive, show_derived)
    if not report.interrupted and not report.stopped_by:
        _compact(archive)
    print_json(report, derived) if as_json else print_summary(report, derived)
    if report.interrupted:
        raise typer.Exit(_INTERRUPTED)
    if report.failed:
        raise typer.Exit(1)


def _compact(archive: Archive) -> None:
    """Put together days that have become many small files; what is in the way is told and does no harm."""
    try:
        for _ in compact(archive, due_after_import(archive), time.sleep):
            pass
    except ArchiveError as error:
        notice(f"days of many small files were left as they are: {error}")


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C asks the import to end after the files that are complete; a second one ends it at once."""
    asked = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        notice("stopping: keeping the files that are complete; press Ctrl-C again to drop them")

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def _format(name: str | None) -> str | None:
    if name is None or by_name(name):
        return name
    known = ", ".join(format_.name for format_ in FORMATS)
    raise typer.BadParameter(f"there is no format {name!r}; known are {known}", param_hint="--format")


def _time(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        time = parse_utc(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no ISO 8601 time", param_hint="--at") from error
    if not is_plausible(time):
        raise typer.BadParameter(f"{text} is before 1990 or after 2099", param_hint="--at")
    return time


def _icao24(text: str | None) -> str | None:
    if text is None:
        return None
    address = text.strip().lower()
    if len(address) != 6 or not set(address) <= set("0123456789abcdef"):
        raise typer.BadParameter(f"{text!r} is no address: six hex digits", param_hint="--icao24")
    return address
