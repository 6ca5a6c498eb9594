"""``skywitness airport``: which fields a name, code or description can mean, and the facts of the likeliest."""

from typing import Annotated, Any

import typer

from skywitness.cli import options
from skywitness.cli.errors import Failure, reported
from skywitness.cli.facts import show_facts, show_section
from skywitness.cli.output import Form, Records, chosen_form, show, show_objects
from skywitness.cli.times import parse_day
from skywitness.pipeline.airport_facts import airport_facts
from skywitness.store.packaged import airport_names, airport_table
from skywitness.store.reference_files import FOLDER

EXAMPLES = """\
skywitness airport Maiquetía
skywitness airport "a Moscow military airport"
skywitness airport "Istanbul airport" --on 2018-05-01 --json"""

IMPORTANT = ("airport", "weight", "name", "city", "country", "reason")
_LIKELY = 0.5
"""Facts are shown of a field that is more likely than not the one that was meant."""


@reported
def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name, code or description, in any language.")],
    *,
    data: options.Data = options.DEFAULT_DATA,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day that is written about: ISO 8601 date.")
    ] = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print the fields that can be meant, with probability and reason; what they lack to 1 is "none of these"."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    day = parse_day(on, "--on") if on else None
    fields = airport_table(data / FOLDER)
    matches = airport_names(data / FOLDER).find(name, day)
    if not matches:
        raise Failure(f"no field is called {name!r} in the tables of fields")
    found = [{**match._asdict(), **airport_facts(fields, match.airport)} for match in matches]
    if form is Form.JSON:
        show_objects(found)
    elif form is Form.CSV:
        show(Records(list(found[0]), [tuple(one.values()) for one in found]), form)
    else:
        _show(found)


def _show(found: list[dict[str, Any]]) -> None:
    show_section("can mean", [{**one, "weight": round(one["weight"], 3)} for one in found], IMPORTANT)
    left = 1 - sum(one["weight"] for one in found)
    typer.echo(f"\nnone of these: {left:.3f}")
    best = found[0]
    if best["weight"] < _LIKELY:
        return
    typer.echo("")
    show_facts(
        {
            "field": f"{best['airport']}: {best['name']}",
            "codes": best["codes"],
            "place": f"{best['city'] or 'town unknown'}, {best['country']}; {best['lat_deg']}, {best['lon_deg']}",
            "elevation": best["elevation_ft"] is not None and f"{best['elevation_ft']:.0f} ft",
            "kind": f"{best['kind']}, {best['use']}",
            "airlines": best["airlines"],
            "open": best["open"],
        }
    )
    show_section("runways", best["runways"], ("designators", "length_ft", "surface"))
