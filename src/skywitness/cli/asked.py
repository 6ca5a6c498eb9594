"""Asked: the question that the options of a command put to the finders."""

from skywitness.cli.filters import checked_filters
from skywitness.cli.times import window
from skywitness.pipeline.question import Question
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
