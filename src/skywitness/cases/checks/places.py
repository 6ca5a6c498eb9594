"""Places: the fields that a claim can mean by a place."""

from collections.abc import Collection, Sequence

from skywitness.cases.checks.facts import Facts, Field
from skywitness.model import Claim, PlaceMention

LEAST_PROBABLE = 0.2
"""Fields less probable than this are not what the words mean; judgement."""


def fields_of(place: PlaceMention, facts: Facts) -> list[Field]:
    """The fields of one place, the most probable first; all known ones of a country."""
    if place.kind == "country":
        return [field for field in facts.fields.values() if field.country in place.candidates]
    pairs = zip(place.candidates, place.probabilities, strict=True)
    best = max(place.probabilities, default=0.0)
    probable = [code for code, probability in pairs if probability >= min(LEAST_PROBABLE, best)]
    return [facts.fields[code] for code in probable if code in facts.fields]


def fields_in(claim: Claim, facts: Facts, roles: Collection[str]) -> list[Field]:
    """The fields of the claim's places in these roles, each once, in order."""
    named = [field for place in claim.places if place.role in roles for field in fields_of(place, facts)]
    return list({field.code: field for field in named}.values())


def timezones(fields: Sequence[Field]) -> list[str]:
    """Clocks of fields, in order."""
    return [field.timezone for field in fields]


def spelled(fields: Sequence[Field]) -> str:
    """Their codes for a sentence."""
    return ", ".join(field.code for field in fields) or "no known field"
