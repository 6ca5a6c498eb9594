"""Aircraft type: whether an aircraft is of the type that a claim gives it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from skywitness.cases.checks.airframes import mentions, words
from skywitness.cases.checks.evidence import stated
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


@dataclass(frozen=True, slots=True)
class AircraftType:
    """Sources on identity give the airframe the type, on the day.

    How it is fooled: sources copy from one another, so that two of them can be one; a type code stands for several
    variants; an address that is programmed wrongly carries another airframe's record.

    Attributes:
        least_sources: that agree, for a full corroboration; the design's case rules ask for two registries.
    """

    least_sources: int = 2
    algorithm: ClassVar[str] = "aircraft_type 1"
    would_corroborate: ClassVar[str] = (
        "Two sources on identity, valid on the day, that give the airframe this type."
    )
    would_contradict: ClassVar[str] = "A dated registry record, valid on the day, that gives it another type."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """What the sources say, of each aircraft by itself."""
        return joined([self._one(claim, mention, facts) for mention in mentions(claim)])

    def _one(self, claim: Claim, mention: AircraftMention, facts: Facts) -> Outcome:
        if not mention.typecodes:
            return Outcome(UNRESOLVED, f"The claim gives {words(mention)} no type with a designator.")
        icao24s, day = airframes_meant(claim, mention, facts, mention._replace(typecodes=[]))
        if not icao24s:
            return Outcome(UNRESOLVED, f"No airframe in the record can be told to be {words(mention)}.")
        of_type = [self._of(icao24, mention, facts, day) for icao24 in icao24s]
        right = [one for one in of_type if one.verdict in {CORROBORATED, PARTLY}]
        wanted = mention.number or max(1, len(mention.registrations))
        if len(icao24s) > wanted:
            return self._among(mention, right, wanted)
        return joined(of_type)

    def _among(self, mention: AircraftMention, right: Sequence[Outcome], wanted: int) -> Outcome:
        """Several airframes can be meant: those of the type are, when there are as many as claimed."""
        if len(right) == wanted:
            return joined(right)
        return not_observable(AMBIGUOUS, f"Which airframe is meant by {words(mention)} cannot be told.")

    def _of(self, icao24: str, mention: AircraftMention, facts: Facts, day: date | None) -> Outcome:
        said = said_of(facts, icao24, "typecode", day)
        agree = [one for one in said if one.value.upper() in mention.typecodes]
        differ = [one for one in said if one.value.upper() not in mention.typecodes]
        sentence = " ".join(stated(one).sentence for one in said) or f"No source gives a type for {icao24}."
        sources = {one.source for one in agree}
        supporting, opposing = [stated(one) for one in agree], [stated(one) for one in differ]
        parameters = [("least_sources", str(self.least_sources)), ("sources_agreeing", str(len(sources)))]
        if agree and not differ:
            verdict = CORROBORATED if len(sources) >= self.least_sources else PARTLY
        else:
            verdict = CONTRADICTED if differ and not agree and any(map(dated_for(day), differ)) else UNRESOLVED
        alternatives = ["Sources on identity copy from one another."] if len(sources) > 1 else []
        return Outcome(verdict, sentence, None, supporting, opposing, alternatives, parameters=parameters)
