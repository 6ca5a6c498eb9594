"""The bars of an import, on the terminal's error stream, once it takes longer than a moment."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from skywitness.pipeline.import_report import Progress

_PATIENCE_S = 2.0
_LOG_EVERY_S = 60.0
"""Without a terminal there is a line a minute, so that a log shows that it goes on."""


@contextmanager
def import_bar() -> Iterator[Callable[[Progress], None]]:
    """A function to call with each progress of an import."""
    with _late_bar(DownloadColumn()) as update:

        def show(progress: Progress) -> None:
            text = f"{progress.files_done:,} of {progress.files_total:,} files  {progress.name[:40]}"
            update(text, progress.bytes_done, progress.bytes_total)

        yield show


@contextmanager
def derive_bar() -> Iterator[Callable[[int, int], None]]:
    """A function to call with the aircraft done and in all."""
    with _late_bar(MofNCompleteColumn()) as update:
        yield lambda done, total: update("deriving flights, aircraft", done, total)


@contextmanager
def steps_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with the steps done and in all."""
    with _late_bar(MofNCompleteColumn()) as update:
        yield lambda done, total: update(what, done, total)


@contextmanager
def _late_bar(amount: ProgressColumn) -> Iterator[Callable[[str, int, int], None]]:
    """A bar that is not drawn in its first two seconds."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), amount, TimeRemainingColumn())
    bar = Bar(*columns, console=console, transient=True)
    task = bar.add_task("", total=None)
    began = said = time.monotonic()

    def update(text: str, done: int, total: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - began < _PATIENCE_S:
            return
        if console.is_terminal:
            bar.update(task, description=text, completed=done, total=total)
            bar.start()
        elif now - said >= _LOG_EVERY_S:
            said = now
            console.print(f"{text}: {100 * done // max(total, 1)} %", highlight=False, markup=False)

    try:
        yield update
    finally:
        if console.is_terminal:
            bar.stop()
