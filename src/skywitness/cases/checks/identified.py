"""Identified: which airframes of the record a claim about identity is about."""

from datetime import date

from skywitness.cases.checks.airframes import NO, addresses, fit, is_named
from skywitness.cases.checks.events import arrivals, departures, stays
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.places import fields_in, timezones
from skywitness.cases.checks.readings import readings
from skywitness.model import AircraftMention, Claim


def airframes_meant(
    claim: Claim, mention: AircraftMention, facts: Facts, ignored: AircraftMention
) -> tuple[list[str], date | None]:
    """Airframes that a mention can mean, and the day for which it is said of them.

    A particular airframe is found by its address or registration; any other by having been at the claim's places
    in its time, by all but what the claim is about.

    Args:
        claim: the claim.
        mention: one aircraft of it.
        facts: all there is.
        ignored: the mention without the words that are to be checked.
    """
    fields = fields_in(claim, facts, ("at", "to", "from", "via"))
    when = readings(claim, timezones(fields))
    days = when.local.days()
    bound = when.local.since or when.local.until
    on = days[-1] if days else bound.date() if bound else None
    if is_named(mention):
        return addresses(mention, facts, days), on
    events = [event for gather in (arrivals, departures, stays) for event in gather(facts, fields)]
    there = {event.icao24 for event in events if when.local.meets(event.since, event.until)}
    return sorted(one for one in there if fit(ignored, one, facts, on) != NO), on
