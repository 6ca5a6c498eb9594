"""``skywitness findings``: what the detectors find in the record."""

from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.asked import asked
from skywitness.cli.errors import notice, reported
from skywitness.cli.finding_list import show_findings
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import chosen_form
from skywitness.pipeline.find import KINDS, find

EXAMPLES = """\
skywitness findings
skywitness findings emergency --since 2019-03-23 --until 2019-03-24
skywitness findings --flag RU --json"""

Kinds = Annotated[
    list[str] | None,
    typer.Argument(metavar="[KIND]...", help=f"Only these kinds: {', '.join(KINDS)}."),
]


@reported
def run(
    kind: Kinds = None,
    *,
    data: options.Data = options.DEFAULT_DATA,
    aircraft: options.AircraftIds = None,
    airport: options.Airports = None,
    country: options.Countries = None,
    flag: options.Flags = None,
    typecode: options.Types = None,
    since: options.Since = None,
    until: options.Until = None,
    undecided: Annotated[
        bool, typer.Option("--undecided", help="Also what the record does not decide; always with a KIND.")
    ] = False,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print what the detectors find, each with how sure it is and how often the like is found."""
    form, kinds = chosen_form(as_json=as_json, as_csv=as_csv), _kinds(kind)
    archive = options.open_archive(data)
    say_if_behind(archive)
    question = asked(
        archive,
        aircraft=aircraft,
        airport=airport,
        country=country,
        flag=flag,
        typecode=typecode,
        since=since,
        until=until,
    )
    found = find(archive, kinds, question)
    decided = found if kind or undecided else [one for one in found if one.verdict != "unknown"]
    show_findings(decided, form, limit)
    if len(decided) < len(found):
        notice(f"{len(found) - len(decided):,} more that the record does not decide; --undecided shows them")


def _kinds(asked_for: list[str] | None) -> list[str]:
    for kind in asked_for or []:
        if kind not in KINDS:
            raise typer.BadParameter(
                f"{kind!r} is no kind of finding; there are {', '.join(KINDS)}", param_hint="KIND"
            )
    return asked_for or list(KINDS)
