"""Loads: what the aircraft that a claim speaks of can carry, to hold its numbers against."""

from collections.abc import Sequence
from typing import NamedTuple

from skywitness.cases.checks.airframes import YES, fit, is_named, mentions, values
from skywitness.cases.checks.events import UNSEEN, arrivals
from skywitness.cases.checks.evidence import findings_about
from skywitness.cases.checks.facts import Capacity, Facts
from skywitness.cases.checks.places import fields_in, timezones
from skywitness.cases.checks.readings import readings
from skywitness.model import AircraftMention, Claim, Observation


class Carriers(NamedTuple):
    """The aircraft that can have carried it.

    Attributes:
        typecodes: of each; empty when the types are not known.
        observations: the arrivals that they rest on, and what these can have carried together.
    """

    typecodes: list[str]
    observations: list[Observation]


def carriers(claim: Claim, facts: Facts) -> Carriers:
    """By the types that the claim gives; where it gives none, by the arrivals that fit it."""
    named = [one for mention in mentions(claim) for one in _typed(mention, facts)]
    fields = fields_in(claim, facts, ("to", "at"))
    when = readings(claim, timezones(fields))
    came = [
        event
        for event in arrivals(facts, fields)
        if event.strength != UNSEEN
        and event.since is not None
        and when.local.holds(event.since)
        and any(fit(one, event.icao24, facts, event.since.date()) == YES for one in mentions(claim))
    ]
    codes = {field.code for field in fields}
    shown = [event.observation for event in came]
    shown += findings_about(facts, "airlift", {event.icao24 for event in came}, codes)
    if named:
        return Carriers(named, shown)
    types = [_only(values(facts, icao24, "typecode", None)) for icao24 in sorted({one.icao24 for one in came})]
    return Carriers([one for one in types if one] if all(types) else [], shown)


def _typed(mention: AircraftMention, facts: Facts) -> list[str]:
    """The types of a mention, once for each aircraft; of several that it can mean, the one that carries most."""
    if mention.typecodes:
        most = max(mention.typecodes, key=lambda code: _most(facts.capacities.get(code)))
        return [most] * (mention.number or 1)
    if not is_named(mention):
        return []
    icao24s = mention.icao24s or [
        one.icao24
        for one in facts.statements
        if one.attribute == "registration" and one.value.upper() in mention.registrations
    ]
    found = [_only(values(facts, icao24, "typecode", None)) for icao24 in sorted(set(icao24s))]
    return [one for one in found if one]


def _most(capacity: Capacity | None) -> tuple[float, float]:
    return (capacity.most_t, capacity.seats) if capacity else (0.0, 0.0)


def _only(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def known(typecodes: Sequence[str], facts: Facts) -> list[Capacity] | None:
    """What each can carry; None where any is unknown."""
    found = [facts.capacities.get(code) for code in typecodes]
    capacities = [one for one in found if one is not None]
    return capacities if capacities and len(capacities) == len(typecodes) else None
