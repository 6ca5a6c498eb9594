"""``skywitness explain``: why a flight was cut where it was and why these are its airports."""

import json
from datetime import datetime
from typing import Annotated, Any

import typer

from skywitness.cli import options
from skywitness.cli.errors import Failure, reported
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import RECONSTRUCTION
from skywitness.emit.values import plain
from skywitness.pipeline.explain import Candidate, EndExplained, FlightExplained, explain
from skywitness.pipeline.rules import rules_of

EXAMPLES = """\
skywitness explain 154073-20190322T120619Z
skywitness explain 154073-20190322T120619Z --json"""


@reported
def run(
    flight_id: Annotated[str, typer.Argument(metavar="FLIGHT", help="As `flights` prints it in flight_id.")],
    *,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
) -> None:
    """Derive the flight once more and print what was weighed, with the numbers."""
    archive = options.open_archive(data)
    say_if_behind(archive)
    found = explain(archive, flight_id, rules_of(archive))
    if found is None:
        raise Failure(f"no flight {flight_id}: `skywitness flights` lists them with their flight_id")
    if as_json:
        typer.echo(json.dumps(_plain(found), indent=2, ensure_ascii=False))
        return
    for line in _lines(found):
        typer.echo(line)


def _plain(found: FlightExplained) -> dict[str, Any]:
    flight = {name: plain(value) for name, value in found.flight._asdict().items()}
    ends = {
        name: end._asdict() | {"candidates": [candidate._asdict() for candidate in end.candidates]}
        for name, end in (("departure", found.departure), ("destination", found.destination))
    }
    return found._asdict() | {"flight": flight} | ends


def _lines(found: FlightExplained) -> list[str]:
    flight = found.flight
    who = " ".join(filter(None, (flight.registration, flight.icao24, flight.callsign)))
    lines = [RECONSTRUCTION] if flight.reconstruction else []
    lines += [f"{flight.flight_id}: {who}", f"taken for: {found.airframe}", ""]
    lines += [f"begins {flight.first_seen_at:%Y-%m-%d %H:%M:%S} UTC: {found.begins}"]
    lines += _end_lines(
        "departure", found.departure, _time("took off", flight.takeoff_at, flight.takeoff_uncertainty_s)
    )
    lines += [f"ends {flight.last_seen_at:%Y-%m-%d %H:%M:%S} UTC: {found.ends}"]
    lines += _end_lines(
        "destination", found.destination, _time("landed", flight.landing_at, flight.landing_uncertainty_s)
    )
    lines += [f"within: {silence}" for silence in found.silences]
    doubted = ", ".join(f"{count} {flag}" for flag, count in found.doubted.items())
    lines.append(
        f"positions: {flight.positions:,} used" + (f"; left out as doubted: {doubted}" if doubted else "")
    )
    return lines


def _time(verb: str, at: datetime | None, uncertainty_s: float | None) -> str:
    if at is None:
        return f"when it {verb} is not known"
    return f"{verb} {at:%H:%M:%S} UTC, give or take {uncertainty_s or 0:.0f} s nine times of ten"


def _end_lines(name: str, end: EndExplained, time: str) -> list[str]:
    lines = [f"  {end.words}; {time}", f"  {name}: {end.conclusion}"]
    lines += [_candidate_line(candidate) for candidate in end.candidates if candidate.posterior >= 0.001]
    if end.candidates:
        lines.append(f"    {'none':<8} {end.none:6.1%}  no field of the table, or no landing at all")
    return [*lines, ""]


def _candidate_line(candidate: Candidate) -> str:
    height = "" if candidate.height_ft is None else f", {candidate.height_ft:,} ft above it"
    evidence = "; ".join(f"{words} {value:+.1f}" for words, value in candidate.evidence.items() if value)
    against = f" ({evidence})" if evidence else ""
    return (
        f"    {candidate.airport:<8} {candidate.posterior:6.1%}  {candidate.distance_nm} NM away{height}; "
        f"{candidate.prior:.1%} beforehand{against}  {candidate.name}"
    )
