"""``skywitness demo``: build the Caracas case as a reconstruction and walk through it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from skywitness import __version__
from skywitness.cli import case_options
from skywitness.cli.demo_case_story import DOSSIER, case_story
from skywitness.cli.demo_story import story
from skywitness.cli.errors import Failure, reported
from skywitness.demo import SEED, recordings
from skywitness.movements.flights import ALGORITHM
from skywitness.pipeline.case_dossier import dossier_content, dossier_page
from skywitness.pipeline.demo_case import demo_case
from skywitness.pipeline.derive import derive
from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import ImportOptions
from skywitness.store.archive import Archive
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.errors import ArchiveMissingError

EXAMPLES = """\
skywitness demo
skywitness demo --data ./caracas
skywitness flights --data ./demo-data --aircraft RA-82035"""

DEFAULT = Path("demo-data")
_MARK = "built-by"


@reported
def run(
    *,
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Folder to build it in, apart from your own record.")
    ] = DEFAULT,
) -> None:
    """Simulate the flights, import the recordings like any other, and print what they show."""
    mark, made_by = data / _MARK, f"skywitness {__version__}, {ALGORITHM}, seed {SEED}\n"
    if not mark.is_file() or mark.read_text() != made_by:
        _refuse_a_real_record(data)
        _build(data)
        mark.write_text(made_by)
    for line in story(Archive.open(data), data):
        typer.echo(line)
    folder = demo_case(data, case_options.now())
    _write_dossier(folder, data)
    for line in case_story(folder, data):
        typer.echo(line)


def _write_dossier(folder: CaseFolder, data: Path) -> None:
    """The case as a page beside the archive, once."""
    target = data / DOSSIER
    if target.exists():
        return
    content = dossier_content(
        folder,
        Archive.open(data),
        profile="public",
        made_at=case_options.now(),
        made_by=folder.case().created_by,
        program=f"skywitness {__version__}",
    )
    target.write_bytes(dossier_page(content))


def _refuse_a_real_record(data: Path) -> None:
    try:
        sources = Archive.open(data).sources().collect()
    except ArchiveMissingError:
        return
    if not sources["reconstruction"].all():
        raise Failure(f"{data} holds a real record: build the reconstruction elsewhere, e.g. --data {DEFAULT}")


def _build(data: Path) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        folder = _write_recordings(data / "recordings", bar)
        archive = Archive.create(data)
        importing = bar.add_task("decoding recordings", total=None)
        report = import_paths(
            archive,
            [folder],
            ImportOptions(reconstruction=True),
            datetime.now(UTC),
            lambda step: bar.update(importing, completed=step.files_done, total=step.files_total),
        )
        if report.failed:
            raise Failure(report.stopped_by or f"{report.problems[0].path}: {report.problems[0].what}")
        derive(archive, _step(bar, "deriving flights of aircraft"))


def _write_recordings(folder: Path, bar: Progress) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    task = bar.add_task("simulating days", total=None)
    for name, recording in recordings(SEED):
        (folder / name).write_bytes(recording)
        bar.advance(task)
    return folder


def _step(bar: Progress, description: str) -> Callable[[int, int], None]:
    task = bar.add_task(description, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
