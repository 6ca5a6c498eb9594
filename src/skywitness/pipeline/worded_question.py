"""Worded question: the question to the finders that checked words make."""

from skywitness.pipeline.filters import Filters
from skywitness.pipeline.question import Question


def question_of(words: Filters) -> Question:
    """The question that these words ask."""
    return Question(
        words.icao24s,
        _both(words.airports, words.country_airports),
        words.flags,
        words.typecodes,
        words.window.since,
        words.window.until,
    )


def _both(airports: list[str] | None, of_countries: list[str] | None) -> list[str] | None:
    if airports is None or of_countries is None:
        return of_countries if airports is None else airports
    return [icao for icao in airports if icao in of_countries]
