"""``skywitness airlift``: how much flights into a place can have carried."""

from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.asked import asked
from skywitness.cli.errors import notice, reported
from skywitness.cli.facts import show_section
from skywitness.cli.finding_list import show_findings
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import Form, chosen_form
from skywitness.cli.who import find_aircraft
from skywitness.pipeline.find_airlift import find_airlift
from skywitness.store.archive import Archive
from skywitness.store.packaged import past_airlifts, type_table

EXAMPLES = """\
skywitness airlift --country VE --flag RU --since 2019-03-20 --until 2019-03-31
skywitness airlift --airport OSLK --type IL76 --type A124 --json
skywitness airlift --airport SVMI --assume RA-82035=A124"""

_KNOWN = ("name", "began", "flights", "tonnes", "tonnes_a_flight", "people", "types", "source")

Assumed = Annotated[
    list[str] | None,
    typer.Option("--assume", metavar="ID=TYPE", help="Take this aircraft for this type. May be repeated."),
]


@reported
def run(
    *,
    data: options.Data = options.DEFAULT_DATA,
    airport: options.Airports = None,
    country: options.Countries = None,
    aircraft: options.AircraftIds = None,
    flag: options.Flags = None,
    typecode: options.Types = None,
    since: options.Since = None,
    until: options.Until = None,
    assume: Assumed = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print tonnes and people that the flights can have carried, beside airlifts whose size is known."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    if not airport and not country:
        raise typer.BadParameter("say where: --airport or --country", param_hint="--airport")
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
    found = find_airlift(archive, question, _assumed(archive, assume or []))
    show_findings(found, form)
    if form is Form.TABLE and found:
        known = [{**one._asdict(), "tonnes_a_flight": one.tonnes_a_flight} for one in past_airlifts()]
        show_section("known airlifts", known, _KNOWN)
        notice("a load cannot be seen: a figure of what could be carried is no figure of what was")


def _assumed(archive: Archive, words: list[str]) -> dict[str, str]:
    """Designators by address.

    Raises:
        typer.BadParameter: not ``ID=TYPE``, or no such type.
        Failure: no such aircraft.
    """
    found: dict[str, str] = {}
    for word in words:
        name, _, typecode = word.partition("=")
        if type_table().get(typecode.upper()) is None:
            raise typer.BadParameter(
                f"{word!r}: give ID=TYPE with a designator of ICAO document 8643, such as RA-82035=A124",
                param_hint="--assume",
            )
        found |= dict.fromkeys(find_aircraft(archive, name), typecode.upper())
    return found
