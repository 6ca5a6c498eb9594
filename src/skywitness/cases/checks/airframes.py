"""Airframes: whether an aircraft of the record can be the one that a claim speaks of."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from skywitness.cases.checks.facts import Facts
from skywitness.model import AircraftMention, Claim

YES: Final = "yes"
NO: Final = "no"
UNKNOWN: Final = "unknown"
ANY: Final = AircraftMention("", None, [], [], [], [], None, None, None)
"""An aircraft of which the claim says nothing."""
SURELY_MILITARY: Final = 0.8
"""Probability from which an airframe counts as military, and below one less it as not; judgement."""
SILENT_CLASS: Final = frozenset(
    [
        "T160",
        "TU95",
        "T22M",
        "B1",
        "B2",
        "F117",
        "F22",
        "F35",
        "SU24",
        "SU27",
        "SU30",
        "SU34",
        "SU35",
        "SU57",
        "J20",
    ]
)
"""Designators of bombers and fighters that as a rule fly without the civil broadcast of positions; judgement."""
_WORD = re.compile(r"\w{3,}")


def mentions(claim: Claim) -> list[AircraftMention]:
    """The aircraft of a claim; one without any description where it names none."""
    return claim.aircraft or [ANY]


def is_named(mention: AircraftMention) -> bool:
    """Whether it is a particular airframe."""
    return bool(mention.registrations or mention.icao24s)


def is_silent_class(mention: AircraftMention) -> bool:
    """Whether every type that it can be is one that does not broadcast where it is."""
    return bool(mention.typecodes) and set(mention.typecodes) <= SILENT_CLASS


def words(mention: AircraftMention) -> str:
    """What to call it in a sentence."""
    return ", ".join(mention.registrations or mention.icao24s) or mention.words or "the aircraft"


def addresses(mention: AircraftMention, facts: Facts, days: Iterable[date]) -> list[str]:
    """Addresses that a particular airframe can be, in order; more than one for a registration that was reused."""
    if mention.icao24s:
        return sorted(set(mention.icao24s))
    wanted = set(mention.registrations)
    known = {one.icao24 for one in facts.rows() if one.registration in wanted}
    asked: list[date | None] = list(days) or [None]
    stated = {
        one.icao24
        for one in facts.statements
        if one.attribute == "registration" and one.value.upper() in wanted and any(map(one.holds_on, asked))
    }
    return sorted(stated or known)


def values(facts: Facts, icao24: str, attribute: str, day: date | None) -> set[str]:
    """What sources say of an airframe on a day; statements without dates always count."""
    stated = {
        one.value
        for one in facts.statements
        if one.icao24 == icao24 and one.attribute == attribute and one.holds_on(day)
    }
    return stated or _shown(facts, icao24, attribute)


def _shown(facts: Facts, icao24: str, attribute: str) -> set[str]:
    """What the flights show of it, which rests on the same kind of sources."""
    if attribute not in {"typecode", "flag_state", "registration", "operator"}:
        return set()
    rows = (one for one in facts.rows() if one.icao24 == icao24)
    return {value for value in (getattr(row, attribute) for row in rows) if value}


def fit(mention: AircraftMention, icao24: str, facts: Facts, day: date | None) -> str:
    """Whether an airframe is the one, or one of the kind, that is spoken of: yes, no or unknown.

    A type that differs is a no: a C-130J is no C-17, whatever else agrees. What no source tells is unknown, never
    a yes; so is what sources differ about.
    """
    answers = [
        _named(mention, icao24, facts, day),
        _among(set(mention.typecodes), values(facts, icao24, "typecode", day)),
        _among({mention.flag_state} if mention.flag_state else set(), values(facts, icao24, "flag_state", day)),
        _military(mention, icao24, facts),
        _called(mention, icao24, facts),
        _operated(mention.operator, values(facts, icao24, "operator", day)),
    ]
    said = [answer for answer in answers if answer is not None]
    if NO in said:
        return NO
    return YES if said and UNKNOWN not in said else UNKNOWN


def _named(mention: AircraftMention, icao24: str, facts: Facts, day: date | None) -> str | None:
    if mention.icao24s:
        return YES if icao24 in mention.icao24s else NO
    if not mention.registrations:
        return None
    bearing = addresses(mention, facts, [day] if day else [])
    if bearing and icao24 not in bearing:
        return NO
    return _among(set(mention.registrations), values(facts, icao24, "registration", day))


def _among(wanted: set[str], known: set[str]) -> str | None:
    if not wanted:
        return None
    known = {value.upper() for value in known}
    if not known:
        return UNKNOWN
    if known <= wanted:
        return YES
    return UNKNOWN if known & wanted else NO


def _military(mention: AircraftMention, icao24: str, facts: Facts) -> str | None:
    if mention.military is None:
        return None
    rows = (one.military_probability for one in facts.rows() if one.icao24 == icao24)
    known = [value for value in rows if value is not None]
    if not known:
        return UNKNOWN
    probability = max(known) if mention.military else 1 - min(known)
    return YES if probability >= SURELY_MILITARY else NO if probability <= 1 - SURELY_MILITARY else UNKNOWN


def _called(mention: AircraftMention, icao24: str, facts: Facts) -> str | None:
    if not mention.callsigns:
        return None
    heard = {sign for one in facts.flights if one.icao24 == icao24 for sign in one.callsigns}
    return YES if heard & set(mention.callsigns) else NO


def _operated(wanted: str | None, known: set[str]) -> str | None:
    """Names of operators differ from source to source: one that shares no word is unknown, not a no."""
    if wanted is None or not known:
        return None
    asked = set(_WORD.findall(wanted.casefold()))
    return YES if any(asked & set(_WORD.findall(name.casefold())) for name in known) else UNKNOWN
