"""Asked: the question that the options of a command put to the finders."""

from skywitness.cli.filters import checked_filters
from skywitness.cli.times import window
from skywitness.pipeline.question import Question
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
    words = checked_filters(archive, aircraft, airport, country, flag, typecode, window(since, until))
    return question_of(words)
