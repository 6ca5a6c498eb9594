"""Unseen: why nothing was seen, in the words of design; never that it did not happen."""

from collections.abc import Sequence
from datetime import date

from skywitness.cases.checks.airframes import is_silent_class, words
from skywitness.cases.checks.evidence import silence
from skywitness.cases.checks.facts import Facts, Field
from skywitness.cases.checks.outcome import (
    NO_COVERAGE,
    NO_DATA,
    NOT_OBSERVABLE,
    SILENT_CLASS,
    UNRESOLVED,
    Outcome,
    not_observable,
)
from skywitness.cases.checks.readings import Readings
from skywitness.model import AircraftMention, Observation

_SIGN_OFF = (
    "Nothing seen is no contradiction; a person who knows the receivers may conclude more, and sign for it."
)


def why_unseen(
    mention: AircraftMention,
    fields: Sequence[Field],
    when: Readings,
    facts: Facts,
    icao24s: Sequence[str] = (),
    what: str = "Nothing of",
) -> Outcome:
    """The outcome where the record has nothing of the thing claimed.

    Args:
        mention: the aircraft.
        fields: where.
        when: the spans that were tried.
        facts: with the days of the record and of each field.
        icao24s: airframes that it can be, for the silences to cite.
        what: was not seen, such as ``No landing of``.
    """
    days, parameters = when.both.days(), when.parameters()
    if is_silent_class(mention):
        return not_observable(
            SILENT_CLASS, f"{words(mention)}: aircraft of this class fly without broadcasting where they are."
        )._replace(parameters=parameters)
    if days and not set(days) & facts.record_days:
        spelled = f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"
        return not_observable(NO_DATA, f"The record holds nothing of {spelled}.")._replace(parameters=parameters)
    holes = [
        silence(gap) for gap in facts.gaps if gap.icao24 in icao24s and when.both.meets(gap.from_at, gap.to_at)
    ]
    names = ", ".join(field.code for field in fields) or "a place that the claim does not tell"
    told = f"{what} {words(mention)} at {names} was seen"
    return _by_coverage(told, fields, days, facts, holes, parameters)


def _by_coverage(
    told: str,
    fields: Sequence[Field],
    days: list[date],
    facts: Facts,
    holes: list[Observation],
    parameters: list[tuple[str, str]],
) -> Outcome:
    """Coverage tells why; it is no evidence against anything, however good."""
    if not fields or not days:
        return Outcome(UNRESOLVED, f"{told}. {_SIGN_OFF}", parameters=parameters)
    unwatched = _unwatched(fields, days, facts)
    given = [*parameters, ("watched_days", f"{len(days) - len(unwatched)} of {len(days)}")]
    heard = [f"It may have been there unheard: {one.sentence}" for one in holes[:3]]
    if unwatched:
        which = ", ".join(map(str, unwatched[:3])) + (" and other days" if len(unwatched) > 3 else "")
        sentence = f"{told}. It was not watched on {which}."
        return Outcome(NOT_OBSERVABLE, sentence, NO_COVERAGE, alternatives=heard, parameters=given)
    other = ["It may have come or gone without broadcasting, or under another identity.", *heard]
    sentence = f"{told}, though the field was watched. {_SIGN_OFF}"
    return Outcome(UNRESOLVED, sentence, alternatives=other, parameters=given)


def _unwatched(fields: Sequence[Field], days: list[date], facts: Facts) -> list[date]:
    """Days on which any of the fields was not watched."""
    return [day for day in days if any(day not in facts.watched.get(field.code, frozenset()) for field in fields)]
