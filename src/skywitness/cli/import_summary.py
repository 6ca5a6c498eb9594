"""What an import says at its end: to people as lines, to programs as JSON."""

import json
import sys
from collections import Counter
from typing import Any

import typer

from skywitness.cli.errors import notice
from skywitness.measure.clock import format_utc
from skywitness.model import Reject
from skywitness.pipeline.derive import DeriveReport
from skywitness.pipeline.import_report import FileReport, ImportReport

_SHOWN = 20
"""Files, problems and notes printed one by one; the JSON report has all of them."""


def print_summary(report: ImportReport, derived: DeriveReport | None) -> None:
    """Totals on stdout; problems, rejects and notes on stderr."""
    for problem in report.problems[:_SHOWN]:
        notice(f"{'failed' if problem.failed else 'warning'}: {problem.path}: {problem.what}; {problem.todo}")
    _more(len(report.problems), "problems")
    for line in _lines(report, derived):
        typer.echo(line)
    _print_notes(report)
    _print_end(report)


def _lines(report: ImportReport, derived: DeriveReport | None) -> list[str]:
    imported, already = len(report.with_status("imported")), len(report.with_status("already"))
    states, positions = report.total(_state_vectors), report.total(_positions)
    duplicates = report.total(_duplicates)
    lines = [
        f"files       {imported:,} imported, {already:,} imported before, {_failed(report):,} failed",
        f"messages    {report.total(lambda file: file.messages):,}",
        f"positions   {positions:,} new, in {states:,} state vectors; {duplicates:,} already stored",
        f"aircraft    {report.aircraft:,}",
    ]
    if report.span:
        lines.append(f"span        {format_utc(report.span[0])} to {format_utc(report.span[1])}")
    counts, examples = _rejects(report)
    lines.append(f"rejected    {counts.total():,}")
    for reason, count in counts.most_common():
        path, example = examples[reason]
        lines.append(f"  {count:>9,}  {reason}, the first at {path}: {_where(example)}")
    if derived and derived.aircraft:
        lines.append(
            f"derived     {derived.flights:,} flights, {derived.visits:,} visits of {derived.aircraft:,} aircraft"
        )
    lines.append(f"seconds     {report.seconds:,.1f}")
    return lines


def _print_notes(report: ImportReport) -> None:
    notes: dict[str, list[str]] = {}
    for file in report.files:
        for note in file.notes:
            notes.setdefault(note, []).append(str(file.path))
    for note, paths in list(notes.items())[:_SHOWN]:
        others = f" and {len(paths) - 1:,} more files" if len(paths) > 1 else ""
        notice(f"note: {paths[0]}{others}: {note}")
    _more(len(notes), "notes")
    if any(file.reconstruction for file in report.files):
        notice("RECONSTRUCTION: simulated, not recorded; every row of it is marked")


def _print_end(report: ImportReport) -> None:
    if report.interrupted:
        kept, left = len(report.with_status("imported")), report.files_total - len(report.files)
        notice(
            f"interrupted: {kept:,} files were kept whole, the file being read and {left:,} more were not; "
            "run the same import again to go on"
        )
    if report.stopped_by:
        notice(f"stopped: {report.stopped_by}")


def _more(number: int, what: str) -> None:
    if number > _SHOWN:
        notice(f"and {number - _SHOWN:,} more {what}; --json lists all")


def print_json(report: ImportReport, derived: DeriveReport | None) -> None:
    """The whole report as a list of one object."""
    counts, examples = _rejects(report)
    whole = {
        "files": report.files_total,
        "imported": len(report.with_status("imported")),
        "already_imported": len(report.with_status("already")),
        "failed": _failed(report),
        "messages": report.total(lambda file: file.messages),
        "state_vectors": report.total(_state_vectors),
        "positions": report.total(_positions),
        "duplicates": report.total(_duplicates),
        "aircraft": report.aircraft,
        "first_observed_at": format_utc(report.span[0]) if report.span else None,
        "last_observed_at": format_utc(report.span[1]) if report.span else None,
        "rejects": [_reject(reason, count, *examples[reason]) for reason, count in counts.most_common()],
        "problems": [problem._asdict() for problem in report.problems],
        "interrupted": report.interrupted,
        "stopped_by": report.stopped_by or None,
        "derived": derived._asdict() if derived else None,
        "seconds": round(report.seconds, 3),
        "sources": [_source(file) for file in report.files],
    }
    json.dump([whole], sys.stdout, indent=1)
    sys.stdout.write("\n")


def _source(file: FileReport) -> dict[str, Any]:
    return {
        "path": str(file.path),
        "status": file.status,
        "source_sha256": file.source_sha256 or None,
        "format": file.format or None,
        "size_bytes": file.size_bytes,
        "messages": file.messages,
        "state_vectors": file.state_vectors,
        "positions": file.positions,
        "duplicates": file.duplicates,
        "aircraft": len(file.icao24s),
        "first_observed_at": format_utc(file.first_observed_at) if file.first_observed_at else None,
        "last_observed_at": format_utc(file.last_observed_at) if file.last_observed_at else None,
        "rejects": dict(file.rejects.counts),
        "notes": file.notes,
        "reconstruction": file.reconstruction,
        "seconds": round(file.seconds, 3),
    }


def _reject(reason: str, count: int, path: str, example: Reject) -> dict[str, Any]:
    return {"reason": reason, "count": count, "path": path, "where": example.where, "detail": example.detail}


def _rejects(report: ImportReport) -> tuple[Counter[str], dict[str, tuple[str, Reject]]]:
    counts: Counter[str] = Counter()
    examples: dict[str, tuple[str, Reject]] = {}
    for file in report.files:
        counts += file.rejects.counts
        for reason, example in file.rejects.examples.items():
            examples.setdefault(reason, (str(file.path), example))
    return counts, examples


def _where(example: Reject) -> str:
    return f"{example.where} ({example.detail})" if example.detail else example.where


def _failed(report: ImportReport) -> int:
    return len({problem.path for problem in report.problems if problem.failed})


def _state_vectors(file: FileReport) -> int:
    return file.state_vectors


def _positions(file: FileReport) -> int:
    return file.positions


def _duplicates(file: FileReport) -> int:
    return file.duplicates
