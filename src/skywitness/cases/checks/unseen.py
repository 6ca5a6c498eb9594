"""Unseen: why nothing was seen, in the words of design; never that it did not happen."""

from collections.abc import Sequence
from datetime import date

from skywitness.cases.checks.airframes import is_silent_class, words
from skywitness.cases.checks.evidence import record, silence
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
from skywitness.cases.checks.readings import Readings, Span
from skywitness.model import AircraftMention, Observation

_SIGN_OFF = (
    "Nothing seen is no contradiction; a person who knows the receivers may conclude more, and sign for it."
)


def why_unseen(
    mention: AircraftMention, fields: Sequence[Field], when: Readings, facts: Facts, icao24s: Sequence[str] = ()
) -> Outcome:
    """The outcome where the record has nothing of the thing claimed.

    Args:
        mention: the aircraft.
        fields: where.
        when: the spans that were tried.
        facts: with the days of the record and of each field.
        icao24s: airframes that it can be, for the silences to cite.
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
    return _by_coverage(mention, fields, days, facts, holes)._replace(parameters=parameters)


def _by_coverage(
    mention: AircraftMention, fields: Sequence[Field], days: list[date], facts: Facts, holes: list[Observation]
) -> Outcome:
    names = ", ".join(field.code for field in fields) or "a place that the claim does not tell"
    unwatched = _unwatched(fields, days, facts)
    if not fields or not days:
        return Outcome(UNRESOLVED, f"Nothing of {words(mention)} at {names} in the record. {_SIGN_OFF}")
    seen_days = len(days) - len(unwatched)
    cited = record(
        "coverage",
        f"{'-'.join(field.code for field in fields)}-{days[0]}",
        f"{names} was watched on {seen_days} of {len(days)} days.",
        sources=["exposure of fields"],
    )
    if unwatched:
        sentence = (
            f"{words(mention)} was not seen at {names}, which was not watched on "
            f"{', '.join(map(str, unwatched[:3]))}{' and other days' if len(unwatched) > 3 else ''}."
        )
        return Outcome(
            NOT_OBSERVABLE, sentence, NO_COVERAGE, opposing=(), supporting=(), alternatives=_holes(holes)
        )
    sentence = f"{words(mention)} was not seen at {names}, though the field was watched. {_SIGN_OFF}"
    alternatives = ["It may have come without broadcasting, or under another identity.", *_holes(holes)]
    return Outcome(UNRESOLVED, sentence, opposing=(cited,), alternatives=alternatives)


def _unwatched(fields: Sequence[Field], days: list[date], facts: Facts) -> list[date]:
    """Days on which any of the fields was not watched."""
    return [day for day in days if any(day not in facts.watched.get(field.code, frozenset()) for field in fields)]


def _holes(holes: list[Observation]) -> list[str]:
    return [f"It may have been there unheard: {one.sentence}" for one in holes[:3]]


def in_record(span: Span, facts: Facts) -> bool:
    """Whether the record holds anything of some day of a span; an open one counts as held."""
    days = span.days()
    return not days or bool(set(days) & facts.record_days)
