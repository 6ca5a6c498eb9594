"""Import: files and folders in, the archive's tables changed a batch of whole files at a time, and a report."""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from skywitness.measure.clock import format_utc
from skywitness.model import Source
from skywitness.pipeline.import_report import FileReport, ImportOptions, ImportReport, Problem, Progress, Tally
from skywitness.pipeline.read_file import StoppedError, UnusableError, read_file
from skywitness.store.archive import Archive
from skywitness.store.commit import Outcome, commit_batch
from skywitness.store.errors import DiskFullError
from skywitness.store.source_files import ChangedWhileReadError, SourceFile
from skywitness.store.staging import Batch, StagedFile, StagedSource, clear_staging
from skywitness.store.walk import Found, Unreadable, walk

_ODD_SHARE = 0.2
"""A text file with a larger share of rejected lines is hardly, or not all, in the format it was taken for."""


def import_paths(
    archive: Archive,
    paths: Iterable[Path],
    options: ImportOptions,
    now: datetime,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Import files and all files in folders.

    Args:
        archive: where to; held for writing meanwhile.
        paths: files and folders.
        options: what the user said about them.
        now: time of the import, UTC.
        progress: called after each piece of a file.
        stop: asked between pieces; when True, the files read to their ends are kept and the import ends.

    Raises:
        ArchiveError: another process is writing, or a table cannot be read.
    """
    began = time.monotonic()
    with archive.writing():
        clear_staging(archive.staging)
        archive.sweep()
        importer = _Importer(archive, options, now, progress, stop)
        try:
            importer.run(list(walk(paths)))
        finally:
            importer.batch.drop()
    importer.report.seconds = time.monotonic() - began
    return importer.report


class _Importer:
    """One import under way."""

    def __init__(
        self,
        archive: Archive,
        options: ImportOptions,
        now: datetime,
        progress: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        self.report = ImportReport()
        self.batch = Batch(archive.staging)
        self._archive = archive
        self._options = options
        self._now = now
        self._progress = progress
        self._stop = stop
        self._pending: list[FileReport] = []
        listed = archive.sources().select("source_sha256", "name", "imported_at").collect()
        self._known = {
            sha256: f"imported on {format_utc(at)} as {name}" for sha256, name, at in listed.iter_rows()
        }
        self._place = Progress(0, 0, 0, 0, "")

    def run(self, found: list[Found | Unreadable]) -> None:
        files = [entry for entry in found if isinstance(entry, Found)]
        for entry in found:
            if isinstance(entry, Unreadable):
                self._problem(entry.path, entry.what, "check the path; the other files were read")
        self.report.files_total = len(files)
        self._place = Progress(0, len(files), 0, sum(file.size_bytes for file in files), "")
        try:
            for file in files:
                self._one(file)
            self._commit()
        except StoppedError:
            self.report.interrupted = True
            self._commit()
        except DiskFullError as error:
            self._give_up(str(error))

    def _one(self, found: Found) -> None:
        began = time.monotonic()
        report = FileReport(found.path)
        self.report.files.append(report)
        self._place = self._place._replace(name=found.path.name)
        try:
            with SourceFile(found.path) as source:
                self._read(source, report)
        except OSError as error:
            self._problem(found.path, f"cannot be read: {error.strerror or error}", "nothing was taken from it")
        report.seconds = time.monotonic() - began
        self._place = self._place._replace(
            files_done=self._place.files_done + 1, bytes_done=self._place.bytes_done + found.size_bytes
        )
        self._progress(self._place)
        if self.batch.is_full:
            self._commit()

    def _read(self, source: SourceFile, report: FileReport) -> None:
        report.size_bytes = source.size_bytes
        if not source.size_bytes:
            self._problem(source.path, "the file is empty", "nothing to take")
            return
        report.source_sha256 = source.sha256()
        if before := self._known.get(report.source_sha256):
            report.status = "already"
            report.notes.append(f"already {before}; nothing added")
            return
        self._mark_reconstruction(source, report)
        staged = self.batch.open_file(StagedSource(report.source_sha256, source.path.name, report.reconstruction))
        try:
            self._take(source, staged, report)
        except BaseException:
            staged.discard()
            raise

    def _take(self, source: SourceFile, staged: StagedFile, report: FileReport) -> None:
        try:
            odd = read_file(source, staged, report, self._options, lambda: self._tick(source))
        except UnusableError as error:
            self._problem(source.path, error.what, error.todo)
            return
        except ChangedWhileReadError:
            staged.discard()
            self._problem(
                source.path,
                "changed_while_read: other bytes than a moment before",
                "nothing was taken; import it again",
            )
            return
        if staged.is_empty:
            self._problem(source.path, _nothing(report), "nothing was taken; check the file, or name its --format")
            return
        if odd:
            self._warn_of_odd_lines(report, odd)
        self._warn_of_cuts(report)
        self.batch.take(staged)
        self._pending.append(report)
        self._known[report.source_sha256] = f"in this import as {source.path.name}"

    def _mark_reconstruction(self, source: SourceFile, report: FileReport) -> None:
        report.reconstruction = self._options.reconstruction
        if "reconstruction" in source.path.name.lower() and not report.reconstruction:
            report.reconstruction = True
            report.notes.append("marked as a reconstruction, because its name says so")

    def _tick(self, source: SourceFile) -> None:
        self._progress(self._place._replace(bytes_done=self._place.bytes_done + source.position))
        if self._stop():
            raise StoppedError

    def _warn_of_odd_lines(self, report: FileReport, odd: Tally) -> None:
        if odd.total > _ODD_SHARE * report.messages:
            first = next(iter(odd.examples.values()))
            what = f"{odd.total} of {report.messages} lines are not {report.format}, the first at {first.where}"
            todo = (
                "the others were taken; if the file mixes formats, split it; if it is another one, name --format"
            )
            self._problem(report.path, f"{what}: {first.reason} {first.detail}".rstrip(), todo, failed=False)

    def _warn_of_cuts(self, report: FileReport) -> None:
        for reason in ("truncated", "corrupt_compression"):
            if reject := report.rejects.examples.get(reason):
                what = f"{reason} at {reject.where}: {reject.detail}".removesuffix(": ")
                self._problem(report.path, what, "what came before was kept", failed=False)

    def _problem(self, path: Path, what: str, todo: str, *, failed: bool = True) -> None:
        self.report.problems.append(Problem(str(path), what, todo, failed))

    def _commit(self) -> None:
        """Make the batch visible and begin a new one."""
        pending, self._pending = self._pending, []
        if not pending:
            return
        try:
            commit_batch(self._archive, self.batch, lambda outcomes: self._listed(pending, outcomes))
        except DiskFullError:
            for report in pending:
                _fill(report, Outcome())
            raise
        finally:
            self.batch.drop()
        for report in pending:
            report.status = "imported"

    def _listed(self, pending: list[FileReport], outcomes: Mapping[str, Outcome]) -> list[Source]:
        for report in pending:
            _fill(report, outcomes[report.source_sha256])
        return [_source(report, self._now) for report in pending]

    def _give_up(self, why: str) -> None:
        kept = len(self.report.with_status("imported"))
        left = self.report.files_total - kept - len(self.report.with_status("already"))
        self.report.stopped_by = (
            f"{why}; {kept} files were kept whole, {left} were not; make room and run the same import again: "
            "it takes up what is missing"
        )


def _fill(report: FileReport, outcome: Outcome) -> None:
    report.state_vectors, report.positions = outcome.state_vectors, outcome.positions
    report.duplicates = outcome.duplicates
    report.first_row, report.last_row = outcome.first_row, outcome.last_row
    report.first_observed_at, report.last_observed_at = outcome.first_observed_at, outcome.last_observed_at


def _source(report: FileReport, now: datetime) -> Source:
    return Source(
        source_sha256=report.source_sha256,
        name=report.path.name,
        format=report.format,
        size_bytes=report.size_bytes,
        messages=report.messages,
        state_vectors=report.state_vectors,
        positions=report.positions,
        duplicates=report.duplicates,
        aircraft=len(report.icao24s),
        first_row=report.first_row,
        last_row=report.last_row,
        first_observed_at=report.first_observed_at,
        last_observed_at=report.last_observed_at,
        rejects=dict(report.rejects.counts),
        notes=report.notes,
        reconstruction=report.reconstruction,
        imported_at=now,
    )


def _nothing(report: FileReport) -> str:
    if not report.rejects.total:
        return f"nothing usable in it, taken as {report.format}"
    reason, count = report.rejects.counts.most_common(1)[0]
    first = report.rejects.examples[reason]
    detail = f" ({first.detail})" if first.detail else ""
    return (
        f"nothing usable in it, taken as {report.format}: {report.rejects.total} rejected, "
        f"mostly {reason} ({count}), the first at {first.where}{detail}"
    )
