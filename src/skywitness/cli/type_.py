"""``skywitness type``: which types of aircraft a name can mean, and what the likeliest can do, says who."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from skywitness.cli import options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.facts import show_facts, show_section
from skywitness.cli.output import Form, Records, chosen_form, show, show_objects
from skywitness.pipeline.type_facts import UNLISTED, performance_of, quantity_lines, type_facts
from skywitness.reference.performance import DOCUMENT
from skywitness.reference.type_names import TypeMatch
from skywitness.store.packaged import type_names

EXAMPLES = """\
skywitness type Il-62M
skywitness type Ан-124 Руслан --json
skywitness type "Boeing 737" --csv"""

IMPORTANT = ("typecode", "exact", "names", "reason")
_FIGURE = ("quantity", "low", "high", "unit", "source", "source_date", "note")


@reported
def run(
    words: Annotated[
        list[str], typer.Argument(metavar="NAME", help="Designator, or a name in English, Spanish or Russian.")
    ],
    *,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print the types that can be meant and why; of one that is surely meant, each figure and its source.

    A range is over all sources and variants; `judgement` is a figure without a source. CSV has a row a figure.
    """
    form, name = chosen_form(as_json=as_json, as_csv=as_csv), " ".join(words)
    matches = type_names().find(name)
    if not matches:
        raise Failure(f"no type of aircraft is called {name!r} in ICAO document 8643 or in our names")
    found = [match._asdict() | type_facts(match.typecode, name) for match in matches]
    if form is Form.JSON:
        show_objects(found)
    elif form is Form.CSV:
        show(_figures(found), form)
    else:
        _show(matches, found)


def _figures(found: list[dict[str, Any]]) -> Records:
    """A row a figure, and one a type without figures."""
    single = ("typecode", "reason", "exact", "names", "kind", "wake", "engines", "engine")
    named = [one | {"names": " / ".join(one["names"])} for one in found]
    rows = [(*(one[name] for name in single), *figure) for one in named for figure in _cells(one)]
    return Records([*single, *_FIGURE], rows)


def _cells(one: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    if not one["performance"]:
        yield (None,) * len(_FIGURE)
    for spread in one["performance"]:
        yield from (tuple(figure[name] for name in _FIGURE) for figure in spread["figures"])


def _show(matches: list[TypeMatch], found: list[dict[str, Any]]) -> None:
    rows = [one | {"names": " / ".join(one["names"][:2]) or UNLISTED} for one in found]
    show_section("can mean", rows, IMPORTANT)
    best = matches[0]
    if len(matches) > 1 and not best.exact:
        notice("several types are called so: ask for one of the designators to see its figures")
        return
    can = performance_of(best.typecode)
    typer.echo("")
    listed = {
        "wake category": can.wake and f"{can.wake} ({DOCUMENT})",
        "engines": can.engines and f"{can.engines}, {can.engine} ({DOCUMENT})",
    }
    show_facts({"type": best.typecode, **listed, **quantity_lines(can)})
    if not can.spreads:
        notice(f"no figures are known of {best.typecode}")
