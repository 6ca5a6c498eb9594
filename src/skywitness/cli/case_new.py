"""``skywitness case new``: begin a case."""

from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from skywitness.cli import case_options, options
from skywitness.cli.errors import notice, reported
from skywitness.model import Case
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.tables import SCHEMA_VERSION

EXAMPLES = """\
skywitness case new "Two aircraft at Caracas"
skywitness case new "Caracas 2019" --timezone America/Caracas --question "What came?" --slug caracas"""


class Sensitivity(StrEnum):
    """Who may see a case."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise typer.BadParameter(f"{name!r} is no time zone; give one such as America/Caracas") from error


@reported
def run(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="As people call it.")],
    *,
    by: case_options.By,
    slug: Annotated[
        str | None, typer.Option("--slug", metavar="NAME", help="Name of its folder; else made from the title.")
    ] = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="TEXT", help="What it is to answer.")
    ] = None,
    timezone: Annotated[
        str,
        typer.Option(
            "--timezone", metavar="ZONE", callback=_zone, help="Zone in which its days are also told (IANA)."
        ),
    ] = "UTC",
    sensitivity: Annotated[Sensitivity, typer.Option("--sensitivity", help="Who may see it.")] = (
        Sensitivity.INTERNAL
    ),
    data: options.Data = options.DEFAULT_DATA,
) -> None:
    """Make a folder below ``cases`` in the data directory; it can be moved, copied and kept alone."""
    name = shelf.slug_of(slug or title)
    at = case_options.now()
    head = Case(name, title, question, "open", by, at, timezone, sensitivity.value, SCHEMA_VERSION)
    folder = CaseFolder.create(data / shelf.FOLDER / name, head, by, at)
    shelf.choose(data, name)
    notice(f"opened the case {name} at {folder.path}")
