"""Case findings: what detectors find about the aircraft and places of a claim, for the kinds of claim that ask."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from skywitness.cases.checks.facts import Passage
from skywitness.cases.checks.readings import Span
from skywitness.model import Claim, Finding, Flight, IdentityStatement
from skywitness.pipeline.find_airlift import find_airlift
from skywitness.pipeline.find_companions import find_companions
from skywitness.pipeline.find_firsts import find_firsts
from skywitness.pipeline.find_heading import find_headings
from skywitness.pipeline.find_routes import find_routes
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive

_MOST_AIRFRAMES: Final = 12
"""A claim that so many airframes fit is about none of them; detectors are not asked. Judgement."""
_COMPANY: Final = timedelta(days=365)
"""How far back company is looked for, position by position; judgement, for what it costs."""


class About(NamedTuple):
    """What a claim is about, as far as the archive tells.

    Attributes:
        claim: itself.
        icao24s: airframes that it names; where it names none, those that were at its fields.
        airports: codes of its fields.
        span: in which it is to have been.
        flights: of those airframes around then.
        passages: stretches of them over its areas.
        statements: who they are.
    """

    claim: Claim
    icao24s: Sequence[str]
    airports: Sequence[str]
    span: Span
    flights: Sequence[Flight]
    passages: Sequence[Passage]
    statements: Sequence[IdentityStatement]


def case_findings(archive: Archive, about: About) -> list[Finding]:
    """Findings that bear on a claim, with nothing in them that was heard after it; none for most kinds.

    Args:
        archive: derived.
        about: the claim, and what it is about.
    """
    ask = _ASKED.get(about.claim.kind)
    if ask is None or not 0 < len(about.icao24s) <= _MOST_AIRFRAMES:
        return []
    return ask(archive, about)


def _question(about: About) -> Question:
    return Question(icao24s=sorted(about.icao24s), until=about.span.until)


def _company(archive: Archive, about: About) -> list[Finding]:
    until = about.span.until
    return find_companions(archive, _question(about)._replace(since=until - _COMPANY if until else None))


def _firsts(archive: Archive, about: About) -> list[Finding]:
    question = _question(about)._replace(airports=[*about.airports], since=about.span.since)
    return find_firsts(archive, question) if about.airports else []


def _ways(archive: Archive, about: About) -> list[Finding]:
    """Those between fields of the claim."""
    found = find_routes(archive, _question(about))
    return [one for one in found if len(set(one.airports) & set(about.airports)) > 1]


def _loads(archive: Archive, about: About) -> list[Finding]:
    """Of all of them and of each, by what sources say of types, where all say the same."""
    said: dict[str, set[str]] = {}
    for one in about.statements:
        if one.attribute == "typecode":
            said.setdefault(one.icao24, set()).add(one.value.upper())
    types: Mapping[str, str] = {icao24: min(codes) for icao24, codes in said.items() if len(codes) == 1}
    question = _question(about)._replace(airports=[*about.airports], since=about.span.since)
    groups = {tuple(sorted(about.icao24s)), *((one,) for one in about.icao24s)}
    asked = (question._replace(icao24s=[*group]) for group in sorted(groups))
    return [found for one in asked for found in find_airlift(archive, one, types)]


def _headings(archive: Archive, about: About) -> list[Finding]:
    """Where each was apparently going half-way over the area that the claim names, by what was known then."""
    crossings = [one for one in about.passages if about.span.meets(one.since, one.until)]
    moments = [(one.icao24, one.since + (one.until - one.since) / 2) for one in crossings]
    asked = (Question(icao24s=[icao24], until=moment) for icao24, moment in moments)
    return [found for one in asked for found in find_headings(archive, one)]


_ASKED: Final[Mapping[str, Callable[[Archive, About], list[Finding]]]] = {
    "together": _company,
    "first_time": _firsts,
    "route_pattern": _ways,
    "route_heading": _headings,
    "payload": _loads,
    "personnel": _loads,
    "scale": _loads,
}
"""Which detectors each kind of claim asks."""
