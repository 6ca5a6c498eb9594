"""``skywitness aircraft``: who an aircraft is, says who, since when, and what it did."""

from typing import Annotated, Any

import typer

from skywitness.cli import options
from skywitness.cli.errors import notice, reported
from skywitness.cli.facts import show_facts, show_section
from skywitness.cli.found import show_found
from skywitness.cli.output import RECONSTRUCTION, chosen_form, show_objects
from skywitness.cli.times import parse_day
from skywitness.cli.who import find_aircraft
from skywitness.pipeline.portrait import portrait
from skywitness.reference.flag_state_verdict import ADDRESS_ONLY, AGREE, NO_MARK, NOTHING

EXAMPLES = """\
skywitness aircraft RA-82035
skywitness aircraft 154073 --on 2019-03-23 --all
skywitness aircraft search il62 russia military"""

_MOST_PERCENT = 99
_EXPECTED = {AGREE, NO_MARK, ADDRESS_ONLY, NOTHING}
"""Verdicts on address and registration that need no word."""
_SEARCH, _MOST = "search", 50
_SOURCES = ("registration", "typecode", "model", "operator", "flag_state")


@reported
def run(
    words: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="Address (hex) or registration, in any case; or `search` and words."),
    ],
    *,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="Who it was on this day; who it is now if not given.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every statement of every source, also what is no longer said.")
    ] = False,
    limit: options.Limit = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print what is shown of it, by which source, and where sources differ; with --all each statement.

    After `search`, words: a type, a state, military or civil, an operator, the beginning of a registration.
    """
    archive, day = options.open_record(data), parse_day(on, "--on") if on else None
    if words[0] == _SEARCH and len(words) > 1:
        show_found(archive, " ".join(words[1:]), limit or _MOST, chosen_form(as_json=as_json, as_csv=as_csv))
        return
    if len(words) > 1:
        raise typer.BadParameter("one at a time; `aircraft search WORDS` finds by words", param_hint="ID")
    if as_csv:
        raise typer.BadParameter("one aircraft is no list: use --json", param_hint="--csv")
    portraits = [portrait(archive, icao24, day) for icao24 in find_aircraft(archive, words[0])]
    if as_json:
        show_objects(portraits)
        return
    for index, one in enumerate(portraits):
        typer.echo("\n" if index else "", nl=False)
        _show(one, everything=everything)


def _show(one: dict[str, Any], *, everything: bool) -> None:
    if one["reconstruction"]:
        typer.echo(RECONSTRUCTION)
    show_facts(_facts(one))
    _show_statements(one, everything=everything)
    if len(one["history"]) > 1:
        when = ("since", "until", "registration", "typecode", "operator", "registration_source")
        show_section("over time", one["history"], when)
    show_section("callsigns", one["callsigns"], ("callsign", "first_seen_at", "last_seen_at", "state_vectors"))
    stays = ("airport", "visits", "first_known_at", "last_known_at", "inferred")
    show_section("visits", one["visits"], stays)
    show_section("home bases", one["home_bases"], ("airport", "since", "until", "nights", "confidence"))
    show_section("mind", one["remarks"], ("since", "until", "sentence"))


def _facts(one: dict[str, Any]) -> dict[str, object]:
    identity = one["identity"] or {}
    facts: dict[str, object] = {"address": one["icao24"]}
    if one["on"]:
        facts["on"] = one["on"].isoformat()
    facts |= {name.replace("_", " "): _says_who(identity, one["shown"], name) for name in _SOURCES}
    if one["flag_states"]["verdict"] not in _EXPECTED:
        facts["mind the states"] = one["flag_states"]["sentence"]
    facts["military"] = _graded(identity)
    facts["type"] = [f"{code}: {' / '.join(names)}" for code, names in one["type_names"].items()] or None
    if one["performance"]:
        facts["can do"] = [*one["performance"], f"by `skywitness type {identity['typecode']}`, with the sources"]
    facts["conflicts"] = _conflicts(one["shown"]) or "none"
    seen = ("first_seen_at", "last_seen_at", "days_seen", "positions", "flights")
    return facts | {name.removesuffix("_at").replace("_", " "): one[name] for name in seen}


def _graded(identity: dict[str, Any]) -> str | None:
    if not identity.get("grade_words"):
        return None
    shares = (f"{_share(identity[f'{use}_probability'])} {use}" for use in ("military", "state"))
    return f"{identity['grade_words']} ({', '.join(shares)})"


def _share(probability: float) -> str:
    """In percent, and never as certain as 0 or 100."""
    percent = round(100 * probability)
    return "< 1 %" if percent < 1 else "> 99 %" if percent > _MOST_PERCENT else f"{percent} %"


def _says_who(identity: dict[str, Any], shown: dict[str, Any], name: str) -> str | None:
    value, source = identity.get(name), identity.get(f"{name}_source")
    if value is None:
        return None
    if source == "address":
        return f"{value} (from the address)"
    agreeing = ", ".join(shown[name]["agreeing"]) if name in shown else source
    return f"{value} ({agreeing})"


def _conflicts(shown: dict[str, Any]) -> list[str]:
    return [
        f"{name.replace('_', ' ')}: {value} ({source})"
        for name, one in shown.items()
        for value, source in one["differing"]
    ]


def _show_statements(one: dict[str, Any], *, everything: bool) -> None:
    said = [row for row in one["statements"] if everything or row["stated_until"] is None]
    columns = ["attribute", "value", "source", "source_date", "valid_from", "valid_to"]
    if everything:
        columns += ["stated_since", "stated_until", "method", "licence", "source_row"]
    show_section("what sources say", said, [*columns, "source_sha256"])
    if len(said) < len(one["statements"]):
        notice(f"{len(one['statements']) - len(said)} more that sources said once; --all shows them")
