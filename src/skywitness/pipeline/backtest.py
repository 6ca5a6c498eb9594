"""Backtest: a kind of finding asked again through history, each time with what was heard by then only."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl

from skywitness.model import Finding
from skywitness.pipeline.find import KINDS
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive

Progress = Callable[[int, int], None]
"""Takes looks done and in all."""


class Look(NamedTuple):
    """A finding as it was first made.

    Attributes:
        known_at: what was heard before this time was known, UTC.
        still_found: it is found too with all that is known at the end of the span; None for a kind that speaks
            of one moment only.
        landed_at: of a heading, the field that the flight then reached; None when that is not known.
        finding: as it was first made.
    """

    known_at: datetime
    still_found: bool | None
    landed_at: str | None
    finding: Finding


def looks(since: datetime, until: datetime, every: timedelta) -> list[datetime]:
    """Times at which is looked: each step after ``since``, and ``until``."""
    steps = int((until - since) / every)
    times = [since + every * step for step in range(1, steps + 1)]
    return times if times and times[-1] == until else [*times, until]


def span_of(archive: Archive) -> tuple[datetime, datetime] | None:
    """From the first to just after the last position; None without any."""
    at = pl.col("observed_at")
    first, last = archive.positions().select(at.min(), last=at.max()).collect(engine="streaming").row(0)
    return None if first is None else (first, last + timedelta(seconds=1))


def backtest(archive: Archive, kind: str, question: Question, every: timedelta, progress: Progress) -> list[Look]:
    """Findings of a kind in the order in which they became known.

    Flights and visits are those of the whole record, cut off at the time: where an aircraft later landed is not
    told, but what was heard later may have helped to name the field that it came from.

    Args:
        archive: derived.
        kind: a name from ``KINDS``.
        question: with ``since`` and ``until``.
        every: between two looks.
        progress: called after each.
    """
    if question.since is None or question.until is None:
        raise ValueError("a backtest needs both ends of its span")
    times = looks(question.since, question.until, every)
    known: dict[str, tuple[datetime, Finding]] = {}
    last: set[str] = set()
    for number, (time, found) in enumerate(_each(archive, kind, question, times), 1):
        for finding in found:
            known.setdefault(finding.finding_id, (time, finding))
        last = {finding.finding_id for finding in found}
        progress(number, len(times))
    landed = _landed(archive) if kind == "heading" else {}
    return [
        Look(time, None if kind == "heading" else name in last, landed.get(finding.basis[0]), finding)
        for name, (time, finding) in known.items()
    ]


def _each(
    archive: Archive, kind: str, question: Question, times: list[datetime]
) -> Iterator[tuple[datetime, list[Finding]]]:
    for time in times:
        yield time, KINDS[kind](archive, question._replace(until=time))


def _landed(archive: Archive) -> dict[str, str | None]:
    return dict(archive.flights().select("flight_id", "ades").collect().iter_rows())
