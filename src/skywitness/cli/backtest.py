"""``skywitness backtest``: what a detector would have said, and when."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.asked import asked
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.import_progress import steps_bar
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.model import Finding
from skywitness.pipeline.backtest import Look, backtest, span_of
from skywitness.pipeline.find import KINDS

EXAMPLES = """\
skywitness backtest emergency --since 2019-03-23 --until 2019-03-24 --every 6h
skywitness backtest heading --since 2019-03-23 --until 2019-03-23 --every 1h --csv
skywitness backtest companions --every 30d"""

_STEP = re.compile(r"(\d+)([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_LOOK = ("known_at", "still_found", "landed_at", "verdict", "confidence", "icao24s", "airports", "sentence")

Kind = Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")]
Every = Annotated[str, typer.Option("--every", metavar="STEP", help="Between two looks: 30m, 6h or 1d.")]


@reported
def run(
    kind: Kind,
    *,
    data: options.Data = options.DEFAULT_DATA,
    aircraft: options.AircraftIds = None,
    airport: options.Airports = None,
    country: options.Countries = None,
    flag: options.Flags = None,
    typecode: options.Types = None,
    since: options.Since = None,
    until: options.Until = None,
    every: Every = "1d",
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print findings in the order in which they became known, and whether they held."""
    form, step = chosen_form(as_json=as_json, as_csv=as_csv), _step(every)
    if kind not in KINDS:
        raise typer.BadParameter(
            f"{kind!r} is no kind of finding; there are {', '.join(KINDS)}", param_hint="KIND"
        )
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
    whole = span_of(archive)
    if whole is None:
        raise Failure("the archive has no positions")
    question = question._replace(since=question.since or whole[0], until=question.until or whole[1])
    with steps_bar("looking back") as progress:
        found = backtest(archive, kind, question, step, progress)
    _show(found, form)


def _step(text: str) -> timedelta:
    parts = _STEP.fullmatch(text.strip())
    if parts is None or int(parts[1]) == 0:
        raise typer.BadParameter(f"{text!r} is no step: 30m, 6h or 1d, for example", param_hint="--every")
    return int(parts[1]) * _UNITS[parts[2]]


def _show(found: list[Look], form: Form) -> None:
    columns = ["known_at", "still_found", "landed_at", *Finding._fields]
    rows = [(look.known_at, look.still_found, look.landed_at, *look.finding) for look in found]
    show(Records(columns, rows), form, _LOOK)
    judged = [look for look in found if look.landed_at and look.finding.verdict == "airport"]
    if judged:
        right = sum(look.landed_at == look.finding.airports[0] for look in judged)
        notice(f"headed to a field in words: {len(judged)}, of these {right} landed there")
