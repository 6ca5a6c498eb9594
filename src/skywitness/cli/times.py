"""Times as the options of a command give them."""

from datetime import date

from skywitness.cli.errors import usage
from skywitness.pipeline import times
from skywitness.pipeline.times import Window


def window(since: str | None, until: str | None) -> Window:
    """The span from ``--since`` up to ``--until``; a bare date as ``--until`` includes that whole day.

    Raises:
        typer.BadParameter: not ISO 8601, or the span is empty.
    """
    with usage():
        return times.window(since, until)


def parse_day(text: str, option: str) -> date:
    """A day from an option.

    Raises:
        typer.BadParameter: not an ISO 8601 date.
    """
    with usage():
        return times.parse_day(text, option.removeprefix("--"))
