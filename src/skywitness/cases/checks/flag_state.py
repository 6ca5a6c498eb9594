"""Flag state: whether an aircraft is of the state that a claim gives it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from skywitness.cases.checks.airframes import mentions, values, words
from skywitness.cases.checks.evidence import record, stated
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.identified import airframes_meant
from skywitness.cases.checks.outcome import (
    AMBIGUOUS,
    CONTRADICTED,
    CORROBORATED,
    PARTLY,
    UNRESOLVED,
    Outcome,
    joined,
    not_observable,
)
from skywitness.cases.checks.statements import dated_for, said_of
from skywitness.model import AircraftMention, Claim

_COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class FlagState:
    """The airframe is registered in the state, by its registry and by the block of its address.

    The address alone, or one registry alone, corroborates in part.

    How it is fooled: an address can stay behind when an aircraft changes its registry, and can be programmed
    wrongly; a state's aircraft can fly under another state's registration.
    """

    algorithm: ClassVar[str] = "flag_state 1"
    would_corroborate: ClassVar[str] = (
        "A registry, valid on the day, and the address block that agree on the state."
    )
    would_contradict: ClassVar[str] = "A dated registry record, valid on the day, of another state."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What registries and the address say, of each aircraft by itself."""
        return joined([self._one(claim, mention, facts) for mention in mentions(claim)])

    def _one(self, claim: Claim, mention: AircraftMention, facts: Facts) -> Outcome:
        if mention.flag_state is None:
            return Outcome(UNRESOLVED, f"The claim gives {words(mention)} no state.")
        icao24s, day = airframes_meant(claim, mention, facts, mention._replace(flag_state=None))
        if not icao24s:
            return Outcome(UNRESOLVED, f"No airframe in the record can be told to be {words(mention)}.")
        if len(icao24s) > (mention.number or max(1, len(mention.registrations))):
            return not_observable(AMBIGUOUS, f"Which airframe is meant by {words(mention)} cannot be told.")
        return joined([self._of(icao24, mention.flag_state, facts, day) for icao24 in icao24s])

    def _of(self, icao24: str, state: str, facts: Facts, day: date | None) -> Outcome:
        said = said_of(facts, icao24, "flag_state", day)
        agree = [one for one in said if one.value.upper() == state]
        differ = [one for one in said if one.value.upper() != state]
        shown = values(facts, icao24, "flag_state", day) if not said else set()
        if shown:
            block = record(
                "registry_record",
                f"{icao24}-block-{'-'.join(sorted(shown))}",
                f"The address {icao24} lies in a block of {', '.join(sorted(shown))}.",
                sources=["address"],
            )
            verdict = PARTLY if shown == {state} else UNRESOLVED
            return Outcome(verdict, block.sentence, supporting=[block] if verdict == PARTLY else [])
        kinds = {one.method == _COMPUTED for one in agree}
        registry_differs = [one for one in differ if one.method != _COMPUTED]
        if agree and not differ:
            verdict = CORROBORATED if len(kinds) == 2 or len({one.source for one in agree}) > 1 else PARTLY
        elif not agree and any(map(dated_for(day), registry_differs)):
            verdict = CONTRADICTED
        else:
            verdict = UNRESOLVED
        sentence = " ".join(stated(one).sentence for one in said) or f"Nothing tells the state of {icao24}."
        return Outcome(
            verdict, sentence, supporting=[stated(one) for one in agree], opposing=[stated(one) for one in differ]
        )
