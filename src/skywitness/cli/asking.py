"""Asking: options that the questions about places share, and the question that they make."""

from pathlib import Path
from typing import Annotated

import typer

from skywitness.cli.errors import notice, usage
from skywitness.cli.filters import checked_filters
from skywitness.pipeline import asking
from skywitness.pipeline.asked import Asked, Cost
from skywitness.pipeline.times import Window
from skywitness.reference.asked_area import Area, AreaError, area_of
from skywitness.store.archive import Archive

_HOW = "S,W,N,E or LAT,LON,NM in degrees and NM, a polygon in WKT, or a GeoJSON or WKT file"
In = Annotated[str | None, typer.Option("--in", metavar="AREA", help=f"Only in this area: {_HOW}.")]
InFirst = Annotated[str, typer.Option("--in", metavar="AREA", help=f"The first area: {_HOW}.")]
Then = Annotated[str, typer.Option("--then", metavar="AREA", help="The second area, given likewise.")]
LowestFt = Annotated[
    int | None, typer.Option("--above", metavar="FT", help="Only pressure altitudes of at least so many feet.")
]
HighestFt = Annotated[
    int | None, typer.Option("--below", metavar="FT", help="Only pressure altitudes of at most so many feet.")
]
Operator = Annotated[
    str | None, typer.Option("--operator", metavar="WORDS", help="Only aircraft with these words in the operator.")
]
Military = Annotated[bool, typer.Option("--military", help="Only aircraft graded military.")]
Doubted = Annotated[
    bool, typer.Option("--doubted", help="Also positions against which something speaks, named in doubt.")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say on stderr which files were read and how long it took.")
]


def asked_of(
    archive: Archive,
    span: Window,
    area: str | None,
    *,
    aircraft: list[str] | None,
    flag: list[str] | None,
    typecode: list[str] | None,
    operator: str | None,
    military: bool,
    above: int | None = None,
    below: int | None = None,
) -> Asked:
    """The question that the options make.

    Raises:
        typer.BadParameter: an area that is none, a code that nobody has, or an empty band of altitudes.
        Failure: an aircraft that the archive does not have.
    """
    filters = checked_filters(archive, aircraft, None, None, flag, typecode, span)
    place = None if area is None else area_from(area, "--in")
    with usage():
        return asking.asked_of(archive, filters, place, operator=operator, military=military, band=(above, below))


def area_from(text: str, option: str) -> Area:
    """An area from the words of an option, or from the file that they name.

    Raises:
        typer.BadParameter: it is none.
    """
    try:
        return area_of(_content(text))
    except AreaError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{text} cannot be read: {error}", param_hint=option) from error


def _content(text: str) -> str:
    if text.lstrip().startswith("{") or "(" in text or not Path(text).is_file():
        return text
    return Path(text).read_text(encoding="utf-8")


def say_cost(cost: Cost, *, explain: bool) -> None:
    """Say on stderr what an answer cost, when that was asked."""
    if explain:
        for line in cost.lines:
            notice(line)
