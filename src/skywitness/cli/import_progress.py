"""The bar of an import: bytes and files, on the terminal's error stream, once it takes longer than a moment."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from skywitness.pipeline.import_report import Progress

_PATIENCE_S = 2.0
_LOG_EVERY_S = 60.0
"""Without a terminal there is a line a minute, so that a log shows that it goes on."""


@contextmanager
def import_bar() -> Iterator[Callable[[Progress], None]]:
    """A function to call with each progress; it draws nothing in the first two seconds."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    bar = Bar(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task("", total=None)
    began = said = time.monotonic()
    shown = False

    def show(progress: Progress) -> None:
        nonlocal said, shown
        now = time.monotonic()
        if now - began < _PATIENCE_S:
            return
        if not console.is_terminal:
            if now - said >= _LOG_EVERY_S:
                said = now
                console.print(_line(progress), highlight=False, markup=False)
            return
        if not shown:
            shown = True
            bar.start()
        text = f"{progress.files_done}/{progress.files_total} files  {escape(progress.name[:40])}"
        bar.update(task, description=text, completed=progress.bytes_done, total=progress.bytes_total)

    try:
        yield show
    finally:
        if shown:
            bar.stop()


def _line(progress: Progress) -> str:
    done, total = progress.bytes_done / 1e6, progress.bytes_total / 1e6
    return f"importing: {progress.files_done} of {progress.files_total} files, {done:,.0f} of {total:,.0f} MB"
