"""Filters: what the options of a command ask for, checked."""

from skywitness.cli.errors import usage
from skywitness.cli.who import find_all
from skywitness.pipeline import filters
from skywitness.pipeline.filters import Filters
from skywitness.pipeline.times import Window
from skywitness.store.archive import Archive


def checked_filters(
    archive: Archive,
    aircraft: list[str] | None,
    airport: list[str] | None,
    country: list[str] | None,
    flag: list[str] | None,
    typecode: list[str] | None,
    window: Window,
) -> Filters:
    """The user's words turned into codes.

    Raises:
        typer.BadParameter: a code that no airport, country, state or type has.
        Failure: an aircraft that the archive does not have.
    """
    with usage():
        return filters.checked_filters(archive, aircraft, airport, country, flag, typecode, window, find_all)
