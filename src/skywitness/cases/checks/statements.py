"""Statements: what sources say of an airframe on a day, and which of them are dated for it."""

from collections.abc import Callable
from datetime import date

from skywitness.cases.checks.facts import Facts
from skywitness.model import IdentityStatement


def said_of(facts: Facts, icao24: str, attribute: str, day: date | None) -> list[IdentityStatement]:
    """Statements that hold on the day, or with no day those that hold now, each source's value once."""
    held = [
        one for one in facts.statements if (one.icao24, one.attribute) == (icao24, attribute) and one.holds_on(day)
    ]
    return list({(one.source, one.value): one for one in held}.values())


def dated_for(day: date | None) -> Callable[[IdentityStatement], bool]:
    """Whether a statement tells by a date of its own that it held on the day: the beginning of its validity."""

    def told(one: IdentityStatement) -> bool:
        begins = one.valid_from or one.stated_since
        if day is None or begins is None or begins > day:
            return False
        return one.stated_until is None or day < one.stated_until

    return told
