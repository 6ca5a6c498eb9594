"""Asked: the question that the options of a command put to the finders."""

from datetime import UTC, datetime, time, timedelta

from skywitness.cli.errors import notice
from skywitness.cli.filters import checked_filters
from skywitness.cli.times import window
from skywitness.pipeline.question import Question
from skywitness.pipeline.times import Window
from skywitness.pipeline.worded_question import question_of
from skywitness.store.archive import Archive


def asked(
    archive: Archive,
    *,
    aircraft: list[str] | None = None,
    airport: list[str] | None = None,
    country: list[str] | None = None,
    flag: list[str] | None = None,
    typecode: list[str] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Question:
    """The question that these words ask.

    Raises:
        typer.BadParameter: a code that nothing has, or a time that is none.
        Failure: an aircraft that the archive does not have.
    """
    span = window(since, until)
    _say_what_is_outside(archive, span)
    return question_of(checked_filters(archive, aircraft, airport, country, flag, typecode, span))


def _say_what_is_outside(archive: Archive, span: Window) -> None:
    """Say on stderr when the record does not reach over the time asked for: nothing found is nothing known."""
    days = [file.day for file in archive.files("positions").files() if file.day is not None]
    if not days:
        return
    first, last = min(days), max(days)
    begin = datetime.combine(first, time(), UTC)
    end = datetime.combine(last, time(), UTC) + timedelta(days=1)
    if (span.until and span.until <= begin) or (span.since and span.since >= end):
        notice(f"the record goes from {first} to {last}: of the time asked for nothing is known")
    elif span.since and span.since < begin:
        notice(f"the record begins on {first}: of the time before nothing is known")
