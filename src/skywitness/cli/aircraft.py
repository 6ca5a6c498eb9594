"""``skywitness aircraft``: what is known of one aircraft, source by source."""

from typing import Annotated, Any

import typer

from skywitness.cli import options
from skywitness.cli.errors import reported
from skywitness.cli.facts import show_facts, show_section
from skywitness.cli.output import RECONSTRUCTION, show_objects
from skywitness.cli.portrait import portrait
from skywitness.cli.who import find_aircraft

EXAMPLES = """\
skywitness aircraft RA-82035
skywitness aircraft ae4af6 --json"""


@reported
def run(
    aircraft_id: Annotated[str, typer.Argument(metavar="ID", help="Address (hex) or registration, in any case.")],
    *,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
) -> None:
    """Print every statement beside its source; of several that differ, none is preferred."""
    archive = options.open_archive(data)
    portraits = [portrait(archive, icao24) for icao24 in find_aircraft(archive, aircraft_id)]
    if as_json:
        show_objects(portraits)
        return
    for index, one in enumerate(portraits):
        typer.echo("\n" if index else "", nl=False)
        _show(one)


def _show(one: dict[str, Any]) -> None:
    if one["reconstruction"]:
        typer.echo(RECONSTRUCTION)
    show_facts(
        {
            "address": one["icao24"],
            "flag state": one["flag_state"] and f"{one['flag_state']} (block of the address)",
            "computed": one["computed_registration"] and f"{one['computed_registration']} (from the address)",
            "type": [f"{code}: {' / '.join(names)}" for code, names in one["type_names"].items()] or None,
            "first seen": one["first_seen_at"],
            "last seen": one["last_seen_at"],
            "days seen": one["days_seen"],
            "positions": one["positions"],
            "flights": one["flights"],
        }
    )
    said = ("attribute", "value", "first_observed_at", "last_observed_at", "source_name", "source_sha256")
    show_section("what sources say", one["statements"], said)
    show_section("callsigns", one["callsigns"], ("callsign", "first_seen_at", "last_seen_at", "state_vectors"))
    stays = ("airport", "visits", "first_known_at", "last_known_at", "inferred")
    show_section("visits", one["visits"], stays)
    show_section("home bases", one["home_bases"], ("airport", "since", "until", "nights", "confidence"))
    show_section("mind", one["remarks"], ("since", "until", "sentence"))
